"""What a choice does to the money: for good, and over the years of the plan.

The two are not the same. Devices that are used a year longer cost less in every year to come; over
the plan they also move purchases beyond its last year, which is no savings, and how much they move
depends on where the plan ends. So each effect is given twice: a year once it is in place, and over
the plan, split into what is saved and what is only moved. New money is revenue, not a savings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.analysis.answers import Answers
from planner.arrays import Floats
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals

#: Less than this is rounding, not an effect [USD].
A_DOLLAR = 1.0


@dataclass(frozen=True)
class Effect:
    """What a choice changes against the plan without it; positive is better for the district.

    Attributes
    ----------
    saved_for_good : float
        How much lower the sustainable annual cost of the last year is [USD of the first year].
    revenue_for_good : float
        How much higher the recurring revenue of the last year is [USD of the first year].
    saved : float
        Lower cost over the plan that will not come back: sustainable and one-time cost [USD].
    moved : float
        Cost moved beyond the last year; negative if it is moved into the plan [USD].
    revenue : float
        More money over the plan, prepayments and interest included [USD].
    unused : float
        What of all this goes unused: it lapses, or stays with a source that may pay for nothing
        else [USD].
    """

    saved_for_good: float
    revenue_for_good: float
    saved: float
    moved: float
    revenue: float
    unused: float

    @property
    def for_good(self) -> float:
        """Better structural balance of the last year [USD of the first year]."""
        return self.saved_for_good + self.revenue_for_good

    @property
    def cash(self) -> float:
        """What the district has more at the plan's end: reserve less unfunded cost [USD]."""
        return self.saved + self.moved + self.revenue - self.unused


def money_of_plan(projection: Projection) -> Mapping[str, Floats]:
    """What effects are made of, for every case of a projection, shape (case,) each.

    Returns
    -------
    dict of str to ndarray
        ``sustained`` and ``recurring``, of the last year [USD of the first year];
        ``lasting`` (sustainable and one-time cost), ``spent``, ``revenue`` and ``position``
        (the reserve less what was unfunded), over all years [USD].
    """
    totals, expenses = yearly_totals(projection), projection.expenses
    one_time, every = ~expenses.recurring, np.ones_like(expenses.recurring)
    groups = np.stack([one_time, every])
    prepaid = expenses.prepaid_of(groups)
    gross = (expenses.cost_of(groups) + prepaid).sum(axis=1)
    received = sum(projection.funding.received_by, start=np.zeros_like(totals["cost"]))
    inflation = projection.inputs.driver_index("general_inflation_rate")[0, -1]
    return {
        "sustained": totals["sustained_cost"][-1] / inflation,
        "recurring": totals["recurring_revenue"][-1] / inflation,
        "lasting": totals["sustained_cost"].sum(axis=0) + gross[0],
        "spent": gross[1],
        "revenue": (received + projection.funding.interest).sum(axis=0)
        + projection.money.opening.sum(axis=0)
        + prepaid[1].sum(axis=0),
        "position": totals["balance"][-1] - totals["unfunded"].sum(axis=0),
    }


def effect_of(without: Mapping[str, float], chosen: Mapping[str, float]) -> Effect:
    """Effect of a choice, from the money of the plan without it and with it.

    Parameters
    ----------
    without, chosen : mapping of str to float
        One case each of ``money_of_plan``.
    """
    less = {name: float(without[name] - chosen[name]) for name in without}
    saved, moved = less["lasting"], less["spent"] - less["lasting"]
    revenue = -less["revenue"]
    return Effect(
        saved_for_good=less["sustained"],
        revenue_for_good=-less["recurring"],
        saved=saved,
        moved=moved,
        revenue=revenue,
        unused=saved + moved + revenue + less["position"],
    )


def scenario_effect(main: Answers, other: Answers) -> Effect:
    """Effect of one scenario against another.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> both = compare(plan, ["base", "refresh-stretched"])
    >>> found = scenario_effect(both.main, both.others[0])
    >>> found.for_good > 0 and found.moved > found.saved > 0
    True
    """
    without, chosen = (
        {name: float(of_case[0]) for name, of_case in money_of_plan(found.projection).items()}
        for found in (main, other)
    )
    return effect_of(without, chosen)
