"""Technicians, repairs and devices past their time, counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from planner.analysis.detail.device_support import device_support
from planner.projection.project import project
from tests.small_plan import small_plan

FLEET = {
    "name": "Chromebooks",
    "category": "student_devices",
    "serves": "students",
    "spares_rate": 0.0,
    "unit_price": 400,
    "loss_rate": 0.0,
    "useful_life_years": 6,
}


def test_devices_and_students_for_each_technician() -> None:
    technician = {"name": "Technician", "category": "support_technicians", "fte": 0.5, "salary": 1}
    other = {"name": "Director", "category": "technology_staff", "fte": 3, "salary": 1}
    found = device_support(project(small_plan(devices=[FLEET], staffing=[technician, other])))
    assert found.technicians == pytest.approx([0.5] * 3)
    assert found.devices_each == pytest.approx([200] * 3)
    assert found.students_each == pytest.approx([200] * 3)


def test_without_technicians_there_is_no_ratio() -> None:
    found = device_support(project(small_plan(devices=[FLEET])))
    assert np.isnan(found.devices_each).all()


def test_support_that_ends_before_useful_life_takes_devices_early() -> None:
    """Bought in FY2025 for six years, updates end in March 2028: FY2028 is not covered."""
    lot = {"name": "Chromebooks", "bought": 2025, "units": 100, "support_ends": date(2028, 3, 1)}
    found = device_support(project(small_plan(devices=[FLEET], inventory=[lot])))
    assert found.retired_early.tolist() == [[0.0, 100.0, 0.0]]
    assert not found.past_support.any()


def test_a_cap_leaves_devices_in_service_without_updates() -> None:
    lot = {"name": "Chromebooks", "bought": 2025, "units": 100, "support_ends": date(2028, 3, 1)}
    capped = {**FLEET, "replacement": "capped", "yearly_cap": 30}
    found = device_support(project(small_plan(devices=[capped], inventory=[lot])))
    assert found.past_support.tolist() == [[0.0, 70.0, 40.0]]
    assert not found.past_life.any()


def test_hours_are_told_apart_by_who_works_them() -> None:
    """10% of 100 devices: six repairs by the crew at two hours, four by own staff at one."""
    rows = [
        {"name": "Crew", "who": "student_crew", "share_rate": 0.6, "hours_per_repair": 2},
        {"name": "Own", "who": "staff", "share_rate": 0.4, "hours_per_repair": 1},
    ]
    repair = [{**row, "repair_rate": 0.1, "hourly_wage": 10} for row in rows]
    found = device_support(project(small_plan(devices=[FLEET], repair=repair)))
    assert found.repairs == pytest.approx([10] * 3)
    assert found.crew_hours == pytest.approx([12] * 3)
    assert found.staff_hours == pytest.approx([4] * 3)
