"""What is wrong or unusual in the tables, with the fix, and a way to each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from planner.desk.live.controls import button
from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import shown_column, shown_file
from planner.plan.tables import TABLES
from planner.views.board.problem_table import HEADINGS, counted
from planner.views.format.markup import text_of

#: The tab where tables are edited.
INPUTS = "inputs"
GO = "Go to the cell"


def problems_with_fix(problems: Sequence[Problem], path: Path, *, lead: bool) -> str:
    """Problems and warnings as a table, each with a button that goes to its cell.

    Parameters
    ----------
    problems : sequence of Problem
        What was found, in row order.
    path : Path
        The plan.
    lead : bool
        Whether there is a tab to go to.
    """
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in HEADINGS)
    rows = "".join(
        _row(number, problem, cell_of(problem, path) if lead else {})
        for number, problem in enumerate(problems)
    )
    more = '<th scope="col"><span class="planner-desk-said">Go there</span></th>' if lead else ""
    return (
        f"<table><caption>{text_of(counted(problems))}</caption>"
        f"<thead><tr>{headings}{more}</tr></thead><tbody>{rows}</tbody></table>"
    )


def cell_of(problem: Problem, path: Path) -> Mapping[str, str]:
    """Table, row and column of what is wrong; nothing where it is in no table.

    Parameters
    ----------
    problem : Problem
        What was found, as a person finds it: in a workbook by sheet and heading.
    path : Path
        The plan.

    Examples
    --------
    >>> dict(cell_of(Problem("P10", "devices.csv", 3, "unit_price"), Path("plan")))
    {'table': 'devices', 'row': '3', 'column': 'unit_price'}
    """
    for name, table in TABLES.items():
        if shown_file(path, table.file) != problem.file:
            continue
        columns = {shown_column(path, table.file, one): one for one in table.columns}
        row = str(problem.row) if problem.row else ""
        return {"table": name, "row": row, "column": columns.get(problem.column, "")}
    return {}


def _row(number: int, problem: Problem, cell: Mapping[str, str]) -> str:
    kind = f"{'Problem' if problem.blocks else 'Warning'} {problem.code}"
    row = str(problem.row) if problem.row else ""
    words = (problem.file, row, problem.column, problem.message)
    cells = "".join(f'<td class="words">{text_of(word)}</td>' for word in words)
    go = ""
    if cell:
        fields = {"panel": INPUTS, **cell}
        go = f"<td>{button('desk.open', GO, fields, key=f'start-fix-{number}')}</td>"
    return f'<tr><th scope="row">{kind}</th>{cells}{go}</tr>'
