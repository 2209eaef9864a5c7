"""Pools: rows of cost that the same sources may pay, settled together.

Rows of a pool also have the same priority. A source that cannot pay all it may pay gives every pool
of a priority the same share, and a pool every row the same share, so that pools can be settled
instead of rows and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Bools, Floats, Places, Span
from planner.plan.rules.eligibility import is_infrastructure
from planner.projection.expenses.amounts import kinds_of
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.funding.erate_support import DISCOUNTED
from planner.projection.funding.rationing import Ranks, ranks_of
from planner.projection.funding.sources import Money


@dataclass(frozen=True)
class Pools:
    """Rows of cost that the same sources may pay, settled together.

    Attributes
    ----------
    of_line : ndarray of int, shape (line,)
        Pool of every row of cost.
    cost : ndarray, shape (pool, year, case)
        Cost [USD].
    erate_share : mapping of str to ndarray, shape (year, case or 1) each
        Share of it that E-Rate pays while it runs, by its category [share].
    eligible : ndarray of bool, shape (fund, pool)
        Which source may pay which pool.
    infrastructure : ndarray of bool, shape (pool,)
        Pools that a limit on infrastructure counts.
    discounted : mapping of str to ndarray of bool, shape (pool,) each
        Pools that E-Rate gives a discount on, by its category.
    paid_back : tuple of ndarray of int
        Pools that each source of aid for the year before is calculated on.
    priority : ndarray of int, shape (pool,)
        1 is paid first when money falls short, 9 last.
    each : ndarray of int, shape (case,), optional
        Where many cases cost the same: which of the cases of ``cost`` each is.
    """

    of_line: Places
    cost: Floats
    erate_share: Mapping[str, Floats]
    eligible: Bools
    infrastructure: Bools
    discounted: Mapping[str, Bools]
    paid_back: tuple[Places, ...]
    priority: Places
    each: Places | None = None

    def cost_in(self, cases: Span) -> Floats:
        """Cost in some cases [USD]."""
        return self._in(self.cost, cases)

    def offered_in(self, cases: Span, cost: Floats, own: Places) -> Floats:
        """What E-Rate pays of some pools while it runs, shape (own pool, year, case) [USD].

        Parameters
        ----------
        cases : slice or ndarray of int
            Which cases.
        cost : ndarray, shape (pool, year, case)
            Cost in them [USD].
        own : ndarray of int
            Which pools.
        """
        shares = {name: self._in(share, cases) for name, share in self.erate_share.items()}
        own_kinds = {name: chosen[own] for name, chosen in self.discounted.items()}
        return discount_on(cost[own], own_kinds, shares)

    def _in(self, array: Floats, cases: Span) -> Floats:
        if array.shape[-1] == 1 and self.cost.shape[-1] > 1:
            return array
        return array[..., cases] if self.each is None else array.take(self.each[cases], axis=-1)

    @cached_property
    def by_erate(self) -> Floats:
        """What E-Rate pays of every pool while it runs, shape (pool, year, case) [USD]."""
        return discount_on(self.cost, self.discounted, self.erate_share)

    @cached_property
    def ranks(self) -> Ranks:
        """Pools of each priority, those that are kept first before the others."""
        return ranks_of(self.priority)

    @cached_property
    def of_fund(self) -> tuple[Places, ...]:
        """Pools that each source may pay."""
        return tuple(np.flatnonzero(eligible) for eligible in self.eligible)

    @cached_property
    def lines(self) -> Bools:
        """Rows of cost of each pool, shape (pool, line)."""
        return _lines_of(self.of_line)


def pools_of(expenses: Expenses, money: Money, erate_share: Mapping[str, Floats]) -> Pools:
    """Group rows that the same sources may pay and to which E-Rate gives the same share."""
    lines = expenses.lines
    category = [line.erate_category for line in lines]
    discounted = np.array([[here == name for here in category] for name in DISCOUNTED], bool)
    discounted &= bool(erate_share)
    eligible = money.eligible.copy()
    eligible[[fund.kind == "erate" for fund in money.funds]] = discounted.any(axis=0)
    limited = bool(np.isfinite(money.terms.infrastructure_limit).any())
    counted = np.array([limited and is_infrastructure(line.category) for line in lines], bool)
    aided = np.array([aid.calculated_on for aid in money.paid_back], bool)
    aided = aided.reshape(len(money.paid_back), len(lines))
    priority = np.array([line.priority for line in lines], dtype=np.intp)
    alike = np.vstack([eligible, discounted, counted, aided, priority]).T
    of_line, first = kinds_of([(row.tobytes(),) for row in np.ascontiguousarray(alike)])
    cost, by_category = expenses.cost_of(_lines_of(of_line)), discounted[:, first]
    by_name = dict(zip(DISCOUNTED, by_category, strict=True)) if erate_share else {}
    paid_back = tuple(np.flatnonzero(of_aid) for of_aid in aided[:, first])
    words = eligible[:, first], counted[first], by_name, paid_back, priority[first]
    return Pools(of_line, cost, erate_share, *words)


def discount_on(
    cost: Floats, discounted: Mapping[str, Bools], erate_share: Mapping[str, Floats]
) -> Floats:
    """What E-Rate pays of each pool while it runs, shape (pool, year, case) [USD]."""
    found = np.zeros_like(cost)
    for name, chosen in discounted.items():
        for pool in np.flatnonzero(chosen):
            found[pool] = cost[pool] * erate_share[name]
    return found


def _lines_of(of_line: Places) -> Bools:
    count = int(of_line.max()) + 1 if len(of_line) else 0
    return np.asarray(of_line == np.arange(count)[:, None])
