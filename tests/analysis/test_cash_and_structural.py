"""What sets a year apart from an average one adds up, and is told only where it must be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from planner.analysis.cash_and_structural import (
    excess_of_revenue,
    reasons_apart,
    why_apart,
)
from planner.analysis.compare import compare
from planner.analysis.figures import Figures
from planner.plan.plan import Plan
from tests.generated_plans import examples, plans
from tests.small_plan import READING, small_plan


def _main(plan: Plan) -> Figures:
    return compare(plan, ["base"]).main.figures


@examples(40)
@given(plans())
def test_the_parts_add_up_to_cash_less_structural_balance(plan: Plan) -> None:
    found = _main(plan)
    for place, year in enumerate(found.years):
        cash, structural = excess_of_revenue(found, place), found.structural_balance[place]
        apart = sum(why_apart(found, place).values())
        assert apart == pytest.approx(cash - structural, rel=1e-9, abs=0.01)
        if reasons_apart(found, year):
            assert (cash > 0) != (structural > -1)


def test_each_reason_is_told_by_itself() -> None:
    """Tablets for 30,000 every fifth year, a license paid ahead, a grant, and one-time work."""
    found = _main(
        small_plan(
            district={"years": 2, "reserve_opening_balance": 100_000},
            devices=[{"name": "Tablets", "category": "student_devices", "unit_price": 300}],
            licenses=[
                READING | {"price": 10_000, "prepaid_until": date(2027, 6, 30)},
                {"name": "Cleanup", "category": "administrative_software", "basis": "flat"}
                | {"price": 7_000, "recurring": "no", "end_date": date(2027, 6, 30)},
            ],
            funding=[
                {"name": "Grant", "kind": "grant", "amount": 4_000, "award": "once"}
                | {"end_date": date(2028, 6, 30)},
                {"name": "General fund", "kind": "general_fund", "amount": 20_000},
            ],
        )
    )
    parts = why_apart(found, 0)
    assert parts == pytest.approx(
        {
            "devices": 6_000 - 30_000,
            "purchases": 0,
            "projects": -7_000,
            "prepaid": 10_000,
            "one_time": 4_000,
            "other_money": 0,
        }
    )
    # 24,000 of revenue and 37,000 of cost; 20,000 of recurring money against 16,000 a year.
    assert excess_of_revenue(found, 0) == pytest.approx(-13_000)
    assert reasons_apart(found, 2027) == ["devices"]
    assert reasons_apart(found, 2028) == []
