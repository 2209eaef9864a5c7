"""A copy of a workbook with the cells to fix colored and commented, and a list of them in front.

Made by ``planner check --mark``; the workbook itself is never changed, nor is a copy that somebody
has typed into. Left out: marks in a folder of CSV tables, which have no colors.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from planner.atomic_files import write_whole
from planner.plan.cells.text import clean
from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.plan.reading.plan_files import MARKED, TO_FIX
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.workbook_file import read_workbook
from planner.workbook.cell_values import cell_at, put
from planner.workbook.faithful_copy import bytes_of, open_copied
from planner.workbook.heading_notes import AUTHOR, note_size
from planner.workbook.problem_cells import SheetCells
from planner.workbook.styles import looks, print_wide, set_height

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: Fill and font colors of a cell to fix, and of one to check; the comment says it in words.
_FIX, _CHECK = ("FFC7CE", "9C0006"), ("FFEB9C", "7A4100")
#: How our part of a comment begins; what the district wrote stays above it.
_OURS = "Planner check:"
_HEADINGS = ("What", "Sheet", "Row", "Column", "What to do")
_WIDTHS = (10, 20, 7, 28, 100)
#: Hidden columns of the list: which cell was marked, and, in its format, how it looked before.
_CELL, _BEFORE = 6, 7
#: The most that are marked: an error that fills a sheet would take minutes, and help nobody.
_MOST = 1_000
NOTHING = "Nothing in the tables is wrong or unusual."


def write_marked(workbook: Path, problems: Iterable[Problem]) -> Path:
    """Write the copy next to the workbook.

    Parameters
    ----------
    workbook : Path
        The plan's workbook, which is not changed.
    problems : iterable of Problem
        What is wrong or unusual in it.

    Returns
    -------
    Path
        The copy: the workbook's name with ``-marked``. An older copy is replaced, unless
        somebody has typed into it; then the new one has a number.

    Raises
    ------
    ValueError
        If the plan is a folder of tables, which have no cells to color.
    UnreadableError
        If the workbook cannot be opened safely, or cannot be copied unchanged.
    OSError
        If the copy cannot be written.
    """
    if not is_workbook(workbook):
        msg = (
            f"{workbook} is a folder of tables, and only a workbook has cells to mark. Make one "
            f"with: planner convert {workbook} {workbook.name}.xlsx"
        )
        raise ValueError(msg)
    copied = open_copied(workbook)
    _remove_marks(copied.book)
    listed = copied.book.create_sheet(TO_FIX, 0)
    found = list(problems)
    sheets = {clean(sheet.title).casefold(): sheet for sheet in copied.book.worksheets}
    cells = {name: SheetCells(name, copied.grids[name]) for name in copied.grids}
    before: dict[tuple[str, str], Cell] = {}
    for row, problem in enumerate(found[:_MOST], start=2):
        sheet = sheets.get(clean(problem.file.rpartition(", sheet ")[2]).casefold())
        cell = None
        if sheet is not None:
            cell = _shown_cell(sheet, *cells[sheet.title].cell_of(problem))
            kept = before.setdefault((sheet.title, cell.coordinate), cell_at(listed, row, _BEFORE))
            _mark(cell, kept, problem)
            _color_tab(sheet, problem)
        _list_problem(listed, row, problem, sheet, cell)
    _finish(listed, found, _digest_of(copied.grids))
    _open_on(copied.book, listed)
    return write_whole(_name_for(workbook), bytes_of(copied, TO_FIX))


def _shown_cell(sheet: Worksheet, row: int, place: int) -> Cell:
    """The cell, or the one shown instead of it where cells are merged."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= row <= merged.max_row and merged.min_col <= place <= merged.max_col:
            return cell_at(sheet, merged.min_row, merged.min_col)
    return cell_at(sheet, row, place)


def _mark(cell: Cell, kept: Cell, problem: Problem) -> None:
    """Color the cell and say in a comment what to do; ``kept`` gets its old format."""
    said = cell.comment.text if cell.comment else ""
    again = _OURS in said
    if not again:
        _copy_format(cell, kept)
    must_fix = problem.blocks or (again and cell.fill.start_color.rgb == f"00{_FIX[0]}")
    _color(cell, _FIX if must_fix else _CHECK)
    if not again:
        said = f"{said}\n\n{_OURS}" if said else _OURS
    _comment(cell, f"{said}\n{_kind(problem)}: {_printable(problem.message)}")


def _copy_format(cell: Cell, to: Cell) -> None:
    for part in ("font", "fill", "border", "alignment", "protection"):
        setattr(to, part, copy(getattr(cell, part)))
    to.number_format, to.quotePrefix = cell.number_format, cell.quotePrefix


def _color(cell: Cell, colors: tuple[str, str]) -> None:
    from openpyxl.styles import Font, PatternFill

    cell.fill = PatternFill("solid", start_color=colors[0])
    cell.font = Font(name=cell.font.name, size=cell.font.size, bold=cell.font.b, color=colors[1])


