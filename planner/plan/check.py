"""Judge a plan: its rows against each other, its scenarios against its rows, what is unusual."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, at
from planner.plan.rules.between_rows import check_rows
from planner.plan.rules.tie_out import as_warning, check_tie_out
from planner.plan.rules.unusual import check_unusual
from planner.plan.tables import TABLES, ChangeRow, ScenarioRow
from planner.plan.what_if.changes import changed_column
from planner.plan.what_if.options import check_options
from planner.plan.what_if.ranges import check_ranges
from planner.plan.what_if.scenarios import (
    BASE,
    MOST_CHANGES,
    MOST_SCENARIOS,
    includes,
    outcome_problems,
    read_change,
    scenario_of,
    unknown_scenario,
)

Check = Callable[[Plan], list[Problem]]
#: Problems of what one change makes of a cell.
_OF_ONE_CHANGE = ("P53", "P57", "P66")
#: Scenario -> the scenarios that it includes.
Includes = Mapping[str, Sequence[str]]


def checks_between(*, allow_difference: bool = False, warn: bool = True) -> tuple[Check, ...]:
    """The checks of a plan, one after the other.

    Parameters
    ----------
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].
    warn : bool
        Whether to look for what is unusual too [yes or no].
    """
    unusual: tuple[Check, ...] = (check_unusual,) if warn else ()
    untied: Check = _untied_warnings if allow_difference else _untied
    what_if = map(_on_top, (check_scenarios, check_options, check_ranges))
    return (check_rows, check_changes, *what_if, *unusual, untied)


def _on_top(check: Check) -> Check:
    """A check of what comes on top of the plan's own changes.

    Where some of them are wrong, it reports what it finds with those that are right and with none.
    """

    def judged(plan: Plan) -> list[Problem]:
        wrong = {problem.row for problem in check_changes(plan)}
        right = tuple(row for row in plan.changes if row.row not in wrong)
        if len(right) == len(plan.changes):
            return check(plan)
        without = {problem.identity for problem in check(replace(plan, changes=()))}
        found = check(replace(plan, changes=right))
        return [problem for problem in found if problem.identity in without]

    return judged


def _untied(plan: Plan) -> list[Problem]:
    return list(check_tie_out(plan))


def _untied_warnings(plan: Plan) -> list[Problem]:
    return [as_warning(problem) for problem in check_tie_out(plan)]


def check_changes(plan: Plan) -> list[Problem]:
    """Every change of the plan itself names something that exists, and its table accepts it."""
    found = {row: _wrong_with(plan, row) for row in plan.changes}
    if not any(found.values()):
        return outcome_problems(plan, ())
    right = [row for row in plan.changes if row.active and not found[row]]
    wrong = [row for row in plan.changes if found[row]]
    bare = replace(plan, changes=())
    return [*(p for problems in found.values() for p in problems), *_alone(bare, right, wrong)]


def _wrong_with(plan: Plan, row: ScenarioRow | ChangeRow) -> list[Problem]:
    """Everything that is wrong with one change, whatever the others do."""
    try:
        read_change(plan, row)
    except PlanError as error:
        return list(error.problems)
    return []


def _alone(
    plan: Plan,
    right: Iterable[ScenarioRow | ChangeRow],
    wrong: Iterable[ScenarioRow | ChangeRow],
) -> list[Problem]:
    """What the tables would refuse of changes next to wrong ones, if those change other cells."""
    columns = {(row.table, changed_column(row)) for row in wrong}
    changes = [read_change(plan, row) for row in right]
    apart = tuple(change for change in changes if (change.table, change.field) not in columns)
    return [problem for problem in outcome_problems(plan, apart) if problem.code in _OF_ONE_CHANGE]


def check_scenarios(plan: Plan) -> list[Problem]:
    """Every change names something that exists, and gives a value that its table accepts."""
    count, rows = len(plan.scenario_names) - 1, len(plan.scenarios)
    if count > MOST_SCENARIOS or rows > MOST_CHANGES:
        most = f"at most {MOST_SCENARIOS:,} in {MOST_CHANGES:,} rows are read"
        reason = f"it has {count:,} scenarios in {rows:,} rows, but {most}"
        return [Problem("P03", TABLES["scenarios"].file, facts={"reason": reason})]
    includes_of = _includes_of(plan)
    by_row = [(row, list(_check_row(plan, row, includes_of))) for row in plan.scenarios]
    found = {str(problem): problem for _, problems in by_row for problem in problems}
    wrong = {row.name for row, problems in by_row if problems}
    for name in plan.scenario_names:
        if wrong & _included(includes_of, name):
            own = [(row, said) for row, said in by_row if row.name == name and not includes(row)]
            right = [row for row, said in own if row.active and not said]
            problems = _alone(plan, right, [row for row, said in own if said])
            found.update({str(problem): problem for problem in problems})
            continue
        try:
            scenario_of(plan, name)
        except PlanError as error:
            found.update({str(problem): problem for problem in error.problems})
    return list(found.values())


def _check_row(plan: Plan, row: ScenarioRow, includes_of: Includes) -> Iterator[Problem]:
    if row.name == BASE:
        yield at(row, "P58", "name")
    if includes(row):
        yield from _check_include(plan, row, includes_of)
        return
    yield from _wrong_with(plan, row)


def _check_include(plan: Plan, row: ScenarioRow, includes_of: Includes) -> Iterator[Problem]:
    how_is_include = "how" not in row.model_fields_set or row.how == "include"
    if row.table != "scenarios" or not how_is_include or row.field or row.value or row.from_year:
        yield at(row, "P59", "how")
    if row.changes not in plan.scenario_names:
        yield unknown_scenario(plan, row.changes, row.row, "changes")
    elif row.name in _included(includes_of, row.changes):
        yield at(row, "P56", "changes", value=row.changes)


def _includes_of(plan: Plan) -> Includes:
    """Scenario -> the scenarios that its rows include."""
    found: dict[str, list[str]] = {}
    for row in plan.scenarios:
        if row.active and includes(row):
            found.setdefault(row.name, []).append(row.changes)
    return found


def _included(includes_of: Includes, name: str) -> set[str]:
    """Scenario and everything that it includes, however deep."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(includes_of.get(here, ()))
    return seen
