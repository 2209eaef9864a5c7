"""Which differences are applied together, and in which order.

Differences are taken one after the other in the order of the budget. One that cannot be applied
alone, because a row would name another that is not there, goes together with what it needs; where
that is not known it waits for the first place that it fits. Every plan on the way is one that its
tables would accept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.analysis.plan_bridge.between import Between
from planner.analysis.plan_bridge.input_differences import InputDifference
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem

#: Differences that are applied together.
Together = tuple[InputDifference, ...]


def steps_there_and_back(
    between: Between, differences: Sequence[InputDifference]
) -> tuple[list[Together], list[Together]]:
    """The steps from the first plan to the second, and the same in the opposite order.

    Parameters
    ----------
    between : Between
        The two plans.
    differences : sequence of InputDifference
        What differs, in the order of the budget.

    Returns
    -------
    tuple of list
        Steps in the order of the budget; the same steps in the opposite order, as far as what
        names something else allows.
    """
    steps = _in_order(between, _that_belong_together(differences))
    while True:
        opposite, stuck = _opposite(between, steps)
        if not stuck:
            return steps, opposite
        # None of these can come first in the opposite order, so they are one step in both.
        one = tuple(difference for step in steps if step in stuck for difference in step)
        rest = [step for step in steps if step not in stuck]
        place = min(steps.index(step) for step in stuck)
        steps = _in_order(between, [*rest[:place], one, *rest[place:]])


def _that_belong_together(differences: Sequence[InputDifference]) -> list[Together]:
    """Differences one by one, but for those that mean nothing alone.

    A new fleet comes with the devices that it has in service: without them it would buy every one
    at once. Students of past years are one forecast.
    """
    fleets = {d.name for d in differences if (d.table, d.kind) == ("devices", "added")}
    groups: dict[tuple[str, str], Together] = {}
    for one in differences:
        of_fleet = one.table in ("devices", "inventory") and one.name in fleets
        group = (one.table, one.key or one.kind)
        if of_fleet or one.table == "history":
            group = ("devices", one.name) if of_fleet else ("history", "")
        groups[group] = (*groups.get(group, ()), one)
    return list(groups.values())


def _in_order(between: Between, steps: Sequence[Together]) -> list[Together]:
    """Steps in their order, each with the rows that it needs, or else as soon as it fits."""
    left, applied, found = list(steps), set[InputDifference](), list[Together]()
    while left:
        together = next(filter(None, (_with_needs(between, applied, s, left) for s in left)), None)
        if together is None:
            together = left
        step = tuple(difference for one in together for difference in one)
        left = [one for one in left if one not in together]
        applied.update(step)
        found.append(step)
    return found


def _with_needs(
    between: Between, applied: set[InputDifference], step: Together, left: Sequence[Together]
) -> list[Together]:
    """A step and those that it must go together with; none if that is not known yet."""
    together = [step]
    while True:
        plan = between.plan([*applied, *(one for each in together for one in each)])
        problems = between.problems(plan)
        if not problems:
            return together
        others = [one for one in left if one not in together]
        needed = [one for one in others if _settles(one, plan, problems)]
        if not needed:
            return []
        together += needed


def _settles(step: Together, plan: Plan, problems: Sequence[Problem]) -> bool:
    """Whether a step touches a row that a problem is about, or one that it names."""
    return any(
        difference.key in _rows_of(difference.table, plan, problem)
        or difference.name == problem.facts.get("value")
        for problem in problems
        for difference in step
        if difference.name
    )


def _rows_of(table: str, plan: Plan, problem: Problem) -> Iterator[str]:
    """Rows of a table that a problem is about."""
    if problem.file == f"{table}.csv" and table != "district":
        for row in plan.rows(table):
            if row.row == problem.row:
                yield row.unique_key
                yield row.key
    elif problem.file == f"{table}.csv":
        yield problem.column


def _opposite(between: Between, steps: Sequence[Together]) -> tuple[list[Together], list[Together]]:
    """Steps from the last to the first, and those of which none can be the next one."""
    left, applied, found = list(reversed(steps)), set[InputDifference](), list[Together]()
    while left:
        step = next((one for one in left if _fits(between, applied, one)), None)
        if step is None:
            return found, left
        applied.update(step)
        left.remove(step)
        found.append(step)
    return found, []


def _fits(between: Between, applied: set[InputDifference], step: Together) -> bool:
    return not between.problems(between.plan([*applied, *step]))
