"""Amounts of a plan small enough to round by hand: every field, every payer, the reserve."""

from __future__ import annotations

from datetime import date

from planner.analysis.answers import answers
from planner.analysis.figures import Figures
from planner.projection.project import project
from planner.views.format.footed_amounts import (
    FootedAmounts,
    cost_by_budget_line,
    footed_amounts,
    footed_rows,
    paid_by_payer,
)
from planner.views.format.money import about, foot, from_to, percent
from tests.small_plan import READING, small_plan

MONITORING = {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 40_000}
GRANT = {
    "name": "State grant",
    "kind": "grant",
    "amount": 70_000,
    "award": "once",
    "end_date": date(2028, 6, 30),
    "pays_for": ("monitoring",),
    "cost_share_rate": 0.5,
}
GENERAL = {"name": "General fund", "kind": "general_fund", "unspent": "reserve", "amount": 20_000}


def small_figures(reserve: float, price: float = 10_000) -> Figures:
    plan = small_plan(
        district={"reserve_opening_balance": reserve},
        licenses=[{**READING, "price": price}],
        security=[MONITORING],
        funding=[GRANT, {**GENERAL, "name": "Fees", "kind": "fees", "amount": 0}, GENERAL],
    )
    return answers(project(plan)).figures


def test_every_amount_of_a_plan_in_whole_dollars() -> None:
    """Cost 50,000 a year; the grant pays half of the monitoring until June 2028."""
    assert footed_amounts(small_figures(35_000)) == FootedAmounts(
        cost=[50_000] * 3,
        by_line={"Software licenses": [10_000] * 3, "Cybersecurity": [40_000] * 3},
        by_payer={
            "General fund": [20_000] * 3,
            "State grant": [20_000, 20_000, 0],
            "Technology reserve": [10_000, 10_000, 15_000],
            "Unfunded": [0, 0, 15_000],
        },
        received={"State grant": [70_000, 0, 0], "General fund": [20_000] * 3},
        revenue=[90_000, 20_000, 20_000],
        opening=[35_000, 25_000, 15_000],
        earned=[0, 0, 0],
        moved_in=[0, 0, 0],
        drawn=[10_000, 10_000, 15_000],
        ending=[25_000, 15_000, 0],
        reserve_policy=[5_000] * 3,
        carried=[50_000, 0, 0],
        lapsed=[0, 30_000, 0],
        recurring_revenue=[20_000] * 3,
        sustained=[50_000] * 3,
        structural_balance=[-30_000] * 3,
        unfunded=[0, 0, 15_000],
    )


def test_differences_are_those_of_the_amounts_as_displayed() -> None:
    amounts = footed_amounts(small_figures(35_000))
    assert amounts.unfunded == [0, 0, 15_000]
    assert amounts.structural_balance == [-30_000] * 3
    assert footed_amounts(small_figures(95_000)).unfunded == [0, 0, 0]


def test_cents_stay_in_the_reserve_until_it_is_empty() -> None:
    """10,000.40 a year from 29,999.50: 19,999.10 and 9,998.70 are left, then nothing."""
    amounts = footed_amounts(small_figures(29_999.5, 10_000.4))
    assert amounts.opening == [30_000, 20_000, 10_000]
    assert amounts.drawn == [10_000, 10_000, 10_000]
    assert amounts.ending == [20_000, 10_000, 0]
    assert amounts.by_payer["Unfunded"] == [0, 0, 20_001]
    assert amounts.by_payer["General fund"] == [20_000, 20_000, 19_999]


def test_what_is_left_moves_to_the_reserve() -> None:
    plan = small_plan(funding=[GENERAL], security=[{**MONITORING, "price": 15_000}])
    amounts = footed_amounts(answers(project(plan)).figures)
    assert amounts.moved_in == [5_000] * 3
    assert amounts.ending == [5_000, 10_000, 15_000]
    assert amounts.drawn == [0, 0, 0]
    assert amounts.by_payer == {"General fund": [15_000] * 3}


def test_payers_come_in_their_order_and_only_if_they_pay() -> None:
    found = small_figures(95_000)
    assert list(paid_by_payer(found)) == ["General fund", "State grant", "Technology reserve"]
    assert cost_by_budget_line(found) == {
        "Software licenses": [10_000.0] * 3,
        "Cybersecurity": [40_000.0] * 3,
    }


def test_rows_foot_year_by_year() -> None:
    assert footed_rows([[0.4, 1.0], [0.4, 2.6]], [1, 3]) == [[1, 1], [0, 2]]


def test_a_given_total_is_met_from_above_and_below() -> None:
    assert foot([1.9, 2.8, 0.0], 3) == [1, 2, 0]
    assert foot([1.9, 2.8, 0.0], 4) == [2, 2, 0]
    assert foot([1.9, 2.8, 0.0], 7) == [3, 4, 0]
    assert foot([1.2, 2.8], 1) == [0, 1]
    assert foot([1.2, 2.8], -1) == [-1, 0]
    assert foot([1.5, 2.5, 3.5], 6) == [1, 2, 3]
    assert foot([1.5, 2.5], 4) == [2, 2]
    assert foot([1.9, 1.5, 1.2], 1) == [1, 0, 0]
    assert foot([0.0], 5) == [0]
    assert foot([], None) == []


def test_a_dollar_that_no_other_payer_can_carry_stays_in_the_reserve() -> None:
    """10,000.40 a year from 30,001.20, and nobody else pays: the last dollar is rounding."""
    plan = small_plan(
        district={"reserve_opening_balance": 30_001.2}, licenses=[{**READING, "price": 10_000.4}]
    )
    amounts = footed_amounts(answers(project(plan)).figures)
    assert amounts.by_payer == {"Technology reserve": [10_000] * 3}
    assert amounts.ending == [20_001, 10_001, 1]


def test_amounts_in_sentences_are_rounded_by_their_size() -> None:
    said = [about(amount) for amount in (999_000, 999_499, 999_500, 9_999.4, 10_000)]
    assert said == ["$999,000", "$999,000", "$1.00 million", "$9,999", "$10,000"]
    assert [about(amount) for amount in (1_005_000, 1_005_000_000, 10**9)] == [
        *("$1.01 million", "$1.01 billion", "$1.00 billion"),
    ]
    assert [about(amount, "down") for amount in (10**6, 10**9)] == [
        "$1.00 million",
        "$1.00 billion",
    ]


def test_a_change_of_half_a_dollar_is_told_and_of_less_is_nothing() -> None:
    assert from_to(0.5, 10) == "from $1 to $10"
    assert from_to(0.49, 10) == "from nothing to $10"
    assert from_to(96_000, 96_000) == "from $96,000 to $96,000"


def test_a_share_has_at_most_two_decimals() -> None:
    assert [percent(share) for share in (1.0, 0.12345, 0.00004)] == ["100%", "12.35%", "0%"]


def test_parts_far_from_their_total_share_what_is_missing_at_once() -> None:
    assert foot([1.0, 0.0, 1.0], 10**12 + 1) == [500_000_000_001, 0, 500_000_000_000]
    assert foot([1.0, 0.0, 1.0], -(10**12) - 1) == [-500_000_000_000, 0, -500_000_000_001]
