"""What was tried out becomes rows of the table of scenarios, and is read as the same changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.editing.draft import EditError, open_draft
from planner.editing.new_scenario import add_scenario, scenario_name, scenario_rows
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import DRIVERS, TABLES, ScenarioRow
from planner.plan.tables.column import Column
from planner.plan.tables.roster import CHANGED_TABLES
from planner.plan.what_if.changes import ALL, Change, How, read_change
from planner.plan.what_if.scenarios import scenario_of
from planner.workbook.convert import folder_to_workbook
from tests.editing.test_edit_folder import copied
from tests.tiny_plan import PlanWriter

NEVER = {"name", "source", "note"}
NEVER_OF = {
    "district": {"first_year", "years", "fiscal_year_start_month"},
    "assumptions": {"from_year", "active"},
}


@cache
def prairie_view() -> Plan:
    return read_plan(example("prairie-view"))


def plain(changes: Sequence[Change]) -> list[Change]:
    return [replace(change, origin=0, file="") for change in changes]


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """Anything that a cell of a column may be read as."""
    numbers = st.floats(-1e9, 1e9, allow_subnormal=False) | st.integers(-9_999, 999_999)
    rates = st.floats(-1, 1, allow_subnormal=False)
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "number": numbers,
        "money": numbers | st.floats(0, 1e6).map(lambda money: round(money, 2)),
        "rate": rates | st.floats(-0.9, 5).map(lambda rate: round(rate, 4)),
        "rates": st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=4).map(
            tuple
        ),
        "fiscal_year": st.integers(1990, 2100),
        "text": st.sampled_from(("Chromebooks", "Levy; the second", "=x", "a, b")),
        "list": st.lists(st.sampled_from(("a", "b c")), min_size=1, max_size=3).map(tuple),
    }
    days = st.dates(date(1990, 7, 1), date(2100, 6, 30))
    found = by_kind.get(column.kind, days)
    return st.sampled_from(column.choices) if column.choices else found


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Any change that a row may make to a table of Prairie View."""
    plan = prairie_view()
    table = draw(st.sampled_from([t for t in CHANGED_TABLES if t != "scenarios"]))
    names = [n for n in TABLES[table].columns if n not in NEVER | NEVER_OF.get(table, set())]
    field = draw(st.sampled_from(names))
    column = TABLES[table].columns[field]
    rows = {"district": [""], "assumptions": [*DRIVERS, ALL]}.get(table)
    row = draw(st.sampled_from(rows or [ALL, *(r.key for r in plan.rows(table))]))
    year = draw(st.none() | st.integers(2027, 2034)) if column.numeric else None
    if column.kind in ("number", "money", "rate") and draw(st.booleans()):
        how: How = draw(st.sampled_from(("add", "multiply")))
        number = draw(
            values_of(column) if how == "add" else st.floats(-9, 9).map(lambda n: n + 0.0)
        )
        return Change(table, row, field, how, number, year)
    return Change(table, row, field, "set", draw(values_of(column)), year)


@given(tried=st.lists(changes(), min_size=1, max_size=5))
def test_rows_are_read_as_the_same_changes(tried: list[Change]) -> None:
    plan = prairie_view()
    rows = scenario_rows(plan, "tried", "Tried out", "to see", tried, "Dana")
    read = [_change_of(plan, row) for row in rows]
    assert plain(read) == plain(tried)
    assert [row["title"] for row in rows] == ["Tried out", *[""] * (len(rows) - 1)]


def _change_of(plan: Plan, cells: Mapping[str, str]) -> Change:
    fields: dict[str, Any] = {name: text for name, text in cells.items() if text}
    if cells["from_year"]:
        fields["from_year"] = int(cells["from_year"].removeprefix("FY"))
    return read_change(plan, ScenarioRow(**fields))


TRIED = (
    Change("funding", "General fund, technology", "amount", "set", 420_000.0),
    Change("assumptions", "wage_growth_rate", "value", "add", 0.011, 2028),
    Change("devices", ALL, "useful_life_years", "add", 1.0),
    Change("licenses", "Early reading K-2", "end_date", "set", date(2028, 6, 30)),
    Change("district", "", "reserve_policy_rate", "set", 0.125),
)


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_an_added_scenario_is_saved_and_does_what_was_tried(form: str, tmp_path: Path) -> None:
    path = copied("prairie-view", tmp_path)
    if form == "workbook":
        path = folder_to_workbook(path, tmp_path / "plan.xlsx")
    draft = open_draft(path)
    add_scenario(
        draft, "ours", "Our way", "Board asked", TRIED, who="Dana", includes=["levy-fails"],
        choice=True,
    )  # fmt: skip
    assert {change.kind for change in draft.changes} == {"added"}
    draft.save()
    plan = read_plan(path)
    found = scenario_of(plan, "ours")
    levy_fails = scenario_of(plan, "levy-fails").changes
    assert plain(found.changes) == plain([*levy_fails, *TRIED])
    assert (found.title, found.choice) == ("Our way", True)
    rows = [row for row in plan.scenarios if row.name == "ours"]
    assert [row.source for row in rows] == ["Dana"] * 6
    assert [row.note for row in rows] == ["Board asked", *[""] * 5]
    assert [row.value for row in rows] == ["", "420,000", "1.1%", "1", "6/30/2028", "12.5%"]
    draft.undo()
    assert {change.kind for change in draft.changes} == {"removed"}


def test_a_scenario_that_cannot_be_added_says_why(tiny: PlanWriter) -> None:
    folder = tiny()
    draft = open_draft(folder)
    levy = Change("funding", "Levy", "amount", "set", 1.0)

    def refused(name: str, changes: Sequence[Change]) -> str:
        with pytest.raises(EditError) as error:
            add_scenario(draft, name, "", "", changes)
        return str(error.value)

    taken = 'There is a scenario called "Stretch" already. Choose another name.'
    assert refused("Stretch", [levy]) == taken
    assert refused("base", [levy]) == taken.replace("Stretch", "base")
    name = (
        "A scenario needs a name of up to 60 characters, without a plus sign, comma or semicolon."
    )
    assert {refused(text, [levy]) for text in ("", "a+b", "x" * 61)} == {name}
    assert refused("new", []) == (
        "Nothing is changed yet, so there is nothing to save as a scenario."
    )
    late = replace(levy, from_year=2029, stated_in=2027)
    assert refused("new", [late]) == (
        "The change of funding, Levy, amount cannot be saved in a scenario: no cell can say it."
    )
    with pytest.raises(PlanError):
        add_scenario(draft, "new", "", "", [replace(levy, row="Levi")])
    assert not draft.changes
    draft.set("devices", "2", "unit_price", "35O")
    assert refused("new", [levy]) == (
        "A scenario can be added once the problems in the tables are corrected."
    )


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Levy at $420,000", (), "levy-at-420-000"),
        ("Base", (), "base-2"),
        ("Levy Fails", ("levy-fails", "LEVY-FAILS-2"), "levy-fails-3"),
        ("?!", (), "scenario"),
        ("x" * 80, (), "x" * 50),
    ],
)
def test_a_name_is_made_from_the_title(title: str, taken: tuple[str, ...], name: str) -> None:
    assert scenario_name(title, taken) == name
