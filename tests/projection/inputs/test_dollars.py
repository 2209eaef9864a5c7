"""Dollars of which year: what is stated in a year is what it is in that year."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from planner.analysis.goal_seek.levers import lever_of
from planner.plan.plan import Plan
from planner.plan.what_if.changes import Change, How
from planner.plan.what_if.options import a_year_later, option_scenario
from planner.plan.what_if.scenarios import Scenario
from planner.projection.inputs.variations import Variation
from planner.projection.project import project, projected_again
from tests.small_plan import small_plan

GROWTH = {"general_fund_growth_rate": 0.1, "wage_growth_rate": 0.1}


def fund(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A general fund of $1,000 a year."""
    return {"name": "General fund", "kind": "general_fund", "amount": 1000, **more}


def received(
    plan: Plan, how: How = "add", value: float = 285.0, from_year: int | None = 2029
) -> list[float]:
    """What the general fund provides after one change of its amount."""
    change = Change("funding", "General fund", "amount", how, value, from_year)
    found = project(plan, Scenario("one", changes=(change,)))
    return [float(amount) for amount in found.funding.received[0, :, 0]]


@pytest.mark.parametrize(
    ("how", "value", "from_year", "expected"),
    [
        ("add", 285.0, 2029, [1000, 1100, 1210 + 285, 1331 + 313.5]),
        ("set", 1500.0, 2029, [1000, 1100, 1500, 1650]),
        ("multiply", 2.0, 2029, [1000, 1100, 2420, 2662]),
        ("add", 100.0, None, [1100, 1210, 1331, 1464.1]),
        ("add", 100.0, 2027, [1100, 1210, 1331, 1464.1]),
        ("add", 100.0, 2020, [1100, 1210, 1331, 1464.1]),
        ("add", 100.0, 2040, [1000, 1100, 1210, 1331]),
    ],
)
def test_change_from_a_year_on_is_in_dollars_of_that_year(
    how: How, value: float, from_year: int | None, expected: list[float]
) -> None:
    plan = small_plan(drivers=GROWTH, funding=[fund()], district={"years": 4})
    assert received(plan, how, value, from_year) == pytest.approx(expected)


def test_change_of_a_source_that_starts_later_is_in_dollars_of_the_change() -> None:
    plan = small_plan(
        drivers=GROWTH,
        funding=[fund(start_date=date(2027, 7, 1))],
        district={"years": 4},
    )
    assert received(plan, "multiply", 1.0, None) == pytest.approx([0, 1000, 1100, 1210])
    assert received(plan, "add", 285.0) == pytest.approx([0, 1000, 1385, 1210 + 313.5])
    assert received(plan, "add", 100.0, None) == pytest.approx([0, 1100, 1210, 1331])


def test_salary_set_from_a_year_on_is_paid_in_that_year() -> None:
    post = {"name": "Analyst", "fte": 1, "salary": 1000, "benefits_rate": 0.0}
    plan = small_plan(drivers=GROWTH, staffing=[{**post, "step_rate": 0.1, "steps_left": 5}])
    change = Change("staffing", "Analyst", "salary", "set", 2000.0, 2028)
    found = project(plan, Scenario("raise", changes=(change,)))
    assert found.expenses.cost[0, :, 0] == pytest.approx([1000, 2000, 2420])


def test_another_growth_later_leaves_what_was_stated() -> None:
    """A slider on growth moves what follows the year, not the amount stated in it."""
    plan = small_plan(drivers=GROWTH, funding=[fund()])
    change = Change("funding", "General fund", "amount", "set", 1500.0, 2028)
    before = project(plan, Scenario("one", changes=(change,)))
    cell = "assumptions", "general_fund_growth_rate", "value"
    after = projected_again(before, [Variation(*cell, "set", np.array([[0.5]]))])
    assert after.funding.received[0, :, 0] == pytest.approx([1000, 1500, 2250])


def test_lever_moved_from_a_year_on_is_shown_in_dollars_of_that_year() -> None:
    plan = small_plan(drivers=GROWTH, funding=[fund()])
    lever = lever_of(plan, "funding/General fund/amount", None, 2029)
    assert lever.now == pytest.approx(1210)
    unmoved = project(plan, Scenario("same", changes=(lever.change(lever.now),)))
    assert unmoved.funding.received == pytest.approx(project(plan).funding.received)
    assert lever_of(plan, "funding/General fund/amount").now == 1000


def test_option_keeps_the_dollars_in_which_it_was_typed() -> None:
    """Without a year of its own, and when it waits a year."""
    row = {"table": "funding", "changes": "General fund", "field": "amount", "how": "add"}
    options = {"felt_by": "all", "reversible": "yes", "service_points": 0.0}
    plan = small_plan(
        district={"years": 4},
        drivers=GROWTH,
        funding=[fund()],
        scenarios=[
            {"name": "undated", **row, "value": "100"},
            {"name": "dated", **row, "value": "100", "from_year": 2028},
        ],
        options=[
            {"name": "A", "scenario": "undated", "earliest_year": 2028, **options},
            {"name": "B", "scenario": "dated", **options},
        ],
    )
    more: tuple[list[float], ...] = ([0, 110, 121, 133.1], [0, 100, 110, 121])
    for option, expected in zip(plan.options, more, strict=True):
        now = option_scenario(plan, option)
        later = a_year_later(plan, now)
        assert later is not None
        without = project(plan).funding.received[0, :, 0]
        assert project(plan, now).funding.received[0, :, 0] - without == pytest.approx(expected)
        assert project(plan, later).funding.received[0, :, 0] - without == pytest.approx(
            [0, 0, *expected[2:]]
        )
