"""Losses by incidents: a Poisson number of lognormal losses, and what insurance takes."""

from __future__ import annotations

import numpy as np
import pytest

from planner.analysis.simulation.incident_losses import incident_losses
from planner.plan.plan import Plan
from tests.small_plan import small_plan

Z = 1.6448536269514722


def plan_with(insured: bool = False, **incident: object) -> Plan:
    security = [{"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 50_000}]
    if insured:
        cover = {"deductible": 25_000, "coverage_limit": 1_000_000}
        security.append(
            {"name": "Insurance", "category": "insurance", "basis": "flat", "price": 1, **cover}
        )
    row = {
        "name": "Ransomware",
        "per_year_low": 0.1,
        "per_year_high": 0.4,
        "loss_low": 20_000,
        "loss_high": 200_000,
        "days_low": 3,
        "days_high": 15,
        "contract": "Monitoring",
        "insurance": "Insurance" if insured else "",
    }
    return small_plan(security=security, incidents=[{**row, **incident}])


def lognormal_mean(low: float, high: float) -> float:
    middle, spread = np.log(low * high) / 2, np.log(high / low) / (2 * Z)
    return float(np.exp(middle + spread**2 / 2))


def test_mean_is_that_of_a_poisson_number_of_lognormal_losses() -> None:
    plan = plan_with()
    (found,) = incident_losses(plan, 65_536, 3)
    often = lognormal_mean(0.1, 0.4)
    loss = often * lognormal_mean(20_000, 200_000)
    assert abs(found.mean_a_year.value - loss) < 4 * found.mean_a_year.standard_error
    assert found.mean_a_year.value == pytest.approx(loss, rel=0.03)
    days = len(plan.years) * often * lognormal_mean(3, 15)
    assert found.mean_days.value == pytest.approx(days, rel=0.03)
    years = len(plan.years)
    assert found.mean_horizon.value == pytest.approx(years * found.mean_a_year.value)


def test_chance_of_an_incident_is_that_of_poisson_where_the_frequency_is_known() -> None:
    (found,) = incident_losses(plan_with(per_year_low=0.25, per_year_high=0.25), 65_536)
    assert found.any_in_year.value == pytest.approx(1 - np.exp(-0.25), abs=0.005)


def test_chance_of_a_loss_above_the_price_where_every_loss_is_the_same() -> None:
    plan = plan_with(per_year_low=0.5, per_year_high=0.5, loss_low=30_000, loss_high=30_000)
    (found,) = incident_losses(plan, 65_536)
    two_or_more = 1 - np.exp(-0.5) * 1.5
    assert found.above_price.value == pytest.approx(two_or_more, abs=0.005)


def test_insurance_leaves_the_deductible() -> None:
    (bare,), (insured,) = incident_losses(plan_with()), incident_losses(plan_with(insured=True))
    assert insured.mean_a_year.value < bare.mean_a_year.value
    assert insured.any_in_year == bare.any_in_year
    assert insured.risk.kept.high == 25_000


def test_a_low_end_of_nothing_is_drawn_evenly() -> None:
    (found,) = incident_losses(
        plan_with(per_year_low=0, per_year_high=1, loss_low=0, loss_high=1000), 65_536
    )
    assert found.mean_a_year.value == pytest.approx(250, rel=0.03)


def test_same_seed_same_losses_and_inactive_rows_are_left_out() -> None:
    plan = plan_with()
    first, again = incident_losses(plan, 256, 9), incident_losses(plan, 256, 9)
    assert first[0].horizon.tobytes() == again[0].horizon.tobytes()
    assert incident_losses(plan_with(active=False)) == ()


def test_break_even_is_that_of_the_risk_and_no_return_is_told() -> None:
    (found,) = incident_losses(plan_with())
    assert found.break_even is not None
    assert (found.break_even.low, found.break_even.high) == (0.25, 2.5)
    assert not [name for name in vars(found) if "return" in name or "saving" in name]
