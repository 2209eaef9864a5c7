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


def forecast_of(plan: Plan) -> Plan:
    """The plan with growth of enrollment left to its history."""
    blank = tuple(row for row in plan.assumptions if row.name != "enrollment_growth_rate")
    return replace(plan, assumptions=blank)


def test_band_grows_as_its_own_grades_do() -> None:
    """A small district: grade 1 gets as many as K, and both together stay at 90."""
    history = [*counted("k", {2025: 30, 2026: 60}), *counted("1", {2025: 30, 2026: 30})]
    rows = [{"name": "Elm", "grades": "1", "students": 200}]
    plan = small_plan(history=history, enrollment=rows, drivers={})
    assert project(forecast_of(plan)).students[:, 0] == pytest.approx([200, 200, 200])
    assert students_of(plan, "1") == pytest.approx([45, 45, 45])


def test_counts_of_the_first_year_are_history_once_every_grade_has_one() -> None:
    """Half of K has moved up so far; 48% did into FY2027, the plan's first year."""
    first = {2025: 2400, 2026: 2400}
    history = [*counted("k", {**first, 2027: 2400}), *counted("1", {2025: 1200, 2026: 1200})]
    assert students_of(small_plan(history=history), "1") == pytest.approx([1200, 1200, 1200])
    whole = [*history, *counted("1", {2027: 1152})]
    rows = [{"name": "Elm", "grades": "1", "students": 1152}]
    plan = small_plan(history=whole, enrollment=rows)
    assert students_of(plan, "1") == pytest.approx([1152, 1176, 1176])
    assert project(forecast_of(plan)).students[:, 0] == pytest.approx([1152, 1176, 1176])


def test_one_odd_year_is_not_the_years_to_come() -> None:
    """One first-grader in one odd year once made 5,150 students of 200."""
    history = [
        *counted("k", {2024: 1, 2025: 100, 2026: 100, 2027: 100}),
        *counted("1", {2024: 100, 2025: 100, 2026: 100, 2027: 100}),
    ]
    plan = small_plan(history=history, enrollment=[{"name": "District", "students": 200}])
    assert project(forecast_of(plan)).students[:, 0] == pytest.approx([200, 200, 200])


def test_history_that_is_left_out_forecasts_nothing() -> None:
    history = counted("k", {2025: 30, 2026: 60}, active=False)
    plan = small_plan(history=history, drivers={"enrollment_growth_rate": 0.1})
    assert project(plan).students[:, 0] == pytest.approx([100, 110, 121])
