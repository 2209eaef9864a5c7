"""Problems with the layout of a table: its headings, cells outside columns, hidden and odd rows."""

from __future__ import annotations

import re

from planner.plan.problems.problem import nearest
from planner.plan.reading.comment_rows import note_comment_rows
from planner.plan.reading.headings import NOT_READ, columns_read, is_personal
from planner.plan.reading.records import Records
from planner.plan.reading.row_cells import Reading, required_columns
from planner.plan.tables import Table

#: Thousands in the US; decimals where semicolons separate the cells.
_ONE_COMMA = re.compile(r"^[-($ ]*\d{1,3},\d{3}[ )%]*$")


def note_layout(table: Table, records: Records, reading: Reading) -> None:
    """Note everything about a table that is wrong or unusual before its cells are read.

    Parameters
    ----------
    table : Table
        The table.
    records : Records
        What is in it.
    reading : Reading
        Where the problems are noted.
    """
    _note_headings(table, records, reading)
    for number in records.above:
        reading.note("W35", table.file, number)
    if records.cut_in:
        reading.note("W38", table.file, records.cut_in)
    elif records.uneven:
        rows = ", ".join(map(str, records.uneven))
        reading.note("W39", table.file, records.uneven[0], value=rows)
    note_comment_rows(table, records, reading)
    _note_odd_cells(table, records, reading)
    if records.separator == ";":
        _note_commas(table, records, reading)
    hidden = [str(record.number) for record in records.rows if record.hidden]
    if hidden:
        reading.note("W34", table.file, int(hidden[0]), value=", ".join(hidden))


def _note_headings(table: Table, records: Records, reading: Reading) -> None:
    """Columns that are unknown, appear twice or are missing."""
    expected = columns_read(table)
    header, row = records.header, records.header_row
    for index, column in enumerate(header):
        if not column:
            continue
        if is_personal(column) and column not in expected:
            reading.note("P91", table.file, row, column, value=column)
            continue
        if column not in (*expected, *NOT_READ):
            facts = {"expected": ", ".join(expected), "nearest": nearest(column, expected)}
            reading.note("P05", table.file, row, column, **facts)
        if column in header[:index]:
            reading.note("P22", table.file, row, column)
    needed = ("setting", "value") if table.shape == "form" else required_columns(table.model)
    for column in needed:
        if column not in header:
            reading.note("P06", table.file, row, column, value=column)


def _note_odd_cells(table: Table, records: Records, reading: Reading) -> None:
    """Cells in columns without a name, and formulas that were never calculated."""
    for record in records.rows:
        here = (record.file or table.file, record.number)
        if record.cells.get(""):
            reading.note("P07", *here, value=record.cells[""])
        for column in record.uncalculated:
            if column not in NOT_READ:
                reading.note("P90", *here, column)


def _note_commas(table: Table, records: Records, reading: Reading) -> None:
    """Where semicolons separate the cells, a comma is often a decimal comma."""
    for record in records.rows:
        for column, text in record.cells.items():
            numeric = table.shape == "form" or getattr(table.columns.get(column), "numeric", False)
            if numeric and _ONE_COMMA.match(text):
                reading.note("W36", record.file or table.file, record.number, column, value=text)
