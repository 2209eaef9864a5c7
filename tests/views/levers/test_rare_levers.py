"""Levers that few plans have in sight: their sliders, units and bounds; which come first."""

from __future__ import annotations

from functools import cache
from math import isnan

import pytest

from planner.analysis.goal_seek.lever_list import every_lever
from planner.analysis.goal_seek.levers import lever_of
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.views.levers.control import LeverControl, Slider, control_of
from planner.views.levers.typed import read_typed
from planner.views.levers.usual import usual_levers
from tests.small_plan import PHISHING, READING, small_plan

_FLEET = {"category": "staff_devices", "serves": "staff", "useful_life_years": 4}
LAPTOPS, OFFICE = "devices/Laptops", "privacy/Office"


@cache
def plan() -> Plan:
    """Two fleets, a part-time office and sources of three kinds."""
    return small_plan(
        devices=[
            {"name": "Laptops", "unit_price": 1000, **_FLEET, "units_per_person": 8},
            {"name": "Tablets", "unit_price": 300, **_FLEET, "price_growth_rate": 0.0355},
        ],
        inventory=[{"name": "Laptops", "bought": 2025, "units": 30}],
        licenses=[{**READING, "price": 10, "term_years": 5}],
        privacy=[
            {"name": "Office", "category": "privacy_officer", "fte": 0.25, "salary": 84_000},
            {"name": "Vetting", "category": "tool_vetting", "units": 10, "price": 5},
        ],
        training=[PHISHING],
        funding=[
            {"name": "Fund", "kind": "general_fund", "amount": 2020},
            {"name": "Aid", "kind": "state_aid", "amount_per_student": 24},
            {"name": "Bond", "kind": "capital", "amount": 300},
            {"name": "E-Rate", "kind": "erate"},
        ],
    )


def control(name: str) -> LeverControl:
    """A lever of the plan, as it is moved."""
    return control_of(plan(), lever_of(plan(), name))


@pytest.mark.parametrize(
    ("name", "slider"),
    [
        ("funding/Fund/amount", Slider(0.0, 4050.0, 50.0, 2020.0)),
        ("privacy/Vetting/units", Slider(0.0, 20.0, 1.0, 10.0)),
        (f"{OFFICE}/fte", Slider(0.0, 1.0, 0.25, 0.25)),
        ("training/Phishing/every_years", Slider(1.0, 5.0, 1.0, 2.0)),
        ("licenses/Reading/term_years", Slider(1.0, 10.0, 1.0, 5.0)),
        ("training/Phishing/next_year", None),
        (f"{LAPTOPS}/active", None),
        (f"{LAPTOPS}/loss_rate", Slider(0.0, 0.2, 0.005, 0.0)),
        ("devices/Tablets/price_growth_rate", Slider(-0.05, 0.15, 0.0005, 0.0355)),
        ("devices/all/units_per_person", Slider(-0.5, 0.25, 0.01, 0.0)),
        (f"{LAPTOPS}/price_growth_rate", None),
        ("district/borrowing_rate", None),
    ],
)
def test_a_slider_has_the_scale_of_its_number(name: str, slider: Slider | None) -> None:
    assert control(name).slider() == (slider and pytest.approx(slider))


@pytest.mark.parametrize(
    ("name", "typed", "slider"),
    [
        (f"{LAPTOPS}/price_growth_rate", 0.036, Slider(-0.05, 0.15, 0.001, 0.036)),
        (f"{LAPTOPS}/price_growth_rate", 0.03557, Slider(-0.05, 0.15, 0.0001, 0.03557)),
        ("district/borrowing_rate", 0.04, Slider(0.0, 0.5, 0.01, 0.04)),
    ],
)
def test_a_rate_that_was_blank_has_a_slider_once_it_is_typed(
    name: str, typed: float, slider: Slider
) -> None:
    assert control(name).slider(typed) == pytest.approx(slider)


