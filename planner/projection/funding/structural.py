"""Structural balance: what recurring money of a year can cover of that year's sustained cost.

Who pays what is settled once more, each year by itself, as if every year were an average one:
cost is the sustainable annual cost, money is what recurring sources provide in the year, and
there is no reserve, no carryover, no one-time money and no prepayment. So a device peak, a network
project or a transfer to reserve moves nothing here. Nor does a priority: what recurring money can
cover is not a matter of what is paid first, so every row gets the same share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.arrays import Bools, Floats, Places, Span, as_span, sum_of_rows
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.funding.pools import Pools, discount_on
from planner.projection.funding.rationing import NO_RANKS, keep_within, ration
from planner.projection.funding.settle import cases_by_order
from planner.projection.funding.sources import Money
from planner.projection.funding.terms import SourceTerms


@dataclass(frozen=True)
class Structural:
    """Recurring money of a year against that year's sustained cost.

    Attributes
    ----------
    balance : ndarray, shape (year, case)
        Recurring money that is free, less sustained cost that recurring money cannot cover [USD].
    covered : ndarray, shape (fund, year, case)
        Sustained cost that each source covers; zero for one-time sources [USD].
    """

    balance: Floats
    covered: Floats


def structural_balance(
    expenses: Expenses,
    money: Money,
    pools: Pools,
    erate_share: Mapping[str, Floats],
    years: slice = slice(None),
) -> Structural:
    """Let recurring money of each year pay that year's sustained cost.

    Free is what is left of sources that may pay every recurring row of cost: what is left of a
    source for some rows only helps no other row.

    Parameters
    ----------
    expenses : Expenses
        Cost of every row.
    money : Money
        What every source provides.
    pools : Pools
        Rows that the same sources may pay.
    erate_share : mapping of str to ndarray, shape (year, case or 1) each
        Share of sustained cost that E-Rate pays while it runs, by its category [share].
    years : slice
        Years that are asked for; each is settled by itself.
    """
    cost, money = expenses.sustained_of(pools.lines, years), money.of_years(years)
    shares = {name: share[years] for name, share in erate_share.items()}
    offered = discount_on(cost, pools.discounted, shares)
    recurring: Bools = np.asarray((pools.lines & expenses.recurring).any(axis=1))
    for_all: Bools = np.asarray(pools.eligible[:, recurring].all(axis=1))
    balance = np.empty(cost.shape[1:])
    covered = np.zeros((len(money.funds), *cost.shape[1:]))
    for cases, order in cases_by_order(money.terms):
        own = np.ascontiguousarray(cost[..., cases])
        average = _AverageYears(own, money, pools, cases)
        for number in order.tolist():
            if money.funds[number].kind == "erate":
                covered[number][:, cases] = average.discount(number, offered[..., cases])
            elif money.funds[number].recurring:
                covered[number][:, cases] = average.pay(number, bool(for_all[number]))
        balance[:, cases] = average.free - sum_of_rows(np.maximum(average.unpaid, 0.0))
    return Structural(balance, covered)


class _AverageYears:
    """Sustained cost that is paid source by source, all years at once.

    Attributes
    ----------
    unpaid : ndarray, shape (pool, year, case)
        Sustained cost that no source before has paid [USD].
    free : ndarray, shape (year, case)
        What is left of sources that may pay everything [USD].
    """

    def __init__(self, cost: Floats, money: Money, pools: Pools, cases: Span) -> None:
        self.cost, self.unpaid, self.pools = cost, cost.copy(), pools
        self.money, self.amounts, self.cases = money, money.on_average[..., cases], cases
        self.terms = money.terms.by_source(cases)
        self.free = np.zeros(cost.shape[1:])
        self.aids = {
            aid.number: (aid, own)
            for aid, own in zip(money.paid_back, pools.paid_back, strict=True)
        }
        #: Sustained cost that the district itself has paid or still has to pay.
        self.of_district = cost.copy() if self.aids else cost

    def discount(self, number: int, offered: Floats) -> Floats:
        """What E-Rate pays: its share of each eligible row, shape (year, case) [USD]."""
        if not self.money.funds[number].recurring:
            return np.zeros_like(self.free)
        pays = np.minimum(offered * self.terms[number].share, self.unpaid)
        self.unpaid -= pays
        if self.aids:
            self.of_district -= pays
        return sum_of_rows(pays)

    def pay(self, number: int, for_all: bool) -> Floats:
        """What a source pays with the money of the year, shape (year, case) [USD]."""
        own, terms = self.pools.of_fund[number], self.terms[number]
        money = np.where(terms.share > 0.0, self.amounts[number] + self._aid(number), 0.0)
        pays = self._may_pay(as_span(own), terms)
        if any(terms.limits_infrastructure):
            limit = terms.infrastructure_limit
            no_limit = np.isinf(limit)
            room = np.where(no_limit, np.inf, np.where(no_limit, 0.0, limit) * money)
            keep_within(pays, self.pools.infrastructure[own], room, NO_RANKS)
        spent = ration(pays, money, NO_RANKS)
        self.unpaid[as_span(own)] -= pays
        if self.aids and not self.money.funds[number].of_district:
            self.of_district[as_span(own)] -= pays
        if for_all:
            self.free += money - spent
        return spent

    def _aid(self, number: int) -> Floats | float:
        """Aid that pays back what the district itself pays of sustained cost [USD]."""
        if number not in self.aids:
            return 0.0
        aid, own = self.aids[number]
        spent = np.maximum(sum_of_rows(self.of_district[own]), 0.0)
        return aid.aid(slice(None), spent, self.cases)

    def _may_pay(self, own: Span | Places, terms: SourceTerms) -> Floats:
        """What a source may pay of what is unpaid, shape (own pool, year, case)."""
        unpaid = self.unpaid[own]
        if all(terms.may_pay_everything):
            return unpaid.copy()
        return np.minimum(self.cost[own] * (terms.cost_share * terms.share), unpaid)
