"""A workbook of results: a first sheet that says what it is, then a sheet for each table.

Every table has its heading in sight and a filter on it. Numbers are numbers, text is text, and what
is not known is an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.workbook.book_parts import FILTER, BookColumn, BookSheet, FrontLine
from planner.workbook.cell_values import TEXT, UnwritableError, Written, cell_at, put
from planner.workbook.front_sheets import draw_headings
from planner.workbook.new_workbook import bytes_of
from planner.workbook.styles import looks, print_wide, set_height

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ABOUT = "About"
_FRONT_WIDTHS = (34, 120)
#: So many letters go into a column for each character of its width: digits are wider than most.
_LETTERS = 1.1
#: Of a text that is longer than Excel's cells, so much is kept [characters], and this is said.
_KEPT, _CUT = 4000, "... (longer than a cell of a workbook; the CSV file has all of it)"


def tables_workbook(title: str, front: Sequence[FrontLine], sheets: Sequence[BookSheet]) -> bytes:
    """A workbook with a first sheet and a sheet for each table.

    Parameters
    ----------
    title : str
        Title of the first sheet.
    front : sequence of FrontLine
        What it says.
    sheets : sequence of BookSheet
        The tables.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    # An import of 0.25 s, which commands without a workbook should not wait for.
    from openpyxl import Workbook

    book = Workbook()
    first = book.worksheets[0]
    first.title = ABOUT
    _draw_front(first, title, front)
    for table in sheets:
        _draw(book.create_sheet(table.name), table.columns)
    return bytes_of(book)


def _draw_front(sheet: Worksheet, title: str, lines: Sequence[FrontLine]) -> None:
    from openpyxl.worksheet.hyperlink import Hyperlink

    look = looks()
    put(cell_at(sheet, 1, 1), title)
    sheet["A1"].font = look.title
    for row, line in enumerate(lines, start=2):
        if line.is_heading:
            draw_headings(sheet, row, (line.label, str(line.said)))
            continue
        label, said = cell_at(sheet, row, 1), cell_at(sheet, row, 2)
        put(label, line.label)
        _put(said, line.said, line.form)
        label.font, label.alignment = look.strong, look.wrapped
        said.font, said.alignment = look.plain, look.left
        if line.leads_to:
            label.font = look.link
            label.hyperlink = Hyperlink(label.coordinate, location=f"'{line.leads_to}'!A1")
        set_height(sheet, row, (line.label, str(line.said)), _in_letters(_FRONT_WIDTHS))
    for letter, width in zip("AB", _FRONT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    print_wide(sheet, 0)


def _draw(sheet: Worksheet, columns: Sequence[BookColumn]) -> None:
    """A table, its heading in sight above its rows and its first column next to them."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import Outline

    headings, widths = [one.heading for one in columns], [one.width for one in columns]
    draw_headings(sheet, 1, headings)
    set_height(sheet, 1, headings, [width - FILTER for width in widths])
    for place, column in enumerate(columns, start=1):
        heading = cell_at(sheet, 1, place)
        heading.border = looks().line
        if column.holds_numbers:
            heading.alignment = looks().over_numbers
    at_top = any(column.is_wrapped for column in columns)
    for place, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        _draw_column(sheet, place, column, at_top=at_top)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width
        if column.is_detail:
            dimension.outlineLevel, dimension.hidden = 1, True
    _set_heights(sheet, columns)
    # What opens details is above the column that they belong to, which is to the left of them.
    sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    sheet.freeze_panes = "B2"
    rows = max((len(column.values) for column in columns), default=0)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows + 1}"
    print_wide(sheet, 1, sum(one.width for one in columns if not one.is_detail))


def _draw_column(sheet: Worksheet, place: int, column: BookColumn, *, at_top: bool) -> None:
    """The cells of a column, at the top of their row where rows are taller than one line."""
    look = looks()
    alignment = look.wrapped if column.is_wrapped else look.top
    for row, (value, form) in enumerate(column.cells(), start=2):
        if value is None or value == "":
            continue
        cell = cell_at(sheet, row, place)
        _put(cell, value, form)
        if at_top:  # only there: it takes half as long as the cell itself
            cell.alignment = alignment
        if column.marked and value == column.marked:
            cell.fill = look.missed


def _put(cell: Cell, value: Written, form: str) -> None:
    """Write a cell; a text that no cell holds keeps nobody else's rows from being written."""
    try:
        put(cell, value, TEXT if isinstance(value, str) else form)
    except UnwritableError:
        put(cell, f"{str(value)[:_KEPT]}{_CUT}")


def _set_heights(sheet: Worksheet, columns: Sequence[BookColumn]) -> None:
    """Rows are as tall as the text that is in sight."""
    wrapped = [one for one in columns if one.is_wrapped and not one.is_detail]
    widths = _in_letters([one.width for one in wrapped])
    for row, texts in enumerate(zip(*(one.values for one in wrapped), strict=True), start=2):
        set_height(sheet, row, [str(text or "") for text in texts], widths)


def _in_letters(widths: Sequence[float]) -> list[float]:
    """How many letters of a sentence go into a line of columns so wide."""
    return [_LETTERS * width for width in widths]
