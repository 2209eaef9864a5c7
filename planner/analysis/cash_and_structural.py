"""Why a year's cash and its structural balance differ: what is not as in an average year.

A year can take in more than it spends while recurring revenue does not cover the sustainable
annual cost, or the other way round. The parts below explain the difference to the dollar.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from planner.analysis.answers import Answers
from planner.analysis.effect import A_DOLLAR

#: What sets a year apart from an average one.
Reason = Literal["devices", "purchases", "projects", "prepaid", "one_time", "other_money"]
#: A reason is worth a word if it is at least this share of the largest one.
_COUNTS_FROM = 0.5


def excess_of_revenue(found: Answers, place: int) -> float:
    """Revenue of a year over (under) its cost [USD].

    Parameters
    ----------
    found : Answers
        A scenario.
    place : int
        Which of its years.
    """
    received = found.projection.funding.received[:, place, 0].sum()
    return float(received - found.total_cost[place])


def why_apart(found: Answers, place: int) -> dict[Reason, float]:
    """What makes a year's cash differ from its structural balance, part by part.

    Parameters
    ----------
    found : Answers
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
    >>> found = compare(read_plan(example("prairie-view")), ["base"]).main
    >>> apart = excess_of_revenue(found, 0) - float(found.structural_balance[0])
    >>> abs(sum(why_apart(found, 0).values()) - apart) < 0.01
    True
    """
    projection = found.projection
    expenses = projection.expenses
    recurring = expenses.recurring
    devices = np.array([line.line == "device_refresh" for line in projection.lines], dtype=bool)
    prepaid = expenses.prepaid[:, place, 0] * recurring
    not_due = expenses.sustained[:, place, 0] - expenses.cost[:, place, 0] - prepaid
    from_recurring = np.array([fund.recurring for fund in projection.funds], dtype=bool)
    received = projection.funding.received[:, place, 0]
    usual = float(found.recurring_revenue[place])
    return {
        "devices": float(not_due[devices & recurring].sum()),
        "purchases": float(not_due[~devices & recurring].sum()),
        "projects": float(not_due[~recurring].sum()),
        "prepaid": float(prepaid.sum()),
        "one_time": float(received[~from_recurring].sum()),
        "other_money": float(received[from_recurring].sum()) - usual,
    }


def reasons_apart(found: Answers, year: int) -> tuple[Reason, ...]:
    """Why cash and structural balance of a year point in different directions, largest first.

    Parameters
    ----------
    found : Answers
        A scenario.
    year : int
        Fiscal year.

    Returns
    -------
    tuple of Reason
        One or two; none where both point in the same direction.
    """
    place = found.years.index(year)
    cash, structural = excess_of_revenue(found, place), float(found.structural_balance[place])
    opposite = cash >= A_DOLLAR and structural <= -A_DOLLAR
    if not opposite and not (cash <= -A_DOLLAR and structural > -A_DOLLAR):
        return ()
    toward = 1.0 if cash > 0 else -1.0
    parts = {reason: toward * amount for reason, amount in why_apart(found, place).items()}
    most = max(parts.values())
    worth = [reason for reason, amount in parts.items() if amount >= _COUNTS_FROM * most]
    return tuple(sorted(worth, key=lambda reason: -parts[reason])[:2])
