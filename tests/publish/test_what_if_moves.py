"""Random moves on the page: the same changes as the desk's, and to the letter what Python says."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

import pytest

from planner.analysis.compare import compare
from planner.analysis.goal_seek.levers import lever_of
from planner.analysis.options.running import already_in
from planner.desk.what_if import Move, WhatIf
from planner.editing.copied_changes import copied_scenario
from planner.editing.copied_text import read_copied
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.changes import Change
from planner.plan.what_if.options import excluded, open_options
from planner.plan.what_if.scenarios import Scenario, scenario_of
from planner.rulebook.plan_data import scenario_data
from planner.views.board import board, keep
from planner.views.board.forecast import forecast_rows
from planner.views.board.key_figures import key_figures
from planner.views.board.tables import moved_table
from planner.views.charts.cost_rows import cost_rows
from planner.views.charts.money_rows import payer_rows, reserve_rows
from planner.views.levers.control import control_of
from planner.views.levers.typed import read_typed
from planner.views.what_if.page_levers import GoesOn, page_levers
from planner.views.what_if.published import published_amounts
from tests.browser import PageOpener
from tests.publish.what_if_page import what_if_page

pytestmark = pytest.mark.browser

STARTS = ("base", "levy-fails", "hard-times", "refresh-stretched")
#: What the page makes of some states, calculated with what its panel calls.
ANSWERS = """
async (states) => {
  const page = await whatIf.twin.opened(document.getElementById("planner-what-if-data"));
  return states.map(({ start, options, levers }) => {
    const state = { start, options, levers: new Map(levers) };
    const { changes, supports } = whatIf.state.changesOf(page, state);
    const why = whatIf.twin.refused(page, changes, supports);
    if (why) return { changes, why };
    const board = whatIf.twin.board(page, "moved", "Your what-if", changes, supports);
    const { main } = board;
    const published = whatIf.twin.published(page).main;
    const said = [planner.headline(board), planner.key_figures(board), planner.what_we_keep(board)];
    said.push(planner.forecast_rows(main), planner.moved_table(published, main));
    const drawn = [planner.cost_rows(main), planner.payer_rows(main), planner.reserve_rows(main)];
    const amounts = planner.published_amounts(main);
    const html = said.map((one) => one.html);
    const copied = whatIf.copied.text(page, state);
    return { changes, why, html, drawn: whatIf.twin.asPlain(drawn), amounts, copied };
  });
}
"""


def states(plan: Plan, random: Random, number: int) -> list[dict[str, Any]]:
    """Scenarios to start from, options that can be taken together, and up to four levers."""
    levers = [one for group in page_levers(plan, Scenario("base")) for one in group.levers]
    found = []
    for _ in range(number):
        moved = random.sample(levers, random.randint(0, 4))
        start = random.choice(STARTS)
        has = [row.name for row in already_in(plan, scenario_of(plan, start))]
        found.append(
            {
                "start": start,
                "options": [name for name in _options(plan, random) if name not in has],
                "levers": [_typed(lever, random) for lever in moved],
            }
        )
    return found


def _options(plan: Plan, random: Random) -> list[str]:
    rows = open_options(plan)
    by_name, taken = {row.name: row for row in rows}, set[str]()
    for row in random.sample(rows, random.randint(0, 4)):
        new = {row.name, *row.needs}
        if not any(excluded(by_name, one, other) for one in new for other in taken):
            taken |= new
    return [row.name for row in rows if row.name in taken]


def _typed(lever: Any, random: Random) -> list[str]:  # noqa: ANN401  a lever of the page
    if isinstance(lever, GoesOn):
        return [f"funding/{lever.name}/end_date", "yes"]
    slider = lever.slider()
    if slider is None:
        return [lever.name, random.choice(["yes", "no"])]
    steps = random.randint(0, round((slider.high - slider.low) / slider.step))
    more = 1.0 if lever.lever.how == "multiply" else 0.0
    return [lever.name, lever.shown(round(slider.low + steps * slider.step + more, 10))]


def tried(plan: Plan, state: dict[str, Any]) -> WhatIf:
    """The same on the desk."""
    start = scenario_of(plan, state["start"])
    going_on = {
        f"funding/{one.name}/end_date": one.change
        for group in page_levers(plan, start)
        for one in group.levers
        if isinstance(one, GoesOn)
    }
    moves = []
    for name, typed in state["levers"]:
        change = going_on.get(name)
        if change is None:
            control = control_of(plan, lever_of(plan, name, start))
            change = read_typed(plan, control, typed).change or control.lever.change(
                control.lever.now
            )
        moves.append(Move(name, change, typed))
    by_name = {row.name: row.scenario for row in open_options(plan)}
    chosen = tuple(by_name[name] for name in state["options"])
    return WhatIf(state["start"], chosen, tuple(moves))


def saved(plan: Plan, text: str) -> tuple[list[str], list[object]]:
    """Scenarios that copied text includes, and what it changes itself."""
    found = copied_scenario(plan, read_copied(text, "page"), "Tried")
    return [scenario.name for scenario in found.included], [_cell(one) for one in found.own]


def to_save(plan: Plan, what_if: WhatIf) -> tuple[list[str], list[object]]:
    """The same as the desk would save it."""
    included, changes = what_if.to_save(plan)
    return list(included), [_cell(change) for change in changes]


def _cell(change: Change) -> object:
    return change.table, change.row, change.field, change.how, change.value, change.from_year


def test_random_moves_say_what_python_says(
    open_page: PageOpener, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = read_plan(example("prairie-view"))
    file: Path = what_if_page(plan, tmp_path_factory.mktemp("moves"), *STARTS)
    asked = states(plan, Random(16), int(os.environ.get("PLANNER_EXAMPLES", "40")))
    published = compare(plan, ["base"]).main.figures
    opened = open_page(file)
    opened.wait_for_charts()
    answers = opened.page.evaluate(ANSWERS, asked)
    for state, answer in zip(asked, answers, strict=True):
        what_if = tried(plan, state)
        scenario = what_if.scenario(plan)
        assert answer["changes"] == scenario_data(scenario)["changes"], state
        if answer["why"]:
            with pytest.raises(PlanError):
                what_if.check(plan)
            continue
        found = compare(plan, [Scenario("moved", "Your what-if", scenario.changes)]).figures
        main = found.main
        said = [board.headline(found), key_figures(found), keep.what_we_keep(found)]
        said += [forecast_rows(main), moved_table(published, main)]
        drawn = [cost_rows(main), payer_rows(main), reserve_rows(main)]
        assert answer["html"] == [block.html for block in said], state
        assert answer["drawn"] == [asdict(one) for one in drawn], state
        assert answer["amounts"] == published_amounts(main), state
        if what_if.is_moved:
            assert saved(plan, answer["copied"]) == to_save(plan, what_if), state
