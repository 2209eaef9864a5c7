"""Where a scenario becomes numbers: its words make another plan, its numbers vary by case.

A change of a word or a choice (who may be paid, how a fleet is replaced) is typed into the tables
before anything is computed. A change of a number or a date is laid over the arrays, so that
scenarios and draws that differ in numbers only share one projection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario, apply_changes
from planner.projection.inputs.cases import Inputs, case_inputs
from planner.projection.inputs.variations import Variation, variation_of


@dataclass(frozen=True)
class ScenarioPlan:
    """A plan under a scenario.

    Attributes
    ----------
    plan : Plan
        The plan with the scenario's words and choices in its tables.
    numbers : tuple of Variation
        What the scenario changes in numbers and dates, in the order typed.
    """

    plan: Plan
    numbers: tuple[Variation, ...]

    def inputs(self, variations: Sequence[Variation] = (), cases: int = 1) -> Inputs:
        """The engine's inputs: the scenario in every case, and what differs between cases.

        Parameters
        ----------
        variations : sequence of Variation
            What differs between the cases, changed after the scenario's own numbers.
        cases : int
            Number of cases.
        """
        return case_inputs(self.plan, [*self.numbers, *variations], cases)


def scenario_plan(plan: Plan, scenario: Scenario) -> ScenarioPlan:
    """Put a scenario's words into the plan, and its numbers into variations.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : Scenario
        What is changed.

    Raises
    ------
    PlanError
        If a changed word or choice makes a row that its table would refuse.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.plan.what_if.scenarios import scenario_of
    >>> plan = read_plan(example("prairie-view"))
    >>> fails = scenario_plan(plan, scenario_of(plan, "levy-fails"))
    >>> fails.plan is plan, [variation.field for variation in fails.numbers]
    (True, ['active'])
    """
    numbers = tuple(variation_of(change) for change in scenario.numbers)
    return ScenarioPlan(apply_changes(plan, scenario.words), numbers)
