"""Problems with the layout of a table: its headings, cells outside columns, hidden and odd rows."""

from __future__ import annotations

import re

from planner.plan.cells.text import clean
from planner.plan.problems.problem import nearest
from planner.plan.reading.comment_rows import note_comment_rows
from planner.plan.reading.headings import NOT_READ, columns_read, heading, is_personal
from planner.plan.reading.joined_numbers import note_cut_numbers
from planner.plan.reading.records import Record, Records
from planner.plan.reading.row_cells import Reading, required_columns
from planner.plan.tables import Table

#: Columns that nothing is calculated from.
_FOR_PEOPLE = (*NOT_READ, "source", "note", "")
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
    elif reading.others_end and records.last_cell[0]:
        reading.note("W90", table.file, records.last_cell[0], value=records.last_cell[1])
    elif records.uneven:
        rows = ", ".join(map(str, records.uneven))
        reading.note("W39", table.file, records.uneven[0], value=rows)
    note_comment_rows(table, records, reading)
    _note_odd_cells(table, records, reading)
    if records.separator == ";":
        _note_commas(table, records, reading)
    if table.shape != "form":  # the form says so of its settings
        note_cut_numbers(table, records, reading)
    _note_hidden(table, records, reading)


def _note_hidden(table: Table, records: Records, reading: Reading) -> None:
    """What counts although nobody sees it, or although somebody struck it out."""
    hidden = [str(record.number) for record in records.rows if record.hidden]
    if hidden:
        reading.note("W34", table.file, int(hidden[0]), value=", ".join(hidden))
    struck = [str(record.number) for record in records.rows if record.is_struck_out]
    if struck:
        reading.note("W49", table.file, int(struck[0]), value=", ".join(struck))
    columns = [column for column in records.hidden if column not in NOT_READ]
    if records.sheet_is_hidden and records.rows:
        reading.note("W48", table.file, value="the entire sheet")
    elif columns:
        headings = ", ".join(heading(table, column) for column in columns)
        reading.note("W48", table.file, value=f"column {headings}")


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
        for column in record.merged:
            if column not in _FOR_PEOPLE:
                reading.note("P96", *here, column)
        if not record.is_struck_out:
            _note_struck(record, here, reading)


def _note_struck(record: Record, here: tuple[str, int], reading: Reading) -> None:
    """Cells of a row that are struck out, entirely or in part."""
    for column in record.struck:
        if column not in _FOR_PEOPLE:
            reading.note("P97", *here, column, value=record.cells.get(column, ""))
    for column, text in record.left_out.items():
        if column not in _FOR_PEOPLE:
            facts = {"value": clean(text), "read": record.cells.get(column, "")}
            reading.note("W58", *here, column, **facts)


def _note_commas(table: Table, records: Records, reading: Reading) -> None:
    """Where semicolons separate the cells, a comma is often a decimal comma."""
    for record in records.rows:
        for column, text in record.cells.items():
            numeric = table.shape == "form" or getattr(table.columns.get(column), "numeric", False)
            if numeric and _ONE_COMMA.match(text):
                reading.note("W36", record.file or table.file, record.number, column, value=text)
