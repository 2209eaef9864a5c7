"""The rulebook's twin says what the rulebook says, to the last bit, in a browser's own JavaScript.

Every scenario of the example districts and generated plans, each in the plan's own numbers and in
a scenario. In the browser a solve takes over what the one before it has found of the same plan.
``PLANNER_EXAMPLES=1000 pytest tests/twin`` tries so many other plans.
"""

from __future__ import annotations

import runpy
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from planner.analysis.second_opinion import disagreements
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.project import project
from planner.rulebook import solve
from planner.rulebook.plan_data import plan_data, scenario_data
from planner.twin.board import board_in_javascript
from planner.twin.scripts import BOARD
from tests.generated_plans import examples, plans, scenarios
from tests.twin.computed import Asked, apart, first_differences, said

#: Plans and scenarios that are handed to one page.
AT_ONCE = 60

ANSWERED = """
function answered({ facts, cases }) {
  const figures = py.from_json(facts);
  let latest = "", kept = null;
  return cases.map(({ plan, scenario }) => {
    if (JSON.stringify(plan) !== latest) {
      [latest, kept] = [JSON.stringify(plan), planner.Kept()];
    }
    return said(planner.solve(py.from_json(plan), py.from_json(scenario), figures, kept));
  });
}
"""

Case = tuple[Plan, Scenario]


def test_the_javascript_that_is_kept_is_that_of_todays_python() -> None:
    kept = BOARD.read_text(encoding="utf-8")
    assert kept == board_in_javascript(), "Write it again: python -m planner.twin"


def test_the_command_writes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "board.js"
    monkeypatch.setattr("sys.argv", ["planner.twin"])
    monkeypatch.setattr("planner.twin.scripts.BOARD", elsewhere)
    runpy.run_module("planner.twin", run_name="__main__")
    assert elsewhere.read_bytes() == BOARD.read_bytes()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("planner.rulebook.sums.total", None),
        ("planner.rulebook.plan_data.plan_data", "planner/rulebook/plan_data.py:"),
    ],
)
def test_the_command_says_whether_something_can_be_translated(
    name: str, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["planner.twin", "--check", name])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("planner.twin", run_name="__main__")
    assert (ended.value.code is None) if said is None else said in str(ended.value.code)


def differences(browser: Browser, page: Path, cases: Sequence[Case]) -> list[str]:
    """Where the browser's numbers are not the rulebook's: the first of each case that differs."""
    asked = (
        Asked(
            scenario.name,
            {"plan": plan_data(plan), "scenario": scenario_data(scenario)},
            said(solve(plan, scenario)),
        )
        for plan, scenario in cases
    )
    return first_differences(browser, page, ANSWERED, asked, AT_ONCE)


def test_numbers_that_differ_in_the_last_bit_are_found() -> None:
    answer = {"balance": {2026: 0.3}, "paid": {}}
    assert list(apart(said(answer), said(answer), "base")) == []
    assert list(apart(said({"balance": 0.3}), said({"balance": 0.1 + 0.2}), "base")) == [
        "base entries 0 1: #3fd3333333333333 by the rulebook, #3fd3333333333334 in the browser"
    ]


@pytest.mark.browser
@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_every_scenario_of_an_example_is_the_same_to_the_last_bit(
    district: str, browser: Browser, tmp_path: Path
) -> None:
    plan = read_plan(example(district))
    names = [*plan.scenario_names, "+".join(plan.scenario_names[1:3])]
    cases = [(plan, scenario_of(plan, name)) for name in filter(None, names)]
    assert differences(browser, tmp_path / "twin.html", cases) == []
    # The engine's are compared with the rulebook's by tests/projection/test_reference.py too.
    for _, scenario in (cases[0], cases[-1]):
        assert disagreements(solve(plan, scenario), project(plan, scenario)) == ()


@pytest.mark.browser
def test_generated_plans_are_the_same_to_the_last_bit(browser: Browser, tmp_path: Path) -> None:
    cases: list[Case] = []

    @settings(examples(40), phases=[Phase.generate])
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        plan = data.draw(plans())
        cases.extend([(plan, Scenario(BASE)), (plan, data.draw(scenarios(plan)))])

    collect()
    assert differences(browser, tmp_path / "twin.html", cases) == []
