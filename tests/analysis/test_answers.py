"""The board's questions on plans small enough to answer by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given

from planner.analysis.answers import Answers, answers
from planner.analysis.compare import compare
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan


def answered(plan: Plan) -> Answers:
    return answers(project(plan))


def staffed(**rest: object) -> Plan:
    """One position that costs 100,000 a year."""
    position = {"name": "Technician", "fte": 1, "salary": 80_000, "benefits_rate": 0.25}
    return small_plan(staffing=[position], **rest)  # type: ignore[arg-type]


def test_structural_balance_is_recurring_money_less_the_cost_of_keeping_it_up() -> None:
    found = answered(
        staffed(funding=[{"name": "General fund", "kind": "general_fund", "amount": 70_000}])
    )
    assert found.structural_balance == pytest.approx([-30_000, -30_000, -30_000])
    assert found.first_structural_gap == 2027


def test_a_grant_is_not_recurring_and_its_end_is_the_cliff() -> None:
    grant = {
        "name": "Relief",
        "kind": "grant",
        "amount": 60_000,
        "award": "yearly",
        "end_date": date(2028, 6, 30),
        "pays_for": ("staffing",),
    }
    fund = {"name": "General fund", "kind": "general_fund", "amount": 40_000}
    found = answered(staffed(funding=[grant, fund]))
    assert found.recurring_on_one_time == pytest.approx([60_000, 60_000, 0])
    assert found.cliff is not None
    assert found.cliff.year == 2029
    assert found.cliff.size == pytest.approx(60_000)
    assert found.unfunded == pytest.approx([0, 0, 60_000])
    assert found.first_unfunded == 2029


def test_money_that_lapses_does_not_count_as_recurring_revenue() -> None:
    fund = {
        "name": "Allocation",
        "kind": "general_fund",
        "amount": 130_000,
        "unspent": "lapse",
    }
    found = answered(staffed(funding=[fund]))
    assert found.recurring_revenue == pytest.approx([100_000] * 3)


def test_prepaid_licenses_are_sustained_cost_and_one_time_support_until_they_run_out() -> None:
    found = answered(
        small_plan(
            licenses=[
                {
                    "name": "Reading",
                    "category": "instructional_software",
                    "basis": "flat",
                    "price": 12_000,
                    "prepaid_until": date(2027, 12, 31),
                }
            ],
            funding=[{"name": "General fund", "kind": "general_fund", "amount": 12_000}],
        )
    )
    assert found.total_cost == pytest.approx([0, 6_000, 12_000])
    assert found.sustained_cost == pytest.approx([12_000] * 3)
    assert found.recurring_on_one_time == pytest.approx([12_000, 6_000, 0])
    assert found.cliff is not None
    assert found.cliff.size == pytest.approx(6_000)


def test_the_reserve_is_one_time_money_and_runs_out() -> None:
    found = answered(
        staffed(
            district={"reserve_opening_balance": 90_000, "reserve_policy_rate": 0.2},
            funding=[{"name": "General fund", "kind": "general_fund", "amount": 60_000}],
        )
    )
    assert found.balance == pytest.approx([50_000, 10_000, 0])
    assert found.recurring_on_one_time == pytest.approx([40_000, 40_000, 10_000])
    assert (found.first_under_policy, found.first_empty, found.first_unfunded) == (2028, 2029, 2029)
    assert found.unfunded == pytest.approx([0, 0, 30_000])


def test_base_budget_is_to_be_restored_for_the_months_after_the_money_ended() -> None:
    grant = {
        "name": "Relief",
        "kind": "grant",
        "amount": 50_000,
        "end_date": date(2027, 12, 31),
        "pays_for": ("staffing",),
        "displaced_base": 24_000,
    }
    found = answered(staffed(funding=[grant]))
    assert found.base_to_restore == pytest.approx([0, 12_000, 24_000])


def test_cost_per_student_without_students_is_not_a_number() -> None:
    found = answered(staffed(enrollment=[{"name": "School", "students": 0}]))
    assert np.isnan(found.cost_per_student).all()


@examples(100)
@given(plans())
def test_answers_add_up_on_any_plan(plan: Plan) -> None:
    found = answered(plan)
    assert found.recurring_revenue - found.sustained_cost == pytest.approx(found.structural_balance)
    assert (found.one_time_by_line >= -1e-6).all()
    recurring = found.cost_by_line.sum() + found.projection.expenses.prepaid.sum()
    assert found.recurring_on_one_time.sum() <= recurring + 1e-6
    assert (found.one_time_support <= found.recurring_on_one_time + 1e-6).all()
    if found.first_unfunded is not None:
        assert found.unfunded.sum() > 0


def test_compare_keeps_the_order_asked_for_and_defaults_to_all() -> None:
    plan = staffed(
        scenarios=[
            {
                "name": "raise",
                "table": "staffing",
                "changes": "Technician",
                "field": "salary",
                "value": "90000",
            }
        ]
    )
    assert [a.scenario for a in compare(plan, ["raise", "base"]).answers] == ["raise", "base"]
    both = compare(plan)
    assert [a.scenario for a in both.answers] == ["base", "raise"]
    assert both.others[0].total_cost[0] == pytest.approx(112_500)
