"""Rows that begin with # and are not read, though they look like rows that were meant to count.

A name such as ``#1 Chromebooks`` begins like a remark, and its whole cost would be missed. The
example rows of blank tables and workbooks are ours and are left alone as long as nobody has
typed over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import setting_names
from planner.plan.reading.records import COMMENT, Record, Records, plain
from planner.plan.reading.row_cells import Reading, read_cells
from planner.plan.tables import TABLES, Table
from planner.plan.tables.column import columns_of, is_required


def note_remarks(table: Table, records: Records, reading: Reading) -> None:
    """Note rows that begin with # and hold all that a row of the table needs.

    Parameters
    ----------
    table : Table
        The table.
    records : Records
        What stands in it.
    reading : Reading
        Where it is noted, once for the table.
    """
    looks = _looks_like_a_setting if table.shape == "form" else _looks_like_a_row
    rows = [str(record.number) for record in records.remarks if looks(table, record)]
    if rows:
        reading.note("W37", table.file, int(rows[0]), value=", ".join(rows))


def _looks_like_a_setting(table: Table, record: Record) -> bool:
    said = plain(_bare(record.cells.get("setting", "")))
    return said in setting_names(table.name) and bool(record.cells.get("value"))


def _looks_like_a_row(table: Table, record: Record) -> bool:
    needed = (name for name in columns_of(table.model) if is_required(table.model, name))
    if not all(record.cells.get(name) for name in needed):
        return False
    cells = {name: _bare(text) for name, text in record.cells.items()}
    values = _values(table, cells)
    if not values:  # words in every cell: what to type, or a remark
        return False
    example = dict(zip(table.columns, map(_bare, example_row(table)), strict=True))
    return cells.get("name") != example["name"] or values != _values(table, example)


def _values(table: Table, cells: Mapping[str, str]) -> dict[str, Any]:
    """Values of the cells that hold more than words."""
    read = {name: text for name, text in cells.items() if name in table.columns and name != "name"}
    where = {name: (table.file, 0, name) for name in read}
    values = read_cells(TABLES[table.name], read, where, Reading())
    return {name: value for name, value in values.items() if _is_more_than_words(table, name)}


def _is_more_than_words(table: Table, name: str) -> bool:
    return table.columns[name].kind not in ("text", "list")


def _bare(text: str) -> str:
    return text.removeprefix(COMMENT).strip()
