"""What the page says after a move is what Python says of the same changes, letter for letter.

Python makes the words of the engine's numbers, the page of the rulebook's, in a browser's own
JavaScript. ``PLANNER_EXAMPLES=300 pytest tests/twin/test_letters.py`` tries so many other plans,
each with changes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from planner.analysis.compare import compare
from planner.analysis.figures import BoardFigures, Figures
from planner.analysis.figures_of_answers import said_besides
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.rulebook.plan_data import plan_data, scenario_data
from planner.views.board.board import headline
from planner.views.board.forecast import forecast_rows
from planner.views.board.keep import what_we_keep
from planner.views.board.key_figures import key_figures
from planner.views.board.tables import moved_table
from planner.views.charts.cost_rows import cost_rows
from planner.views.charts.money_rows import payer_rows, reserve_rows
from tests.generated_plans import examples, plans, scenarios
from tests.twin.computed import Asked, first_differences, said

#: Cases that are handed to one page.
AT_ONCE = 30
#: What is made of the figures after a move, by Python and, under the same name, by the page.
PARTS: Mapping[str, Callable[[BoardFigures, Figures], Any]] = {
    "headline": lambda found, _: headline(found).html,
    "key_figures": lambda found, _: key_figures(found).html,
    "what_we_keep": lambda found, _: what_we_keep(found).html,
    "forecast_rows": lambda found, _: forecast_rows(found.main).html,
    "moved_table": lambda found, published: moved_table(published, found.main).html,
    "cost_rows": lambda found, _: cost_rows(found.main),
    "payer_rows": lambda found, _: payer_rows(found.main),
    "reserve_rows": lambda found, _: reserve_rows(found.main),
}
ANSWERED = """
function answered({ facts, cases }) {
  const rules = py.from_json(facts);
  return cases.map(({ plan, start, moved, besides, titles }) => {
    const [{ main }, found] = [start, moved].map((scenario, place) => planner.board_figures(
      py.from_json(plan), py.from_json(scenario), rules,
      py.from_json({ ...besides, ...titles[place] })
    ));
    return said({
      headline: planner.headline(found).html,
      key_figures: planner.key_figures(found).html,
      what_we_keep: planner.what_we_keep(found).html,
      forecast_rows: planner.forecast_rows(found.main).html,
      moved_table: planner.moved_table(main, found.main).html,
      cost_rows: planner.cost_rows(found.main),
      payer_rows: planner.payer_rows(found.main),
      reserve_rows: planner.reserve_rows(found.main),
    });
  });
}
"""

#: A plan, the scenario it starts from, and what is moved.
Case = tuple[Plan, Scenario, Scenario]


def handed_over(case: Case) -> dict[str, Any]:
    """A case as plain data."""
    plan, start, moved = case
    return {
        "plan": plan_data(plan),
        "start": scenario_data(start),
        "moved": scenario_data(moved),
        "besides": said_besides(plan),
        "titles": [{"name": one.name, "title": one.title or one.name} for one in (start, moved)],
    }


def by_python(case: Case) -> dict[str, Any]:
    """What Python says of a case, from the engine's numbers."""
    plan, start, moved = case
    published = compare(plan, [start]).figures.main
    found = compare(plan, [moved]).figures
    return {name: said(part(found, published)) for name, part in PARTS.items()}


def differences(browser: Browser, page: Path, cases: Sequence[Case]) -> list[str]:
    """Where the page does not say what Python says: the first of each case."""
    asked = (Asked(case[2].name, handed_over(case), by_python(case)) for case in cases)
    return first_differences(browser, page, ANSWERED, asked, AT_ONCE)


@pytest.mark.browser
@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_every_scenario_of_an_example_is_said_alike(
    district: str, browser: Browser, tmp_path: Path
) -> None:
    plan = read_plan(example(district))
    cases = [(plan, Scenario(BASE), scenario_of(plan, name)) for name in plan.scenario_names]
    assert differences(browser, tmp_path / "letters.html", cases) == []


@pytest.mark.browser
def test_generated_moves_are_said_alike(browser: Browser, tmp_path: Path) -> None:
    cases: list[Case] = []

    @settings(examples(30), phases=[Phase.generate])
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        plan = data.draw(plans())
        cases.append((plan, Scenario(BASE), data.draw(scenarios(plan))))

    collect()
    assert differences(browser, tmp_path / "letters.html", cases) == []
