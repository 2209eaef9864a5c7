"""A copy of a workbook with the cells to mend coloured and commented.

What the workbook holds is kept as the workbook library can keep it: pictures and charts of the
district's own are lost in the copy, never in the workbook itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.beside import write_beside
from planner.plan.files.grid import Grid
from planner.plan.files.workbook_file import read_workbook
from planner.plan.headings import column_names
from planner.plan.places import MARKED, START, WORKBOOKS, is_workbook
from planner.plan.problems import Problem
from planner.plan.records import is_remark, plain
from planner.plan.tables import TABLES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Colours of a cell to mend and of one to look at; the comment says it in words.
_MEND, _LOOK = "FFFFC7CE", "FFFFEB9C"
_AUTHOR = "Planner"
_MARKS_SHEET = "To mend"


def write_marked(workbook: Path, problems: Iterable[Problem]) -> Path:
    """Write the copy beside the workbook.

    Parameters
    ----------
    workbook : Path
        The plan's workbook, which is not changed.
    problems : iterable of Problem
        What reading it said.

    Returns
    -------
    Path
        The copy: the workbook's name with ``-marked``. An older copy is replaced.

    Raises
    ------
    ValueError
        If the plan is a folder of tables, which have no cells to colour.
    """
    if not is_workbook(workbook):
        msg = f"{workbook} is no workbook: only the cells of an .xlsx file can be marked"
        raise ValueError(msg)
    from openpyxl import load_workbook  # 0.25 s, and only this command needs it

    grids = read_workbook(workbook)  # refuses what is not safe to open
    book = load_workbook(workbook, keep_vba=False)
    found = list(problems)
    for problem in found:
        sheet = problem.file.rpartition(", sheet ")[2]
        name = next((n for n in book.sheetnames if n.strip().lower() == sheet.lower()), None)
        if name is not None and problem.row:
            _mark(book[name], grids[name], problem)
    listed = book.create_sheet(_MARKS_SHEET, 0)
    _list(listed, found)
    book.active = 0
    out = io.BytesIO()
    book.save(out)
    marked = workbook.with_name(f"{workbook.stem}{MARKED}{WORKBOOKS[0]}")
    return write_beside(marked, out.getvalue())


def _mark(sheet: Worksheet, grid: Grid, problem: Problem) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet.cell(problem.row, _place_of(sheet.title, grid, problem))
    said = f"{cell.comment.text}\n" if _is_ours(cell.comment) and cell.comment else ""
    cell.comment = Comment(said + problem.message, _AUTHOR, width=320, height=140)
    if problem.blocks or cell.fill.start_color.rgb != _MEND:
        cell.fill = PatternFill("solid", start_color=_MEND if problem.blocks else _LOOK)


def _is_ours(comment: object) -> bool:
    return getattr(comment, "author", "") == _AUTHOR and getattr(comment, "height", 0) == 140


def _place_of(sheet: str, grid: Grid, problem: Problem) -> int:
    """Column of the cell that a problem speaks of, the first where it means the whole row."""
    table = TABLES.get(sheet.strip().lower())
    if table is None:
        return 2 if sheet.strip().lower() == START else 1
    if table.shape == "form":
        names = {"setting": 1, "value": 2, "source": 3, "note": 4}
        return names.get(plain(problem.column), 2)
    names = column_names(table.name)
    wanted = names.get(plain(problem.column), plain(problem.column))
    for line in grid.lines:
        if is_remark(line.cells) or line.number > problem.row:
            continue
        found = [names.get(plain(cell), plain(cell)) for cell in line.cells]
        if wanted in found and len({*found} & {*names.values()}) > 1:
            return found.index(wanted) + 1
    return 1


def _list(sheet: Worksheet, problems: list[Problem]) -> None:
    """The same list as ``planner check`` prints, on a sheet of its own."""
    from openpyxl.styles import Alignment, Font

    for place, (heading, width) in enumerate(
        (("What", 12), ("Where", 44), ("What to do", 100)), start=1
    ):
        sheet.cell(1, place, heading).font = Font(bold=True)
        sheet.column_dimensions["ABC"[place - 1]].width = width
    for row, problem in enumerate(problems, start=2):
        kind = "mend" if problem.blocks else "look at"
        for place, text in enumerate((kind, problem.where, problem.message), start=1):
            cell = sheet.cell(row, place)
            cell.value = text
            cell.data_type = "s"  # text that begins like a formula is text
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
