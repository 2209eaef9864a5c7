"""Plans that differ in numbers and dates only, found and put side by side.

Two plans have the same shape if they have the same rows with the same words, choices and lists.
Then one of them can represent all in the engine, and what differs is a column of numbers by
plan. Plans with other rows have another shape: each shape is projected separately. Schools are
matched by their place in the table, whatever their names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np

from planner.arrays import Places
from planner.plan.plan import Plan
from planner.plan.tables import CALENDAR_SETTINGS, TABLES
from planner.plan.tables.column import Column, columns_of
from planner.plan.tables.roster import PROJECTED_TABLES
from planner.plan.what_if.changes import base_changes
from planner.projection.inputs.as_typed import driver_paths
from planner.projection.inputs.variations import Variation, engine_value

#: What only explains a row or names the district.
_WORDS_FOR_THE_EYE = ("source", "note", "state", "nces_id")


@dataclass(frozen=True)
class PlanGroup:
    """Plans that differ in numbers and dates only.

    Attributes
    ----------
    plan : Plan
        The plan of one of them, which represents all.
    places : ndarray of int, shape (plan,)
        Their places among all plans.
    columns : tuple of Variation
        What differs: values of shape (year or 1, plan).
    """

    plan: Plan
    places: Places
    columns: tuple[Variation, ...]


def groups_of_plans(plans: Sequence[Plan], *, by_school: bool = False) -> list[PlanGroup]:
    """Plans sorted into groups of which each can be projected as one.

    Parameters
    ----------
    plans : sequence of Plan
        Plans of districts, or versions of one plan.
    by_school : bool
        Whether schools must have the same names, because something is said of one by name.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> east, west = (read_plan(example("prairie-view")) for _ in range(2))
    >>> [group.places.tolist() for group in groups_of_plans([east, west])]
    [[0, 1]]
    """
    groups: dict[Hashable, list[int]] = {}
    for place, plan in enumerate(plans):
        groups.setdefault(shape_of(plan, by_school=by_school), []).append(place)
    return [
        PlanGroup(
            plans[places[0]],
            np.array(places, dtype=np.intp),
            tuple(_differences([plans[place] for place in places])) if len(places) > 1 else (),
        )
        for places in groups.values()
    ]


def shape_of(plan: Plan, *, by_school: bool = False) -> Hashable:
    """All of a plan that is not a number or date: plans of one shape differ in those only.

    Parameters
    ----------
    plan : Plan
        A plan.
    by_school : bool
        Whether the names of schools belong to it.
    """
    district = plan.district
    rows: list[Hashable] = [
        tuple(map(_cells("words", t), plan.rows(t))) for t in PROJECTED_TABLES[1:]
    ]
    buildings = [row.school or row.name for row in plan.enrollment]
    first = {name: place for place, name in reversed(list(enumerate(buildings)))}
    for place, row in enumerate(plan.enrollment):
        rural = "" if district.locale else (row.rural, row.active)
        rows.append((first[buildings[place]], row.grades, rural, row.name if by_school else ""))
    lots = [lot.key for lot in plan.inventory]
    if len(set(lots)) < len(lots):  # devices of one year and several models: told by no name
        rows.append(tuple(map(_cells("numbers", "inventory"), plan.inventory)))
    rules = [(row.name, row.category, row.may_pay) for row in plan.eligibility if row.active]
    history = [(row.name, row.fiscal_year, row.students) for row in plan.counted_history]
    calendar = attrgetter(*CALENDAR_SETTINGS, "locale")(district)
    return (calendar, *rows, tuple(rules), tuple(history), base_changes(plan))


@cache
def _fields(kind: str, table: str) -> dict[str, Column]:
    """Columns of a table that hold numbers, or words that the engine goes by."""
    return {
        name: column
        for name, column in columns_of(TABLES[table].model).items()
        if column.numeric == (kind == "numbers")
        and name not in (*_WORDS_FOR_THE_EYE, *CALENDAR_SETTINGS)
        and (table, name) != ("district", "name")
    }


@cache
def _cells(kind: str, table: str) -> Callable[[Any], tuple[Any, ...]]:
    """What takes those cells out of a row, all at once."""
    fields = tuple(_fields(kind, table))
    taken = attrgetter(*fields)
    return taken if len(fields) > 1 else lambda row: (taken(row),)


def _differences(plans: list[Plan]) -> Iterator[Variation]:
    """Every cell in which plans of one shape differ, as a column by plan."""
    settings = [plan.district for plan in plans]
    for field, column in _differing("district", settings):
        values = [engine_value(field, column, getattr(row, field)) for row in settings]
        yield Variation("district", "", field, "set", np.array([values]), as_typed=True)
    for table in PROJECTED_TABLES:
        for rows in zip(*(plan.rows(table) for plan in plans), strict=True):
            for field, column in _differing(table, rows):
                values = [engine_value(field, column, row.cell(field)) for row in rows]
                yield Variation(table, rows[0].key, field, "set", np.array([values]), as_typed=True)
    if all(plan.assumptions == plans[0].assumptions for plan in plans):
        return  # the calendar and the history are of the shape
    paths = [driver_paths(plan) for plan in plans]
    for driver in paths[0]:
        by_year = np.array([of_plan[driver] for of_plan in paths]).T
        if not np.array_equal(by_year, np.broadcast_to(by_year[:, :1], by_year.shape), True):
            yield Variation("assumptions", driver, "value", "set", by_year, as_typed=True)


def _differing(table: str, rows: Sequence[Any]) -> Iterator[tuple[str, Column]]:
    """Columns of numbers in which the same row of several plans differs."""
    by_field = zip(*map(_cells("numbers", table), rows), strict=True)
    for (field, column), cells in zip(_fields("numbers", table).items(), by_field, strict=True):
        if cells.count(cells[0]) < len(cells):
            yield field, column
