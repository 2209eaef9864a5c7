"""Differences: lines foot, cells are those that scenarios change, draws are shared."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from planner.analysis.differences import difference, differing_assumptions
from planner.analysis.refreshed_defaults import defaults_in, refresh_of, with_defaults
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Change, Scenario, scenario_of
from planner.projection.project import project
from planner.reference.defaults import Default, defaults
from planner.views.questions.differences import (
    difference_block,
    lines_table,
    refresh_block,
    rows_table,
)
from tests.generated_plans import plans
from tests.small_plan import small_plan

MONEY = re.compile(r"\(?\$[\d,]+\)?")


def amounts(line: str) -> list[int]:
    return [
        int(re.sub(r"[^\d]", "", found)) * (-1 if "(" in found else 1)
        for found in MONEY.findall(line)
    ]


def check_foots(text: str) -> None:
    """Lines above the difference in cost add up to it, and every line to its last column."""
    lines = text.splitlines()[2:]
    end = next(k for k, line in enumerate(lines) if line.startswith("Difference in cost"))
    parts = np.array([amounts(line) for line in lines[:end]])
    if not end:  # a plan without any cost
        assert set(amounts(lines[0])) == {0}
        return
    assert parts.sum(axis=0).tolist() == amounts(lines[end])
    assert parts[:, :-1].sum(axis=1).tolist() == parts[:, -1].tolist()


@pytest.mark.parametrize("name", read_plan(example("prairie-view")).scenario_names)
def test_lines_and_rows_foot_as_displayed(name: str) -> None:
    found = difference(read_plan(example("prairie-view")), BASE, name)
    check_foots(lines_table(found.first, found.second).text)
    rows = rows_table(found.first, found.second).text
    if rows != "No cost row differs.":
        check_foots(rows)
        total = lines_table(found.first, found.second).text
        of_rows, of_lines = (
            next(amounts(x) for x in text.splitlines() if x.startswith("Difference in cost"))
            for text in (rows, total)
        )
        assert of_rows == of_lines


@settings(max_examples=15, deadline=None)
@given(plan=plans())
def test_lines_of_generated_plans_foot(plan: Plan) -> None:
    dearer = Scenario("x", changes=(Change("assumptions", "all", "value", "multiply", 0.9, 2028),))
    found = difference(plan, BASE, dearer)
    check_foots(lines_table(found.first, found.second).text)


def test_cells_that_differ_are_named_with_their_years() -> None:
    plan = read_plan(example("prairie-view"))
    base = Scenario(BASE)
    found = differing_assumptions(plan, base, scenario_of(plan, "fee-phased"))
    assert [(one.row[-4:], one.first, one.second, one.from_year) for one in found] == [
        (" 6-8", 25.0, 35.0, 2028),
        (" 6-8", 25.0, 45.0, 2030),
        ("9-12", 25.0, 35.0, 2028),
        ("9-12", 25.0, 45.0, 2030),
    ]
    assert differing_assumptions(plan, base, base) == ()
    words = differing_assumptions(plan, base, scenario_of(plan, "displays-evened"))
    assert [(one.field, one.first, one.second) for one in words] == [
        ("replacement", "as_due", "even")
    ]


def test_cell_that_is_alike_again_is_told() -> None:
    plan = small_plan()
    up = Change("assumptions", "wage_growth_rate", "value", "set", 0.05, 2028)
    back = Change("assumptions", "wage_growth_rate", "value", "set", 0.0, 2029)
    found = differing_assumptions(plan, Scenario(BASE), Scenario("x", changes=(up, back)))
    assert [(one.second, one.from_year) for one in found] == [(0.05, 2028), (0.0, 2029)]


def test_same_draws_for_both() -> None:
    """What differs by no draw differs by the same amount in every draw."""
    plan = read_plan(example("prairie-view"))
    flat = next(row for row in plan.security if row.basis == "flat" and row.active)
    cut = Scenario("cut", changes=(Change("security", flat.name, "active", "set", value=False),))
    found = difference(plan, BASE, cut, draws=256)
    assert found.drawn is not None
    first_year = found.drawn.cost[:, 0]
    assert first_year == pytest.approx([first_year[0]] * 3, abs=1e-6)
    assert "in 256 draws" in difference_block(found).text


TEXT = "name,value,unit,as_of,source\nspares_rate,0.10,share,2026-05,A survey\n"


def test_refresh_changes_blank_cells_only_and_writes_nothing() -> None:
    plan = small_plan(
        devices=[
            {"name": "A", "category": "staff_devices", "serves": "staff", "unit_price": 100,
             "loss_rate": 0.0, "useful_life_years": 5, "spares_rate": 0.05},
        ],
        staffing=[{"name": "T", "fte": 1, "salary": 100_000}],
    )  # fmt: skip
    fresh = defaults_in(TEXT + "benefits_rate,0.7,share,2026-05,BLS\n", "new.csv")
    found = refresh_of(plan, fresh)
    told = {one.name: one for one in found.changed}
    assert told["spares_rate"].cells == ()
    assert [cell.rsplit(", ", 1)[1] for cell in told["benefits_rate"].cells] == ["Benefits load"]
    old = defaults()["benefits_rate"].value
    change = found.after.cost - found.before.cost
    assert change == pytest.approx([100_000 * (0.7 - old)] * 3)
    text = refresh_block(found, "small").text
    assert "benefits rate: 0.427 share of salary" in text
    assert "Nothing was written" in text


def test_refresh_of_a_driver_that_nobody_typed() -> None:
    plan = small_plan(staffing=[{"name": "T", "fte": 1, "salary": 100, "benefits_rate": 0}])
    blank = replace(
        plan, assumptions=tuple(a for a in plan.assumptions if a.name != "wage_growth_rate")
    )
    after = project(with_defaults(blank, {"wage_growth_rate": 0.5})).expenses.cost[0, :, 0]
    assert after == pytest.approx([100, 150, 225])
    typed = project(with_defaults(plan, {"wage_growth_rate": 0.5})).expenses.cost[0, :, 0]
    assert typed == pytest.approx([100] * 3)


def test_same_defaults_change_nothing_and_a_missing_one_stays() -> None:
    plan = small_plan()
    assert refresh_of(plan, defaults()).changed == ()
    found = refresh_of(plan, {})
    assert {one.new for one in found.changed} == {None}
    assert "is kept" in refresh_block(found, "small").text
    more = {**defaults(), "other": Default("other", 1.0, "USD", "2026", "A")}
    assert "nothing in the planner uses it" in refresh_block(refresh_of(plan, more), "x").text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,value\n", "the column is missing"),
        (TEXT.replace("0.10", "ten"), '"ten" is not a number'),
    ],
)
def test_new_version_that_cannot_be_read(text: str, said: str) -> None:
    with pytest.raises(PlanError, match=said):
        defaults_in(text, "new.csv")
