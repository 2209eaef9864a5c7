"""Something else in the numbers: a projection reckoned again in part is the projection anew."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import Variation, variation_of
from planner.projection.project import project, project_inputs, project_many, projected_again
from tests.generated_plans import examples, plans, scenarios
from tests.generated_plans.scenarios import acceptable
from tests.projection.test_blocks import everything


@examples(60)
@given(st.data())
def test_it_is_the_projection_with_those_numbers(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    scenario = data.draw(scenarios(plan, words=False, most=5))
    raises = np.array([[0.01, 0.03, 0.05]])
    draws = [Variation("assumptions", "wage_growth_rate", "value", "set", raises)]
    more = [variation_of(change) for change in scenario.changes]
    none = (Scenario("draw"),) * 3
    held = project_inputs(case_inputs(plan, draws, 3), none)
    anew = everything(project_inputs(case_inputs(plan, [*draws, *more], 3), none))
    for name, array in everything(projected_again(held, more)).items():
        assert np.array_equal(array, anew[name]), name


@examples(60)
@given(st.data())
def test_scenarios_together_are_each_scenario_alone(data: st.DataObject) -> None:
    """In the order asked for, also where one goes on from another or changes words."""
    plan: Plan = data.draw(plans())
    one, worded = (data.draw(scenarios(plan, words=words, most=3)) for words in (False, True))
    more = (*one.changes, *data.draw(scenarios(plan, words=False, most=2)).changes)
    further = Scenario("further", changes=more if acceptable(plan, more) else one.changes)
    asked = data.draw(st.permutations([Scenario("base"), one, worded, further]))[:3]
    for scenario, found in zip(asked, project_many(plan, asked), strict=True):
        alone = project(plan, scenario)
        assert found.scenarios == alone.scenarios
        anew = everything(alone)
        for name, array in everything(found).items():
            assert np.array_equal(array, anew[name]), name
