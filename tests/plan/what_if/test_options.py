"""What an option changes, and from when."""

from __future__ import annotations

from datetime import date

import pytest

from planner.plan.what_if.options import a_year_later, check_options, option_scenario
from planner.plan.what_if.scenarios import Change, Scenario
from tests.analysis.options.option_plan import OPTIONS, SCENARIOS, change, option, option_plan


def test_changes_without_a_year_begin_in_the_earliest_and_others_in_their_own() -> None:
    own = {**change("two", "licenses", "Reading", "price", "add", "1"), "from_year": 2030}
    other = change("two", "licenses", "Office", "price", "add", "1")
    plan = option_plan((option("two", 1, earliest_year=2028),))
    rows = tuple(type(plan.scenarios[0])(**row) for row in (*SCENARIOS, own, other))
    plan = type(plan)(**{**vars(plan), "scenarios": rows})
    assert [c.from_year for c in option_scenario(plan, plan.options[0]).changes] == [2030, 2028]


def test_an_earliest_year_that_is_the_first_changes_nothing() -> None:
    plan = option_plan((option("levy", 1, earliest_year=2027),))
    assert option_scenario(plan, plan.options[0]).changes[0].from_year is None


def test_a_year_later_is_a_year_later() -> None:
    plan = option_plan()
    scenario = Scenario(
        "x",
        changes=(
            Change("licenses", "Reading", "price", "multiply", 0.5, 2029),
            Change("licenses", "Reading", "active", "set", False),
            Change("funding", "Levy", "end_date", "set", date(2028, 2, 29), 2028),
        ),
    )
    later = a_year_later(plan, scenario)
    assert later is not None
    assert [c.from_year for c in later.changes] == [2030, 2028, 2029]
    assert later.changes[2].value == date(2029, 2, 28)
    words = Scenario("y", changes=(Change("devices", "Laptops", "replacement", "set", "even"),))
    assert a_year_later(plan, words) is None


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (OPTIONS, []),
        ((option("levy", 1, needs=("cheap",)), option("cheap", 1, needs=("levy",))), ["P114"]),
        ((option("levy", 1, needs=("levy",)),), ["P112"]),
        (
            (
                option("levy", 1, needs=("cheap", "longer")),
                option("cheap", 1, excludes=("longer",)),
                option("longer", 1),
            ),
            ["P113"],
        ),
        ((option("levy", 1, earliest_year=2026),), ["P115"]),
        ((option("level", 1, earliest_year=2028),), ["P117"]),
        ((option("levy", 1, excludes=("lev",)),), ["P111"]),
        ((option("levy", 1, needs=("cheap",)), option("cheap", 1, active=False)), ["W57"]),
    ],
)
def test_what_is_wrong_with_a_table_of_options(
    options: tuple[dict[str, object], ...], codes: list[str]
) -> None:
    assert [problem.code for problem in check_options(option_plan(options))] == codes


def test_a_circle_of_three_is_told_once() -> None:
    names = ("levy", "cheap", "longer")
    ring = tuple(option(n, 1, needs=(names[(k + 1) % 3],)) for k, n in enumerate(names))
    [problem] = check_options(option_plan(ring))
    assert problem.code == "P114"
    assert problem.facts["value"] == "levy, cheap, longer"
