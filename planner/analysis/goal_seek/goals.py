"""Goals: what a lever is moved for, each as a signed amount that is nothing at the boundary.

An amount that only counts what is missing says nothing on the good side. The room of a goal is
signed: what is to spare above it, or how far the plan falls short below it, in the worst year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, nearest

GoalName = Literal["balanced", "policy", "funded"]

#: What each goal means.
GOALS: Mapping[GoalName, str] = {
    "balanced": "recurring revenue covers the yearly cost of keeping everything up",
    "policy": "the reserve ends every year at or above policy",
    "funded": "no cost is unfunded",
}


@dataclass(frozen=True)
class Goal:
    """What is to hold.

    Attributes
    ----------
    name : {"balanced", "policy", "funded"}
        ``balanced`` holds from ``by`` on, in every year if it is left out; ``policy`` and
        ``funded`` hold through ``by``, or through the last year.
    by : int, optional
        Fiscal year.
    chance : float, optional
        Share of the draws in which it must hold; None to ask of the plan as typed alone [share].
    """

    name: GoalName
    by: int | None = None
    chance: float | None = None

    def years(self, years: tuple[int, ...]) -> slice:
        """Places of the years in which it must hold."""
        if self.by is None:
            return slice(None)
        place = years.index(self.by)
        return slice(place, None) if self.name == "balanced" else slice(place + 1)

    def room_by_year(self, totals: Mapping[str, Floats]) -> Floats:
        """What is to spare in each year, below zero what is short, shape (year, case) [USD].

        Parameters
        ----------
        totals : mapping of str to ndarray, shape (year, case)
            As ``yearly_totals`` gives them [USD].
        """
        if self.name == "balanced":
            return totals["structural_balance"]
        # The reserve pays all it can before anything is unfunded, so one of the two is nothing.
        left = totals["reserve"] - totals["unfunded"]
        return np.asarray(left - totals["reserve_policy"] if self.name == "policy" else left)

    def room(self, totals: Mapping[str, Floats], years: tuple[int, ...]) -> Floats:
        """What is to spare in the worst year that counts, shape (case,) [USD]."""
        return np.asarray(self.room_by_year(totals)[self.years(years)].min(axis=0))


def goal_of(plan: Plan, name: str, by: int | None = None, chance: float | None = None) -> Goal:
    """A goal by its name.

    Raises
    ------
    PlanError
        If there is no such goal, the plan has no such year, or the chance is none.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> goal_of(read_plan(example("prairie-view")), "balanced", 2030).by
    2030
    """
    known = next((goal for goal in GOALS if goal == name.strip().lower()), None)
    if known is None:
        facts = {"value": name, "nearest": nearest(name, GOALS), "expected": ", ".join(GOALS)}
        raise PlanError([Problem("P124", "goal", facts=facts)])
    if by is not None and by not in plan.years:
        first, last = fiscal_year_label(plan.years[0]), fiscal_year_label(plan.years[-1])
        facts = {"value": fiscal_year_label(by), "first": first, "last": last}
        raise PlanError([Problem("P115", "goal", facts=facts)])
    if chance is not None and not 0.0 < chance <= 1.0:
        raise PlanError([Problem("P125", "goal", facts={"value": f"{chance:g}"})])
    return Goal(known, by, chance)