def test_every_lever_of_the_examples_can_be_brought_into_sight() -> None:
    for name in ("prairie-view", "altoona-wi"):
        found = read_plan(example(name))
        for lever in every_lever(found):
            made = control_of(found, lever_of(found, lever.name))
            slider = made.slider()
            assert slider is None or slider.low <= slider.at <= slider.high
            assert slider is None or not isnan(made.lever.now)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("funding/Fund/amount", "dollars a year"),
        ("funding/E-Rate/amount", "dollars"),
        ("funding/Bond/amount", "dollars in all"),
        ("funding/Aid/amount_per_student", "dollars per student"),
    ],
)
def test_the_unit_of_money_is_that_of_its_award(name: str, unit: str) -> None:
    assert control(name).unit == unit


def test_a_rate_is_shown_with_ten_digits_at_most() -> None:
    assert control(f"{LAPTOPS}/price_growth_rate").shown(1 / 3) == "33.33333333%"
    assert control(f"{LAPTOPS}/price_growth_rate").shown(0.01234567896) == "1.2345679%"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("devices/all/units_per_person", "26%", '"26%" is too large. The maximum is 25%.'),
        (
            "inventory/Laptops FY2025/lease_payments_left",
            "1.5",
            '"1.5" is not a whole number. Type a whole number, for example 5.',
        ),
    ],
)
def test_a_number_beyond_its_bounds_is_refused(name: str, typed: str, sentence: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_typed(plan(), control(name), typed)
    assert [problem.message for problem in refused.value.problems] == [sentence]


def test_a_share_more_is_never_in_doubt() -> None:
    found = read_typed(plan(), control("devices/all/unit_price"), "1.200%")
    assert found.change is not None
    assert (found.change.value, found.doubt) == (1.012, "")


def levers(name: str, given: Plan) -> tuple[str, ...]:
    """The levers of a group."""
    return next((group.levers for group in usual_levers(given) if group.name == name), ())


def _funds(kind: str, *amounts: float | None) -> list[dict[str, object]]:
    return [
        {"name": f"{kind} {place}", "kind": kind, "amount": amount, "amount_per_student": 1}
        for place, amount in enumerate(amounts)
    ]


@pytest.mark.parametrize(
    ("funding", "names"),
    [
        (
            [*_funds("local_levy", *range(1, 8)), *_funds("grant", 900)],
            [f"local_levy {place}" for place in (6, 5, 4, 3, 2, 1)],
        ),
        (
            [*_funds("grant", 5, 9, None, 7), *_funds("general_fund", 1, 2)],
            ["general_fund 1", "general_fund 0", "grant 1", "grant 3", "grant 0"],
        ),
        ([{"name": "Off", "kind": "grant", "amount": 5, "active": False}], []),
    ],
)
def test_allocations_and_levies_come_before_the_largest_other_sources(
    funding: list[dict[str, object]], names: list[str]
) -> None:
    shown = [f"funding/{name}/amount" for name in names]
    assert levers("money", small_plan(funding=funding)) == (
        *shown,
        "district/reserve_opening_balance",
    )


def test_positions_in_the_plan_come_in_the_order_of_their_pay() -> None:
    rows = [("Few", 1.9, 40_000), ("Much", 2, 90_000), ("Off", 9, 90_000)]
    staffing = [
        {"name": name, "fte": fte, "salary": pay, "active": name != "Off"}
        for name, fte, pay in rows
    ]
    assert levers("people", small_plan(staffing=staffing)) == (
        "assumptions/wage_growth_rate",
        "staffing/all/fte",
        "staffing/Much/fte",
        "staffing/Few/fte",
    )


def test_an_assumption_is_a_lever_where_the_first_year_has_it() -> None:
    later = [{"name": "enrollment_growth_rate", "value": 0.01, "from_year": 2028}]
    history = [
        {"name": name, "fiscal_year": year, "students": 50}
        for name in ("K", "1")
        for year in (2025, 2026)
    ]
    given = small_plan(blank=("enrollment_growth_rate",), assumptions=later, history=history)
    growth = levers("growth", given)
    assert "assumptions/enrollment_growth_rate" not in growth
    assert "assumptions/staff_growth_rate" in growth
