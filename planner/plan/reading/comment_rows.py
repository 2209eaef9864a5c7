"""Comment rows, which begin with # and are not read, that look as if they were meant to count.

A name such as ``#1 Chromebooks`` begins like a comment, and its cost would be missing. The
example rows of blank tables and workbooks are ours and are left alone as long as nobody has
typed over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import setting_names
from planner.plan.reading.records import COMMENT, Record, Records, plain
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells, required_columns
from planner.plan.tables import TABLES, Table

#: Column -> what its example was in blank tables of earlier versions.
_FORMER_EXAMPLES = {"benefits_rate": ("35%", "61%")}


def note_comment_rows(table: Table, records: Records, reading: Reading) -> None:
    """Note comment rows that hold everything a row of the table needs.

    Parameters
    ----------
    table : Table
        The table.
    records : Records
        What is in it.
    reading : Reading
        Where the problem is noted, once per table.
    """
    looks = _looks_like_a_setting if table.shape == "form" else _looks_like_a_row
    rows = [str(record.number) for record in records.comments if looks(table, record)]
    if rows:
        reading.note("W37", table.file, int(rows[0]), value=", ".join(rows))


def _looks_like_a_setting(table: Table, record: Record) -> bool:
    said = plain(_bare(record.cells.get("setting", "")))
    return said in setting_names(table.name) and bool(record.cells.get("value"))


def _looks_like_a_row(table: Table, record: Record) -> bool:
    if not all(record.cells.get(name) for name in required_columns(table.model)):
        return False
    cells = {name: _bare(text) for name, text in record.cells.items()}
    values = _values(table, cells)
    if not values:  # words in every cell: what to type, or a comment
        return False
    return not _is_our_example(table, cells, values)


def _is_our_example(table: Table, cells: Mapping[str, str], values: Mapping[str, Any]) -> bool:
    """Whether nobody has typed over the example of a blank table, today's or an earlier one."""
    example = dict(zip(table.columns, map(_bare, example_row(table)), strict=True))
    ours = [_values(table, example)]
    for name, texts in _FORMER_EXAMPLES.items():
        ours += [_values(table, {name: text}) for text in texts if name in table.columns]
    is_ours = (any(said.get(name) == value for said in ours) for name, value in values.items())
    return cells.get("name") == example["name"] and all(is_ours)


def _values(table: Table, cells: Mapping[str, str]) -> dict[str, Any]:
    """Values of the cells that hold more than words."""
    read = {name: text for name, text in cells.items() if name in table.columns and name != "name"}
    where = {name: CellPlace(table.file, 0, name) for name in read}
    values, _ = read_cells(TABLES[table.name], read, where, Reading())
    return {name: value for name, value in values.items() if _is_more_than_words(table, name)}


def _is_more_than_words(table: Table, name: str) -> bool:
    return table.columns[name].kind not in ("text", "list")


def _bare(text: str) -> str:
    return text.removeprefix(COMMENT).strip()
