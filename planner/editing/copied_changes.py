"""What copied changes do to a plan: each row read as the table of scenarios reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.editing.copied_text import CopiedChanges, CopiedRow
from planner.editing.draft import EditError
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells
from planner.plan.tables import TABLES, ScenarioRow
from planner.plan.what_if.changes import Change, read_change
from planner.plan.what_if.scenarios import (
    MOST_CHANGES,
    Scenario,
    includes,
    outcome_problems,
    scenario_of,
    unknown_scenario,
)

_SCENARIOS = TABLES["scenarios"]


@dataclass(frozen=True)
class CopiedScenario:
    """What copied changes do to a plan.

    Attributes
    ----------
    scenario : Scenario
        Every change in the order copied, those of included scenarios too.
    included : tuple of Scenario
        Scenarios of the plan that it includes.
    own : tuple of Change
        What it changes itself.
    """

    scenario: Scenario
    included: tuple[Scenario, ...]
    own: tuple[Change, ...]


def copied_scenario(plan: Plan, copied: CopiedChanges, title: str) -> CopiedScenario:
    """What copied changes do to a plan.

    Parameters
    ----------
    plan : Plan
        The plan that they are to be added to.
    copied : CopiedChanges
        What was copied.
    title : str
        What the scenario is called.

    Returns
    -------
    CopiedScenario

    Raises
    ------
    PlanError
        If a row cannot be read, names what the plan does not have, or its tables would refuse
        the changes: everything that is wrong, each with its line.
    EditError
        If nothing is changed, or far too much.
    """
    read: list[Change | Scenario] = []
    problems: list[Problem] = []
    for row in copied.rows:
        try:
            read += _of_row(plan, row, copied.file)
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    each = [found.changes if isinstance(found, Scenario) else (found,) for found in read]
    changes = tuple(change for found in each for change in found)
    if not 1 <= len(changes) <= MOST_CHANGES:
        some = f"more than {MOST_CHANGES:,} changes. Paste fewer" if changes else "no change"
        msg = f"{copied.file} makes {some}."
        raise EditError(msg)
    problems = outcome_problems(plan, changes)
    if problems:
        raise PlanError(problems)
    return CopiedScenario(
        Scenario(copied.rows[0].cells["name"], title, changes),
        tuple(found for found in read if isinstance(found, Scenario)),
        tuple(found for found in read if isinstance(found, Change)),
    )


def _of_row(plan: Plan, row: CopiedRow, file: str) -> list[Change | Scenario]:
    """What a row changes or includes; nothing if it is switched off."""
    where = {column: CellPlace(file, row.line, column) for column in _SCENARIOS.columns}
    reading = Reading()
    values, _ = read_cells(_SCENARIOS, row.cells, where, reading)
    if reading.blocked:
        raise PlanError(reading.problems)
    read = ScenarioRow(**values, row=row.line)
    if not read.active:
        return []
    if includes(read) and read.changes not in plan.scenario_names:
        problem = unknown_scenario(plan, read.changes, row.line, "changes")
        raise PlanError([replace(problem, file=file)])
    if includes(read):
        return [scenario_of(plan, read.changes)]
    try:
        return [replace(read_change(plan, read), file=file)]
    except PlanError as error:
        raise PlanError([replace(problem, file=file) for problem in error.problems]) from None
