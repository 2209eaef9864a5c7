"""What is wrong with edited tables, in the sentences of ``planner check``, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.editing.places import Ids, WrittenTables
from planner.editing.typed_rows import Tables, name_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_place
from planner.plan.reading.folder_or_workbook import START_FILE
from planner.plan.tables import TABLES

#: Table, id of the row and column. No column: the entire row. No row: the column, or the table.
Cell = tuple[str, str, str]
#: Problems of a setting's own row that are not about its value -> the column they are about.
_NOT_THE_VALUE = {"P08": "setting", "P09": "setting", "P24": "source"}


@dataclass(frozen=True)
class Checked:
    """What the tables say, or what is wrong with them.

    Attributes
    ----------
    plan : Plan, optional
        None where something must be corrected first.
    problems : tuple of Problem
        What is wrong or unusual, as ``planner check`` says it, in row order.
    by_cell : mapping
        Table, row id and column -> what is wrong or unusual there.
    """

    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    by_cell: Mapping[Cell, tuple[Problem, ...]] = field(default_factory=dict)


def checked(written: WrittenTables, rows: Tables, *, allow_difference: bool) -> Checked:
    """Read tables as they would be once they are saved.

    Parameters
    ----------
    written : WrittenTables
        Their files.
    rows : mapping
        Table -> its rows.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.

    Returns
    -------
    Checked
    """
    try:
        read = read_place(written.place, allow_difference=allow_difference)
    except PlanError as error:  # nothing has been typed yet
        return Checked(None, error.problems)
    by_cell: dict[Cell, list[Problem]] = {}
    for placed, problem in zip(read.placed, read.problems, strict=True):
        for cell in _cells_of(placed, written.ids, rows):
            by_cell.setdefault(cell, []).append(problem)
    found = {cell: tuple(problems) for cell, problems in by_cell.items()}
    return Checked(read.plan, read.problems, found)


def _cells_of(problem: Problem, ids: Ids, rows: Tables) -> Iterator[Cell]:
    if problem.file == START_FILE:
        yield from _cells_of_answers(problem, rows)
        return
    table = problem.file.removesuffix(".csv")
    if table not in TABLES:
        return
    row_id = ids.get(table, {}).get(problem.row, "") or _row_named(problem, table, rows)
    column = problem.column
    if TABLES[table].shape == "form" and row_id:
        column = _NOT_THE_VALUE.get(problem.code, "value" if column else "")
    yield table, row_id, column


def _row_named(problem: Problem, table: str, rows: Tables) -> str:
    """The row that a problem of a missing setting or assumption asks for."""
    name = {"district": problem.column, "assumptions": problem.facts.get("value", "")}.get(table)
    named = (row.id for row in rows.get(table, ()) if name and name_of(table, row.cells) == name)
    return "" if problem.row else next(named, "")


def _cells_of_answers(problem: Problem, rows: Tables) -> Iterator[Cell]:
    """Cells of the rows that an answer made."""
    for table, found in rows.items():
        for row in found:
            if not row.from_start or row.line != problem.row:
                continue
            if TABLES[table].shape == "form" and name_of(table, row.cells) == problem.column:
                yield table, row.id, "value"
            elif problem.column in row.cells:
                yield table, row.id, problem.column
