"""Scenarios: random changes to a generated plan, of every kind that a district may type."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from hypothesis import strategies as st
from pydantic import ValidationError

from planner.plan.check import checks_between
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES, District
from planner.plan.tables.column import Column, bounds_of
from planner.plan.what_if.changes import base_changes
from planner.plan.what_if.scenarios import Change, Scenario
from planner.rulebook.inputs import ROW_TABLES, Tables, make, tables_of
from planner.rulebook.plan_data import facts, plan_data, scenario_data
from tests.generated_plans.money import LINES
from tests.generated_plans.plans import BANDS
from tests.generated_plans.values import days, growth, money, pick, share, whole

How = Literal["set", "add", "multiply"]

#: The calendar is the plan's, not a scenario's.
CALENDAR = ("first_year", "years", "fiscal_year_start_month")
#: Words that name things, and the few that only describe them.
NOT_CHANGED = ("name", "source", "note", "state", "nces_id")
#: People whom a fleet, a service, a training or a fee may be for.
GROUPS = ("students", "staff", "teachers", "nobody")
#: Problems that leave a changed plan computable: a thing may end before it starts.
ALLOWED = ("P34",)


@st.composite
def scenarios(draw: st.DrawFn, plan: Plan, *, words: bool = True, most: int = 5) -> Scenario:
    """A scenario of a plan.

    Parameters
    ----------
    draw : callable
        Given by hypothesis.
    plan : Plan
        The plan it changes.
    words : bool
        Whether it may change words and choices beside numbers and dates.
    most : int
        Most changes.
    """
    made: tuple[Change, ...] = ()
    for _ in range(draw(whole(0, most))):
        change = draw(changes(plan, words=words))
        if change and acceptable(plan, (*made, change)):
            made = (*made, change)
    return Scenario("generated", "Generated", made)


@st.composite
def changes(draw: st.DrawFn, plan: Plan, *, words: bool) -> Change | None:
    """One change, or nothing where the table it would change is empty."""
    table = draw(pick(("district", "assumptions", *ROW_TABLES, *ROW_TABLES)))
    row = draw(pick(targets(plan, table)))
    columns = {
        name: column
        for name, column in TABLES[table].columns.items()
        if name not in (*NOT_CHANGED, *CALENDAR) and (words or column.numeric)
    }
    field = "value" if table == "assumptions" else draw(pick(tuple(sorted(columns))))
    column = TABLES[table].columns[field]
    countable = column.kind in ("number", "money", "rate", "fiscal_year")
    ways: tuple[How, ...] = ("set", "add", "multiply") if countable else ("set",)
    how = draw(pick(ways))
    if how == "set":
        value = draw(new_values(plan, table, field, column))
    elif how == "multiply":
        value = draw(pick((0.0, 0.5, 0.9, 1.1, 2.0)))
    else:
        value = draw(added(column))
    later = whole(plan.years[0] - 1, plan.years[-1] + 1)
    since = draw(st.none() | later) if column.numeric else None
    return Change(table, row, field, how, value, since) if row is not None else None


def targets(plan: Plan, table: str) -> tuple[str | None, ...]:
    """What a change of a table may name."""
    if table == "district":
        return ("",)
    names = list(DRIVERS) if table == "assumptions" else [row.key for row in plan.rows(table)]
    return ("all", *names, *names, *names) if names else (None,)


def added(column: Column) -> st.SearchStrategy[float]:
    """What one might add to a value."""
    if column.kind == "rate":
        return pick((0.01, 0.05, -0.02, 0.5))
    if column.kind == "money":
        return pick((10.0, 25_000.0, -5.0))
    return pick((1.0, 2.0, -1.0))


def new_values(plan: Plan, table: str, field: str, column: Column) -> st.SearchStrategy[Any]:
    """What one might set a column to, typed as the reader of cells would type it."""
    low, high = bounds_of(TABLES[table].model, field)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "text": pick(("", *GROUPS, *BANDS, *(row.name for row in (*plan.devices, *plan.security)))),
        "choice": pick(column.choices or ("",)),
        "list": st.lists(pick(LINES), min_size=1, max_size=2, unique=True).map(tuple),
        "yes_no": st.booleans(),
        "rates": st.lists(share(0.5), min_size=1, max_size=6).map(tuple),
        "number": pick((0.0, 1.0, 3.0, 6.0, 12.0, 27.0, 120.0)),
        "money": money(30_000),
        "rate": growth() if (low or 0.0) < 0 else share(min(high or 1.0, 1.0)),
        "fiscal_year": whole(plan.years[0] - 5, plan.years[-1] + 1),
    }
    around: st.SearchStrategy[date] = days(plan.years[0] - 3, plan.years[-1] + 2)
    return by_kind.get(column.kind, around)


def acceptable(plan: Plan, made: tuple[Change, ...]) -> bool:
    """Whether the tables of every year, with the changes made, would be accepted if typed."""
    made = (*base_changes(plan), *made)
    since = {max(change.from_year or 0, plan.years[0]) for change in made}
    data, asked = plan_data(plan), scenario_data(Scenario("made", changes=made))
    for year in {plan.years[0], *since}:
        tables = tables_of(data, asked, facts(), year)
        try:
            for change in asked["changes"]:
                if (change["from_year"] or 0) <= year:
                    make(tables, change)
            changed = as_plan(plan, tables)
            problems = [p for check in checks_between(warn=False) for p in check(changed)]
        except (ValidationError, TypeError):  # out of bounds; a blank cell to add to
            return False
        if any(problem.blocks and problem.code not in ALLOWED for problem in problems):
            return False
        if not all(-0.5 <= value <= 1.0 for value in tables.drivers.values()):
            return False
        if tables.drivers["erate_share"] < 0:
            return False
    return True


def as_plan(plan: Plan, tables: Tables) -> Plan:
    """The tables of one year as a plan of their own."""
    rows = {
        name: tuple(
            type(row)(**{**dict(row), **typed(cells, type(row).model_fields)})
            for row, cells in zip(plan.rows(name), tables.rows[name], strict=True)
        )
        for name in ROW_TABLES
    }
    # The changes of the plan itself have been made.
    district = District(**typed(tables.district, District.model_fields))
    fields: dict[str, Any] = {"district": district, "changes": (), **rows}
    return replace(plan, **fields)


def typed(cells: Mapping[str, Any], columns: Collection[str]) -> dict[str, Any]:
    """Cells of some columns as the reader of cells would type them, from plain data."""

    def of(cell: Any) -> Any:  # noqa: ANN401  a cell may hold anything
        if isinstance(cell, dict):
            return date(**cell)
        return tuple(cell) if isinstance(cell, list) else cell

    return {name: of(cell) for name, cell in cells.items() if name in columns}
