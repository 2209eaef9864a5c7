"""How one cell of a workbook is written: as a number or date if that is safe, else as text.

A number that would not read back as exactly the same value stays the text that was typed. Text is
never a formula, whatever it begins with, and characters that a workbook cannot hold are written
as Excel writes them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from planner.plan.cells.read_cell import CellError, clean, doubt_of, read_cell
from planner.plan.tables.column import Column, Kind
from planner.spreadsheets.number_formats import kind_of_format, show_number

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Written = str | float | date

#: Excel does not change what it is given as text: 6-8 stays a grade band, not June 8.
TEXT = "@"
DOLLARS, _CENTS = '"$"#,##0', '"$"#,##0.00'
#: Number formats of blank cells, so new values look like those already there.
FORMATS: dict[Kind, str] = {
    "number": "General",
    "money": _CENTS,
    "rate": "0.0####%",
    "fiscal_year": "0",
    "start_date": "m/d/yyyy",
    "end_date": "m/d/yyyy",
    "day": "m/d/yyyy",
}
THOUSANDS = "#,##0"

#: The most that Excel keeps in one cell [characters].
MOST_IN_A_CELL = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
#: An underscore that would be read as the start of such a code.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}[_\x00-\x08\x0b-\x1f\ufffe\uffff])")
_FORMULA_STARTS = ("=", "+", "-", "@")


class UnwritableError(ValueError):
    """Text that a workbook cannot hold."""


def typed_cell(column: Column, text: str) -> tuple[Written, str]:
    """What is written for a cell of a column, and its number format.

    Parameters
    ----------
    column : Column
        What the column means.
    text : str
        What the district typed.

    Returns
    -------
    tuple
        A number, a date or text, and the format it is shown in.

    Examples
    --------
    >>> typed_cell(Column("Price", "money", ""), "$1,200")
    (1200.0, '"$"#,##0')
    >>> typed_cell(Column("Loss", "rate", ""), "3%"), typed_cell(Column("Loss", "rate", ""), "3")
    ((0.03, '0.0####%'), ('3', '@'))
    """
    if not text or (column.kind not in FORMATS and column.kind != "yes_no"):
        return text, TEXT
    try:
        value = read_cell(column, clean(text))
    except CellError:
        return text, TEXT
    if isinstance(value, bool):
        return "yes" if value else "no", TEXT
    if isinstance(value, date):
        return value, FORMATS[column.kind]
    if not isinstance(value, (int, float)):
        return text, TEXT
    form = _format_of(column.kind, float(value))
    # What was in doubt stays as typed, so it is asked about again.
    sure = doubt_of(column, clean(text)) is None and _reads_back(column, value, form)
    return (value, form) if sure else (text, TEXT)


def _format_of(kind: Kind, value: float) -> str:
    """Format of a number: thousands with commas, cents where there are any."""
    if kind == "money" and value.is_integer():
        return DOLLARS
    if kind == "number" and value.is_integer():
        return THOUSANDS
    return FORMATS[kind]


def _reads_back(column: Column, value: float, form: str) -> bool:
    """Whether the number, as a workbook keeps it, is read as exactly the same value."""
    back = text_back(value, form)  # with the 15 digits that every spreadsheet program keeps
    try:
        return read_cell(column, back) == value and doubt_of(column, back) is None
    except CellError:
        return False


def text_back(value: Written, form: str) -> str:
    """Text that a written cell is read back as.

    Parameters
    ----------
    value : str, float or date
        What the cell holds.
    form : str
        Its number format.

    Returns
    -------
    str

    Examples
    --------
    >>> text_back(0.03, "0.0####%"), text_back(1200.0, '"$"#,##0'), text_back("as_due", "@")
    ('3%', '1200', 'as_due')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return show_number(f"{value:.15g}", kind_of_format(form))


def escaped(text: str) -> str:
    r"""Text as Excel writes it, with codes for characters that its files cannot hold.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str

    Raises
    ------
    UnwritableError
        If it is longer than a cell.

    Examples
    --------
    >>> escaped("two\rlines"), escaped("_x0041_")
    ('two_x000D_lines', '_x005F_x0041_')
    """
    shown = _LOOKS_ESCAPED.sub("_x005F_", text)
    shown = _NOT_IN_XML.sub(lambda char: f"_x{ord(char[0]):04X}_", shown)
    if len(shown) > MOST_IN_A_CELL:
        most = f"{MOST_IN_A_CELL:,}"
        msg = f"a cell holds more than {most} characters, the most that Excel allows. Shorten it"
        raise UnwritableError(msg)
    return shown


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet without merged cells.

    Parameters
    ----------
    sheet : Worksheet
        The sheet.
    row, column : int
        Its row and column, from 1.

    Returns
    -------
    Cell
    """
    return cast("Cell", sheet.cell(row, column))


def put(cell: Cell, value: Written, form: str = TEXT) -> None:
    """Write a cell; text stays text, whatever it looks like.

    Parameters
    ----------
    cell : Cell
        The cell.
    value : str, float or date
        What it will hold; an empty text leaves it blank.
    form : str
        Number format.
    """
    cell.number_format = form
    if not isinstance(value, str):
        cell.value = value
    elif value:
        cell.value = escaped(value)
        cell.data_type = "s"  # and not a formula or an error, which openpyxl takes text for
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
