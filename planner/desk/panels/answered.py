"""Answers that take a moment, kept as long as the same is asked of the same plan."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from planner.plan.plan import Plan

Answer = TypeVar("Answer")

#: Answers that are kept at once: back and forth between a few settings is quick.
_MOST = 12


class Answered(Generic[Answer]):
    """The last answers about one plan, by what was asked.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan, kept = read_plan(example("altoona-wi")), Answered()
    >>> kept.known(plan, "years") is None
    True
    >>> kept.of(plan, "years", lambda: len(plan.years)), kept.known(plan, "years")
    (6, 6)
    """

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._found: dict[Hashable, Answer] = {}

    def known(self, plan: Plan, asked: Hashable) -> Answer | None:
        """The answer if it is known already."""
        return self._found.get(asked) if self._plan is plan else None

    def of(self, plan: Plan, asked: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer, found now if it is not known yet."""
        if self._plan is not plan:
            self._plan, self._found = plan, {}
        if asked not in self._found:
            while len(self._found) >= _MOST:
                self._found.pop(next(iter(self._found)))
            self._found[asked] = answer()
        return self._found[asked]