def _comment(cell: Cell, text: str) -> None:
    from openpyxl.comments import Comment

    width, height = note_size(text)
    cell.comment = Comment(text, AUTHOR, height=height, width=width)


def _kind(problem: Problem) -> str:
    return "Fix" if problem.blocks else "Check"


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def _color_tab(sheet: Worksheet, problem: Problem) -> None:
    color = sheet.sheet_properties.tabColor
    if problem.blocks or color is None or color.rgb != f"00{_FIX[0]}":
        sheet.sheet_properties.tabColor = (_FIX if problem.blocks else _CHECK)[0]


def _list_problem(
    listed: Worksheet, row: int, problem: Problem, sheet: Worksheet | None, cell: Cell | None
) -> None:
    """The problem as ``planner check`` prints it, with a link to its cell."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    where = sheet.title if sheet is not None else problem.file
    shown_row = str(problem.row) if problem.row else ""
    texts = (_kind(problem), where, shown_row, problem.column, problem.message)
    for place, text in enumerate(texts, start=1):
        put(cell_at(listed, row, place), _printable(text))
        cell_at(listed, row, place).alignment = looks().wrapped
    set_height(listed, row, texts, _WIDTHS)
    _color(cell_at(listed, row, 1), _FIX if problem.blocks else _CHECK)
    if sheet is None or cell is None:
        return
    put(cell_at(listed, row, _CELL), cell.coordinate)
    name = sheet.title.replace("'", "''")
    link = cell_at(listed, row, 2)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!{cell.coordinate}")
    link.style = "Hyperlink"
    link.alignment = looks().wrapped


def _finish(listed: Worksheet, problems: list[Problem], digest: str) -> None:
    from openpyxl.utils import get_column_letter

    for place, (text, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        cell = cell_at(listed, 1, place)
        put(cell, text)
        cell.font, cell.fill, cell.alignment = looks().heading, looks().optional, looks().middle
        listed.column_dimensions[get_column_letter(place)].width = width
    if not problems:
        put(cell_at(listed, 2, len(_HEADINGS)), NOTHING)
    if len(problems) > _MOST:
        more = f"There are {len(problems) - _MOST:,} more. Fix these, and mark the workbook again."
        put(cell_at(listed, _MOST + 2, len(_HEADINGS)), more)
    put(cell_at(listed, 1, _CELL), digest)
    for place in (_CELL, _BEFORE):
        listed.column_dimensions[get_column_letter(place)].hidden = True
    listed.freeze_panes = "A2"
    print_wide(listed, 1)


def _open_on(book: Workbook, listed: Worksheet) -> None:
    """Show the list first, and select no other sheet: typing would go into all selected sheets."""
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is listed
        for cell in _commented(sheet):
            if cell.comment:  # the library does not keep the size of a comment
                cell.comment.width, cell.comment.height = note_size(cell.comment.text)
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    book.active = 0


def _remove_marks(book: Workbook) -> None:
    """Remove earlier marks: comments, colors, the list."""
    listed = next((sheet for sheet in book.worksheets if sheet.title == TO_FIX), None)
    if listed is None:
        return
    before: dict[tuple[str, str], Cell] = {}
    for row in range(2, listed.max_row + 1):
        at = (str(listed.cell(row, 2).value), str(listed.cell(row, _CELL).value))
        before.setdefault(at, cell_at(listed, row, _BEFORE))
    for sheet in book.worksheets:
        color = sheet.sheet_properties.tabColor
        if color is not None and str(color.rgb)[2:] in (_FIX[0], _CHECK[0]):
            sheet.sheet_properties.tabColor = None
        for cell in _commented(sheet):
            own, ours, _ = cell.comment.text.partition(_OURS) if cell.comment else ("", "", "")
            if not ours:
                continue
            cell.comment = None
            if own.strip():
                _comment(cell, own.strip())
            kept = before.get((sheet.title, cell.coordinate))
            if kept is not None:
                _copy_format(kept, cell)
    book.remove(listed)


def _commented(sheet: Worksheet) -> list[Cell]:
    """Cells of a sheet that have a comment."""
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return [cell_at(sheet, cell.row or 1, cell.column or 1) for cell in cells]


def _digest_of(grids: Mapping[str, Grid]) -> str:
    """Fingerprint of everything on the district's sheets."""
    typed = [(name, grid.lines) for name, grid in grids.items() if name != TO_FIX]
    return sha256(repr(typed).encode()).hexdigest()


def _name_for(workbook: Path) -> Path:
    """A free name, or the name of an older copy that nobody has typed into."""
    stem = workbook.stem.removesuffix(MARKED)
    for number in itertools.count(1):
        counted = stem if number == 1 else f"{stem}-{number}"
        name = workbook.with_name(f"{counted}{MARKED}.xlsx")
        if name != workbook and (not name.exists() or _is_untouched(name)):
            break
    return name


def _is_untouched(marked: Path) -> bool:
    try:
        grids = read_workbook(marked)
    except UnreadableError:
        return False
    lines = grids.get(TO_FIX, Grid(())).lines
    return bool(lines) and lines[0].cells[_CELL - 1 : _CELL] == (_digest_of(grids),)
