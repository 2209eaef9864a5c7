"""Pools: rows of cost that the same sources may pay, settled together.

A source that cannot pay all it may pay gives every pool the same share, and a pool every row the
same share, so that pools can be settled instead of rows and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from planner.case_axis import sum_of_rows
from planner.fiscal import Floats
from planner.plan.payable import is_infrastructure
from planner.projection.expenses import Expenses
from planner.projection.sources import Bools, Money, Places
from planner.reference.accounts import accounts

Cases: TypeAlias = slice | Places

#: Categories of cost that E-Rate gives a discount on.
_DISCOUNTED = ("category_one", "category_two")


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


def pools_of(expenses: Expenses, money: Money, erate_share: Mapping[str, Floats]) -> Pools:
    """Group rows that the same sources may pay and to which E-Rate gives the same share."""
    lines = expenses.lines
    category = [accounts()[line.category].erate_category for line in lines]
    discounted = np.array([[here == name for here in category] for name in _DISCOUNTED], bool)
    discounted &= bool(erate_share)
    eligible = money.eligible.copy()
    eligible[[fund.kind == "erate" for fund in money.funds]] = discounted.any(axis=0)
    limited = bool(np.isfinite(money.terms.infrastructure_limit).any())
    counted = np.array([limited and is_infrastructure(line.category) for line in lines], bool)
    of_line, rows = _alike(np.vstack([eligible, discounted, counted]))
    cost, by_erate = (np.zeros((len(rows), *expenses.cost.shape[1:])) for _ in range(2))
    for pool, own in enumerate(rows):
        of_rows = expenses.cost[own]
        cost[pool] = sum_of_rows(of_rows)
        for name, chosen in zip(_DISCOUNTED, discounted, strict=True):
            if chosen[own].any():
                by_erate[pool] = sum_of_rows(of_rows * erate_share[name])
    first = np.array([np.argmax(of_line == pool) for pool in range(len(rows))], dtype=np.intp)
    return Pools(of_line, cost, by_erate, eligible[:, first], counted[first])


def _alike(rules: Bools) -> tuple[Places, list[Cases]]:
    """Number every line by its rules, shape (rule, line), and list the lines of each number."""
    groups: dict[bytes, list[int]] = {}
    for line, rule in enumerate(np.ascontiguousarray(rules.T)):
        groups.setdefault(rule.tobytes(), []).append(line)
    of_line = np.zeros(rules.shape[1], dtype=np.intp)
    for number, own in enumerate(groups.values()):
        of_line[own] = number
    return of_line, [as_span(np.array(own, dtype=np.intp)) for own in groups.values()]


def as_span(places: Places) -> Cases:
    """Places that follow one another as a slice, which is faster to take."""
    if len(places) and places[-1] - places[0] == len(places) - 1:
        return slice(int(places[0]), int(places[-1]) + 1)
    return places
