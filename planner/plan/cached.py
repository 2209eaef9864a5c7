"""What is asked about a plan again and again, calculated once.

A plan never changes, so what follows from its rows alone can be kept as long as the plan is in
use: the tables as numbers, which source may pay for which row, how much of it is typed. What
depends on a case is never kept here.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from planner.plan.plan import Plan

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def cached_per_plan(of_plan: Callable[[Plan], Answer]) -> Callable[[Plan], Answer]:
    """Keep what a function says about a plan until the plan is gone.

    Parameters
    ----------
    of_plan : callable
        Function of a plan whose answer is never changed and does not hold the plan.

    Returns
    -------
    callable
        The same function, run once for each plan.
    """
    return cached_while_used(of_plan)


def cached_while_used(of_it: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Keep what a function says about something that never changes until that is gone.

    Parameters
    ----------
    of_it : callable
        Function of one thing, whose answer is never changed and does not hold the thing.

    Returns
    -------
    callable
        The same function, run once for each thing.
    """
    kept: dict[int, tuple[weakref.ref[Asked], Answer]] = {}

    @wraps(of_it)
    def answer(asked: Asked) -> Answer:
        identity = id(asked)
        if identity not in kept:
            # What was kept for a thing goes with it, before its memory is used again.
            def forget(_: weakref.ref[Asked]) -> None:
                kept.pop(identity, None)

            kept[identity] = weakref.ref(asked, forget), of_it(asked)
        return kept[identity][1]

    return answer
