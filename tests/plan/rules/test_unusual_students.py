"""Counts of students that are asked about, and those that are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.plan.rules.unusual_students import check_forecast, check_odd_counts
from tests.small_plan import small_plan


def plan_of(counts: dict[str, dict[int, float]], **rest: Any) -> Plan:  # noqa: ANN401
    """A plan from FY2027 on whose enrollment is left to these counts."""
    history = [
        {"name": grade, "fiscal_year": year, "students": students}
        for grade, of in counts.items()
        for year, students in of.items()
    ]
    plan = small_plan(history=history, **rest)
    blank = tuple(row for row in plan.assumptions if row.name != "enrollment_growth_rate")
    return replace(plan, assumptions=blank)


TYPED_AHEAD = {"k": {2025: 60.0, 2026: 60, 2028: 90}, "1": {2025: 60.0, 2026: 60}}


def test_forecast_above_every_count_is_said_with_both() -> None:
    """A tenth more move up than there were: 5% more students, which growth brings."""
    growing = {"k": {2025: 2000.0, 2026: 2000.0}, "1": {2025: 2000.0, 2026: 2200.0}}
    assert list(check_forecast(plan_of(growing))) == []
    (typed,) = check_forecast(plan_of(TYPED_AHEAD))
    assert str(typed).startswith(
        "history.csv: 180 students are forecast for FY2029, but FY2025 to FY2026 had 120 to 120."
    )


def test_forecast_below_every_count_is_said_too() -> None:
    fewer = {"k": {2025: 60.0, 2026: 60, 2027: 30}, "1": {2025: 60.0, 2026: 60}}
    (found,) = check_forecast(plan_of(fewer))
    assert "60 students are forecast for FY2028" in str(found)


def test_forecast_that_nobody_uses_is_not_said() -> None:
    typed = plan_of(TYPED_AHEAD, enrollment=[{"name": "Elm", "students": 9, "growth_rate": 0.0}])
    assert list(check_forecast(typed)) == []
    assumed = plan_of(TYPED_AHEAD)
    driver = small_plan(drivers={"enrollment_growth_rate": 0.01}).assumptions
    assert list(check_forecast(replace(assumed, assumptions=driver))) == []
    assert list(check_forecast(plan_of({}))) == []


@pytest.mark.parametrize("odd", [9.0, 250.0])
def test_class_that_is_out_of_line_is_asked_about(odd: float) -> None:
    counts = {
        "k": dict.fromkeys(range(2023, 2027), 100.0),
        "1": {2023: 95.0, 2024: 95, 2025: odd, 2026: 95},
        "2": {2023: 95.0, 2024: 95, 2025: 95, 2026: 95 * odd / 95},
    }
    (found,) = check_odd_counts(plan_of(counts))
    assert (found.code, found.facts["grade"], found.facts["year"]) == ("W81", "1", "FY2025")
    assert found.facts["expected"] == "95"


def test_small_old_and_unusual_from_the_start_are_not_asked_about() -> None:
    def odd(year: int, students: float, usual: float) -> list[Any]:
        years = range(2019, 2027)
        second = {**dict.fromkeys(years, usual), year: students}
        counts = {"k": dict.fromkeys(years, 100.0), "1": second}
        return list(check_odd_counts(plan_of(counts)))

    assert len(odd(2022, 20, 95)) == 1
    assert odd(2021, 20, 95) == []  # older than the ratios that count
    assert odd(2022, 28, 10) == []  # 18 students too many
    two = {"k": {2025: 100.0, 2026: 100}, "1": {2025: 9.0, 2026: 95}}
    assert list(check_odd_counts(plan_of(two))) == []  # nobody can say which is odd
