"""From the tables as they stand in files to typed rows; every problem is noted on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from planner.plan.problems.problem import nearest
from planner.plan.reading.comment_rows import note_remarks
from planner.plan.reading.headings import (
    FOR_THE_EYE,
    columns_read,
    setting_names,
    speaks_of_a_person,
)
from planner.plan.reading.records import Record, Records, plain
from planner.plan.reading.row_cells import Reading, read_cells
from planner.plan.reading.total_rows import is_sum, may_be_sum
from planner.plan.tables import District, Table
from planner.plan.tables.column import columns_of, is_required
from planner.plan.tables.row import Row

#: Thousands in the US, decimals where semicolons stand between cells.
_ONE_COMMA = re.compile(r"^[-($ ]*\d{1,3},\d{3}[ )%]*$")
_END_OF_A_NUMBER = re.compile(r"^\d{3}(\.\d+)?$")

#: Stand-ins for settings that cannot be read, so that the other tables are judged all the same.
#: A late first year finds no fault with rows that would be too late for an earlier one.
_STAND_IN = {
    "name": "?",
    "first_year": 2100,
    "staff": 0,
    "reserve_opening_balance": 0,
    "reserve_policy_rate": 0,
}


def read_form(table: Table, records: Records, reading: Reading) -> dict[str, Any]:
    """The settings of the district, where each was typed, and its source: fields of a plan."""
    note_headings(table, records, reading)
    typed: dict[str, str] = {}
    found: dict[str, Record] = {}
    sources: dict[str, str] = {}
    names = setting_names(table.name)
    for record in records.rows:
        said = record.cells.get("setting", "")
        setting = names.get(plain(said), said.lower())
        here = (record.file or table.file, record.number)
        if setting not in table.columns:
            facts = {"expected": ", ".join(table.columns)}
            reading.note("P08", *here, setting, nearest=nearest(said, table.columns), **facts)
            continue
        if setting in found:
            facts = {"value": setting, "first": str(found[setting].number)}
            reading.note("P09", *here, "setting", **facts)
        typed[setting] = record.cells.get("value", "")
        found[setting] = record
        sources[setting] = record.cells.get("source", "")
        if typed[setting] and _END_OF_A_NUMBER.match(sources[setting]):
            reading.note("P24", *here, setting, value=sources[setting])
    where = {name: (table.file, 0, name) for name in table.columns}
    where |= {n: (record.file or table.file, record.number, n) for n, record in found.items()}
    for name in [n for n, record in found.items() if "value" in record.uncalculated]:
        del where[name]
    has_values = "value" in records.header
    values = read_cells(table, typed, where if has_values else {}, reading)
    return {
        "district": District(**{**_STAND_IN, **values}),
        "setting_rows": {name: record.number for name, record in found.items()},
        "setting_files": {name: record.file for name, record in found.items() if record.file},
        "setting_sources": sources,
    }


def read_rows(table: Table, records: Records, reading: Reading) -> Iterator[Row]:
    """Rows that can be read; what stands in the others is kept, so that nobody misses it."""
    note_headings(table, records, reading)
    seen: dict[str, int] = {}
    needed = set(_required(table.model))
    for record in records.rows:
        file = record.file or table.file
        # A formula that was never calculated is no blank cell; it has a sentence of its own.
        shown = (name for name in records.header if name not in record.uncalculated)
        where = {name: (file, record.number, name) for name in shown}
        if _is_sum(table, record.cells, needed & where.keys()):
            reading.note("P79", file, record.number, "name", value=record.cells["name"])
            reading.unread.update(text.lower() for text in record.cells.values())
            continue
        before = reading.refused
        values = read_cells(table, record.cells, where, reading)
        # Some rows are named by more than their name: one that was not read has no name then.
        key = record.cells.get("name", "") if _named_by_name(table) else ""
        if reading.refused > before or not needed <= values.keys():
            reading.unread.update(text.lower() for text in record.cells.values())
        else:
            row: Any = table.model(**values, file=file, row=record.number)
            key = row.once
            yield row
        if table.name in ("scenarios", "assumptions") or not key:
            continue
        if key.lower() in seen:
            first = str(seen[key.lower()])
            reading.note("P09", file, record.number, "name", value=key, first=first)
        seen.setdefault(key.lower(), record.number)


def note_headings(table: Table, records: Records, reading: Reading) -> None:
    """Note columns that are not known, stand twice or are missing, and cells outside columns."""
    expected = columns_read(table)
    header, row = records.header, records.header_row
    for place, column in enumerate(header):
        if column and column not in (*expected, *FOR_THE_EYE):
            if speaks_of_a_person(column):
                reading.note("P91", table.file, row, column, value=column)
                continue
            hint = nearest(column, expected)
            reading.note("P05", table.file, row, column, expected=", ".join(expected), nearest=hint)
        if column and column in header[:place]:
            reading.note("P22", table.file, row, column)
    needed = ["setting", "value"] if table.shape == "form" else _required(table.model)
    for column in needed:
        if column not in header:
            reading.note("P06", table.file, row, column, value=column)
    for number in records.above:
        reading.note("W35", table.file, number)
    if records.cut_in:
        reading.note("W38", table.file, records.cut_in)
    elif records.uneven:
        rows = ", ".join(map(str, records.uneven))
        reading.note("W39", table.file, records.uneven[0], value=rows)
    note_remarks(table, records, reading)
    _note_rows(table, records, reading)


def _note_rows(table: Table, records: Records, reading: Reading) -> None:
    for record in records.rows:
        here = (record.file or table.file, record.number)
        if record.cells.get(""):
            reading.note("P07", *here, value=record.cells[""])
        for column in record.uncalculated:
            if column not in FOR_THE_EYE:
                reading.note("P90", *here, column)
    if records.separator == ";":
        _note_commas(table, records, reading)
    hidden = [str(record.number) for record in records.rows if record.hidden]
    if hidden:
        reading.note("W34", table.file, int(hidden[0]), value=", ".join(hidden))


def _note_commas(table: Table, records: Records, reading: Reading) -> None:
    """Where semicolons stand between cells, a comma is often that of decimals."""
    for record in records.rows:
        for column, text in record.cells.items():
            numeric = table.shape == "form" or getattr(table.columns.get(column), "numeric", False)
            if numeric and _ONE_COMMA.match(text):
                reading.note("W36", record.file or table.file, record.number, column, value=text)


def _required(model: type[BaseModel]) -> list[str]:
    return [field for field in columns_of(model) if is_required(model, field)]


def _is_sum(table: Table, cells: Mapping[str, str], needed: set[str]) -> bool:
    """Whether a row is the sum of others; in the ledger a sum over all kinds of cost is meant."""
    name = cells.get("name", "")
    if table.name == "ledger" and not cells.get("category"):
        return False
    return is_sum(name) or (may_be_sum(name) and any(not cells.get(column) for column in needed))


def _named_by_name(table: Table) -> bool:
    """Whether the first column alone names a row."""
    return getattr(table.model, "key", None) is Row.key
