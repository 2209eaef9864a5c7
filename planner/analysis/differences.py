"""Differences between two scenarios: cost by line and year, and which assumptions differ.

Both scenarios are projected from the same plan and, where the plan has ranges, in the same draws,
so that a difference is the scenario's and not chance's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.analysis.answers import A_CENT, Answers, answers
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column
from planner.plan.what_if.changes import ALL, base_changes, changed_plan
from planner.plan.what_if.scenarios import BASE, Change, Scenario, scenario_of
from planner.projection.inputs.as_typed import driver_paths
from planner.projection.project import project_many

#: Chance that a range of differences holds the outcome: 5% lie below it and 5% above.
_ENDS = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Differing:
    """One assumption that two scenarios have otherwise.

    Attributes
    ----------
    table, row, field : str
        Which cell; the row is empty for a setting of the district.
    first, second : object
        What it is in each; None for a blank cell.
    from_year : int or None
        First fiscal year it holds for; None from the start of the plan.
    """

    table: str
    row: str
    field: str
    first: object
    second: object
    from_year: int | None

    @property
    def column(self) -> Column:
        """Meaning of the cell."""
        if self.table == "assumptions":
            return DRIVERS[self.row]
        return TABLES[self.table].columns[self.field]


@dataclass(frozen=True)
class DrawnDifference:
    """Differences in the same draws.

    Attributes
    ----------
    draws : int
        How many.
    cost, unfunded, reserve : ndarray, shape (3, year)
        Second less first: below which 5%, half and 95% of the draws lie [USD].
    less_unfunded : float
        Share of the draws in which the second leaves less unfunded over all years [share].
    """

    draws: int
    cost: Floats
    unfunded: Floats
    reserve: Floats
    less_unfunded: float


@dataclass(frozen=True)
class Difference:
    """Two scenarios of one plan.

    Attributes
    ----------
    first, second : Answers
        The answers for each; differences are second less first.
    assumptions : tuple of Differing
        Cell by cell, what differs between them.
    drawn : DrawnDifference or None
        In the same draws; None without draws or where nothing is uncertain.
    """

    first: Answers
    second: Answers
    assumptions: tuple[Differing, ...]
    drawn: DrawnDifference | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years."""
        return self.first.years


def difference(
    plan: Plan,
    first: str | Scenario = BASE,
    second: str | Scenario = BASE,
    *,
    draws: int = 0,
    seed: int = 1,
) -> Difference:
    """What a scenario changes against another, line by line, and why.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    first, second : str or Scenario
        The two scenarios; differences are second less first.
    draws : int
        Number of draws from the plan's ranges, the same for both; 0 for none.
    seed : int
        Seed of the draws.

    Raises
    ------
    PlanError
        If the plan has no such scenario.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = difference(read_plan(example("prairie-view")), "base", "levy-fails")
    >>> bool(found.assumptions) and bool(found.second.unfunded.sum() > found.first.unfunded.sum())
    True
    """
    pair = [scenario_of(plan, asked) for asked in (first, second)]
    found = [answers(projection) for projection in project_many(plan, pair)]
    differing = differing_assumptions(plan, *pair)
    drawn = _drawn(plan, pair[0], pair[1], draws, seed) if draws else None
    return Difference(found[0], found[1], differing, drawn)


def differing_assumptions(plan: Plan, first: Scenario, second: Scenario) -> tuple[Differing, ...]:
    """Cells that two scenarios have otherwise, year by year as they begin to differ."""
    cells = list(dict.fromkeys(_cells(plan, (*first.changes, *second.changes))))
    by_year = [[_values(plan, s, cells, year) for year in plan.years] for s in (first, second)]
    found = []
    for cell in cells:
        before: tuple[object, object] | None = None
        for place, year in enumerate(plan.years):
            pair = by_year[0][place][cell], by_year[1][place][cell]
            # A row also says from which year on two scenarios have the same again.
            parted = before is not None and before[0] != before[1]
            if pair != before and (pair[0] != pair[1] or parted):
                found.append(Differing(*cell, *pair, year if place else None))
            before = pair
    return tuple(found)


_Cell = tuple[str, str, str]


def _cells(plan: Plan, changes: tuple[Change, ...]) -> Iterator[_Cell]:
    """Every cell that changes touch, row by row."""
    for change in changes:
        if change.table == "assumptions":
            rows = list(DRIVERS) if change.row == ALL else [change.row]
        elif change.table == "district":
            rows = [""]
        else:
            rows = [row.key for row in plan.rows(change.table) if change.row in (ALL, row.key)]
        for row in rows:
            yield change.table, row, change.field


def _values(plan: Plan, scenario: Scenario, cells: list[_Cell], year: int) -> Mapping[_Cell, Any]:
    """What cells hold under a scenario in a year, as they would be typed."""
    made = (*base_changes(plan), *scenario.changes)
    begun = [change for change in made if (change.from_year or 0) <= year]
    changed, _ = changed_plan(plan, begun)
    keyed = {
        (table, row.key): row
        for table in {table for table, _, _ in cells} - {"district", "assumptions"}
        for row in changed.rows(table)
    }
    found: dict[_Cell, Any] = {}
    for cell in cells:
        table, row, field = cell
        if table == "assumptions":
            found[cell] = _driver(plan, begun, row, year)
        elif table == "district":
            found[cell] = getattr(changed.district, field)
        else:
            found[cell] = getattr(keyed[table, row], field)
    return found


def _driver(plan: Plan, changes: list[Change], name: str, year: int) -> float | None:
    """A driver in a year; none where history forecasts it."""
    value: Any = driver_paths(plan)[name][plan.years.index(year)]
    for change in changes:
        if change.table == "assumptions" and change.row in (name, ALL):
            value = change.of(value)
    return None if np.isnan(value) else float(value)


def _drawn(
    plan: Plan, first: Scenario, second: Scenario, draws: int, seed: int
) -> DrawnDifference | None:
    """Both scenarios in the same draws."""
    # Imported here: it takes long, and only draws need it.
    from planner.analysis.simulation.draw_variations import project_draws
    from planner.analysis.simulation.simulate import draw_all, futures
    from planner.plan.what_if.ranges import uncertain_inputs

    inputs = uncertain_inputs(plan)
    if not any(one.active for one in inputs):
        return None
    drawn = draw_all(plan, inputs, draws, seed)
    kept = [project_draws(plan, s, inputs, drawn, draws, futures) for s in (first, second)]
    by_draw = {name: kept[1][name] - kept[0][name] for name in ("cost", "unfunded", "reserve")}
    ends = {name: np.quantile(array, _ENDS, axis=1) for name, array in by_draw.items()}
    less = float(np.mean(by_draw["unfunded"].sum(axis=0) < -A_CENT))
    return DrawnDifference(draws, ends["cost"], ends["unfunded"], ends["reserve"], less)
