"""From the records of a table to typed rows; every problem is noted on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from planner.plan.problems.problem import nearest
from planner.plan.reading.drafts import Draft
from planner.plan.reading.headings import setting_names
from planner.plan.reading.records import Record, Records, plain
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells, required_columns
from planner.plan.reading.table_layout import note_layout
from planner.plan.reading.total_rows import is_sum, may_be_sum
from planner.plan.tables import District, Table
from planner.plan.tables.row import Row
from planner.spreadsheets.cut_numbers import END_OF_A_NUMBER

#: Tables in which several rows may have the same name.
_NAMES_REPEAT = ("changes", "scenarios", "assumptions")

#: Problems of rows whose cells may be under the wrong columns.
_SHIFTED = ("P07", "P24")


def read_form(table: Table, records: Records, reading: Reading) -> dict[str, Any]:
    """Settings of the district, with the row and the source of each: fields of a plan.

    Parameters
    ----------
    table : Table
        The table with one setting per row.
    records : Records
        What is in it.
    reading : Reading
        Where problems are noted.
    """
    note_layout(table, records, reading)
    found = _settings(table, records, reading)
    typed = {name: record.cells.get("value", "") for name, record in found.items()}
    values, refused = read_cells(table, typed, _setting_places(table, records, found), reading)
    unsettled = {name for name, record in found.items() if "value" in record.unsettled}
    unknown = unsettled if "value" in records.header else {*table.columns}
    names = tuple(dict.fromkeys((*refused, *unknown)))
    return {
        "district": Draft(District, values, names) if names else District(**values),
        "setting_rows": {name: record.number for name, record in found.items()},
        "setting_files": {name: record.file for name, record in found.items() if record.file},
        "setting_sources": {n: record.cells.get("source", "") for n, record in found.items()},
    }


def _settings(table: Table, records: Records, reading: Reading) -> dict[str, Record]:
    """Setting -> its row, the last one where it appears twice."""
    names = setting_names(table.name)
    found: dict[str, Record] = {}
    for record in records.rows:
        typed = record.cells.get("setting", "")
        setting = names.get(plain(typed), typed.lower())
        here = (record.file or table.file, record.number)
        if setting not in table.columns:
            facts = {"expected": ", ".join(table.columns)}
            reading.note("P08", *here, setting, nearest=nearest(typed, table.columns), **facts)
            continue
        if setting in found:
            facts = {"value": setting, "first": str(found[setting].number)}
            reading.note("P09", *here, "setting", **facts)
        source = record.cells.get("source", "")
        if record.cells.get("value") and END_OF_A_NUMBER.match(source):
            reading.note("P24", *here, setting, value=source, into="source")
        found[setting] = record
    return found


def _setting_places(
    table: Table, records: Records, found: Mapping[str, Record]
) -> dict[str, CellPlace]:
    """Setting -> where its value is typed or missing."""
    if "value" not in records.header:
        return {}
    places = {name: CellPlace(table.file, 0, name) for name in table.columns}
    for name, record in found.items():
        places[name] = CellPlace(record.file or table.file, record.number, name)
        if "value" in record.unsettled:  # not blank: there is a sentence about the formula
            del places[name]
    return places


def read_rows(table: Table, records: Records, reading: Reading) -> Iterator[Row | Draft]:
    """Rows of a table; a row with cells that cannot be read is a draft.

    Parameters
    ----------
    table : Table
        The table with one item per row.
    records : Records
        What is in it.
    reading : Reading
        Where problems are noted, and the text of rows that cannot be read.
    """
    note_layout(table, records, reading)
    reader = _RowReader(table, records, reading)
    for record in records.rows:
        row = reader.read(record)
        if row is not None:
            yield row


class _RowReader:
    """Reads the rows of one table, and notes names that appear twice."""

    def __init__(self, table: Table, records: Records, reading: Reading) -> None:
        self.table = table
        self.header = records.header
        self.reading = reading
        self.required = required_columns(table.model)
        self.first_rows: dict[str, int] = {}
        self.shifted = {(p.file, p.row) for p in reading.problems if p.code in _SHIFTED}

    def read(self, record: Record) -> Row | Draft | None:
        """The row, or None if it is a total or its cells may be under the wrong columns."""
        places = self._places(record)
        if self._is_total(record, places):
            here = (record.file or self.table.file, record.number)
            self.reading.note("P79", *here, "name", value=record.cells["name"])
            self._note_unread(record)
            return None
        row = self._typed_row(record, places)
        self._note_repeated_name(record, row)
        if isinstance(row, Row):
            return row
        if (record.file or self.table.file, record.number) in self.shifted:
            self._note_unread(record)
            return None
        if "name" in row.open:  # whatever it is called, others may name it
            self.reading.unread.add(record.cells.get("name", "").lower())
        return row

    def _places(self, record: Record) -> dict[str, CellPlace]:
        """Columns in which a cell is typed or blank; a formula without a result is neither."""
        file = record.file or self.table.file
        columns = (name for name in self.header if name not in record.unsettled)
        return {name: CellPlace(file, record.number, name) for name in columns}

    def _is_total(self, record: Record, places: Mapping[str, CellPlace]) -> bool:
        """Whether a row is the total of others; in the ledger, a total may be intended."""
        name = record.cells.get("name", "")
        if self.table.name == "ledger" and not record.cells.get("category"):
            return False
        blank = any(name in places and not record.cells.get(name) for name in self.required)
        return is_sum(name) or (may_be_sum(name) and blank)

    def _typed_row(self, record: Record, places: Mapping[str, CellPlace]) -> Row | Draft:
        values, refused = read_cells(self.table, record.cells, places, self.reading)
        place = {"file": record.file or self.table.file, "row": record.number}
        unsettled = [name for name in record.unsettled if name in self.table.columns]
        if refused or unsettled:
            names = tuple(dict.fromkeys((*refused, *unsettled)))
            return Draft(self.table.model, values, names, place)
        return cast("Row", self.table.model(**values, **place))

    def _note_unread(self, record: Record) -> None:
        """Remember the text of a row, so no other problem says that it is missing."""
        self.reading.unread.update(text.lower() for text in record.cells.values())

    def _note_repeated_name(self, record: Record, row: Row | Draft) -> None:
        if self.table.name in _NAMES_REPEAT:
            return
        name = row.unique_key if isinstance(row, Row) else _key_of_draft(row)
        if name.lower() in self.first_rows:
            facts = {"value": name, "first": str(self.first_rows[name.lower()])}
            here = (record.file or self.table.file, record.number)
            self.reading.note("P09", *here, "name", **facts)
        if name:
            self.first_rows.setdefault(name.lower(), record.number)


def _key_of_draft(draft: Draft) -> str:
    """What may appear only once, if none of the open cells is a part of it; else nothing."""
    keys = {
        row.unique_key for row in map(draft.filled, range(draft.rounds)) if isinstance(row, Row)
    }
    return keys.pop() if len(keys) == 1 and "name" not in draft.open else ""
