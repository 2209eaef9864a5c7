"""Read a folder of CSV tables or a workbook into a plan, or say everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from planner.plan.cached import answer_alike
from planner.plan.judge import judge
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, few_suggestions, nearest
from planner.plan.reading.content import Content, no_settings
from planner.plan.reading.folder_or_workbook import (
    START,
    START_FILE,
    is_workbook,
    shown_column,
    shown_file,
)
from planner.plan.reading.headings import column_names, columns_read, heading
from planner.plan.reading.plan_files import Place, open_place, why_no_plan
from planner.plan.reading.records import Records, records_of
from planner.plan.reading.row_cells import Reading
from planner.plan.reading.table_rows import read_form, read_rows
from planner.plan.start_sheet.answers import answers_of, asked_of, joined, missing, says_nothing
from planner.plan.start_sheet.first_rows import rows_from
from planner.plan.start_sheet.note_answers import note_answers, unsettled_rows
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.spreadsheets.grid import UnreadableError

#: Problems that name columns or settings.
_ABOUT_COLUMNS = ("P04", "P05", "P06", "P08")


def read_plan(path: str | Path, *, name: str | None = None, allow_difference: bool = False) -> Plan:
    """Read a district's tables.

    Parameters
    ----------
    path : str or Path
        Folder of CSV tables, or a workbook with a sheet for each table; ``planner new`` makes both.
    name : str, optional
        Name of the plan; the name of the folder or workbook if left out.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.

    Returns
    -------
    Plan
        The plan, with its warnings.

    Raises
    ------
    PlanError
        With every problem at once, in row order.

    Examples
    --------
    >>> from planner.packaged import example
    >>> read_plan(example("prairie-view")).district.first_year
    2027
    """
    read = read_place(place_at(Path(path)), name=name, allow_difference=allow_difference)
    if read.plan is None:
        raise PlanError(read.problems)
    return read.plan


@dataclass(frozen=True)
class Read:
    """What a plan's tables say, or everything that is wrong with them.

    Attributes
    ----------
    plan : Plan, optional
        None where something must be corrected first.
    problems : tuple of Problem
        What is wrong or unusual, in row order, each where a person finds it.
    placed : tuple of Problem
        The same, each with the file and the column by which the tables know them.
    """

    plan: Plan | None
    problems: tuple[Problem, ...]
    placed: tuple[Problem, ...]


@few_suggestions()
def read_place(place: Place, *, name: str | None = None, allow_difference: bool = False) -> Read:
    """Read tables that have been opened, or that are about to be written.

    Parameters
    ----------
    place : Place
        The tables as their files have them.
    name : str, optional
        Name of the plan; the name of the folder or workbook if left out.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.

    Returns
    -------
    Read

    Raises
    ------
    PlanError
        If nothing has been typed yet.
    """
    ends_open = [grid.ends_open for grid in place.grids.values()]
    reading = Reading(others_end=sum(ends_open) == 1 and len(ends_open) > 1)
    tables = _tables(place, reading)
    _note_others(place, reading)
    settings = tables.pop("district")
    called = name or (place.path.stem if place.is_workbook else place.path.resolve().name)
    content = Content(called, place, settings, tables).of_usual_size(reading.unread)
    filled = cache(content.filled)
    between = judge(filled, content.rounds, reading, allow_difference=allow_difference)
    reported = [p for p in [*reading.problems, *between] if not _is_asked_already(p, reading)]
    once: dict[tuple[object, ...], Problem] = {}
    for problem in reported:  # one answer of the Start sheet may be three assumptions
        once.setdefault(problem.identity, problem)
    placed = _in_row_order(once.values())
    found = tuple(_as_shown(place.path, problem) for problem in placed)
    plan = None
    if not any(problem.blocks for problem in found):
        plan = replace(filled(0), warnings=found)
        answer_alike(filled(0), plan)
    return Read(plan, found, tuple(placed))


def place_at(path: Path) -> Place:
    """Tables of a plan as its folder or workbook has them, not read yet.

    Parameters
    ----------
    path : Path
        The folder or the workbook.

    Returns
    -------
    Place

    Raises
    ------
    PlanError
        If there is no plan, or its workbook cannot be opened.
    """
    facts = {"value": str(path)}
    if path.is_file() and not is_workbook(path):
        raise PlanError([Problem("P03", path.name, facts={"reason": why_no_plan(path)})])
    if not is_workbook(path) and not path.is_dir():
        raise PlanError([Problem("P01", str(path), facts=facts)])
    if not path.exists():
        raise PlanError([Problem("P94", str(path), facts=facts)])
    try:
        return open_place(path)
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", path.name, error.row, facts=facts)]) from None


def _tables(place: Place, reading: Reading) -> dict[str, Any]:
    """Rows of every table, some of them drafts; for the district its settings."""
    records = {name: records_of(grid, column_names(name)) for name, grid in _own(place).items()}
    if START in place.grids:
        records = _with_answers(place, records, reading)
    found: dict[str, Any] = {}
    for name, table in TABLES.items():
        if name in place.unreadable:
            error = place.unreadable[name]
            reading.note("P03", table.file, error.row, reason=error.reason)
        elif name not in records and table.required:
            reading.note("P02", table.file)
        elif name in records and not records[name].header:
            reading.note("P04", table.file, expected=", ".join(columns_read(table)))
        elif name in records:
            read: Any = read_form if table.shape == "form" else read_rows
            rows = read(table, records[name], reading)
            found[name] = rows if table.shape == "form" else tuple(rows)
        found.setdefault(name, () if table.shape == "rows" else no_settings(table))
    return found


def _own(place: Place) -> Mapping[str, Any]:
    return {name: grid for name, grid in place.grids.items() if name != START}


def _with_answers(
    place: Place, records: dict[str, Records], reading: Reading
) -> dict[str, Records]:
    """Tables of a workbook, with the answers of its Start sheet where they have no rows."""
    answers = answers_of(place.grids[START])
    unsettled = unsettled_rows(place.grids[START])
    if not (answers.typed or answers.unknown or unsettled) and says_nothing(records):
        raise PlanError([Problem("P95", shown_file(place.path, START_FILE))])
    note_answers(place.grids[START], answers, records, reading)
    for question, why in missing(answers.typed, records).items():
        reading.asked.update(asked_of(question))
        if answers.lines.get(question) in unsettled:
            continue
        facts = {"value": QUESTIONS[question].ask, "why": why}
        reading.note("P92", START_FILE, answers.lines.get(question, 0), **facts)
    return joined(records, rows_from(answers.typed, answers.lines))


def _is_asked_already(problem: Problem, reading: Reading) -> bool:
    """Whether a question on the Start sheet already asks for a blank cell."""
    blank = problem.code == "P10" and problem.file == "district.csv"
    named = problem.column if blank else problem.facts.get("value", "")
    return (blank or problem.code == "P41") and named in reading.asked


def _in_row_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of the tables."""
    tables = {table.file: place for place, table in enumerate(TABLES.values())}
    columns = {table.file: list(table.columns) for table in TABLES.values()}

    def place(problem: Problem) -> tuple[int, int, int]:
        names = columns.get(problem.file, [])
        column = names.index(problem.column) if problem.column in names else -1
        return tables.get(problem.file, -1), problem.row, column

    return sorted(problems, key=place)


