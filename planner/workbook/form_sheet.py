"""Draw the District sheet: one setting per row, with what to type next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.plan.blank_tables import help_text
from planner.plan.reading.headings import FORM_COLUMNS, heading
from planner.plan.reading.records import is_comment
from planner.plan.tables import Table
from planner.plan.tables.column import Column
from planner.workbook.cell_values import FORMATS, TEXT, cell_at, put
from planner.workbook.heading_notes import needed
from planner.workbook.layout import Cells, Sheet, laid_out
from planner.workbook.styles import add_list, looks, print_wide, set_height, words_of
from planner.workbook.table_sheet import put_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (40, 24, 46, 46, 22, 70)
_TEXT = Column("", "text", "")
_VALUE = 2


def draw_form(sheet: Worksheet, table: Table, content: Sheet) -> None:
    """Draw the sheet of a table with one setting per row.

    Parameters
    ----------
    sheet : Worksheet
        The empty sheet.
    table : Table
        The table.
    content : Sheet
        Its settings; settings that are not typed are listed with a blank value.
    """
    laid = laid_out(table, content)
    look = looks()
    for place, name in enumerate(laid.columns, start=1):
        cell = cell_at(sheet, 1, place)
        put(cell, heading(table, name))
        cell.font, cell.fill, cell.alignment = look.heading, look.optional, look.middle
        width = _WIDTHS[place - 1] if place <= len(_WIDTHS) else _WIDTHS[0]
        sheet.column_dimensions[cell.column_letter].width = width
    for row, line in enumerate(_lines(table, laid), start=2):
        _draw_line(sheet, row, table, line)
    sheet.freeze_panes = "B2"
    print_wide(sheet, 1)


def _lines(table: Table, laid: Sheet) -> list[Cells]:
    """Every setting in the template's order, then everything else that was typed."""
    left = [*laid.lines]
    found = []
    for name in table.columns:
        typed = next((line for line in left if line[0].lower() == name), None)
        if typed is None:
            found.append((name, *[""] * (len(laid.columns) - 1)))
        else:
            left.remove(typed)
            found.append(typed)
    return [*found, *left]


def _either(typed: str, ours: str) -> str:
    """What the district typed, or else our explanation of the setting."""
    return typed or ours


def _draw_line(sheet: Worksheet, row: int, table: Table, line: Cells) -> None:
    look = looks()
    name = "" if is_comment(line) else line[0].lower()
    column = table.columns.get(name)
    ours = ("", "", "", "", column.unit, help_text(table, name, column)) if column else ()
    texts = [*map(_either, line, (*ours, *[""] * len(line)))]
    if column:
        texts[0] = column.label
    set_height(sheet, row, texts, _WIDTHS)
    for place, text in enumerate(texts, start=1):
        cell = cell_at(sheet, row, place)
        where = f"sheet {table.name.capitalize()}, row {row}"
        put_text(cell, column if place == _VALUE and column else _TEXT, text, where)
        cell.alignment, cell.border = look.wrapped, look.line
        if not column or place > len(FORM_COLUMNS):
            cell.font = look.gray
    if column is None:
        return
    value = cell_at(sheet, row, _VALUE)
    value.fill, value.alignment = look.answer, look.left
    if value.value is None:
        value.number_format = FORMATS.get(column.kind, TEXT)
    if needed(table, name):
        first = cell_at(sheet, row, 1)
        first.font, first.fill = look.heading, look.needed
    words = words_of(column)
    if words:
        add_list(sheet, value.coordinate, words)
