"""What is wrong or unusual in a table, above it, with a way to each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from planner.desk.live.controls import button, disclosure
from planner.desk.panels.inputs.lines import Line, meaning_of
from planner.desk.panels.inputs.list import TableCount, table_title
from planner.editing.checked import Checked
from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import shown_file
from planner.plan.tables import TABLES, Table
from planner.views.board.problem_table import counted
from planner.views.format.markup import text_of

#: Cell -> its problems: the row and the column.
Said = Mapping[tuple[str, str], Sequence[Problem]]


def said_in(checked: Checked, table: str) -> Said:
    """Problems of a table by row and column.

    Parameters
    ----------
    checked : Checked
        What the tables say.
    table : str
        The table.
    """
    return {
        (row, column): problems
        for (name, row, column), problems in checked.by_cell.items()
        if name == table
    }


def problems_of(problems: Iterable[Problem], path: Path, table: str) -> tuple[Problem, ...]:
    """Problems of a table, those without a cell too.

    Parameters
    ----------
    problems : iterable of Problem
        All of the plan's.
    path : Path
        The plan.
    table : str
        The table; blank for problems that belong to none.
    """
    files = {shown_file(path, each.file): name for name, each in TABLES.items()}
    return tuple(problem for problem in problems if files.get(problem.file, "") == table)


def counts_of(
    rows: Mapping[str, int], problems: Sequence[Problem], path: Path
) -> dict[str, TableCount]:
    """How many rows and problems each table has.

    Parameters
    ----------
    rows : mapping
        Table -> number of its rows.
    problems : sequence of Problem
        All of the plan's.
    path : Path
        The plan.
    """
    found = {}
    for name in TABLES:
        own = problems_of(problems, path, name)
        to_fix = sum(problem.blocks for problem in own)
        found[name] = TableCount(rows[name], to_fix, len(own) - to_fix)
    return found


def problem_list(
    table: Table, lines: Sequence[Line], said: Said, problems: Sequence[Problem]
) -> str:
    """Problems of a table as a list; those to fix in sight, warnings folded away.

    Parameters
    ----------
    table : Table
        The table.
    lines : sequence of Line
        Its lines.
    said : mapping
        Problems by row and column.
    problems : sequence of Problem
        All of the table's.
    """
    if not problems:
        return ""
    places = {
        id(problem): (line, column)
        for line in lines
        for (row, column), found in said.items()
        if row == line.row
        for problem in found
    }
    items = {True: "", False: ""}
    for number, problem in enumerate(problems):
        where = places.get(id(problem))
        items[problem.blocks] += f"<li>{_item(table, problem, where, number)}</li>"
    count = counted(problems).removesuffix(" about the tables")
    html = f"<p><strong>{table_title(table.name)}: {count}</strong></p>" if items[True] else ""
    html += f"<ul>{items[True]}</ul>" if items[True] else ""
    if items[False]:
        warnings = counted([problem for problem in problems if not problem.blocks])
        folded = f"<ul>{items[False]}</ul>"
        summary = warnings.removesuffix(" about the tables")
        html += disclosure(f"inputs-warnings-{table.name}", summary, folded)
    return html


def _item(table: Table, problem: Problem, where: tuple[Line, str] | None, number: int) -> str:
    if where is None:
        row = f"row {problem.row}" if problem.row else "the table"
        return f"<b>{row[:1].upper()}{row[1:]}:</b> {text_of(problem.message)}"
    line, column = where
    label = line.name
    if column and not line.listed:
        label = f"{line.name}, {meaning_of(table, line, column).label}"
    fields = {"row": line.key, "column": column}
    key = f"inputs-go-{table.name}-{number}"
    return (
        f"{button('inputs.go', label, fields, key=key, style='link')}: {text_of(problem.message)}"
    )


def general_problems(problems: Sequence[Problem], path: Path) -> str:
    """Problems of the plan that belong to no table, such as a file that is not read.

    Parameters
    ----------
    problems : sequence of Problem
        All of the plan's.
    path : Path
        The plan.
    """
    own = problems_of(problems, path, "")
    if not own:
        return ""
    items = "".join(f"<li>{text_of(str(problem))}</li>" for problem in own)
    return f"<ul>{items}</ul>"
