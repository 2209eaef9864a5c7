"""Options taken one after the other, and what each has to do with the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from planner.analysis.options.running import (
    already_in,
    in_the_way,
    moved_as_well,
    needed_by,
    running_gap,
)
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.changes import Change
from planner.plan.what_if.options import open_options, option_scenarios
from planner.plan.what_if.scenarios import Scenario, scenario_of
from tests.analysis.options.option_plan import option_plan

PLAN = option_plan()
ROWS = {row.name: row for row in open_options(PLAN)}


def names(rows: Sequence[OptionRow]) -> list[str]:
    return [row.name for row in rows]


def changes_of(*options: str) -> tuple[Change, ...]:
    found = option_scenarios(PLAN)
    return tuple(one for name in options for one in found[name].changes)


@pytest.mark.parametrize(
    ("wanted", "taken", "apart", "missing"),
    [
        ("drop", ["cheap", "level"], ["cheap"], []),
        ("cheap", ["drop"], ["drop"], []),
        ("outside", ["fewer"], ["fewer"], ["levy"]),
        ("outside", ["levy"], [], []),
        ("outside", ["outside"], [], ["levy"]),
        ("level", ["drop", "levy"], [], []),
    ],
)
def test_what_keeps_an_option_from_being_taken(
    wanted: str, taken: list[str], apart: list[str], missing: list[str]
) -> None:
    found = in_the_way(list(ROWS.values()), ROWS[wanted], taken)
    assert tuple(map(names, found)) == (apart, missing)


@pytest.mark.parametrize(
    ("left", "taken", "needing"),
    [("levy", ["levy", "outside"], ["outside"]), ("levy", ["levy"], []), ("drop", ["outside"], [])],
)
def test_options_that_need_one_that_is_left_out(
    left: str, taken: list[str], needing: list[str]
) -> None:
    assert names(needed_by(list(ROWS.values()), ROWS[left], taken)) == needing


def test_options_whose_cell_a_lever_has_moved() -> None:
    rows = list(ROWS.values())
    assert moved_as_well(PLAN, rows, ()) == ()
    assert names(moved_as_well(PLAN, rows, changes_of("levy"))) == ["levy"]
    assert names(moved_as_well(PLAN, rows, changes_of("cheap"))) == ["cheap"]


def test_options_of_which_a_scenario_makes_every_change() -> None:
    def of(*options: str) -> list[str]:
        return names(already_in(PLAN, Scenario("start", changes=changes_of(*options))))

    assert of() == []
    assert of("levy") == ["levy"]
    assert of("levy", "cheap") == ["cheap", "levy"]


def gap_of(plan: Plan, *taken: str, moves: Scenario | None = None) -> list[float]:
    measures = running_gap(plan, scenario_of(plan, "base"), taken, moves).measures
    return [float(balance) for balance in measures.structural_balance_last]


def test_each_option_comes_on_top_of_those_before_it_and_moves_come_last() -> None:
    found = running_gap(PLAN, scenario_of(PLAN, "base"), ["levy", "cheap"])
    assert found.measures.size.tolist() == [0, 1, 2]
    assert found.measures.points.tolist() == [0, 1, 3]
    none, cheap, both = gap_of(PLAN, "levy", "cheap")
    assert gap_of(PLAN, "cheap") == pytest.approx([none, cheap])
    assert both == pytest.approx(cheap + 9000)
    moves = Scenario("moves", changes=changes_of("levy"))
    assert gap_of(PLAN, "cheap", moves=moves) == pytest.approx([none + 9000, both])


def test_an_option_that_a_scenario_leaves_no_room_for_is_refused() -> None:
    (longer,) = changes_of("longer")
    far = Scenario("far", changes=(replace(longer, value=16.0),))
    with pytest.raises(PlanError, match="useful_life_years"):
        running_gap(PLAN, far, ["longer"])
