"""Something else in the numbers: a projection reckoned again in part is the projection anew."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import Variation, variation_of
from planner.projection.project import project_inputs, projected_again
from tests.generated_plans import examples, plans, scenarios
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
