"""A moved lever is compared without projecting twice, and nothing about it differs."""

from __future__ import annotations

import numpy as np
import pytest

from planner.analysis.answers import Answers
from planner.analysis.compare import compare, compare_moved
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario, scenario_of


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(example("prairie-view"))


MOVES = {
    "money": [Change("funding", "Technology levy, current", "amount", "set", 1_200_000.0)],
    "switch": [Change("funding", "Technology levy, current", "active", "set", False)],
    "pay": [Change("assumptions", "wage_growth_rate", "value", "set", 0.05)],
    "life": [Change("devices", "all", "useful_life_years", "add", 1)],
    "reserve": [Change("district", "", "reserve_opening_balance", "set", 0.0)],
    "two": [
        Change("devices", "all", "unit_price", "multiply", 1.1),
        Change("staffing", "Technology director", "fte", "set", 2.0),
    ],
    "word": [Change("funding", "General fund, technology", "unspent", "set", "lapse")],
    "from a year on": [Change("staffing", "Technology director", "fte", "set", 2.0, 2029)],
}


def same(one: Answers, other: Answers) -> bool:
    arrays = [name for name, value in vars(one).items() if isinstance(value, np.ndarray)]
    assert len(arrays) > 5
    equal = all(np.array_equal(getattr(one, n), getattr(other, n)) for n in arrays)
    titles = (one.scenario, one.title) == (other.scenario, other.title)
    return equal and titles and one.projection.scenarios == other.projection.scenarios


@pytest.mark.parametrize("start", ["base", "levy-fails"])
@pytest.mark.parametrize("moves", MOVES)
def test_a_moved_scenario_is_that_of_a_full_comparison(plan: Plan, start: str, moves: str) -> None:
    begun = scenario_of(plan, start)
    moved = Scenario("moved", "Your changes", (*begun.changes, *MOVES[moves]))
    quick = compare_moved(compare(plan, [begun]), moved)
    full = compare(plan, [moved, begun])
    assert same(quick.main, full.main)
    assert same(quick.others[0], full.others[0])
    assert quick.completeness == full.completeness
    assert quick.scenarios == full.scenarios


def test_a_scenario_that_begins_otherwise_is_projected_anew(plan: Plan) -> None:
    quick = compare_moved(compare(plan, ["levy-fails"]), scenario_of(plan, "base"))
    assert same(quick.main, compare(plan, ["base"]).main)


def test_the_start_itself_is_compared_with_itself(plan: Plan) -> None:
    start = compare(plan, ["base"])
    assert compare_moved(start, scenario_of(plan, "base")).answers == (start.main, start.main)
