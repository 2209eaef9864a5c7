"""Rules that say of a changed plan what they say of the plan: they read nothing that has changed.

A scenario changes a few rows, and a page judges hundreds of sets of changes. A rule follows from
what it reads of a plan and from nothing else, so it is looked at again only where one of those
tables is another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.rules.between_rows import RULES


class _Watched:
    """A plan that notes which of its tables are read."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a plan has
        found = getattr(Plan, name, None)
        if isinstance(found, property):
            return found.__get__(self)
        if name not in Plan.__dataclass_fields__:  # a method: it reads through us too
            return cast("Any", found).__get__(self)
        self.read.add(name)
        return getattr(self._plan, name)


@cached_per_plan
def _judged(plan: Plan) -> tuple[tuple[frozenset[str], tuple[Problem, ...]], ...]:
    """What each rule reads of a plan, and what it says of it."""
    judged = []
    for rule in RULES:
        watched = _Watched(plan)
        problems = tuple(rule(cast("Plan", watched)))
        judged.append((frozenset(watched.read), problems))
    return tuple(judged)


def new_problems(plan: Plan, changed: Plan) -> Iterator[Problem]:
    """What the rules between rows say of a changed plan and not of the plan, in their order.

    Parameters
    ----------
    plan : Plan
        The plan.
    changed : Plan
        The same plan with other rows in some of its tables.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> list(new_problems(plan, plan))
    []
    """
    judged = _judged(plan)
    already = {problem.identity for _, said in judged for problem in said}
    for rule, (read, _) in zip(RULES, judged, strict=True):
        if _differ(plan, changed, read):
            yield from (found for found in rule(changed) if found.identity not in already)


def _differ(plan: Plan, changed: Plan, tables: Iterable[str]) -> bool:
    return any(getattr(plan, table) is not getattr(changed, table) for table in tables)
