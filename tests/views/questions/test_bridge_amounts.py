"""Whole dollars of the steps between two plans where cents are left over, as worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.analysis.plan_bridge.compare_plans import PlanComparison, compare_plans
from planner.plan.plan import Plan
from planner.views.questions.bridge_amounts import BridgeColumn, bridge_columns
from tests.small_plan import small_plan


def plan(reading: float, math: float, salary: float = 1) -> Plan:
    """One year of software for 100 students, and a position without benefits."""
    kind = {"category": "instructional_software", "basis": "student"}
    return small_plan(
        district={"years": 1},
        licenses=[
            {"name": "Reading", "price": reading, **kind},
            {"name": "Math", "price": math, **kind},
        ],
        staffing=[{"name": "Technician", "fte": 1, "salary": salary, "benefits_rate": 0}],
    )


def compared(first: Plan, second: Plan) -> PlanComparison:
    return compare_plans(first, replace(second, name="later"))


def cost(found: PlanComparison) -> BridgeColumn:
    return bridge_columns(found)[1]


@pytest.mark.parametrize(
    ("first", "second", "amounts"),
    [
        # $1.499 is shown as $1 and $1.501 as $2; the step is worth less than half a cent.
        (plan(0.00499, 0), plan(0.00501, 0), (1, 2, (1,))),
        (plan(0.00499, 0), plan(0.005, 0.00001), (1, 2, (1, 0))),
        # $5.60 and a fifth of a cent; then $5 and a fifth, where one dollar is left over.
        (plan(0.01, 0), plan(0.066, 0.00002), (2, 8, (6, 0))),
        (plan(0.00499, 0), plan(0.05499, 0.00002), (1, 7, (6, 0))),
        # The same where the fifth of a cent is of another part of the budget.
        (plan(0.00499, 0), plan(0.05499, 0, 1.002), (1, 7, (6, 0))),
    ],
)
def test_a_dollar_that_is_left_over_goes_to_a_step_that_is_worth_something(
    first: Plan, second: Plan, amounts: tuple[int, int, tuple[int, ...]]
) -> None:
    column = cost(compared(first, second))
    assert (column.first, column.second, column.steps) == amounts
    assert column.opposite == column.steps


def test_each_amount_is_at_the_place_of_its_step() -> None:
    found = compared(plan(1, 2), plan(1.1, 2.2, 5))
    assert cost(found).steps == (10, 20, 4)
    reading, math, position = found.steps
    assert cost(replace(found, steps=(reading, position, math))).steps == (10, 4, 20)
