"""Two plans: what each difference of their inputs is worth, one after the other.

The steps lead from the structural balance, the cost and the unfunded cost of one plan to those of
the other, and add up to the entire difference. What a step is worth may depend on what was applied
before it; the same steps in the opposite order show how much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.answers import Answers, answers
from planner.analysis.plan_bridge.between import Between
from planner.analysis.plan_bridge.input_differences import (
    InputDifference,
    Part,
    input_differences,
)
from planner.analysis.plan_bridge.steps import Together, steps_there_and_back
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.projection.project import project

if TYPE_CHECKING:
    import pandas as pd

#: What is followed from plan to plan, by year [USD].
AMOUNTS = ("structural_balance", "recurring_revenue", "sustained_cost", "total_cost", "unfunded")
#: Amount -> its values in the years that both plans cover [USD].
Worth = Mapping[str, Floats]


@dataclass(frozen=True)
class Step:
    """Differences that are applied together, and what they are worth.

    Attributes
    ----------
    differences : tuple of InputDifference
        One, or several of which none can be applied alone.
    worth : mapping
        What the step changes, by amount and year, in the order of the budget [USD].
    opposite : mapping
        The same where the steps are taken in the opposite order [USD].
    """

    differences: Together
    worth: Worth
    opposite: Worth

    @property
    def part(self) -> Part:
        """Part of the budget that it belongs to."""
        return self.differences[0].part


@dataclass(frozen=True)
class PlanComparison:
    """Two plans, side by side.

    Attributes
    ----------
    first, second : Answers
        The answers of each; differences are second less first.
    years : tuple of int
        Fiscal years that both cover.
    differences : tuple of InputDifference
        What the second has otherwise, in the order of the budget.
    steps : tuple of Step
        The same, one after the other; they add up to the difference of the two plans.
    """

    first: Answers
    second: Answers
    years: tuple[int, ...]
    differences: tuple[InputDifference, ...]
    steps: tuple[Step, ...]

    @property
    def plans(self) -> tuple[Plan, Plan]:
        """The two plans."""
        return self.first.projection.plan, self.second.projection.plan

    @property
    def of_one_district(self) -> bool:
        """Whether the two are versions of one plan: same NCES number, or without it same name."""
        one, other = (plan.district for plan in self.plans)
        if one.nces_id and other.nces_id:
            return one.nces_id == other.nces_id
        return one.name.casefold() == other.name.casefold()

    def frame(self) -> pd.DataFrame:
        """Steps as a table: a row for each step and fiscal year [USD]."""
        import pandas as pd

        rows = [
            {
                "step": number,
                "part": step.part,
                "table": step.differences[0].table,
                "row": step.differences[0].name,
                "difference": " ".join(s for one in step.differences for s in one.sentences),
                "fiscal_year": year,
                **{name: step.worth[name][place] for name in AMOUNTS},
                **{f"{name}_opposite": step.opposite[name][place] for name in AMOUNTS},
            }
            for number, step in enumerate(self.steps, start=1)
            for place, year in enumerate(self.years)
        ]
        return pd.DataFrame(rows)


def compare_plans(first: Plan, second: Plan) -> PlanComparison:
    """Which inputs of two plans differ, and what each difference is worth.

    Parameters
    ----------
    first, second : Plan
        Two versions of one plan, or plans of two districts. Scenarios are not compared: each plan
        is taken as it is without one.

    Returns
    -------
    PlanComparison
        Differences, and the steps that lead from the first plan to the second.

    Raises
    ------
    ValueError
        If the plans have no fiscal year in common.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> found = compare_plans(plan, replace(plan, training=plan.training[1:]))
    >>> [step.part for step in found.steps], bool(found.steps[0].worth["total_cost"].sum() < 0)
    (['training'], True)
    """
    years = tuple(year for year in first.years if year in second.years)
    if not years:
        msg = "the two plans have no fiscal year in common, so there is nothing to compare"
        raise ValueError(msg)
    differences = input_differences(first, second)
    between = Between(first, second)
    there, back = steps_there_and_back(between, differences)
    ends = answers(project(first)), answers(project(second))
    known = {frozenset(differences): ends[1], frozenset[InputDifference](): ends[0]}
    worth = _worth_of(between, there, years, known)
    opposite = _worth_of(between, back, years, known)
    steps = tuple(Step(step, worth[step], opposite[step]) for step in there)
    return PlanComparison(*ends, years, differences, steps)


def amounts_of(found: Answers, years: Sequence[int]) -> Worth:
    """Amounts of a plan in some of its years [USD].

    Parameters
    ----------
    found : Answers
        The answers of a plan.
    years : sequence of int
        Fiscal years, all of them years of the plan.
    """
    places = [found.years.index(year) for year in years]
    return {name: np.asarray(getattr(found, name)[places]) for name in AMOUNTS}


def _worth_of(
    between: Between,
    steps: Iterable[Together],
    years: Sequence[int],
    known: Mapping[frozenset[InputDifference], Answers],
) -> dict[Together, Worth]:
    """What each step changes if they are taken in this order."""
    applied: frozenset[InputDifference] = frozenset()
    before = amounts_of(known[applied], years)
    found: dict[Together, Worth] = {}
    for step in steps:
        applied = applied.union(step)
        reached = known.get(applied) or answers(project(between.plan(applied)))
        after = amounts_of(reached, years)
        found[step] = {name: after[name] - before[name] for name in AMOUNTS}
        before = after
    return found
