"""Two plans: what each difference of their inputs is worth, one after the other.

The steps lead from the structural balance, the cost and the unfunded cost of one plan to those of
the other, and add up to the entire difference. What a step is worth may depend on what was applied
before it; the same steps in the opposite order show how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import or_
from typing import TYPE_CHECKING

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
from planner.projection.blocks import project_blocks
from planner.projection.inputs.same_shape import groups_of_plans
from planner.projection.project import project
from planner.projection.yearly_totals import yearly_totals

if TYPE_CHECKING:
    import pandas as pd

#: What is followed from plan to plan, by year [USD].
AMOUNTS = ("structural_balance", "recurring_revenue", "sustained_cost", "cost", "unfunded")
#: Amount -> its values in the years that both plans cover [USD].
Worth = Mapping[str, Floats]
#: Differences that are applied to the first plan.
Applied = frozenset[InputDifference]


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

        named = ("step", "part", "table", "row", "difference", "fiscal_year")
        rows = [
            (
                *(number, step.part, step.differences[0].table, step.differences[0].name),
                " ".join(s for one in step.differences for s in one.sentences),
                year,
                *(worth[name][place] for worth in (step.worth, step.opposite) for name in AMOUNTS),
            )
            for number, step in enumerate(self.steps, start=1)
            for place, year in enumerate(self.years)
        ]
        columns = [*named, *AMOUNTS, *(f"{name}_opposite" for name in AMOUNTS)]
        return pd.DataFrame(rows, columns=columns)


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
    >>> [step.part for step in found.steps], bool(found.steps[0].worth["cost"].sum() < 0)
    (['training'], True)
    """
    years = tuple(year for year in first.years if year in second.years)
    if not years:
        msg = "the two plans have no fiscal year in common, so there is nothing to compare"
        raise ValueError(msg)
    differences = input_differences(first, second)
    between = Between(first, second)
    there, back = steps_there_and_back(between, differences)
    totals = _totals_after(between, [*_applied(there), *_applied(back)], years)
    worth, opposite = _worth_of(there, totals), _worth_of(back, totals)
    steps = tuple(Step(step, worth[step], opposite[step]) for step in there)
    ends = answers(project(first)), answers(project(second))
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
    by_name = {
        "structural_balance": found.structural_balance,
        "recurring_revenue": found.recurring_revenue,
        "sustained_cost": found.sustained_cost,
        "cost": found.cost,
        "unfunded": found.unfunded,
    }
    return {name: by_year[places] for name, by_year in by_name.items()}


def _applied(steps: Sequence[Together]) -> list[Applied]:
    """What is applied after none, one, two and finally all of the steps."""
    nothing: Applied = frozenset()
    return list(accumulate(map(frozenset, steps), or_, initial=nothing))


def _totals_after(
    between: Between, states: Sequence[Applied], years: Sequence[int]
) -> dict[Applied, Worth]:
    """Amounts of the plans on the way, those that differ in numbers only projected together."""
    states = list(dict.fromkeys(states))
    plans = [between.plan(applied) for applied in states]
    found: dict[Applied, Worth] = {}
    for group in groups_of_plans(plans, by_school=True):
        totals = project_blocks(group.plan, group.columns, len(group.places), yearly_totals)
        at = [group.plan.years.index(year) for year in years]
        for case, place in enumerate(group.places):
            found[states[place]] = {name: totals[name][at, case] for name in AMOUNTS}
    return found


def _worth_of(steps: Sequence[Together], totals: Mapping[Applied, Worth]) -> dict[Together, Worth]:
    """What each step changes if they are taken in this order."""
    return {
        step: {name: totals[after][name] - totals[before][name] for name in AMOUNTS}
        for step, (before, after) in zip(steps, pairwise(_applied(steps)), strict=True)
    }
