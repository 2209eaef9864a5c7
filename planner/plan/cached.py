"""What is asked of a plan again and again, found out once.

A plan never changes, so what follows from its rows alone can be kept beside it for as long as it
is in use: the tables as numbers, which source may pay which row, how much of it is typed. What
depends on a case is never kept here.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from planner.plan.plan import Plan

Answer = TypeVar("Answer")


def cached_per_plan(of_plan: Callable[[Plan], Answer]) -> Callable[[Plan], Answer]:
    """Keep what a function says of a plan until the plan is gone.

    Parameters
    ----------
    of_plan : callable
        Function of a plan whose answer nobody changes and which does not hold the plan.

    Returns
    -------
    callable
        The same, asked once for each plan.
    """
    kept: dict[int, tuple[weakref.ref[Plan], Answer]] = {}

    @wraps(of_plan)
    def answer(plan: Plan) -> Answer:
        place = id(plan)
        if place not in kept:
            # A plan that is gone takes what was said of it along, before its place is used anew.
            def forget(_: weakref.ref[Plan]) -> None:
                kept.pop(place, None)

            kept[place] = weakref.ref(plan, forget), of_plan(plan)
        return kept[place][1]

    return answer
