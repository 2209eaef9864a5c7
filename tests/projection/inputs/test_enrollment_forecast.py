"""Enrollment forecast of a plan, by hand: births, typed counts, bands, rows left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.projection.inputs.enrollment_forecast import forecast_students
from planner.projection.project import project
from tests.small_plan import small_plan


def counted(grade: str, students: dict[int, float], **rest: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Rows of history of one grade."""
    return [
        {"name": grade, "fiscal_year": year, "students": number, **rest}
        for year, number in students.items()
    ]


def students_of(plan: Plan, grade: str) -> list[float]:
    grades, students = forecast_students(plan)
    return [float(number) for number in students[grades.index(grade)]]


def test_kindergarten_follows_births_where_they_are_typed() -> None:
    """K of FY2027 begins in fall 2026, five years after 2021. Half of the children come.

    Births of 2023 are not known, so those of 2022 stand in for FY2029.
    """
    births = counted("births", {2019: 100, 2020: 100, 2021: 80, 2022: 60})
    history = [*counted("k", {2025: 50, 2026: 50}), *births]
    assert students_of(small_plan(history=history), "K") == pytest.approx([40, 30, 30])


def test_typed_count_stays_for_a_grade_that_none_feeds() -> None:
    history = counted("k", {2025: 50, 2026: 60, 2028: 70})
    assert students_of(small_plan(history=history), "K") == pytest.approx([60, 70, 70])


def test_band_grows_as_its_own_grades_do() -> None:
    """All move up. K stays at 60; grade 1 gets 60, then 60; both together 90 in FY2026."""
    history = [*counted("k", {2025: 30, 2026: 60}), *counted("1", {2025: 30, 2026: 30})]
    rows = [{"name": "Elm", "grades": "1", "students": 200}]
    plan = small_plan(history=history, enrollment=rows, drivers={})
    blank = tuple(row for row in plan.assumptions if row.name != "enrollment_growth_rate")
    projection = project(replace(plan, assumptions=blank))
    assert projection.students[:, 0] == pytest.approx([200, 200, 200])
    assert students_of(plan, "1") == pytest.approx([60, 60, 60])


def test_history_that_is_left_out_forecasts_nothing() -> None:
    history = counted("k", {2025: 30, 2026: 60}, active=False)
    plan = small_plan(history=history, drivers={"enrollment_growth_rate": 0.1})
    assert project(plan).students[:, 0] == pytest.approx([100, 110, 121])
