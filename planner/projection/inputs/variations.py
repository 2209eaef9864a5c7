"""Variations: what differs from case to case, as arrays.

A scenario says what is changed in one case; a variation says what one input is in all of them.
Ten thousand draws of a driver are one variation, and so is an option that half of the cases
take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from planner.arrays import Floats, Places
from planner.fiscal import MID_MONTH, end_edge, start_edge
from planner.plan.tables.column import Column
from planner.plan.what_if.changes import How, year_of_dollars
from planner.plan.what_if.scenarios import Change, Scenario

#: What a blank cell means to the engine: an open end, or "see the assumption".
_OPEN = {"start_date": -np.inf, "end_date": np.inf}
_NOTHING_PREPAID = {"prepaid_until": -np.inf}


@dataclass(frozen=True)
class Variation:
    """One input as it is in many cases.

    Attributes
    ----------
    table, row, field : str
        Which cell: table, key of the row (``all`` for every row), column. For assumptions the
        row is the driver and the field is ``value``; for the district the row is empty.
    how : {"set", "add", "multiply"}
        Replace the value, add to it, or multiply it.
    values : ndarray, shape (year or 1, case or 1)
        The engine's number (see ``engine_value``) in each year and in each of the ``cases``.
    cases : ndarray of int, optional
        The cases it holds in, in rising order; None for all cases.
    from_year : int, optional
        First fiscal year it holds for; None for all years.
    stated_in : int, optional
        As in ``Change``: the year in whose dollars an amount is stated, if another.
    as_typed : bool
        Whether it is what other districts have typed, before the plan's own changes.
    """

    table: str
    row: str
    field: str
    how: How
    values: Floats
    cases: Places | None = None
    from_year: int | None = None
    stated_in: int | None = None
    as_typed: bool = False

    @property
    def dollars_of(self) -> int | None:
        """Year in whose dollars an amount is stated; None for those of its row."""
        return year_of_dollars(self.from_year, self.stated_in)

    @property
    def differs(self) -> bool:
        """Whether cases differ by it."""
        return self.cases is not None or self.values.shape[1] > 1

    def part(self, first: int, last: int) -> Variation:
        """The variation of the cases from ``first`` up to, not including, ``last``."""
        if self.cases is None:
            own, cases = slice(first, last), None
        else:
            own = slice(*np.searchsorted(self.cases, [first, last]).tolist())
            cases = self.cases[own] - first
        values = self.values[:, own] if self.values.shape[1] > 1 else self.values
        return replace(self, values=values, cases=cases)

    def of_cases(self, places: Places) -> Variation:
        """The variation of some cases, in any order.

        Parameters
        ----------
        places : ndarray of int
            Which cases.
        """
        here: Places | None = None
        if self.cases is not None:
            it_holds = np.zeros(1 + max(places.max(), *self.cases[-1:]), dtype=bool)
            it_holds[self.cases] = True
            here = np.flatnonzero(it_holds[places])
            places = np.searchsorted(self.cases, places[here])
        values = self.values[:, places] if self.values.shape[1] > 1 else self.values
        return replace(self, values=values, cases=here)


def engine_value(field: str, column: Column, value: Any) -> float:  # noqa: ANN401  any cell
    """A cell as the engine's number: dates as month edges, yes as 1, blank as its meaning."""
    if value is None:
        return _NOTHING_PREPAID.get(field, _OPEN.get(column.kind, np.nan))
    if field == "support_ends" and isinstance(value, date):
        # Update dates are early in a month; a device serves that month to its end.
        return float(end_edge(value.replace(day=MID_MONTH)))
    if isinstance(value, date):
        return float(start_edge(value) if column.kind == "start_date" else end_edge(value))
    return float(value)


def variation_of(change: Change, cases: Places | None = None) -> Variation:
    """A change of a scenario, in some cases or in all.

    Parameters
    ----------
    change : Change
        A change of a number or a date.
    cases : ndarray of int, optional
        The cases it is made in, in rising order; None for all.
    """
    number = engine_value(change.field, change.column, change.value)
    cell = change.table, change.row, change.field, change.how
    return Variation(*cell, np.array([[number]]), cases, change.from_year, change.stated_in)


def variations_of(scenarios: Sequence[Scenario]) -> list[Variation]:
    """What scenarios change in numbers and dates, each scenario in its own case.

    The first changes of all scenarios come first, then the second ones: in every case the order
    is that of its scenario. Changes of one cell are one variation.
    """
    found: dict[tuple[Any, ...], tuple[list[int], list[Change]]] = {}
    by_scenario = [scenario.numbers for scenario in scenarios]
    for place in range(max(map(len, by_scenario), default=0)):
        for case, numbers in enumerate(by_scenario):
            if place < len(numbers):
                c = numbers[place]
                cell = place, c.table, c.row, c.field, c.how, c.from_year, c.stated_in
                cases, changes = found.setdefault(cell, ([], []))
                cases.append(case)
                changes.append(c)
    return [_laid_out(*parts, len(scenarios)) for parts in found.values()]


def _laid_out(cases: list[int], changes: list[Change], count: int) -> Variation:
    """Changes of one cell, each in a case of its own."""
    c = changes[0]
    values = np.array([[engine_value(c.field, c.column, change.value) for change in changes]])
    where = None if len(cases) == count else np.array(cases, dtype=np.intp)
    return Variation(c.table, c.row, c.field, c.how, values, where, c.from_year, c.stated_in)
