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

from planner.analysis.figures import Figures
from planner.arrays import Floats
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals
from planner.rulebook.sums import total

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


def for_good(effect: Effect) -> float:
    """Better structural balance of the last year [USD of the first year]."""
    return effect.saved_for_good + effect.revenue_for_good


def cash(effect: Effect) -> float:
    """What the district has more at the plan's end: reserve less unfunded cost [USD]."""
    return effect.saved + effect.moved + effect.revenue - effect.unused


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
        "position": totals["reserve"][-1] - totals["unfunded"].sum(axis=0),
    }


def effect_of(without: Mapping[str, float], chosen: Mapping[str, float]) -> Effect:
    """Effect of a choice, from the money of the plan without it and with it.

    Parameters
    ----------
    without, chosen : mapping of str to float
        One case each of ``money_of_plan``, or what ``money_of`` says of a scenario.
    """
    less = {name: float(amount - chosen[name]) for name, amount in without.items()}
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


def money_of(found: Figures) -> dict[str, float]:
    """The same for one scenario, from its figures.

    Parameters
    ----------
    found : Figures
        A scenario.
    """
    prepaid = total(total(row.prepaid) for row in found.rows)
    one_time = [row for row in found.rows if not row.recurring]
    received = total(total(source.revenue) for source in found.sources)
    return {
        "sustained": found.sustained_cost[-1] / found.inflation,
        "recurring": found.recurring_revenue[-1] / found.inflation,
        "lasting": total(found.sustained_cost)
        + total(total(row.cost) + total(row.prepaid) for row in one_time),
        "spent": total(found.cost) + prepaid,
        "revenue": received + total(found.interest) + found.held + prepaid,
        "position": found.reserve[-1] - total(found.unfunded),
    }


def scenario_effect(main: Figures, other: Figures) -> Effect:
    """Effect of one scenario against another.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> both = compare(plan, ["base", "refresh-stretched"])
    >>> found = scenario_effect(both.main.figures, both.others[0].figures)
    >>> for_good(found) > 0 and found.moved > found.saved > 0
    True
    """
    return effect_of(money_of(main), money_of(other))