def _as_shown(path: Path, problem: Problem) -> Problem:
    file, column = problem.file, problem.column
    shown = replace(problem, file=shown_file(path, file), column=shown_column(path, file, column))
    return replace(shown, facts=_in_plain_words(problem)) if is_workbook(path) else shown


def _in_plain_words(problem: Problem) -> dict[str, str]:
    """Facts about a column of a workbook, in the headings of its sheets."""
    facts = dict(problem.facts)
    table = TABLES.get(problem.file.removesuffix(".csv"))
    if table is None or problem.code not in _ABOUT_COLUMNS:
        return facts
    called = {name: heading(table, name) for name in columns_read(table)}
    if problem.code == "P08":
        called = {name: column.label for name, column in table.columns.items()}
    if "expected" in facts:
        facts["expected"] = ", ".join(called.values())
        facts["nearest"] = nearest(problem.column, called.values()) or facts.get("nearest", "")
    if problem.code == "P06":
        facts["value"] = called[facts["value"]]
    return facts


def _note_others(place: Place, reading: Reading) -> None:
    """Warn about a table under a name that is not read: the cost of that table would be missing."""
    for other in place.others:
        if place.is_workbook:
            names = [table.capitalize() for table in TABLES]
            facts = {"nearest": nearest(other, names), "expected": ", ".join(names)}
            reading.note("W33", f"{place.path.name}, sheet {other}", **facts)
        else:
            names = [table.file for table in TABLES.values()]
            hint = nearest(f"{Path(other).stem}.csv", names)
            reading.note("W07", other, nearest=hint, expected=", ".join(names))
