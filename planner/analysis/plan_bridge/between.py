"""Plans between two plans: the first with some of the second's differences in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from planner.analysis.plan_bridge.input_differences import (
    COMPARED,
    InputDifference,
    keyed,
)
from planner.plan.check import check_changes
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.rules.between_rows import check_rows
from planner.plan.tables import CALENDAR_SETTINGS, TABLES
from planner.plan.tables.row import Row

#: What the plan itself is not projected from, and what may name a row that is not there yet.
_LEFT_OUT = tuple(name for name in TABLES if name not in (*COMPARED, "district"))


class Between:
    """Two plans, and every plan between them.

    Parameters
    ----------
    first, second : Plan
        Where the way begins and ends.
    """

    def __init__(self, first: Plan, second: Plan) -> None:
        self._first, self._second = _projected_part(first), _projected_part(second)
        self._rows = {
            table: (keyed(self._first.rows(table)), keyed(self._second.rows(table)))
            for table in COMPARED
        }
        self._orders = {
            table: (merged(list(new), list(old)), merged(list(old), list(new)))
            for table, (old, new) in self._rows.items()
        }
        self._known = {
            problem.identity
            for plan in (self._first, self._second)
            for problem in _problems_between(plan)
        }

    def plan(self, applied: Collection[InputDifference]) -> Plan:
        """The first plan with some differences applied; all of them make the second."""
        settings: dict[str, Any] = {}
        by_table: dict[str, list[InputDifference]] = {}
        for one in applied:
            if one.table == "district":
                for name in (one.key,) if one.key else CALENDAR_SETTINGS:
                    settings[name] = getattr(self._second.district, name)
            else:
                by_table.setdefault(one.table, []).append(one)
        tables: dict[str, Any] = {
            name: self._table(name, those) for name, those in by_table.items()
        }
        if settings:
            tables["district"] = self._first.district.model_copy(update=settings)
        return replace(self._first, **tables)

    def _table(self, table: str, applied: Sequence[InputDifference]) -> tuple[Row, ...]:
        old, new = self._rows[table]
        rows = dict(old)
        for one in applied:
            if one.kind == "removed":
                del rows[one.key]
            elif one.kind != "reordered":
                rows[one.key] = new[one.key]
        reordered = any(one.kind == "reordered" for one in applied)
        order = self._orders[table][reordered]
        return tuple(rows[key] for key in order if key in rows)

    def problems(self, plan: Plan) -> list[Problem]:
        """What stops a plan between the two, although it stops neither of them."""
        return [p for p in _problems_between(plan) if p.identity not in self._known]


def merged(others: Sequence[str], keys: Sequence[str]) -> list[str]:
    """Keys in their order, each of the others after the one that it follows among its own.

    >>> merged(["a", "x", "b", "y"], ["b", "a"])
    ['b', 'y', 'a', 'x']
    """
    found = list(keys)
    known = set(keys)
    place = 0
    for key in others:
        if key in known:
            place = found.index(key) + 1
        else:
            found.insert(place, key)
            place += 1
    return found


def _projected_part(plan: Plan) -> Plan:
    """A plan with only the tables that it is itself projected from."""
    nothing: dict[str, Any] = dict.fromkeys(_LEFT_OUT, ())
    return replace(plan, **nothing)


def _problems_between(plan: Plan) -> list[Problem]:
    """What stops a plan: its rows against each other, and its changes against its rows."""
    found = check_rows(plan)
    try:
        found = [*found, *check_changes(plan)]
    except PlanError as error:
        found = [*found, *error.problems]
    return [problem for problem in found if problem.blocks]
