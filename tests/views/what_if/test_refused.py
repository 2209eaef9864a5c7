"""What the tables would refuse of changes that are made together: one sentence, or nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from planner.plan.plan import Plan
from planner.plan.what_if.changes import Change, How
from planner.plan.what_if.scenarios import Scenario
from planner.rulebook.inputs import tables_by_year
from planner.rulebook.plan_data import facts, plan_data, scenario_data
from planner.views.what_if.refused import bounds_of_changes, cells_of, refused
from tests.small_plan import small_plan


@cache
def two_fleets() -> Plan:
    """Laptops are used three years and tablets five; $45,000 is in reserve."""
    fleet = {"category": "staff_devices", "serves": "nobody", "fixed_units": 30}
    return small_plan(
        district={"reserve_opening_balance": 45_000},
        drivers={"wage_growth_rate": 0.03},
        devices=[
            {"name": "Tablets", "unit_price": 300, "useful_life_years": 5, **fleet},
            {"name": "Laptops", "unit_price": 1000, "useful_life_years": 3, **fleet},
        ],
    )


def life(row: str, years: float, how: How = "add", since: int | None = None) -> Change:
    """Longer or shorter use of devices."""
    return Change("devices", row, "useful_life_years", how, years, since)


def price(dollars: float) -> Change:
    """The price of laptops."""
    return Change("devices", "Laptops", "unit_price", "set", dollars)


def driver(row: str, more: float) -> Change:
    """Points more of an assumption."""
    return Change("assumptions", row, "value", "add", more)


def reserve(dollars: float) -> Change:
    """More or less in reserve at the start."""
    return Change("district", "", "reserve_opening_balance", "add", dollars)


TOGETHER = "Together these changes make the"
SAID: list[tuple[str, list[Change], str]] = [
    ("Nothing is changed", [], ""),
    ("Each within its bounds", [life("Laptops", 1), reserve(5_000), driver("all", -0.1)], ""),
    (
        "Two changes of one fleet",
        [life("Laptops", 9), life("Laptops", 9)],
        f"{TOGETHER} useful life of Laptops 21, but the maximum is 20.",
    ),
    (
        "All fleets, of which the second becomes too short",
        [life("all", -1), life("all", -2)],
        f"{TOGETHER} useful life of Laptops 0, but the minimum is 1.",
    ),
    (
        "One after a change that is fine, and only from a year on",
        [life("Tablets", 1), life("Laptops", 18, since=2029)],
        f"{TOGETHER} useful life of Laptops 21, but the maximum is 20.",
    ),
    ("Exactly the least and the most", [life("Laptops", -2), life("Tablets", 15)], ""),
    ("A hair below the least", [price(0 - 1e-9)], ""),
    ("A hair above the most", [life("Laptops", 20 + 1e-9, "set")], ""),
    ("Below nothing", [price(-0.5)], f"{TOGETHER} price of Laptops -$0.50, but the minimum is 0."),
    ("As much as one likes of what has no limit", [price(1e11)], ""),
    (
        "An assumption, which has no row",
        [driver("wage_growth_rate", 0.5), driver("wage_growth_rate", 0.5)],
        f"{TOGETHER} raises 103%, but the maximum is 100%.",
    ),
    (
        "All assumptions: the first that goes too far is said",
        [driver("all", -0.3), driver("all", -0.3)],
        f"{TOGETHER} enrollment growth -60%, but the minimum is -50%.",
    ),
    (
        "A setting of the district, which has no row either",
        [reserve(-25_000), reserve(-25_000)],
        f"{TOGETHER} technology reserve at the start -$5,000, but the minimum is 0.",
    ),
    (
        "A setting that was blank, and is until the next year",
        [Change("district", "", "general_fund_total", "set", -5.0, 2028)],
        "",
    ),
    ("A switch, which has no bounds", [Change("devices", "all", "active", "set", False)], ""),
]


@pytest.mark.parametrize(("title", "changes", "says"), SAID, ids=[title for title, *_ in SAID])
def test_what_the_tables_would_refuse(title: str, changes: list[Change], says: str) -> None:
    plan, scenario = plan_data(two_fleets()), scenario_data(Scenario("", changes=tuple(changes)))
    assert refused(plan, scenario, facts(), bounds_of_changes(changes)) == says, title


def test_a_blank_cell_is_within_its_bounds() -> None:
    later = Change("district", "", "home_assessment_rate", "set", 0.4, 2028)
    scenario = scenario_data(Scenario("", changes=(later,)))
    assert refused(plan_data(two_fleets()), scenario, facts(), bounds_of_changes([later])) == ""


def test_the_cells_of_a_change_are_its_own() -> None:
    scenario = scenario_data(Scenario(""))
    now = tables_by_year(plan_data(two_fleets()), scenario, facts())[2027]

    def cells(change: Change) -> list[tuple[str, Any]]:
        (asked,) = scenario_data(Scenario("", changes=(change,)))["changes"]
        return cells_of(now, asked)

    assert cells(reserve(0)) == [("", 45_000)]
    assert cells(life("Laptops", 0)) == [("Laptops", 3)]
    assert cells(life("all", 0)) == [("Tablets", 5), ("Laptops", 3)]
    assert cells(driver("wage_growth_rate", 0)) == [("wage_growth_rate", 0.03)]
    assert cells(driver("all", 0)) == list(now.drivers.items())


def test_each_number_that_may_move_has_its_bounds_once() -> None:
    end = Change("funding", "Grant", "end_date", "set", "")
    found = bounds_of_changes([life("Laptops", 1), end, driver("erate_share", 0.1), life("all", 1)])
    assert found == {
        "devices//useful_life_years": {
            "label": "useful life",
            "driver": False,
            "kind": "number",
            "how": "set",
            "low": 1.0,
            "high": 20.0,
            "low_shown": "1",
            "high_shown": "20",
        },
        "assumptions/erate_share/value": {
            "label": "E-Rate as a share of today's rules",
            "driver": True,
            "kind": "rate",
            "how": "set",
            "low": 0.0,
            "high": 1.0,
            "low_shown": "0%",
            "high_shown": "100%",
        },
    }
    every = bounds_of_changes([driver("all", 0.1)])
    assert [key.split("/")[1] for key in every][:2] == [
        "enrollment_growth_rate",
        "staff_growth_rate",
    ]
    assert "assumptions/erate_share/value" in every
