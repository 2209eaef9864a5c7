"""Who pays what: each year the sources pay eligible cost in order, the reserve last.

Rows of cost that the same sources may pay form a *pool*. A source that cannot pay all it may
pay gives every pool the same share, and a pool every row the same share, so that pools can be
settled instead of rows and nothing is lost. Cost is spread evenly over the months of a year:
a source that ends in September pays at most a quarter of a July-to-June year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.fiscal import Floats
from planner.projection.expenses import Expenses
from planner.projection.sources import Bools, Money, may_pay, paying_order
from planner.revenue.grants import carried_over


@dataclass(frozen=True)
class Funding:
    """Who pays what.

    Attributes
    ----------
    pool_of_line : ndarray of int, shape (line,)
        Pool of every row of cost.
    pool_cost : ndarray, shape (pool, year, case)
        Cost of every pool [USD].
    paid : ndarray, shape (fund, pool, year, case)
        What every source pays [USD].
    reserve_paid, unfunded : ndarray, shape (pool, year, case)
        What the reserve pays, and what nobody can pay [USD].
    received, carried, lapsed, to_reserve : ndarray, shape (fund, year, case)
        New money of the year, carried into the next, ended unspent, moved to the reserve [USD].
    balance : ndarray, shape (year, case)
        Technology reserve at the end of each year [USD].
    opening : ndarray, shape (case,)
        Technology reserve at the start [USD].
    """

    pool_of_line: np.ndarray[tuple[int], np.dtype[np.intp]]
    pool_cost: Floats
    paid: Floats
    reserve_paid: Floats
    unfunded: Floats
    received: Floats
    carried: Floats
    lapsed: Floats
    to_reserve: Floats
    balance: Floats
    opening: Floats


def settle(expenses: Expenses, money: Money, erate_share: Floats, opening: Floats) -> Funding:
    """Let the sources pay, year after year.

    Parameters
    ----------
    expenses : Expenses
        Cost of every row.
    money : Money
        What every source brings.
    erate_share : ndarray, shape (line, year, case)
        Share of each row's cost that E-Rate pays [share].
    opening : ndarray, shape (case,)
        Technology reserve at the start [USD].
    """
    eligible = may_pay(money.funds, expenses.lines)
    for s, fund in enumerate(money.funds):
        if fund.kind == "erate":
            eligible[s] = erate_share.any(axis=(1, 2))
    pool_of_line, pool_cost, by_erate = _pools(eligible, expenses.cost, erate_share)
    pool_eligible = np.zeros((len(money.funds), pool_cost.shape[0]), dtype=bool)
    pool_eligible[:, pool_of_line] = eligible
    till = _Till(money, pool_eligible, pool_cost, by_erate, opening)
    for year in range(pool_cost.shape[1]):
        till.settle_year(year)
    return Funding(
        pool_of_line=pool_of_line,
        pool_cost=pool_cost,
        paid=till.paid,
        reserve_paid=till.reserve_paid,
        unfunded=till.unfunded,
        received=till.received,
        carried=till.carried,
        lapsed=till.lapsed,
        to_reserve=till.to_reserve,
        balance=till.balance,
        opening=opening,
    )


def _pools(
    eligible: Bools, cost: Floats, erate_share: Floats
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], Floats, Floats]:
    """Group rows that the same sources may pay and to which E-Rate gives the same share."""
    kinds: dict[tuple[bytes, bytes], int] = {}
    pool_of_line = np.zeros(cost.shape[0], dtype=np.intp)
    for number in range(cost.shape[0]):
        key = eligible[:, number].tobytes(), erate_share[number].tobytes()
        pool_of_line[number] = kinds.setdefault(key, len(kinds))
    pool_cost = np.zeros((len(kinds), *cost.shape[1:]))
    np.add.at(pool_cost, pool_of_line, cost)
    by_erate = np.zeros_like(pool_cost)
    np.add.at(by_erate, pool_of_line, cost * erate_share)
    return pool_of_line, pool_cost, by_erate


class _Till:
    """State of the sources while the years are settled one after the other."""

    def __init__(
        self, money: Money, eligible: Bools, cost: Floats, by_erate: Floats, opening: Floats
    ) -> None:
        self.money, self.eligible, self.cost, self.by_erate = money, eligible, cost, by_erate
        self.order = paying_order(money.funds)
        self.paid = np.zeros((len(money.funds), *cost.shape))
        self.reserve_paid, self.unfunded = np.zeros_like(cost), np.zeros_like(cost)
        self.received = np.array(money.amount)
        self.carried = np.zeros_like(self.received)
        self.lapsed, self.to_reserve = np.zeros_like(self.received), np.zeros_like(self.received)
        self.balance = np.zeros(cost.shape[1:])
        self.in_reserve = opening.copy()
        self.pocket = np.zeros((len(money.funds), cost.shape[2]))

    def settle_year(self, year: int) -> None:
        """One year: sources in order, then the reserve; what is left is unfunded."""
        remaining = self.cost[:, year].copy()
        for s in self.order:
            remaining -= self._pay(s, year, remaining)
        np.maximum(remaining, 0.0, out=remaining)
        total = remaining.sum(axis=0)
        self.in_reserve = self.in_reserve + self.to_reserve[:, year].sum(axis=0)
        share = _ratio(np.minimum(total, self.in_reserve), total)
        self.reserve_paid[:, year] = remaining * share
        self.unfunded[:, year] = remaining - self.reserve_paid[:, year]
        self.in_reserve = np.maximum(self.in_reserve - total * share, 0.0)
        self.balance[year] = self.in_reserve

    def _pay(self, s: int, year: int, remaining: Floats) -> Floats:
        """What one source pays of each pool; then its unspent money goes where it goes."""
        fund, open_share = self.money.funds[s], self.money.share[s, year]
        if fund.kind == "erate":
            paid = np.minimum(self.by_erate[:, year] * open_share, remaining)
            self.received[s, year] = paid.sum(axis=0)
        else:
            ceiling = np.minimum(remaining, self.cost[:, year] * open_share)
            wanted = ceiling * self.eligible[s][:, None]
            available = self.pocket[s] + self.received[s, year]
            total = wanted.sum(axis=0)
            paid = wanted * _ratio(np.minimum(total, available), total)
            self._put_away(s, year, np.maximum(available - paid.sum(axis=0), 0.0))
        self.paid[s, :, year] = paid
        return paid

    def _put_away(self, s: int, year: int, left: Floats) -> None:
        if self.money.funds[s].unspent == "reserve":
            self.to_reserve[s, year] = left
            return
        carried = carried_over(
            left,
            self.received[s, year],
            self.money.funds[s].unspent in ("carry", "keep"),
            self.money.carry_limit[s, year],
            self.money.ends_now[s, year],
        )
        self.carried[s, year] = self.pocket[s] = carried
        self.lapsed[s, year] = left - carried


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is no whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(whole > 0, part / whole, 0.0))
