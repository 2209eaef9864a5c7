"""Which levers are on the page, and what it is told of each of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from planner.analysis.goal_seek.levers import lever_of
from planner.plan.plan import Plan
from planner.plan.what_if.changes import Change
from planner.plan.what_if.scenarios import BASE, Scenario, outcome_problems
from planner.views.levers.control import control_of
from planner.views.what_if.lever_data import lever_data, levers_in
from planner.views.what_if.page_levers import GoesOn, page_levers
from tests.generated_plans import examples, plans
from tests.small_plan import PHISHING, small_plan

_GRANT = {"kind": "grant", "amount": 20_000, "award": "yearly", "end_date": date(2028, 6, 30)}
_FLAT = {"basis": "flat", "price": 5_000}


def going_on(plan: Plan) -> dict[str, object]:
    """Until when each source goes on that could."""
    levers = [lever for group in page_levers(plan, Scenario(BASE)) for lever in group.levers]
    return {one.label: one.change.value for one in levers if isinstance(one, GoesOn)}


@pytest.mark.parametrize(
    ("source", "goes_on"),
    [
        ({}, True),
        ({"end_date": date(2029, 6, 14)}, True),
        ({"end_date": date(2029, 6, 30)}, False),
        ({"end_date": date(2029, 9, 30)}, False),
        ({"end_date": date(2026, 6, 30)}, False),
        ({"end_date": date(2026, 7, 31)}, True),
        ({"end_date": None}, False),
        ({"active": False}, False),
        ({"award": "once"}, False),
        ({"award": "two_years"}, False),
        ({"kind": "local_levy"}, False),
        ({"kind": "general_fund"}, False),
        ({"kind": "erate", "award": "", "amount": None}, False),
        ({"kind": "title_iv_a", "award": ""}, True),
    ],
)
def test_a_yearly_grant_that_ends_before_the_plan_does_can_go_on(
    source: dict[str, object], goes_on: bool
) -> None:
    first = {"name": "First", "kind": "general_fund", "amount": 1, "end_date": date(2028, 6, 30)}
    plan = small_plan(funding=[first, {"name": "Pilot", **_GRANT, **source}])
    assert going_on(plan) == ({"Pilot goes on": date(2030, 12, 31)} if goes_on else {})


def test_a_plan_of_calendar_years_ends_in_december() -> None:
    ends = {"July": date(2029, 7, 31), "Last": date(2029, 12, 31)}
    funding = [{"name": name, **_GRANT, "end_date": day} for name, day in ends.items()]
    plan = small_plan(district={"fiscal_year_start_month": 1}, funding=funding)
    assert going_on(plan) == {"July goes on": date(2030, 12, 31)}


@given(plans())
@examples(25)
def test_every_lever_of_a_page_is_there_and_the_tables_take_what_goes_on(plan: Plan) -> None:
    for group in page_levers(plan, Scenario(BASE)):
        assert group.levers
        for lever in group.levers:
            if isinstance(lever, GoesOn):
                assert outcome_problems(plan, (lever.change,)) == []


def test_groups_without_a_lever_are_left_out_and_all_have_a_place() -> None:
    groups = page_levers(small_plan(), Scenario(BASE))
    assert [(group.name, group.column, group.open) for group in groups] == [
        ("money", 1, True),
        ("people", 2, True),
        ("growth", 3, True),
    ]
    with_grant = page_levers(small_plan(funding=[{"name": "Pilot", **_GRANT}]), Scenario(BASE))
    assert [(group.heading, group.column, group.open) for group in with_grant] == [
        ("Money coming in", 1, True),
        ("Grants that end, and could go on", 1, True),
        ("Funding that may or may not arrive", 1, False),
        ("Pay and positions", 2, True),
        ("Prices and growth", 3, True),
    ]


@cache
def with_blanks() -> Plan:
    """A plan with numbers that are blank, a year that is typed, and one fleet of no price."""
    return small_plan(
        devices=[
            {
                "name": "Laptops",
                "category": "staff_devices",
                "serves": "nobody",
                "unit_price": 0,
                "useful_life_years": 3,
            }
        ],
        licenses=[{"name": "Reading", "category": "instructional_software", **_FLAT}],
        training=[PHISHING],
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "district/general_fund_total",
            {"kind": "money", "start": "", "value": None, "example": "98000000", "slider": None},
        ),
        (
            "district/home_assessment_rate",
            {"kind": "rate", "start": "", "value": None, "example": "3%", "slider": None},
        ),
        (
            "devices/Laptops/price_growth_rate",
            {"kind": "rate", "start": "", "value": None, "example": "3%", "slider": None},
        ),
        (
            "licenses/Reading/units",
            {"kind": "number", "start": "", "value": None, "example": "5", "slider": None},
        ),
        (
            "devices/Laptops/unit_price",
            {"kind": "money", "start": "$0", "value": 0.0, "example": "$0", "slider": None},
        ),
        (
            "training/Phishing/next_year",
            {"kind": "number", "start": "FY2028", "value": 2028.0, "example": "FY2028"},
        ),
    ],
)
def test_a_lever_that_is_blank_says_what_may_be_typed(name: str, told: dict[str, Any]) -> None:
    plan = with_blanks()
    found = lever_data(plan, control_of(plan, lever_of(plan, name)))
    assert {key: found[key] for key in told} == told


def test_a_lever_is_told_again_for_each_scenario_that_changes_its_cell() -> None:
    plan = with_blanks()

    def price(name: str, *amounts: float) -> Scenario:
        cell = "devices", "Laptops", "unit_price"
        return Scenario(name, changes=tuple(Change(*cell, "set", amount) for amount in amounts))

    def told(*starts: Scenario) -> dict[str, str]:
        lever = lever_of(plan, "devices/Laptops/unit_price", starts[0])
        found = levers_in(plan, control_of(plan, lever), starts)
        return {name: data["start"] for name, data in found.items()}

    base, dear, cheap = price(BASE), price("dear", 900.0), price("cheap", 500.0)
    assert told(base, dear, price("same"), cheap) == {"dear": "$900", "cheap": "$500"}
    assert told(dear, base, cheap) == {"base": "$0", "cheap": "$500"}
    assert told(dear) == {}
