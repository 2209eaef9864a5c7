"""Why a year's cash and its structural balance differ: what is not as in an average year.

A year can take in more than it spends while recurring revenue does not cover the sustainable
annual cost, or the other way round. The parts below explain the difference to the dollar.
"""

from __future__ import annotations

from typing import Literal

from planner.analysis.effect import A_DOLLAR
from planner.analysis.figures import Figures
from planner.rulebook.sums import total

#: What sets a year apart from an average one.
Reason = Literal["devices", "purchases", "projects", "prepaid", "one_time", "other_money"]
#: A reason is worth a word if it is at least this share of the largest one.
_COUNTS_FROM = 0.5


def excess_of_revenue(found: Figures, place: int) -> float:
    """Revenue of a year over (under) its cost [USD].

    Parameters
    ----------
    found : Figures
        A scenario.
    place : int
        Which of its years.
    """
    return total(source.revenue[place] for source in found.sources) - found.cost[place]


def why_apart(found: Figures, place: int) -> dict[Reason, float]:
    """What makes a year's cash differ from its structural balance, part by part.

    Parameters
    ----------
    found : Figures
        A scenario.
    place : int
        Which of its years.

    Returns
    -------
    dict of Reason to float
        Above zero where the year has more cash than an average one: devices and other purchases
        that are not due, cost paid in advance, one-time money, and recurring money that an
        average year does not have; below zero the other way round. They add up to the excess of
        revenue over cost less the structural balance [USD].

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = compare(read_plan(example("prairie-view")), ["base"]).main.figures
    >>> apart = excess_of_revenue(found, 0) - found.structural_balance[0]
    >>> abs(sum(why_apart(found, 0).values()) - apart) < 0.01
    True
    """
    parts: dict[Reason, float] = {
        "devices": 0.0,
        "purchases": 0.0,
        "projects": 0.0,
        "prepaid": 0.0,
        "one_time": 0.0,
        "other_money": -found.recurring_revenue[place],
    }
    for row in found.rows:
        prepaid = row.prepaid[place] if row.recurring else 0.0
        kind: Reason = "devices" if row.line == "device_refresh" else "purchases"
        parts["prepaid"] += prepaid
        parts[kind if row.recurring else "projects"] += (
            row.sustained_cost[place] - row.cost[place] - prepaid
        )
    for source in found.sources:
        parts["other_money" if source.recurring else "one_time"] += source.revenue[place]
    return parts


def reasons_apart(found: Figures, year: int) -> list[Reason]:
    """Why cash and structural balance of a year point in different directions, largest first.

    Parameters
    ----------
    found : Figures
        A scenario.
    year : int
        Fiscal year.

    Returns
    -------
    list of Reason
        One or two; none where both point in the same direction.
    """
    place = found.years.index(year)
    cash, structural = excess_of_revenue(found, place), found.structural_balance[place]
    opposite = cash >= A_DOLLAR and structural <= -A_DOLLAR
    if not opposite and not (cash <= -A_DOLLAR and structural > -A_DOLLAR):
        return []
    toward = 1.0 if cash > 0 else -1.0
    parts = {reason: toward * amount for reason, amount in why_apart(found, place).items()}
    most = max(parts.values())
    worth = [reason for reason, amount in parts.items() if amount >= _COUNTS_FROM * most]
    return sorted(worth, key=lambda reason: -parts[reason])[:2]
