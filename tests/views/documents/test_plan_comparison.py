"""The document of two plans, number for number: what differs, in all and for each student."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.analysis.plan_bridge.compare_plans import compare_plans
from planner.views.documents.plan_comparison import (
    PlanComparisonDocument,
    plan_comparison_document,
)
from tests.small_plan import small_plan


def document(first_students: float = 100, **second: object) -> PlanComparisonDocument:
    """A plan whose reading software costs $10 per student, and one that has other tables."""
    tables: dict[str, object] = {
        "enrollment": [{"name": "School", "students": first_students}],
        "licenses": [software("Reading", 10)],
        "funding": [{"name": "General fund", "kind": "general_fund", "amount": 600}],
    }
    plans = (small_plan(**tables), small_plan(**{**tables, **second}))  # type: ignore[arg-type]
    return plan_comparison_document(compare_plans(plans[0], replace(plans[1], name="b")), "1.2.3")


def software(name: str, price: float) -> dict[str, object]:
    kind = "instructional_software"
    return {"name": name, "category": kind, "basis": "student", "price": price}


def test_differences_are_plan_b_less_plan_a_in_the_years_that_both_cover() -> None:
    found = document(district={"first_year": 2028}, licenses=[software("Reading", 13)])
    assert found.fiscal_years == [2028, 2029]
    assert (found.plan_a.fiscal_years[0], found.plan_b.fiscal_years[0]) == (2027, 2028)
    assert found.difference.model_dump() == {
        "structural_balance": [-300, -300],
        "recurring_revenue": [0, 0],
        "sustained_cost": [300, 300],
        "cost": [300, 300],
        "unfunded": [300, 300],
    }
    assert found.plan_a.students == [100, 100]
    assert found.plan_a.cost_by_line["Software licenses"] == [1000, 1000]
    assert found.plan_a.amounts_per_student is not None
    assert found.plan_a.amounts_per_student.model_dump() == {
        "structural_balance": [-4, -4],
        "recurring_revenue": [6, 6],
        "sustained_cost": [10, 10],
        "cost": [10, 10],
        "unfunded": [4, 4],
    }


@pytest.mark.parametrize(("students", "each"), [(0, None), (1, [10, 10, 10]), (100, [10, 10, 10])])
def test_nothing_is_said_per_student_where_there_are_none(
    students: float, each: list[float] | None
) -> None:
    shown = document(students, licenses=[]).plan_a.amounts_per_student
    assert (shown and shown.cost) == each


def test_a_step_says_which_differences_it_applies() -> None:
    found = document(licenses=[software("Reading", 13), software("Math", 1)])
    assert [one.row for one in found.differences] == ["Reading", "Math"]
    assert [one.differences for one in found.steps] == [[0], [1]]
    assert [one.worth.cost for one in found.steps] == [[300] * 3, [100] * 3]
