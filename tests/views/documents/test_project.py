"""The document of a plan where the kept one takes the other branch."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.analysis.compare import compare
from planner.views.documents.project import ScenarioDocument, plan_document
from tests.small_plan import small_plan


def scenario(**tables: Any) -> ScenarioDocument:  # noqa: ANN401
    [found] = plan_document(compare(small_plan(**tables)), "1").scenarios
    return found


def test_a_plan_whose_money_does_not_end_has_no_cliff() -> None:
    found = scenario(funding=[{"name": "General fund", "kind": "general_fund", "amount": 9000}])
    assert (found.cliff_year, found.cliff_size, found.cliff_sources) == (None, None, {})


def test_prepayments_that_end_are_called_prepayments() -> None:
    reading = {"name": "Reading", "category": "instructional_software", "basis": "flat"}
    found = scenario(
        licenses=[{**reading, "price": 12_000, "prepaid_until": date(2028, 6, 30)}],
    )
    assert (found.cliff_year, found.cliff_size) == (2029, 12_000)
    assert found.cliff_sources == {"prepayments": 12_000}


def test_cost_per_student_without_students_is_null() -> None:
    year = scenario(enrollment=[{"name": "School", "students": 0}]).years[0]
    assert (year.cost_per_student, year.cash_cost_per_student) == (None, None)
