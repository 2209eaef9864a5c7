"""Cases: many versions of a plan's inputs, side by side in arrays.

A case is one set of changes to the plan's inputs. Inputs become arrays of shape
``[row, year, case]``; an axis on which nothing differs has length 1 and broadcasts, so a single
plan costs no more than its own size. One engine serves one case and ten thousand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from planner.fiscal import MID_MONTH, Floats, end_edge, first_month, start_edge
from planner.plan.columns import Column, columns_of
from planner.plan.plan import COST_TABLES, Plan
from planner.plan.scenarios import Change, Scenario
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS

#: What a blank cell means to the engine: an open end, or "see the assumption".
_OPEN = {"start_date": -np.inf, "end_date": np.inf}
_NOTHING_PREPAID = {"prepaid_until": -np.inf}
_COSTED = ("enrollment", "inventory", *COST_TABLES, "funding")


@dataclass(frozen=True)
class Inputs:
    """Everything the engine computes with.

    Attributes
    ----------
    plan : Plan
        Rows, words and choices; those that no case of this set varies.
    years : ndarray, shape (year,)
        Fiscal years.
    year_starts : ndarray, shape (1, year, 1)
        Month edge at which each fiscal year begins.
    cases : int
        Number of cases.
    tables : mapping of str to mapping of str to ndarray
        ``tables["devices"]["unit_price"]`` has shape [row, year or 1, case or 1].
    drivers : mapping of str to ndarray
        ``drivers["wage_growth_rate"]`` has shape [year, case or 1].
    district : mapping of str to ndarray
        ``district["staff"]`` has shape [year or 1, case or 1].
    """

    plan: Plan
    years: Floats
    year_starts: Floats
    cases: int
    tables: Mapping[str, Mapping[str, Floats]]
    drivers: Mapping[str, Floats]
    district: Mapping[str, Floats]

    def of(self, table: str, field: str) -> Floats:
        """One column of a table, shape [row, year or 1, case or 1]."""
        return self.tables[table][field]

    def or_driver(self, table: str, field: str, driver: str) -> Floats:
        """A column whose blank cells follow an assumption, shape [row, year, case or 1]."""
        column = self.of(table, field)
        return np.where(np.isnan(column), self.drivers[driver][None], column)

    def by_age(self, table: str, rate: str, ages: str, count: int) -> Floats:
        """Yearly rates by age, shape [row, age, year or 1, case or 1].

        Rows that list no rates by age have the same rate at every age.
        """
        found = np.repeat(self.of(table, rate)[:, None], count, axis=1)
        for place, row in enumerate(self.plan.rows(table)):
            listed: tuple[float, ...] = getattr(row, ages)
            if listed:
                later = listed[-1:] * (count - len(listed))
                found[place] = np.array(listed + later)[:, None, None]
        return found


def case_inputs(plan: Plan, scenarios: Sequence[Scenario]) -> Inputs:
    """Arrays of a plan under several scenarios that differ in numbers and dates only."""
    cases = len(scenarios)
    years = np.array(plan.years, dtype=np.float64)
    builder = _Builder(plan.years, cases)
    changes = [(case, change) for case, s in enumerate(scenarios) for change in s.changes]
    start_month = plan.district.fiscal_year_start_month
    starts = [first_month(year, start_month) for year in plan.years]
    return Inputs(
        plan=plan,
        years=years,
        year_starts=np.array(starts, dtype=np.float64)[None, :, None],
        cases=cases,
        tables={name: _table(plan, name, changes, builder) for name in _COSTED},
        drivers=_drivers(plan, changes, builder),
        district=_district(plan, changes, builder),
    )


def engine_value(field: str, column: Column, value: Any) -> float:  # noqa: ANN401  any cell
    """A cell as the engine's number: dates as month edges, yes as 1, blank as its meaning."""
    if value is None:
        return _NOTHING_PREPAID.get(field, _OPEN.get(column.kind, np.nan))
    if field == "support_ends" and isinstance(value, date):
        # Update dates stand early in a month; a device serves that month to its end.
        return float(end_edge(value.replace(day=MID_MONTH)))
    if isinstance(value, date):
        return float(start_edge(value) if column.kind == "start_date" else end_edge(value))
    return float(value)


@dataclass(frozen=True)
class _Builder:
    """Lays changes over a base array, growing only the axes that need it."""

    years: tuple[int, ...]
    cases: int

    def changed(
        self, base: Floats, field: str, changes: list[tuple[int, list[int], Change]]
    ) -> Floats:
        """Array of shape [row, year or 1, case or 1] after the changes of each case."""
        if not changes:
            return base
        by_year = base.shape[1] > 1 or any(c.from_year for _, _, c in changes)
        shape = (base.shape[0], len(self.years) if by_year else 1, self.cases)
        array = np.array(np.broadcast_to(base, shape))
        for case, rows, change in changes:
            since = sum(year < (change.from_year or 0) for year in self.years) if by_year else 0
            number = engine_value(field, change.column, change.value)
            for row in rows:
                cells = array[row, since:, case]
                if change.how == "set":
                    cells[:] = number
                elif change.how == "add":
                    cells += number
                else:
                    cells *= number
        return array


def _table(
    plan: Plan, name: str, changes: list[tuple[int, Change]], builder: _Builder
) -> dict[str, Floats]:
    rows = plan.rows(name)
    place = {row.key: number for number, row in enumerate(rows)}
    here = [
        (case, list(place.values()) if c.row == "all" else [place[c.row]], c)
        for case, c in changes
        if c.table == name
    ]
    arrays = {}
    for field, column in columns_of(TABLES[name].model).items():
        if column.numeric:
            values = [engine_value(field, column, row.cell(field)) for row in rows]
            base = np.array(values, dtype=np.float64).reshape(len(rows), 1, 1)
            arrays[field] = builder.changed(base, field, [x for x in here if x[2].field == field])
    return arrays


def _drivers(plan: Plan, changes: list[tuple[int, Change]], builder: _Builder) -> dict[str, Floats]:
    arrays = {}
    for name, path in driver_paths(plan).items():
        base = np.array(path, dtype=np.float64).reshape(1, -1, 1)
        here = [
            (case, [0], c)
            for case, c in changes
            if c.table == "assumptions" and c.row in (name, "all")
        ]
        arrays[name] = builder.changed(base, "value", here)[0]
    return arrays


def driver_paths(plan: Plan) -> dict[str, list[float]]:
    """Value of each driver in each year: typed, public, or neutral.

    Enrollment growth that nobody typed is not a number where a history forecasts enrollment.
    """
    paths = {}
    for name, column in DRIVERS.items():
        start = column.default.value if column.default else NEUTRAL_DRIVERS.get(name, 0.0)
        if name == "enrollment_growth_rate" and plan.counted_history:
            start = np.nan
        path = [start] * len(plan.years)
        for row in sorted(plan.assumptions, key=lambda row: row.from_year or 0):
            if row.name == name and row.active and row.value is not None:
                since = sum(year < (row.from_year or 0) for year in plan.years)
                path[since:] = [row.value] * (len(path) - since)
        paths[name] = path
    return paths


def _district(
    plan: Plan, changes: list[tuple[int, Change]], builder: _Builder
) -> dict[str, Floats]:
    arrays = {}
    for field, column in TABLES["district"].columns.items():
        if column.numeric:
            value = engine_value(field, column, getattr(plan.district, field))
            here = [(k, [0], c) for k, c in changes if c.table == "district" and c.field == field]
            arrays[field] = builder.changed(np.full((1, 1, 1), value), field, here)[0]
    return arrays
