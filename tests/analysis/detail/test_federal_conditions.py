"""What federal money asks: costs that move onto it are named, and so are conditions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planner.analysis.detail.federal_conditions import conditions, moved_costs
from planner.projection.project import project
from tests.small_plan import READING, small_plan

TRAINING = {
    "name": "Teacher days",
    "category": "teacher_training",
    "serves": "nobody",
    "flat_price": 10_000,
}
GENERAL = {"name": "General fund", "kind": "general_fund", "amount": 50_000}


def title(**rest: Any) -> dict[str, Any]:  # noqa: ANN401  cells of a row
    usual = {"name": "Title II-A", "kind": "title_ii_a", "amount": 8_000}
    return {**usual, "pays_for": ("training",), **rest}


def test_a_local_cost_that_a_title_pays_from_a_year_on_is_named() -> None:
    plan = small_plan(training=[TRAINING], funding=[GENERAL, title(start_date=date(2027, 7, 1))])
    (found,) = moved_costs(project(plan))
    assert (found.source, found.cost, found.year) == ("Title II-A", "Teacher days", 2028)
    assert found.amount == pytest.approx(8_000)


def test_a_title_that_paid_from_the_start_replaces_nothing() -> None:
    plan = small_plan(training=[TRAINING], funding=[GENERAL, title()])
    assert moved_costs(project(plan)) == ()


def test_a_scenario_that_moves_a_cost_is_named_against_the_plan_as_it_stands() -> None:
    change = {
        "name": "move",
        "table": "funding",
        "changes": "Title II-A",
        "field": "active",
        "how": "set",
        "value": "yes",
    }
    plan = small_plan(
        training=[TRAINING], funding=[GENERAL, title(active=False)], scenarios=[change]
    )
    base, moved = project(plan), project(plan, "move")
    assert moved_costs(moved) == ()
    (found,) = moved_costs(moved, base)
    assert (found.cost, found.year) == ("Teacher days", 2027)


def test_a_condition_that_the_district_vouches_for_is_listed_once() -> None:
    software = {**READING, "price": 100}
    source = title(name="Title I-A", kind="title_i_a", pays_for=("Reading",))
    (found,) = conditions(project(small_plan(licenses=[software], funding=[source])))
    assert found.source == "Title I-A"
    assert "Title I" in found.condition
