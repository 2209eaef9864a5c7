"""Who pays what: each year the sources pay eligible cost in order, the reserve last.

Rows of cost that the same sources may pay form a *pool*. A source that cannot pay all it may
pay gives every pool the same share, and a pool every row the same share, so that pools can be
settled instead of rows and nothing is lost. Cost is spread evenly over the months of a year:
a source that ends in September pays at most a quarter of a July-to-June year.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np

from planner.fiscal import Floats
from planner.projection.expenses import Expenses
from planner.projection.sources import Bools, Money, Places, may_pay, paying_orders
from planner.revenue.grants import carried_over

Cases: TypeAlias = slice | Places


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

    pool_of_line: Places
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
    pools = _Pools(pool_of_line, pool_cost, by_erate, pool_eligible)
    orders = paying_orders(money)
    if (orders == orders[:, :1]).all():
        return _Till(money, pools, opening, slice(None), orders[:, 0]).settled()
    # Cases whose sources pay in another order are settled apart and laid side by side again.
    _, kind = np.unique(orders, axis=1, return_inverse=True)
    groups = [np.flatnonzero(kind == k) for k in range(int(kind.max()) + 1)]
    parts = [_Till(money, pools, opening, g, orders[:, g[0]]).settled() for g in groups]
    return _side_by_side(parts, np.concatenate(groups))


def _side_by_side(parts: list[Funding], cases: Places) -> Funding:
    """Put groups of cases together, each case at its own place."""
    place = np.argsort(cases)
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts], axis=-1)[
            ..., place
        ]
        for field in fields(Funding)
        if field.name != "pool_of_line"
    }
    return Funding(pool_of_line=parts[0].pool_of_line, **joined)


@dataclass(frozen=True)
class _Pools:
    """Rows of cost that the same sources may pay, settled together."""

    of_line: Places
    cost: Floats
    by_erate: Floats
    eligible: Bools


def _pools(eligible: Bools, cost: Floats, erate_share: Floats) -> tuple[Places, Floats, Floats]:
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
        self, money: Money, pools: _Pools, opening: Floats, cases: Cases, order: Places
    ) -> None:
        self.funds, self.pools, self.order = money.funds, pools, order.tolist()
        self.cost, self.by_erate = pools.cost[..., cases], pools.by_erate[..., cases]
        self.share, self.ends_now = money.share[..., cases], money.ends_now[..., cases]
        self.carry_limit = money.carry_limit[..., cases]
        self.opening = opening[cases]
        self.paid = np.zeros((len(money.funds), *self.cost.shape))
        self.reserve_paid, self.unfunded = np.zeros_like(self.cost), np.zeros_like(self.cost)
        self.received = np.array(money.amount[..., cases])
        self.carried = np.zeros_like(self.received)
        self.lapsed, self.to_reserve = np.zeros_like(self.received), np.zeros_like(self.received)
        self.balance = np.zeros(self.cost.shape[1:])
        self.in_reserve = self.opening.copy()
        self.pocket = np.zeros((len(money.funds), self.cost.shape[2]))

    def settled(self) -> Funding:
        """All years, one after the other."""
        for year in range(self.cost.shape[1]):
            self.settle_year(year)
        return Funding(
            pool_of_line=self.pools.of_line,
            pool_cost=self.cost,
            paid=self.paid,
            reserve_paid=self.reserve_paid,
            unfunded=self.unfunded,
            received=self.received,
            carried=self.carried,
            lapsed=self.lapsed,
            to_reserve=self.to_reserve,
            balance=self.balance,
            opening=self.opening,
        )

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
        fund, open_share = self.funds[s], self.share[s, year]
        paid: Floats
        if fund.kind == "erate":
            paid = np.minimum(self.by_erate[:, year] * open_share, remaining)
            self.received[s, year] = paid.sum(axis=0)
        else:
            ceiling = np.minimum(remaining, self.cost[:, year] * open_share)
            wanted = ceiling * self.pools.eligible[s][:, None]
            available = self.pocket[s] + self.received[s, year]
            total = wanted.sum(axis=0)
            paid = wanted * _ratio(np.minimum(total, available), total)
            self._put_away(s, year, np.maximum(available - paid.sum(axis=0), 0.0))
        self.paid[s, :, year] = paid
        return paid

    def _put_away(self, s: int, year: int, left: Floats) -> None:
        if self.funds[s].unspent == "reserve":
            self.to_reserve[s, year] = left
            return
        carried = carried_over(
            left,
            self.received[s, year],
            self.funds[s].unspent in ("carry", "keep"),
            self.carry_limit[s, year],
            self.ends_now[s, year],
        )
        self.carried[s, year] = self.pocket[s] = carried
        self.lapsed[s, year] = left - carried


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is no whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, 0.0)
