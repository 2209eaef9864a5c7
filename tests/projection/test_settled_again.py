"""Other money for the same cost: a projection settled again is the projection anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.scenarios import Scenario
from planner.projection.cases import case_inputs
from planner.projection.project import project_inputs, settled_again
from planner.projection.variations import Variation, variation_of
from tests.generated_plans import examples, plans, scenarios
from tests.projection.test_blocks import everything
from tests.small_plan import small_plan


@examples(60)
@given(st.data())
def test_it_is_the_projection_with_that_money(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    scenario = data.draw(scenarios(plan, words=False, most=5))
    raises = np.array([[0.01, 0.03, 0.05]])
    draws = [Variation("assumptions", "wage_growth_rate", "value", "set", raises)]
    money = [variation_of(change) for change in scenario.changes if change.table == "funding"]
    none = (Scenario("draw"),) * 3
    held = project_inputs(case_inputs(plan, draws, 3), none)
    anew = everything(project_inputs(case_inputs(plan, [*draws, *money], 3), none))
    for name, array in everything(settled_again(held, money)).items():
        assert np.array_equal(array, anew[name]), name


def test_what_changes_cost_is_refused() -> None:
    plan = small_plan()
    held = project_inputs(case_inputs(plan, [], 1), (Scenario("base"),))
    more = Variation("funding", "all", "amount", "multiply", np.array([[2.0]]))
    with pytest.raises(ValueError, match="only funding can be settled again, not staffing"):
        settled_again(held, [more, replace(more, table="staffing", field="fte")])
