"""Closer looks, in words: what is said of small plans that can be counted by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import pytest

from planner.analysis.compare import compare
from planner.analysis.optimization.best_assignment import BestAssignment
from planner.plan.plan import Plan
from planner.views.detail.facts import facts_block
from planner.views.detail.money_rules import _order_sentence
from planner.views.detail.topics import TOPICS, detail_block
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
LOT = {"name": "Chromebooks", "bought": 2025, "units": 100, "support_ends": date(2028, 3, 1)}
MONITORING = {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 60_000}
#: The day the tests began, in case midnight passes while they run.
_TODAY = date.today()
RANSOMWARE = {
    "name": "Ransomware",
    "per_year_low": 0.02,
    "per_year_high": 0.1,
    "loss_low": 50_000,
    "loss_high": 1_000_000,
    "days_low": 3,
    "days_high": 15,
    "contract": "Monitoring",
}


def said(plan: Plan, topic: str, cap: float | None = None) -> str:
    return detail_block(compare(plan, ["base"]), topic, cap).text


@pytest.mark.parametrize("topic", TOPICS)
def test_plan_with_nothing_in_it_still_reads(topic: str) -> None:
    text = said(small_plan(), topic)
    assert text
    assert "nan" not in text


def test_devices_without_updates_are_called_a_risk() -> None:
    capped = {**FLEET, "replacement": "capped", "yearly_cap": 30}
    text = said(small_plan(devices=[capped], inventory=[LOT]), "devices")
    assert "In FY2028, 70 devices are in service without security updates: a risk" in text


def test_spreading_names_the_peak_and_what_it_saves() -> None:
    """100 devices at $400 are due in FY2028; half of them can be bought a year early."""
    text = said(small_plan(devices=[FLEET], inventory=[LOT]), "devices", cap=20_000)
    assert "cuts the peak year, FY2028, from $40,000 to $20,000" in text
    assert "no device would wait past its replacement date" in text


def test_break_even_is_a_chance_and_not_a_return() -> None:
    text = said(small_plan(security=[MONITORING], incidents=[RANSOMWARE]), "security")
    assert "would cost $50,000 to $1.00 million and 3 to 15 school days" in text
    assert "an incident whose yearly chance is above 6% for a loss at the high end" in text


def test_contract_that_costs_more_than_an_incident_every_year() -> None:
    small = {**RANSOMWARE, "loss_low": 1_000, "loss_high": 2_000}
    text = said(small_plan(security=[MONITORING], incidents=[small]), "security")
    assert "costs at least as much as one such incident every year" in text


def test_unused_seats_and_their_share_are_named() -> None:
    product = {"name": "Reading", "category": "instructional_software", "basis": "unit"}
    rows: list[dict[str, Any]] = [{**product, "units": 100, "units_used": 75, "price": 10}]
    text = said(small_plan(licenses=rows), "contracts")
    assert (
        "cost a total of $750 from FY2027 through FY2029; the largest is Reading, with 25%" in text
    )


def test_cost_that_moves_onto_federal_money_is_named_with_its_rule() -> None:
    course = {"name": "Days", "category": "teacher_training", "serves": "nobody", "flat_price": 9e3}
    general = {"name": "General fund", "kind": "general_fund", "amount": 50_000}
    title = {"name": "Title II-A", "kind": "title_ii_a", "amount": 9_000, "pays_for": ("training",)}
    funding = [general, {**title, "start_date": date(2027, 7, 1)}]
    text = said(small_plan(training=[course], funding=funding), "money")
    assert "starting in FY2028, Title II-A pays $9,000 of it" in text
    assert "supplement, not supplant" in text


def test_a_share_of_students_that_is_not_typed_is_that_of_the_schools() -> None:
    """54 of 60 students, and 20 of 40 in a school that grows to 60 and 90."""
    east = {"name": "East", "students": 60, "lunch_rate": 0.9}
    west = {"name": "West", "students": 40, "lunch_rate": 0.5, "growth_rate": 0.5}
    internet = {"name": "Internet", "category": "internet_access", "basis": "flat", "price": 9e3}
    text = said(
        small_plan(
            district={"lunch_rate": None},
            enrollment=[east, west],
            licenses=[internet],
            funding=[{"name": "E-Rate", "kind": "erate"}],
        ),
        "erate",
    )
    assert (
        "74% of students count as eligible for free or reduced-price lunch (calculated from the "
        "schools)" in text
    )
    assert re.search(r"Students eligible for lunch +74% +70% +66%", text)


def test_an_order_that_leaves_as_much_tells_two_amounts_where_they_read_otherwise() -> None:
    """Sixty cents apart, on either side of what rounds to the same thousand."""
    found = BestAssignment(
        unfunded_in_order=np.array([10_500.0]),
        unfunded_at_best=np.array([10_499.4]),
        by_priority=(),
        moves=(),
    )
    assert _order_sentence(found) == (
        "Paying bills in a better order would leave less of what is kept first unfunded, and more "
        "of the rest: with perfect foresight, the same money would leave $10,000 unfunded instead "
        "of $11,000."
    )


def test_facts_of_a_day_are_those_of_its_cycle() -> None:
    assert "erate c2 per student: 167 USD" in facts_block("2024-07-01").text
    assert "erate c2 per student: 201.57 USD" in facts_block("2027-07-01").text


def test_day_that_cannot_be_read_is_asked_for_again() -> None:
    with pytest.raises(ValueError) as raised:
        facts_block("07/01/2027")
    assert str(raised.value) == (
        '"07/01/2027" is not a day. Type year-month-day, for example 2027-07-01'
    )


def test_a_figure_that_is_not_in_effect_yet_or_any_more_is_left_out() -> None:
    said = facts_block("2027-07-01").text.splitlines()
    assert sum(line.startswith("- erate c2 per student:") for line in said) == 1
    assert not any("cpi u growth" in line for line in facts_block("2020-07-01").text.splitlines())


def test_facts_are_those_of_today_where_no_day_is_given() -> None:
    assert facts_block().text in {facts_block(str(day)).text for day in (date.today(), _TODAY)}
