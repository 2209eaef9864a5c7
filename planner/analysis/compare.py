"""Scenarios side by side: the same questions, and what each scenario changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.answers import Answers, answers
from planner.analysis.completeness import Completeness, completeness
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.project import project_many


@dataclass(frozen=True)
class Comparison:
    """Several scenarios of one plan.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    answers : tuple of Answers
        One for each scenario, in the order asked for. The first is the one the page is about.
    completeness : Completeness
        How much of the plan is the district's own.
    """

    plan: Plan
    answers: tuple[Answers, ...]
    completeness: Completeness

    @property
    def main(self) -> Answers:
        """The scenario the page is about."""
        return self.answers[0]

    @property
    def others(self) -> tuple[Answers, ...]:
        """Scenarios it is compared with."""
        return self.answers[1:]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Scenarios in the order asked for."""
        return tuple(answer.projection.scenarios[0] for answer in self.answers)


def compare(plan: Plan, scenarios: Sequence[str | Scenario] = ()) -> Comparison:
    """Project several scenarios of a plan and answer the board's questions for each.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of str or Scenario
        Scenarios by name, the main one first; all of the plan's if none is given.

    Returns
    -------
    Comparison
        Answers for each.

    Raises
    ------
    PlanError
        If the plan has no scenario of one of the names.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> both = compare(read_plan(example("prairie-view")), ["base", "levy-fails"])
    >>> bool(both.others[0].balance[-1] <= both.main.balance[-1])
    True
    """
    wanted = list(scenarios) or list(plan.compared_names)
    found = tuple(answers(projection) for projection in project_many(plan, wanted))
    return Comparison(plan, found, completeness(plan))
