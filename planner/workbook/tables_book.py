"""A workbook of results: one sheet for each table, its heading in sight, text as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.workbook.cell_values import UnwritableError, cell_at, put
from planner.workbook.new_workbook import bytes_of

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: How numbers are shown; a year has no comma, and what is below this is a share or a count.
_YEAR, _WHOLE, _SMALL = "General", "#,##0", "0.0##"
_SMALL_BELOW = 100
#: Columns are as wide as their longest text, up to so much [characters].
_WIDEST = 40
#: So many rows are looked at for it.
_LOOKED_AT = 200
#: Of a text that is longer than Excel's cells, so much is kept [characters], and this is said.
_KEPT, _CUT = 4000, "... (longer than a cell of a workbook; the CSV file has all of it)"


def tables_workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook with a sheet for each table.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Name of the sheet -> its table.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    # An import of 0.25 s, which commands without a workbook should not wait for.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, frame in tables.items():
        _draw(book.create_sheet(name), frame)
    return bytes_of(book)


def _draw(sheet: Worksheet, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for place, name in enumerate(frame.columns, start=1):
        cell = cell_at(sheet, 1, place)
        put(cell, str(name))
        cell.font = Font(bold=True)
        values = frame[name].astype(object).where(frame[name].notna(), "")
        form = _format(str(name), frame[name])
        for row, value in enumerate(values, start=2):
            _put(cell_at(sheet, row, place), value, form)
        shown = [str(name), *map(str, values[:_LOOKED_AT])]
        width = min(max(map(len, shown)) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _format(name: str, column: pd.Series[Any]) -> str:
    """How the numbers of a column are shown: one format for all, so that they line up."""
    from pandas.api.types import is_bool_dtype, is_float_dtype, is_numeric_dtype

    if name.endswith("year") or not is_numeric_dtype(column) or is_bool_dtype(column):
        return _YEAR
    is_small = bool(column.abs().max() < _SMALL_BELOW)
    return _SMALL if is_small and is_float_dtype(column) else _WHOLE


def _put(cell: Cell, value: object, form: str) -> None:
    if isinstance(value, bool):
        put(cell, "yes" if value else "no")
    elif isinstance(value, (int, float)):
        put(cell, value, form)
    elif value != "":
        _put_text(cell, str(value))


def _put_text(cell: Cell, text: str) -> None:
    """Write a text; one that no cell holds keeps nobody else's rows from being written."""
    try:
        put(cell, text)
    except UnwritableError:
        put(cell, f"{text[:_KEPT]}{_CUT}")
