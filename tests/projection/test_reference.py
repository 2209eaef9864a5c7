"""The engine gives the numbers of the slow model (docs/model.md in plain Python).

Every cost, payment, balance and headcount, to 1e-9 of its size or a millionth of a dollar.
``PLANNER_EXAMPLES=3000 pytest tests/projection/test_reference.py`` tries other plans, for long.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.second_opinion import disagreements
from planner.packaged import examples_dir
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.project import project
from planner.rulebook import solve
from tests.generated_plans import examples, plans, scenarios

EXAMPLE_DISTRICTS = ("prairie-view", "altoona-wi")


@examples()
@given(st.data())
def test_engine_equals_the_slow_model_on_generated_plans(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    for scenario in (Scenario(BASE), data.draw(scenarios(plan))):
        assert disagreements(solve(plan, scenario), project(plan, scenario)) == ()


@pytest.mark.parametrize("district", EXAMPLE_DISTRICTS)
def test_engine_equals_the_slow_model_on_the_example_districts(district: str) -> None:
    plan = read_plan(examples_dir() / district)
    names = [*plan.scenario_names, "+".join(plan.scenario_names[1:3])]
    for name in filter(None, names):
        scenario = scenario_of(plan, name)
        assert disagreements(solve(plan, scenario), project(plan, scenario)) == (), name
