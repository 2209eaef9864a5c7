"""What is asked about a plan again and again, calculated once.

A plan never changes, so what follows from its rows alone can be kept as long as the plan is in
use: the tables as numbers, which source may pay for which row, how much of it is typed. What
depends on a case is never kept here.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

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

    @wraps(of_it)
    def answer(asked: Asked) -> Answer:
        kept = _kept_of(asked)
        if of_it not in kept:
            kept[of_it] = of_it(asked)
        found: Answer = kept[of_it]
        return found

    return answer


def answer_alike(asked: object, other: object) -> None:
    """Let what is said about one thing be said about another, of which all of it is true as well.

    Parameters
    ----------
    asked : object
        What has been asked about, such as a plan that was judged while it was read.
    other : object
        What differs from it in nothing that any answer follows from, such as the same plan with
        its warnings. What is asked about one of them from now on is known of both.
    """
    _keep(other, _kept_of(asked))


#: Whatever is in use, by its identity: the answers about it, by what was asked.
_KEPT: dict[int, tuple[weakref.ref[object], dict[object, Any]]] = {}


def _kept_of(asked: object) -> dict[object, Any]:
    if id(asked) not in _KEPT:
        _keep(asked, {})
    return _KEPT[id(asked)][1]


def _keep(asked: object, answers: dict[object, Any]) -> None:
    identity = id(asked)

    # What was kept for a thing goes with it, before its memory is used again.
    def forget(_: weakref.ref[object]) -> None:
        _KEPT.pop(identity, None)

    _KEPT[identity] = weakref.ref(asked, forget), answers
