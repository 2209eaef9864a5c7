"""Scenarios: named lists of changes to the plan's inputs. Plan in, plan out.

A scenario never touches a result: it changes what was typed, and everything is computed again.
Scenarios stack: ``levy-fails+enrollment-falls`` makes the changes of both, in that order. The
result is checked as if it had been typed into the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from planner.plan.cached import cached_per_plan
from planner.plan.driver_values import driver_value
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.rules.unchanged import new_problems
from planner.plan.tables import DRIVERS, TABLES, ScenarioRow
from planner.plan.tables.column import show_limit, show_value
from planner.plan.what_if.changes import (
    ALL,
    Change,
    base_changes,
    cell_bounds,
    changed_plan,
    read_change,
    targets,
)

__all__ = [
    "BASE",
    "STACK",
    "Change",
    "Scenario",
    "apply_changes",
    "includes",
    "outcome_problems",
    "read_change",
    "scenario_of",
    "targets",
    "unknown_scenario",
]

BASE = "base"
STACK = "+"
#: Scenarios are checked one by one, each with everything that it includes. A board looks at ten;
#: with thousands, or one that includes another a thousand times, reading would take minutes.
MOST_SCENARIOS = 200
MOST_CHANGES = 1_000

#: A scenario may end something before it starts: then it never happens.
_ALLOWED_IN_SCENARIOS = ("P34",)


@dataclass(frozen=True)
class Scenario:
    """A named list of changes; ``base`` has none.

    A scenario is either a choice that the district can make or something that may happen.
    """

    name: str
    title: str = ""
    changes: tuple[Change, ...] = ()
    choice: bool = False

    @property
    def words(self) -> tuple[Change, ...]:
        """Changes of words and choices: with them the plan is another plan."""
        return tuple(change for change in self.changes if not change.numeric)

    @property
    def numbers(self) -> tuple[Change, ...]:
        """Changes of numbers and dates: the engine varies them from case to case."""
        return tuple(change for change in self.changes if change.numeric)

    @property
    def without_numbers(self) -> Scenario:
        """The scenario with its words and choices alone."""
        return replace(self, changes=self.words)


def scenario_of(plan: Plan, asked: str | Scenario) -> Scenario:
    """Scenario of a plan by name; several names joined by ``+`` are stacked.

    A scenario of the caller's own is taken as it is.

    Raises
    ------
    PlanError
        If the plan has no scenario of that name, or the tables would refuse the changes
        together.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> scenario_of(read_plan(example("prairie-view")), "base").changes
    ()
    """
    if isinstance(asked, Scenario):
        return asked
    known = _asked_for(plan)
    if asked not in known:
        known[asked] = _stacked(plan, asked)
    return known[asked]


@cached_per_plan
def _asked_for(_plan: Plan) -> dict[str, Scenario]:
    """Scenarios of a plan that were asked for and are allowed: a page asks for each many times."""
    return {}


def _stacked(plan: Plan, asked: str) -> Scenario:
    parts = [_one_scenario(plan, part.strip()) for part in asked.split(STACK)]
    changes = tuple(change for part in parts for change in part.changes)
    problems = outcome_problems(plan, changes)
    if problems:
        raise PlanError(problems)
    if len(parts) == 1:
        return parts[0]
    return Scenario(
        STACK.join(part.name for part in parts),
        " + ".join(part.title for part in parts),
        changes,
        all(part.choice for part in parts),
    )


def parts_missing(plan: Plan, asked: str) -> set[str]:
    """Scenarios that a name asks for, several joined by ``+``, and that a plan does not have.

    Parameters
    ----------
    plan : Plan
        The plan.
    asked : str
        Name of a scenario, or of several together.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> parts_missing(read_plan(example("prairie-view")), "levy-fails + no-such")
    {'no-such'}
    """
    return {part.strip() for part in asked.split(STACK)} - set(plan.scenario_names)


def _one_scenario(plan: Plan, name: str, above: tuple[str, ...] = ()) -> Scenario:
    if name == BASE:
        return Scenario(BASE, "Current plan")
    rows = [row for row in plan.scenarios if row.name == name and row.active]
    if not rows:
        raise PlanError([unknown_scenario(plan, name)])
    title = next((row.title for row in rows if row.title), name)
    changes = tuple(islice(_flatten(plan, rows, (*above, name)), MOST_CHANGES + 1))
    if len(changes) > MOST_CHANGES:
        reason = (
            f"with everything it includes, the scenario makes more than {MOST_CHANGES:,} changes"
        )
        facts = {"reason": f"{reason}. Remove includes"}
        raise PlanError([Problem("P03", rows[0].file, rows[0].row, "name", facts)])
    return Scenario(name, title, changes, any(row.choice for row in rows))


def unknown_scenario(plan: Plan, name: str, row: int = 0, column: str = "") -> Problem:
    """The problem that there is no scenario of that name, with the names there are."""
    known = plan.scenario_names
    facts = {"value": name, "nearest": nearest(name, known), "expected": ", ".join(known)}
    return Problem("P55", plan.shown(TABLES["scenarios"].file), row, column, facts)


def _flatten(plan: Plan, rows: list[ScenarioRow], above: tuple[str, ...]) -> Iterator[Change]:
    for row in rows:
        if not includes(row):
            yield read_change(plan, row)
        elif row.changes in above:
            facts = {"value": row.changes}
            raise PlanError([Problem("P56", row.file, row.row, "changes", facts)])
        else:
            yield from _one_scenario(plan, row.changes, above).changes


def includes(row: ScenarioRow) -> bool:
    """Whether a row includes another scenario instead of changing a cell."""
    return row.how == "include" or row.table == "scenarios"


def outcome_problems(
    plan: Plan,
    changes: tuple[Change, ...],
    judged: dict[tuple[Change, ...], list[Problem]] | None = None,
) -> list[Problem]:
    """What the tables would refuse if the changes were typed into them, year by year.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    changes : tuple of Change
        The changes, in the order in which they are made.
    judged : dict, optional
        What has been said of changes of the plan, to which this adds: several lists of changes
        that begin with the same ones are judged in less time.
    """
    changes, judged = (*base_changes(plan), *changes), {} if judged is None else judged
    found: dict[str, Problem] = {}
    for year in _years_to_judge(plan, changes) if changes else []:
        here = tuple(change for change in changes if (change.from_year or 0) <= year)
        # An assumption is another one from year to year.
        if here not in judged or any(change.table == "assumptions" for change in here):
            judged[here] = _problems_in(plan, here, year)
        for problem in judged[here]:  # what is wrong in several years is reported once
            cell = problem.facts.get("row", "") + problem.facts.get("problem", "")
            found.setdefault(f"{problem.code} {problem.row} {cell}", problem)
    return list(found.values())


def _problems_in(plan: Plan, changes: tuple[Change, ...], year: int) -> list[Problem]:
    """What the tables would refuse in a year."""
    changed, problems = changed_plan(plan, changes)
    problems.extend(_driver_problems(plan, changes, year))
    for problem in [] if problems else new_problems(plan, changed):
        if problem.code not in _ALLOWED_IN_SCENARIOS:
            facts = {"problem": str(problem), **problem.facts}
            problems.append(_culprit(changes, changed, problem).problem("P60", **facts))
    return problems


def _years_to_judge(plan: Plan, changes: tuple[Change, ...]) -> list[int]:
    """The first year, and every later year in which a change or an assumption begins."""
    begin = {change.from_year or 0 for change in changes}
    begin |= {row.from_year or 0 for row in plan.assumptions}
    return [year for year in plan.years if year == plan.years[0] or year in begin]


def _culprit(changes: Sequence[Change], changed: Plan, problem: Problem) -> Change:
    """The change that touched the row in which the problem shows, or the last one."""
    for change in reversed(changes):
        if change.table in ("district", "assumptions"):
            touched = TABLES[change.table].file == problem.file
        else:
            rows = targets(changed, change)
            touched = any((row.file, row.row) == (problem.file, problem.row) for row in rows)
        if touched:
            return change
    return changes[-1]


def _driver_problems(plan: Plan, changes: Sequence[Change], year: int) -> Iterator[Problem]:
    column = TABLES["assumptions"].columns["value"]
    for name in DRIVERS:
        least, high = cell_bounds("assumptions", name, "value")
        here = [c for c in changes if c.table == "assumptions" and c.row in (name, ALL)]
        if not here:
            continue
        value: float | None = driver_value(plan, name, year)
        for change in here:
            if value is None and change.how != "set":
                yield change.problem("P66", value=name, how=change.how)
                break
            value = change.of(value)
        if value is None:
            continue
        for beyond, word, limit in (
            (least is not None and value < least, "minimum", least),
            (high is not None and value > high, "maximum", high),
        ):
            if beyond:
                facts = {"result": show_value(column, value), "column": "value", "row": name}
                rule = f"the {word} is {show_limit(column, limit)}"
                yield here[-1].problem("P57", rule=rule, **facts)


def apply_changes(plan: Plan, changes: tuple[Change, ...]) -> Plan:
    """Plan with changes made to its rows: plan in, plan out.

    Only changes for all years can be made in a table; changes from a year on are left to the
    engine, which knows years.

    Raises
    ------
    PlanError
        If a table would refuse a row.
    """
    if not changes:
        return plan
    changed, problems = changed_plan(plan, changes)
    if problems:
        raise PlanError(problems)
    return changed
