"""Draw the sheet of a table: headings with notes, a row of units, rows typed as they mean it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.plan.blank_tables import driver_help, template_text
from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import heading
from planner.plan.reading.records import is_remark
from planner.plan.tables import DRIVERS, TABLES, Table
from planner.plan.tables.column import Column
from planner.workbook.cell_values import (
    FORMATS,
    TEXT,
    UnwritableError,
    cell_at,
    put,
    typed_cell,
)
from planner.workbook.heading_notes import AUTHOR, needed, note_size, note_text
from planner.workbook.layout import (
    WHAT_TO_TYPE,
    Cells,
    Sheet,
    laid_out,
    sheet_name,
    unit_row,
)
from planner.workbook.styles import (
    READY_ROWS,
    WIDE,
    WIDTHS,
    add_list,
    fits_in_a_cell,
    looks,
    print_wide,
    words_of,
)

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: Columns that name a row of another table, and that table.
NAMES_OF = {
    ("inventory", "name"): "devices",
    ("repair", "fleet"): "devices",
    ("incidents", "insurance"): "security",
    ("incidents", "contract"): "security",
    ("eligibility", "name"): "funding",
}
#: Cells with the kinds of cost on the Sources sheet, a list too long for a cell's own drop-down.
KINDS_OF_COST = "Sources!$I$3:$I$200"
#: First row below the headings and their units.
FIRST_ROW = 3
_HEADING_HEIGHT, _UNIT_HEIGHT = 34, 30
_NO_COLUMN = Column("", "text", "")


def draw_table(sheet: Worksheet, table: Table, content: Sheet) -> None:
    """Draw the sheet of a table with one item a row.

    Parameters
    ----------
    sheet : Worksheet
        The empty sheet.
    table : Table
        The table.
    content : Sheet
        Its lines; without a row that is read, an example is shown.
    """
    laid = laid_out(table, content)
    lines = _with_drivers(table, laid.columns, laid.lines)
    if not laid.has_rows and table.name != "assumptions":
        lines.insert(0, tuple(example_row(table)))
    for place, name in enumerate(laid.columns, start=1):
        _draw_heading(sheet, table, name, place)
    _draw_units(sheet, table, laid.columns)
    for row, line in enumerate(lines, start=FIRST_ROW):
        _draw_line(sheet, row, table, laid.columns, line)
    _add_lists(sheet, table, laid.columns, last=len(lines) + READY_ROWS)
    sheet.freeze_panes = f"B{FIRST_ROW}"
    print_wide(sheet, FIRST_ROW - 1)


def _draw_heading(sheet: Worksheet, table: Table, name: str, place: int) -> None:
    look = looks()
    cell = cell_at(sheet, 1, place)
    put(cell, heading(table, name))
    must = name in table.columns and needed(table, name)
    cell.font, cell.fill = look.heading, look.needed if must else look.optional
    cell.alignment, cell.border = look.middle, look.line
    sheet.row_dimensions[1].height = _HEADING_HEIGHT
    dimension = sheet.column_dimensions[cell.column_letter]
    column = table.columns.get(name)
    if column is None:
        dimension.width, dimension.number_format = WIDE, TEXT
        return
    dimension.width = WIDE if name in ("source", "note") else WIDTHS[column.kind]
    dimension.number_format = FORMATS.get(column.kind, TEXT)
    if name not in ("source", "note"):
        add_note(cell, note_text(table, name, column))


def add_note(cell: Cell, text: str) -> None:
    """Put a note on a cell, large enough to be read whole.

    Parameters
    ----------
    cell : Cell
        The cell.
    text : str
        The note.
    """
    from openpyxl.comments import Comment

    width, height = note_size(text)
    cell.comment = Comment(text, AUTHOR, height=height, width=width)


def _draw_line(sheet: Worksheet, row: int, table: Table, columns: Cells, line: Cells) -> None:
    """One line: what its cells mean, or a remark in grey, which may be an example."""
    remark = is_remark(line)
    look = looks()
    for place, text in enumerate(_explained(table, columns, line), start=1):
        if not text and not remark:
            continue
        cell = cell_at(sheet, row, place)
        column = table.columns.get(columns[place - 1], _NO_COLUMN)
        put_text(cell, column, text, f"sheet {sheet_name(table)}, row {row}")
        cell.alignment = look.right if column.kind in FORMATS else look.top
        if remark:
            cell.font, cell.fill = look.grey, look.example


def put_text(cell: Cell, column: Column, text: str, where: str) -> None:
    """Write what was typed, as the kind of its column.

    Parameters
    ----------
    cell : Cell
        The cell.
    column : Column
        What the column means.
    text : str
        What was typed.
    where : str
        Sheet and row, for the sentence about a cell that Excel cannot hold.

    Raises
    ------
    UnwritableError
        If the text is longer than a cell of Excel.
    """
    value, form = typed_cell(column, text)
    try:
        put(cell, value, form)
    except UnwritableError as error:
        reason = f"{where}: {error}"
        raise UnwritableError(reason) from None


def _draw_units(sheet: Worksheet, table: Table, columns: Cells) -> None:
    look = looks()
    for place, text in enumerate(unit_row(table, columns), start=1):
        cell = cell_at(sheet, FIRST_ROW - 1, place)
        put(cell, text)
        cell.font, cell.fill, cell.alignment = look.grey, look.example, look.middle
    sheet.row_dimensions[FIRST_ROW - 1].height = _UNIT_HEIGHT


def _add_lists(sheet: Worksheet, table: Table, columns: Cells, last: int) -> None:
    """Drop-downs of the words that a column allows, or of the names of another table's rows."""
    from openpyxl.utils import get_column_letter

    for place, name in enumerate(columns, start=1):
        if name not in table.columns:
            continue
        letter = get_column_letter(place)
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        words = words_of(table.columns[name])
        named = NAMES_OF.get((table.name, name))
        if words:
            add_list(sheet, cells, words if fits_in_a_cell(words) else KINDS_OF_COST)
        elif named:
            names = f"{sheet_name(TABLES[named])}!$A${FIRST_ROW}:$A${READY_ROWS}"
            add_list(sheet, cells, names)


def _with_drivers(table: Table, columns: Cells, lines: Sequence[Cells]) -> list[Cells]:
    """Lines of the assumptions: a blank sheet lists the drivers, and a remark says how to go on."""
    if table.name != "assumptions":
        return [*lines]
    blank = ("",) * (len(columns) - 1)
    remark = template_text(table).splitlines()[1].partition(",")[0]
    return [*(lines or [(name, *blank) for name in DRIVERS]), (remark, *blank)]


def _explained(table: Table, columns: Cells, line: Cells) -> Cells:
    """An assumption with what to type beside it, where nothing stands there."""
    if table.name != "assumptions" or WHAT_TO_TYPE not in columns or line[0] not in DRIVERS:
        return line
    place = columns.index(WHAT_TO_TYPE)
    told = line[place] or driver_help(DRIVERS[line[0]])
    return (*line[:place], told, *line[place + 1 :])
