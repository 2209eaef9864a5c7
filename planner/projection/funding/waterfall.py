"""The waterfall: every year the sources pay in order, then the reserve; the rest is unfunded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats, Places, Span, sum_of_rows
from planner.projection.funding.discount import Discount
from planner.projection.funding.paying_sources import Cash, PayingSource
from planner.projection.funding.pools import Pools
from planner.projection.funding.rationing import ratio, ration
from planner.projection.funding.sources import Money

#: Less than a hundredth of a cent is no money but what floating point leaves of a sum [USD].
DUST = 0.0001


@dataclass(frozen=True)
class Reserve:
    """The technology reserve before the years are settled.

    Attributes
    ----------
    opening : ndarray, shape (case,)
        Technology reserve at the start [USD].
    interest_rate : ndarray, shape (year, case)
        Interest of each year on the balance at its start [share].
    """

    opening: Floats
    interest_rate: Floats


class Waterfall:
    """Cases whose sources pay in the same order.

    Parameters
    ----------
    money : Money
        What every source provides, and its terms.
    pools : Pools
        Cost to be paid.
    reserve : Reserve
        Technology reserve at the start, and its interest.
    cases : slice or ndarray of int
        Which of the cases these are.
    order : ndarray of int
        Numbers of the sources in the order they pay.

    Attributes
    ----------
    cost, reserve_paid, unfunded : ndarray, shape (pool, year, case)
        What is to be paid, what the reserve pays of it, and what is unfunded [USD].
    sources : list of PayingSource
        In the order of the funding table.
    reserve, interest : ndarray, shape (year, case)
        Technology reserve at the end of each year, and what it earned in it [USD].
    """

    def __init__(
        self, money: Money, pools: Pools, reserve: Reserve, cases: Span, order: Places
    ) -> None:
        self.cost, self.opening = pools.cost_in(cases), reserve.opening[cases]
        self.interest_rate = reserve.interest_rate[:, cases]
        self.cases, self.aids = cases, tuple(zip(money.paid_back, pools.paid_back, strict=True))
        self.ranks = pools.ranks
        self.sources = _sources(money, pools, self.cost, cases)
        self.in_order = [self.sources[number] for number in order.tolist()]
        self.reserve_paid, self.unfunded = np.empty_like(self.cost), np.empty_like(self.cost)
        self.reserve, self.interest = (np.empty(self.cost.shape[1:]) for _ in range(2))

    def settle_years(self) -> None:
        """All years, one after the other."""
        reserve = self.opening.copy()
        for year in range(self.cost.shape[1]):
            self.interest[year] = reserve * self.interest_rate[year]
            reserve = reserve + self.interest[year]
            unpaid = self.cost[:, year].copy()
            for aid, own in self.aids if year else ():
                spent = self._spent_by_district(year - 1, own, aid.number)
                self.sources[aid.number].received[year] += aid.aid(year, spent, self.cases)
            for source in self.in_order:
                source.settle_year(year, unpaid)
            for source in self.sources:
                if source.feeds_reserve:
                    reserve = reserve + source.to_reserve[year]
            reserve = self._draw_on_reserve(year, unpaid, reserve)
            self.reserve[year] = reserve

    def _spent_by_district(self, year: int, own: Places, aid: int) -> Floats:
        """What the district itself spent on some pools: all that no other payer paid."""
        left = self.cost[:, year].copy()
        for number, source in enumerate(self.sources):
            if number != aid and not source.fund.of_district:
                left[source.own.span] -= source.paid_in[year]
        return np.maximum(sum_of_rows(left[own]), 0.0)

    def _draw_on_reserve(self, year: int, unpaid: Floats, reserve: Floats) -> Floats:
        """What is left of the reserve after it paid what it can, by priority."""
        total, paid = sum_of_rows(unpaid), unpaid.copy()
        drawn = ration(paid, reserve, self.ranks)
        self.reserve_paid[:, year] = paid
        unpaid -= paid
        np.multiply(unpaid, total - drawn >= DUST, out=self.unfunded[:, year])
        return np.maximum(reserve - total * ratio(drawn, total), 0.0)


def _sources(money: Money, pools: Pools, cost: Floats, cases: Span) -> list[PayingSource]:
    """Every source with its own pools and terms, in the order of the funding table."""
    # A copy, because aid for the year before is added to it as the years are settled.
    amounts = money.amount[..., cases].copy()
    found: list[PayingSource] = []
    openings = money.opening[..., cases]
    by_source = money.terms.by_source(cases), pools.of_fund, amounts, openings
    for fund, terms, own, amount, opening in zip(money.funds, *by_source, strict=True):
        if fund.kind == "erate":
            offered = pools.offered_in(cases, cost, own)
            found.append(Discount(fund, terms, own, cost, pools, offered))
        else:
            found.append(Cash(fund, terms, own, cost, pools, amount, opening))
    return found
