"""The order of what is said, for each kind of district."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from planner.analysis.compare import compare
from planner.analysis.concerns import Concern, concerns
from planner.plan.plan import Plan
from tests.generated_plans import examples, plans
from tests.small_plan import TECHNICIAN, small_plan

DISTRICT = {"years": 5, "reserve_opening_balance": 100_000}
STAFF = [TECHNICIAN]
TABLETS = [{"name": "Tablets", "category": "student_devices", "unit_price": 300}]


def _general(amount: float, unspent: str = "reserve") -> dict[str, Any]:
    return {"name": "General fund", "kind": "general_fund", "unspent": unspent, "amount": amount}


def _found(plan: Plan) -> dict[str, Concern]:
    return {concern.kind: concern for concern in concerns(compare(plan, ["base"]).figures)}


def test_crisis_now_comes_before_the_reserve_it_used_up_and_years_that_follow() -> None:
    # 100 tablets for 30,000 in FY2027 and FY2031, from 7,600 a year and 20,000 of reserve: 2,400
    # unfunded. The next time three years have been saved for: 30,400.
    found = _found(
        small_plan(
            district={"years": 5, "reserve_opening_balance": 20_000},
            devices=[{**TABLETS[0], "useful_life_years": 4}],
            funding=[_general(7_600)],
        )
    )
    assert list(found) == ["unfunded_soon", "reserve_used_up", "below_policy"]
    assert found["unfunded_soon"].years == [2027]
    assert found["unfunded_soon"].total == pytest.approx(2_400)
    assert found["reserve_used_up"].years == [2027]
    assert found["below_policy"].years == [2027, 2031]
    assert not found["below_policy"].unbroken


def test_a_shortage_of_next_year_goes_on_and_a_later_one_is_apart() -> None:
    # 20,000 are missing in the second and third year, and in the fifth.
    training = [
        {"name": name, "category": "teacher_training", "serves": "nobody", "flat_price": 20_000}
        | {"every_years": 1, "start_date": date(start, 7, 1), "end_date": date(end, 6, 30)}
        for name, start, end in (("First", 2027, 2029), ("Second", 2030, 2031))
    ]
    found = _found(
        small_plan(
            district={"years": 5},
            staffing=STAFF,
            training=training,
            funding=[_general(100_000, unspent="lapse")],
        )
    )
    assert list(found) == ["unfunded_soon", "below_policy", "structural_gap", "unfunded_later"]
    assert (found["unfunded_soon"].first, found["unfunded_soon"].last) == (2028, 2029)
    assert found["unfunded_soon"].total == pytest.approx(40_000)
    assert found["unfunded_later"].years == [2031]
    # The reserve never held money: nobody used it up, but it is below policy.
    assert "reserve_used_up" not in found


def test_a_cliff_later_is_money_at_risk_before_the_gap() -> None:
    levy = {"name": "Levy", "kind": "local_levy", "amount": 60_000, "end_date": date(2029, 6, 30)}
    found = _found(small_plan(district=DISTRICT, staffing=STAFF, funding=[levy, _general(40_000)]))
    assert list(found) == [
        *("reserve_used_up", "below_policy", "cliff", "structural_gap", "unfunded_later")
    ]
    assert found["cliff"] == Concern(
        "cliff", [2030], [60_000.0], ["Levy"], 2030, 2030, 60_000.0, unbroken=True
    )
    assert found["unfunded_later"].total == pytest.approx(20_000)


def test_a_vote_to_come_is_money_at_risk() -> None:
    levy = {"name": "Levy", "kind": "local_levy", "amount": 60_000, "voted": "not_yet_counted"}
    found = _found(small_plan(district=DISTRICT, staffing=STAFF, funding=[levy, _general(40_000)]))
    assert list(found) == ["vote"]
    assert found["vote"].names == ["Levy"]
    assert found["vote"].amounts == [60_000.0] * 5


def test_a_slow_drift_is_a_structural_gap_alone() -> None:
    found = _found(
        small_plan(
            district=DISTRICT,
            drivers={"wage_growth_rate": 0.05},
            staffing=STAFF,
            funding=[_general(100_000)],
        )
    )
    assert list(found) == ["structural_gap"]
    assert found["structural_gap"].years == [2028, 2029, 2030, 2031]
    assert found["structural_gap"].amounts[0] == pytest.approx(5_000)


def test_peaks_only_are_said_after_the_reserve_and_without_a_gap() -> None:
    # The fleet is due in FY2030 for 30,000, from 7,500 of the year and 10,000 of reserve.
    found = _found(
        small_plan(
            district={"years": 5, "reserve_opening_balance": 10_000},
            devices=[{**TABLETS[0], "useful_life_years": 4}],
            inventory=[{"name": "Tablets", "bought": 2026, "units": 100}],
            funding=[_general(7_500, unspent="lapse")],
        )
    )
    assert list(found) == ["reserve_used_up", "below_policy", "unfunded_later"]
    assert found["unfunded_later"].years == [2030]
    assert found["unfunded_later"].total == pytest.approx(12_500)
    assert found["below_policy"].years == [2030]


def test_a_sound_plan_has_no_concern() -> None:
    assert _found(small_plan(district=DISTRICT, staffing=STAFF, funding=[_general(110_000)])) == {}


def test_local_budget_to_restore_is_money_at_risk() -> None:
    grant = {"name": "Relief", "kind": "grant", "amount": 50_000, "award": "yearly"}
    ends = {"recurring": "no", "end_date": date(2028, 6, 30), "displaced_base": 25_000}
    found = _found(
        small_plan(
            district=DISTRICT,
            staffing=STAFF,
            funding=[{**grant, **ends, "pays_for": ["staffing"]}, _general(100_000)],
        )
    )
    assert list(found) == ["cliff", "base_to_restore"]
    assert found["base_to_restore"].years == [2029, 2030, 2031]
    assert found["base_to_restore"].amounts == [25_000.0] * 3


@examples(40)
@given(plans())
def test_every_unfunded_dollar_is_of_today_or_of_later(plan: Plan) -> None:
    comparison = compare(plan, ["base"])
    found = {concern.kind: concern for concern in concerns(comparison.figures)}
    said = sum(found[kind].total for kind in ("unfunded_soon", "unfunded_later") if kind in found)
    assert said == pytest.approx(float(comparison.main.unfunded.sum()), abs=0.1)
    assert ("structural_gap" in found) == (comparison.main.first_structural_gap is not None)
    assert ("below_policy" in found) == (comparison.main.first_under_policy is not None)
