"""Who pays what: each year the sources pay eligible cost in order, the reserve last.

Rows of cost that the same sources may pay form a *pool*. A source that cannot pay all it may
pay gives every pool the same share, and a pool every row the same share, so that pools can be
settled instead of rows and nothing is lost. Cost is spread evenly over the months of a year:
a source that ends in September pays at most a quarter of a July-to-June year. Money that can
be spent for so many months only is held by the year it came in, and the oldest pays first.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np

from planner.fiscal import Floats
from planner.plan.payable import is_infrastructure
from planner.projection.expenses import Expenses
from planner.projection.sources import Bools, Money, Places, Terms, paying_orders
from planner.revenue.federal_titles import spendable_share
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
    pools = pools_of(expenses, money, erate_share)
    orders = paying_orders(money.terms)
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
class Pools:
    """Rows of cost that the same sources may pay, settled together.

    Attributes
    ----------
    of_line : ndarray of int, shape (line,)
        Pool of every row of cost.
    cost, by_erate : ndarray, shape (pool, year, case)
        Cost, and what E-Rate pays of it while it runs [USD].
    eligible : ndarray of bool, shape (fund, pool)
        Which source may pay which pool.
    infrastructure : ndarray of bool, shape (pool,)
        Pools that a limit on infrastructure counts.
    """

    of_line: Places
    cost: Floats
    by_erate: Floats
    eligible: Bools
    infrastructure: Bools


def pools_of(expenses: Expenses, money: Money, erate_share: Floats) -> Pools:
    """Group rows that the same sources may pay and to which E-Rate gives the same share."""
    eligible = money.eligible.copy()
    for s, fund in enumerate(money.funds):
        if fund.kind == "erate":
            eligible[s] = erate_share.any(axis=(1, 2))
    limited = bool(np.isfinite(money.terms.infrastructure_limit).any())
    counted = np.array([limited and is_infrastructure(x.category) for x in expenses.lines], bool)
    kinds: dict[tuple[bytes, bytes, bool], int] = {}
    of_line = np.zeros(len(expenses.lines), dtype=np.intp)
    for number in range(len(expenses.lines)):
        rules = eligible[:, number].tobytes(), erate_share[number].tobytes()
        of_line[number] = kinds.setdefault((*rules, bool(counted[number])), len(kinds))
    cost = np.zeros((len(kinds), *expenses.cost.shape[1:]))
    np.add.at(cost, of_line, expenses.cost)
    by_erate = np.zeros_like(cost)
    np.add.at(by_erate, of_line, expenses.cost * erate_share)
    of_pools = np.zeros((len(money.funds), len(kinds)), dtype=bool)
    of_pools[:, of_line] = eligible
    infrastructure = np.zeros(len(kinds), dtype=bool)
    infrastructure[of_line] = counted
    return Pools(of_line, cost, by_erate, of_pools, infrastructure)


class _Till:
    """State of the sources while the years are settled one after the other."""

    def __init__(
        self, money: Money, pools: Pools, opening: Floats, cases: Cases, order: Places
    ) -> None:
        self.funds, self.pools, self.order = money.funds, pools, order.tolist()
        self.cost, self.by_erate = pools.cost[..., cases], pools.by_erate[..., cases]
        self.terms = {
            field.name: getattr(money.terms, field.name)[..., cases] for field in fields(Terms)
        }
        self.opening = opening[cases]
        self.paid = np.zeros((len(money.funds), *self.cost.shape))
        self.reserve_paid, self.unfunded = np.zeros_like(self.cost), np.zeros_like(self.cost)
        self.received = np.array(money.amount[..., cases])
        self.carried = np.zeros_like(self.received)
        self.lapsed, self.to_reserve = np.zeros_like(self.received), np.zeros_like(self.received)
        self.balance = np.zeros(self.cost.shape[1:])
        self.in_reserve = self.opening.copy()
        self.pockets = [
            np.zeros((1 + self._older_years(s), self.cost.shape[2])) for s in range(len(self.funds))
        ]

    def _older_years(self, s: int) -> int:
        """Earlier years whose money a source must tell apart from the present year's.

        None where all of it is alike; one place for all of them where only carrying is limited.
        """
        if self.funds[s].unspent not in ("carry", "keep"):
            return 0
        months, limit = self.terms["months"][s], self.terms["carry_limit"][s]
        finite = months[np.isfinite(months)]
        ageing = int(np.ceil(finite.max() / 12.0)) - 1 if finite.size else 0
        return max(ageing, int(np.isfinite(limit).any()))

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
        if self.funds[s].kind == "erate":
            open_share = self.terms["share"][s, year]
            paid: Floats = np.minimum(self.by_erate[:, year] * open_share, remaining)
            self.received[s, year] = paid.sum(axis=0)
        else:
            pocket = self.pockets[s]
            pocket[0] += self.received[s, year]
            paid = self._pay_from(s, year, remaining, pocket)
            self._put_away(s, year, pocket)
        self.paid[s, :, year] = paid
        return paid

    def _pay_from(self, s: int, year: int, remaining: Floats, pocket: Floats) -> Floats:
        """Pay out of a source's pocket, the oldest money first; what is left stays in it."""
        eligible, counted = self.pools.eligible[s][:, None], self.pools.infrastructure
        most = self.cost[:, year] * self.terms["cost_share"][s, year]
        limit = self.terms["infrastructure_limit"][s, year]
        limited = bool(np.isfinite(limit).any())
        with np.errstate(invalid="ignore"):
            room = np.where(np.isinf(limit), np.inf, limit * pocket.sum(axis=0))
        paid = np.zeros_like(remaining)
        for age in reversed(range(len(pocket))):
            ceiling = np.minimum(most * self._open(s, year, age), remaining) - paid
            wanted = np.maximum(ceiling, 0.0) * eligible
            if limited:
                asked = wanted[counted].sum(axis=0)
                wanted[counted] *= _ratio(np.minimum(asked, room), asked)
            total = wanted.sum(axis=0)
            part = wanted * _ratio(np.minimum(total, pocket[age]), total)
            if limited:
                room = np.maximum(room - part[counted].sum(axis=0), 0.0)
            paid += part
            pocket[age] = np.maximum(pocket[age] - part.sum(axis=0), 0.0)
        return paid

    def _open(self, s: int, year: int, age: int) -> Floats:
        """Share of the year in which money of an age may pay."""
        open_share: Floats = self.terms["share"][s, year]
        if len(self.pockets[s]) == 1:
            return open_share
        return np.minimum(open_share, share_left(self.terms["months"][s, year], age))

    def _put_away(self, s: int, year: int, pocket: Floats) -> None:
        """Move a source's unspent money to the reserve, into the next year, or let it lapse."""
        left, rule = pocket.copy(), self.funds[s].unspent
        pocket[:] = 0.0
        if rule == "reserve":
            self.to_reserve[s, year] = left.sum(axis=0)
            return
        ends_now = self.terms["ends_now"][s, year]
        kept = left * (1.0 - ends_now)
        kept[0] = carried_over(
            left[0],
            self.received[s, year],
            rule in ("carry", "keep"),
            self.terms["carry_limit"][s, year],
            ends_now,
        )
        months = self.terms["months"][s, year]
        for age in range(len(pocket)):
            kept[age] *= months > 12.0 * (age + 1)
            pocket[min(age + 1, len(pocket) - 1)] += kept[age]
        self.carried[s, year] = kept.sum(axis=0)
        self.lapsed[s, year] = (left - kept).sum(axis=0)


def share_left(months: Floats, age: int) -> Floats:
    """Share of a year that is left to money which came in at the start of ``age`` years before."""
    return spendable_share(np.array(0.0), months, np.array(12.0 * age))


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is no whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, part / whole, 0.0)
