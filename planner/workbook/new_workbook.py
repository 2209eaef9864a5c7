"""A plan's workbook: blank to start from, or filled with what the tables of a plan hold.

The same content gives the same bytes, so a workbook under version control changes only where the
plan does. Left out: formulas; our workbooks have none.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from planner.plan.start_sheet.answers import SHEET
from planner.plan.tables import TABLES
from planner.workbook.form_sheet import draw_form
from planner.workbook.front_sheets import SOURCES, draw_sources, draw_start
from planner.workbook.layout import Sheet, sheet_name
from planner.workbook.table_sheet import draw_table

if TYPE_CHECKING:
    from openpyxl import Workbook

#: The day on which every workbook says it was made: the earliest that a zip archive can hold.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


@cache
def blank_workbook() -> bytes:
    """A workbook to start from: questions, every table with an example, our sources.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    return workbook_with({})


def workbook_with(content: Mapping[str, Sheet], answers: Mapping[str, str] | None = None) -> bytes:
    """The workbook with lines in its tables, including comments and unknown columns.

    Parameters
    ----------
    content : mapping
        Table -> its lines.
    answers : mapping, optional
        Question of the Start sheet -> answer as typed.

    Returns
    -------
    bytes
        The .xlsx file.

    Raises
    ------
    UnwritableError
        If a text is longer than an Excel cell.
    """
    # An import of 0.25 s, which commands without a workbook should not wait for.
    from openpyxl import Workbook

    book = Workbook()
    front = book.worksheets[0]
    front.title = SHEET
    draw_start(front, answers)
    for name, table in TABLES.items():
        draw = draw_form if table.shape == "form" else draw_table
        draw(book.create_sheet(sheet_name(table)), table, content.get(name, Sheet()))
    draw_sources(book.create_sheet(SOURCES))
    book.active = 0
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    """A workbook as a file: the same content gives the same bytes.

    Parameters
    ----------
    book : Workbook
        The workbook.

    Returns
    -------
    bytes
        The .xlsx file.
    """
    from openpyxl.writer.excel import ExcelWriter

    day = datetime(*_NO_DAY)
    book.properties.creator = "Technology funding planner"
    book.properties.created = book.properties.modified = day
    if book.calculation:  # there is nothing to calculate, and saved results must count
        book.calculation.fullCalcOnLoad = False
    first = io.BytesIO()
    # Not book.save, which dates the workbook today.
    ExcelWriter(book, zipfile.ZipFile(first, "w")).save()
    again = io.BytesIO()
    with zipfile.ZipFile(first) as written, zipfile.ZipFile(again, "w") as archive:
        for part in written.infolist():
            entry = zipfile.ZipInfo(part.filename, _NO_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, written.read(part))
    return again.getvalue()
