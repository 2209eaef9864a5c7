"""Security as risk: what the district keeps of a loss, and the break-even chance, by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from planner.analysis.detail.security_risk import SecurityRisk, security_risks
from planner.projection.project import project
from tests.small_plan import small_plan


def risk(insurance: dict[str, Any] | None = None, **rest: Any) -> SecurityRisk:  # noqa: ANN401
    """Ransomware of $50,000 to $1 million beside a monitoring contract of $60,000."""
    monitoring = {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 60_000}
    cover = {"name": "Cover", "category": "insurance", "basis": "flat", "price": 9_000}
    incident = {
        "name": "Ransomware",
        "per_year_low": 0.02,
        "per_year_high": 0.1,
        "loss_low": 50_000,
        "loss_high": 1_000_000,
        "days_low": 3,
        "days_high": 15,
        "contract": "Monitoring",
        **({"insurance": "Cover"} if insurance else {}),
        **rest,
    }
    rows = [monitoring, {**cover, **(insurance or {})}]
    return security_risks(project(small_plan(security=rows, incidents=[incident])))[0]


def test_without_insurance_all_of_it_is_kept() -> None:
    """60,000 / 1,000,000 is 6% a year; at a loss of 50,000 not even one every year is enough."""
    found = risk()
    assert (found.kept.low, found.kept.high) == (50_000, 1_000_000)
    assert found.break_even is not None
    assert found.break_even.low == pytest.approx(0.06)
    assert found.break_even.high == pytest.approx(1.2)


def test_insurance_leaves_the_deductible_and_what_is_above_its_limit() -> None:
    """25,000, and of a million also what is above 25,000 + 500,000: 475,000 more."""
    found = risk({"deductible": 25_000, "coverage_limit": 500_000})
    assert (found.kept.low, found.kept.high) == (25_000, 500_000)
    assert found.expected.high == pytest.approx(50_000)


def test_days_at_stake_are_expected_days() -> None:
    found = risk()
    assert found.days_a_year.low == pytest.approx(0.06)
    assert found.days_a_year.high == pytest.approx(1.5)


def test_a_loss_that_insurance_takes_whole_has_no_break_even() -> None:
    found = risk({"deductible": 0.0})
    assert found.break_even is not None
    assert math.isinf(found.break_even.low)


def test_no_loss_is_ever_part_of_the_budget() -> None:
    monitoring = {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 60_000}
    incident = {"name": "x", "per_year_low": 1, "per_year_high": 9, "loss_low": 1, "loss_high": 9e6}
    without = project(small_plan(security=[monitoring]))
    with_it = project(small_plan(security=[monitoring], incidents=[incident]))
    assert (without.expenses.cost == with_it.expenses.cost).all()
