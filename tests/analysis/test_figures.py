"""What a page is made of is the same from the engine and from the rulebook, to the last bit.

``PLANNER_EXAMPLES=1000 pytest tests/analysis/test_figures.py`` tries so many other plans.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.compare import compare
from planner.analysis.figures import BoardFigures, Figures, exact
from planner.analysis.figures_by_the_rulebook import board_figures
from planner.analysis.figures_of_answers import said_besides
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.rulebook.plan_data import facts, plan_data, scenario_data
from tests.generated_plans import examples, plans, scenarios


def by_the_rulebook(plan: Plan, scenario: Scenario) -> BoardFigures:
    """Figures of a scenario, calculated by the rulebook."""
    titles = {"name": scenario.name, "title": scenario.title or scenario.name}
    page = {**said_besides(plan), **titles}
    return board_figures(plan_data(plan), scenario_data(scenario), facts(), page)


def apart(one: BoardFigures, other: BoardFigures) -> list[str]:
    """Names of figures that differ."""
    found = [] if one.votes == other.votes else ["votes"]
    for mine, theirs in (
        (one.main, other.main),
        (one.without_votes, other.without_votes),
    ):
        if isinstance(mine, Figures) and isinstance(theirs, Figures):
            skip = () if mine is one.main else ("scenario", "title")
            found += [
                f"{name}: {value} {getattr(theirs, name)}"
                for name, value in vars(mine).items()
                if name not in skip and value != getattr(theirs, name)
            ]
        elif mine is not theirs:
            found.append("without_votes")
    return found


@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_both_make_the_same_figures_of_the_example_districts(district: str) -> None:
    plan = read_plan(example(district))
    for name in plan.scenario_names:
        scenario = scenario_of(plan, name)
        assert apart(compare(plan, [name]).figures, by_the_rulebook(plan, scenario)) == [], name


@examples(60)
@given(st.data())
def test_both_make_the_same_figures_of_generated_plans(data: st.DataObject) -> None:
    plan = data.draw(plans())
    for scenario in (Scenario(BASE), data.draw(scenarios(plan))):
        found = compare(plan, [scenario]).figures
        assert apart(found, by_the_rulebook(plan, scenario)) == []


@given(st.floats(-1e10, 1e10))
def test_an_exact_amount_is_within_a_hundredth_of_a_cent(amount: float) -> None:
    assert abs(exact(amount) - amount) <= 1e-4
    assert exact(exact(amount)) == exact(amount)
