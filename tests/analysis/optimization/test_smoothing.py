"""Spreading purchases: by hand, within the cap, and never worse than buying as due."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.optimization.smoothing import smoothing
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.small_plan import small_plan


def fleet_of(units: int, bought: int, **rest: Any) -> Plan:  # noqa: ANN401  cells of a fleet
    """Devices of $100 that live three years, all bought in one year; six years of plan."""
    usual = {"useful_life_years": 3, "loss_rate": 0.0, "spares_rate": 0.0}
    row = {
        "name": "Laptops",
        "category": "staff_devices",
        "serves": "nobody",
        "fixed_units": units,
        "unit_price": 100,
        **usual,
        **rest,
    }
    lot = {"name": "Laptops", "bought": bought, "units": units}
    return small_plan(district={"years": 6}, devices=[row], inventory=[lot])


def test_half_is_bought_a_year_early_and_the_peak_halves() -> None:
    """100 devices of FY2025 are due in FY2028. With 5,000 a year 50 are bought in FY2027."""
    found = smoothing(project(fleet_of(100, 2025)), cap=5000)
    assert found.cost_as_planned.max() == pytest.approx(10_000)
    assert found.cost[:2] == pytest.approx([5000, 5000])
    assert found.late.sum() == pytest.approx(0, abs=1e-6)
    assert found.peak_saved == pytest.approx(5000)


def test_what_a_cap_cannot_reach_waits() -> None:
    """Already due in FY2027: with 2,500 a year 75 wait, then 50, then 25, and the cycle is on.

    From FY2030 the first 25 are due again, and the cap buys just those: none of them waits.
    """
    found = smoothing(project(fleet_of(100, 2024)), cap=2500)
    assert found.late[0][:4] == pytest.approx([75, 50, 25, 25])
    assert found.cost == pytest.approx([2500] * 6)


def test_a_cap_of_nothing_lets_everything_wait() -> None:
    found = smoothing(project(fleet_of(100, 2024)), cap=0)
    assert found.bought.sum() == pytest.approx(0)
    assert found.late[0] == pytest.approx([100] * 6)


def test_orders_already_placed_count_against_the_cap() -> None:
    plan = fleet_of(100, 2027)
    found = smoothing(project(plan), cap=4000)
    assert found.cap[0] == pytest.approx(10_000)
    assert found.bought[0, 0] == pytest.approx(100)


@given(
    st.integers(10, 400),
    st.integers(2022, 2026),
    st.integers(0, 60_000),
    st.sampled_from([0.0, 0.1, 0.3]),
)
def test_spread_keeps_to_the_cap_and_lets_fewer_wait_than_buying_late(
    units: int, bought: int, cap: int, loss: float
) -> None:
    """The engine's own cap buys only what is due, so that more of it must wait."""
    capped = {"replacement": "capped", "yearly_cap": cap / 100, "loss_rate": loss}
    projection = project(fleet_of(units, bought, **capped))
    found = smoothing(projection, cap=float(cap))
    assert (found.cost <= np.maximum(found.cap, 0) + 0.01).all()
    fleets = projection.expenses.fleets
    # What serves past its life, and what is missing altogether.
    waiting = fleets.past_life + np.maximum(fleets.needed - fleets.in_service, 0.0)
    assert found.late.sum() <= waiting.sum() + 1e-4
