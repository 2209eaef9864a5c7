"""Sensitivity: each effect is that of a scenario projected alone, to the cent."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from planner.analysis.answers import answers
from planner.analysis.sensitivity.by_line import size_and_sensitivity
from planner.analysis.sensitivity.one_at_a_time import sensitivity
from planner.analysis.sensitivity.steps import shifts_of
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.project import project
from tests.generated_plans import plans
from tests.small_plan import small_plan


def check_against_scenarios(plan: Plan, name: str) -> None:
    found = sensitivity(plan, name)
    common = scenario_of(plan, name)
    base = answers(project(plan, common))
    for k, shift in enumerate(found.shifts):
        for up, side in ((False, found.down), (True, found.up)):
            change = shift.change(up=up)
            if change is None:
                assert np.isnan(side["cost"][k]).all()
                continue
            moved = Scenario("moved", changes=(*common.changes, change))
            alone = answers(project(plan, moved))
            for output, expected in (
                ("cost", alone.cost - base.cost),
                ("structural_balance", alone.structural_balance - base.structural_balance),
                ("reserve", alone.reserve - base.reserve),
                ("unfunded", alone.unfunded - base.unfunded),
            ):
                np.testing.assert_allclose(side[output][k], expected, atol=0.005)


@pytest.mark.parametrize("name", ["base", "levy-fails", "displays-evened", "way-back"])
def test_effects_are_those_of_single_scenarios(name: str) -> None:
    check_against_scenarios(read_plan(example("prairie-view")), name)


@settings(max_examples=15, deadline=None)
@given(plan=plans())
def test_effects_of_generated_plans(plan: Plan) -> None:
    check_against_scenarios(plan, BASE)


def test_by_hand() -> None:
    """Two positions at $50,000 with 60%: one more costs $80,000; 1% of a $1,000 license is $10."""
    plan = small_plan(
        district={"reserve_opening_balance": 1_000_000},
        staffing=[{"name": "Technician", "fte": 2, "salary": 50_000, "benefits_rate": 0.6}],
        licenses=[
            {"name": "L", "category": "instructional_software", "basis": "flat", "price": 1000}
        ],
        funding=[{"name": "G", "kind": "general_fund", "amount": 161_000}],
    )
    found = sensitivity(plan)
    up = {shift.key: found.up["cost"][k] for k, shift in enumerate(found.shifts)}
    assert up["positions"] == pytest.approx([80_000] * 3)
    assert up["license_prices"] == pytest.approx([10] * 3)
    assert found.full_time_pay == pytest.approx([80_000] * 3)
    table = {(row.line, row.step): row for row in size_and_sensitivity(found)}
    position = table["staffing", "Positions: 1 FTE"]
    assert position.share == pytest.approx(160 / 161)
    assert (position.per_year, position.horizon) == pytest.approx((80_000, 240_000))
    assert position.positions == pytest.approx(1)
    assert position.share_of_reserve == pytest.approx(0.24)
    assert position.to_close is None  # no gap


def test_what_it_would_take_closes_the_gap() -> None:
    plan = small_plan(
        staffing=[{"name": "Technician", "fte": 4, "salary": 50_000, "benefits_rate": 0.6}],
        funding=[{"name": "G", "kind": "general_fund", "amount": 200_000}],
    )
    rows = size_and_sensitivity(sensitivity(plan))
    position = next(row for row in rows if "FTE" in row.step)
    assert position.to_close == pytest.approx(-1.5)  # 120,000 short, 80,000 each


def test_steps_the_tables_refuse_are_not_taken() -> None:
    plan = small_plan(
        devices=[
            {
                "name": "Laptops",
                "category": "staff_devices",
                "serves": "staff",
                "unit_price": 100,
                "useful_life_years": 1,
            }
        ]
    )
    by_key = {shift.key: shift for shift in shifts_of(plan, Scenario(BASE))}
    assert (by_key["device_life"].down, by_key["device_life"].up) == (None, 1)
    assert by_key["erate_share"].down == -0.10
    assert "license_prices" not in by_key


def test_ranges_stand_in_for_the_usual_step() -> None:
    plan = read_plan(example("prairie-view"))
    shifts = shifts_of(plan, Scenario(BASE))
    cells = [shift.cell for shift in shifts]
    assert len(cells) == len(set(cells))
    ranged = {row.name for row in plan.ranges if row.active}
    assert ranged <= {shift.name for shift in shifts}
    levy = next(shift for shift in shifts if shift.name == "Technology levy, renewal")
    assert (levy.step, levy.down, levy.up) == ("without it", 0.0, None)
