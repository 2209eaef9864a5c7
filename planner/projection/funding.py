"""Who pays what: each year the sources pay eligible cost in order, the reserve last.

Pools of cost are settled, not rows. Cost is spread evenly over the months of a year: a source
that ends in September pays at most a quarter of a July-to-June year. Money that can be spent for
so many months only is held by the year it came in, and the oldest pays first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from planner.case_axis import once, sum_of_rows
from planner.fiscal import Floats
from planner.projection.amounts import Places, as_span
from planner.projection.expenses import Expenses
from planner.projection.pools import Cases, Pools, pools_of
from planner.projection.sources import Money, paying_orders
from planner.revenue.federal_titles import spendable_share
from planner.revenue.grants import carried_over

__all__ = ["Funding", "Pools", "pools_of", "settle", "share_left"]


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


def settle(
    expenses: Expenses, money: Money, erate_share: Mapping[str, Floats], opening: Floats
) -> Funding:
    """Let the sources pay, year after year.

    Parameters
    ----------
    expenses : Expenses
        Cost of every row.
    money : Money
        What every source brings.
    erate_share : mapping of str to ndarray, shape (year, case or 1) each
        Share of cost that E-Rate pays, by its category [share].
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


class _Till:
    """State of the sources while the years are settled one after the other."""

    def __init__(
        self, money: Money, pools: Pools, opening: Floats, cases: Cases, order: Places
    ) -> None:
        self.funds, self.pools, self.order = money.funds, pools, order.tolist()
        self.cost, self.by_erate = pools.cost[..., cases], pools.by_erate[..., cases]
        self.terms = {name: _of(array, cases) for name, array in vars(money.terms).items()}
        self.opening = opening[cases]
        self.paid = np.zeros((len(money.funds), *self.cost.shape))
        self.reserve_paid, self.unfunded = np.empty_like(self.cost), np.empty_like(self.cost)
        self.received = np.array(money.amount[..., cases])
        self.carried = np.zeros_like(self.received)
        self.lapsed, self.to_reserve = np.zeros_like(self.received), np.zeros_like(self.received)
        self.balance = np.empty(self.cost.shape[1:])
        self.in_reserve = self.opening.copy()
        self.pockets = [
            np.zeros((1 + self._older_years(s), self.cost.shape[2])) for s in range(len(self.funds))
        ]
        self.own_pools = [as_span(np.flatnonzero(eligible)) for eligible in pools.eligible]
        self.counted = [
            as_span(np.flatnonzero(pools.infrastructure[eligible])) for eligible in pools.eligible
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
        with np.errstate(invalid="ignore", divide="ignore"):
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
            if self.funds[s].kind == "erate":
                self._discount(s, year, remaining)
                continue
            pocket = self.pockets[s]
            pocket[0] += self.received[s, year]
            if pocket.any():
                self._pay(s, year, remaining)
                self._put_away(s, year)
        np.maximum(remaining, 0.0, out=remaining)
        total = sum_of_rows(remaining)
        self.in_reserve = self.in_reserve + sum_of_rows(self.to_reserve[:, year])
        share = _ratio(np.minimum(total, self.in_reserve), total)
        self.reserve_paid[:, year] = remaining * share
        self.unfunded[:, year] = remaining - self.reserve_paid[:, year]
        self.in_reserve = np.maximum(self.in_reserve - total * share, 0.0)
        self.balance[year] = self.in_reserve

    def _discount(self, s: int, year: int, remaining: Floats) -> None:
        """What E-Rate pays of each pool, as long as something is unpaid."""
        paid = np.minimum(self.by_erate[:, year] * self.terms["share"][s, year], remaining)
        self.received[s, year] = sum_of_rows(paid)
        self.paid[s, :, year] = paid
        remaining -= paid

    def _pay(self, s: int, year: int, remaining: Floats) -> None:
        """Pay out of a source's pocket, the oldest money first; what is left stays in it."""
        own, pocket = self.own_pools[s], self.pockets[s]
        unpaid, counted = remaining[own], self.counted[s]
        most = self.cost[own, year] * self.terms["cost_share"][s, year]
        limit = self.terms["infrastructure_limit"][s, year]
        limited = bool(np.isfinite(limit).any())
        if limited:
            room = np.where(np.isinf(limit), np.inf, limit * sum_of_rows(pocket))
        paid: Floats | None = None
        for age in reversed(range(len(pocket))):
            if not pocket[age].any():
                continue
            wanted = np.minimum(most * self._open(s, year, age), unpaid)
            if paid is not None:
                wanted -= paid
            np.maximum(wanted, 0.0, out=wanted)
            if limited:
                asked = sum_of_rows(wanted[counted])
                wanted[counted] *= _ratio(np.minimum(asked, room), asked)
            total = sum_of_rows(wanted)
            wanted *= _ratio(np.minimum(total, pocket[age]), total)
            if limited:
                room = np.maximum(room - sum_of_rows(wanted[counted]), 0.0)
            pocket[age] = np.maximum(pocket[age] - sum_of_rows(wanted), 0.0)
            paid = wanted if paid is None else paid + wanted
        if paid is not None:
            self.paid[s, own, year] = paid
            remaining[own] -= paid

    def _open(self, s: int, year: int, age: int) -> Floats:
        """Share of the year in which money of an age may pay."""
        open_share: Floats = self.terms["share"][s, year]
        if len(self.pockets[s]) == 1:
            return open_share
        return np.minimum(open_share, share_left(self.terms["months"][s, year], age))

    def _put_away(self, s: int, year: int) -> None:
        """Move a source's unspent money to the reserve, into the next year, or let it lapse."""
        pocket, rule = self.pockets[s], self.funds[s].unspent
        if rule not in ("carry", "keep"):
            goes_to = self.to_reserve if rule == "reserve" else self.lapsed
            goes_to[s, year] = pocket[0]
            pocket[:] = 0.0
            return
        left = pocket.copy()
        pocket[:] = 0.0
        ends_now = self.terms["ends_now"][s, year]
        kept = left * (1.0 - ends_now)
        limit = self.terms["carry_limit"][s, year]
        kept[0] = carried_over(left[0], self.received[s, year], True, limit, ends_now)
        months = self.terms["months"][s, year]
        for age in range(len(pocket)):
            kept[age] *= months > 12.0 * (age + 1)
            pocket[min(age + 1, len(pocket) - 1)] += kept[age]
        self.carried[s, year] = sum_of_rows(kept)
        self.lapsed[s, year] = sum_of_rows(left - kept)


def _of(terms: Floats, cases: Cases) -> Floats:
    """Terms of some cases, with a case axis of length 1 where the terms are the same in all."""
    common = once(terms)
    return common if common.shape[-1] < terms.shape[-1] else terms[..., cases]


def share_left(months: Floats, age: int) -> Floats:
    """Share of a year that is left to money which came in at the start of ``age`` years before."""
    return spendable_share(np.array(0.0), months, np.array(12.0 * age))


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is no whole; a division by nothing is let pass."""
    return np.where(whole > 0, part / whole, 0.0)
