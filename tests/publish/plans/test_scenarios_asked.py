"""Scenarios that no plan has are refused together, with the names that there are."""

from __future__ import annotations

import pytest

from planner.plan.problems.problem import PlanError
from planner.publish.plans.scenarios_asked import ScenarioAsked, refuse_unknown

KNOWN = ["base", "levy-fails", "stretch"]


def refused(*asked: ScenarioAsked, unread: int = 0) -> list[str]:
    with pytest.raises(PlanError) as error:
        refuse_unknown(asked, KNOWN, unread=unread)
    return [str(problem) for problem in error.value.problems]


def test_what_some_plan_has_is_not_refused() -> None:
    asked = [ScenarioAsked(name, "plans") for name in ("base", "stretch + levy-fails")]
    refuse_unknown(asked, KNOWN)


def test_each_part_that_no_plan_has_is_told_once() -> None:
    asked = [ScenarioAsked(name, "plans") for name in ("strech+levy-fails", "strech", "x+base")]
    there = "Scenarios are: base, levy-fails, stretch."
    assert refused(*asked) == [
        f'plans: there is no scenario "strech". Did you mean "stretch"? {there}',
        f'plans: there is no scenario "x". {there}',
    ]


def test_a_table_is_told_by_its_row() -> None:
    asked = [ScenarioAsked("strech", "runs.csv", row) for row in (2, 5)]
    assert [said.split(":")[0] for said in refused(*asked)] == [
        "runs.csv, row 2, scenarios",
        "runs.csv, row 5, scenarios",
    ]


@pytest.mark.parametrize(("unread", "plans"), [(1, "1 plan"), (1200, "1,200 plans")])
def test_plans_that_could_not_be_read_may_have_it(unread: int, plans: str) -> None:
    there = f"base, levy-fails, stretch ({plans} could not be read, and may have others)"
    assert refused(ScenarioAsked("x", "plans"), unread=unread) == [
        f'plans: there is no scenario "x". Scenarios are: {there}.'
    ]


def test_of_very_many_scenarios_the_first_are_named() -> None:
    known = [f"s{number}" for number in range(1_240)]
    with pytest.raises(PlanError) as error:
        refuse_unknown([ScenarioAsked("x", "plans")], known)
    assert str(error.value).endswith("Scenarios are: " + ", ".join(known[:40]) + " and 1,200 more.")


def test_where_no_plan_could_be_read_nobody_knows() -> None:
    refuse_unknown([ScenarioAsked("x", "plans")], [], unread=2)
