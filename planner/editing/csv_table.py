"""One CSV table, written again with edited rows: all else in it keeps its exact bytes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.editing.typed_rows import TypedRow, edited_cells, is_only_listed, is_written, rows_of
from planner.plan.blank_tables import template_text
from planner.plan.cells.text import as_text
from planner.plan.reading.headings import column_names
from planner.plan.reading.records import Records, columns_of, records_of
from planner.plan.tables import Table
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.csv_rows import CsvRow, CsvRows
from planner.spreadsheets.grid import Grid


@dataclass(frozen=True)
class Written:
    """A file after edits, and the row of the spreadsheet in which each typed row stands."""

    content: bytes
    lines: Mapping[str, int]


class CsvTable:
    """A table's file as it was read; a table without a file begins as its template.

    Parameters
    ----------
    table : Table
        The table.
    raw : bytes
        All that the file holds; nothing if there is no file yet.
    grid : Grid, optional
        The same as it was read.
    ids : mapping, optional
        Row of the spreadsheet -> id of the typed row that was written there.

    Raises
    ------
    UnreadableError
        If it is not a table.
    """

    def __init__(
        self, table: Table, raw: bytes, grid: Grid | None, ids: Mapping[int, str] | None = None
    ) -> None:
        self.table, self.raw = table, raw
        names = column_names(table.name)
        content, records = _begun(table, raw, grid, names)
        self.begun = content
        self.header = records.header
        self.rows = rows_of(records.rows, ids or {})
        self.file = CsvRows(content, records.separator)
        self.header_row = records.header_row
        typed = self.file.rows[self.header_row - 1].typed
        self.fields = columns_of(typed, names)

    def written(self, rows: Sequence[TypedRow]) -> Written:
        """The file with these rows.

        Parameters
        ----------
        rows : sequence of TypedRow
            Rows as they are now.

        Returns
        -------
        Written
        """
        return _Writing(self, rows).written()


def _begun(
    table: Table, raw: bytes, grid: Grid | None, names: Mapping[str, str]
) -> tuple[bytes, Records]:
    """What is written to: the file, or the template; a file of comments gets column names."""
    content = raw or template_text(table).encode()
    records = records_of(grid if raw and grid is not None else read_csv(content), names)
    if records.header:
        return content, records
    file = CsvRows(content)
    headings = template_text(table).splitlines()[0]
    above = "".join(row.raw if row.line_end else f"{row.raw}\n" for row in file.rows)
    content = file.encoded(f"{above}{headings}\n")
    return content, records_of(read_csv(content), names)


class _Writing:
    """A file while it is written again, row by row."""

    def __init__(self, old: CsvTable, rows: Sequence[TypedRow]) -> None:
        self.old, self.file = old, old.file
        self.rows = {row.id: row for row in rows if not is_only_listed(row)}
        self.typed = {row.line: row for row in old.rows}
        self.edits = {
            row.id: edited_cells(row.cells, self.rows[row.id].cells)
            for row in old.rows
            if row.id in self.rows and not self.rows[row.id].from_start
        }
        self.added = _behind([row.id for row in old.rows], rows)
        self.fields = self._fields()
        self.end = self.file.rows[old.header_row - 1].line_end or "\n"
        self.pieces: list[str] = []
        self.lines: dict[str, int] = {}

    def _fields(self) -> tuple[str, ...]:
        """Columns of the file, and those that hold something from now on."""
        used = [name for cells in self.edits.values() for name, text in cells.items() if text]
        for rows in self.added.values():
            used += [name for row in rows for name, text in row.cells.items() if name and text]
        return (*self.old.fields, *(f for f in dict.fromkeys(used) if f not in self.old.fields))

    def written(self) -> Written:
        first = self._first_place()
        for number, record in enumerate(self.file.rows, start=1):
            if number == self.old.header_row:
                self._put(self._header(record))
            elif number not in self.typed:
                self._put(self._widened(record))
            elif self.typed[number].id in self.rows:
                self._put_row(record, self.typed[number].id)
            if number == first:
                self._put_added("")
        return Written(self.file.encoded("".join(self.pieces)), self.lines)

    def _first_place(self) -> int:
        """Row behind which new rows go that follow no other: the last if there is no other."""
        is_kept = any(row.id in self.rows for row in self.old.rows)
        return self.old.header_row if is_kept else len(self.file.rows)

    def _put(self, text: str, row_id: str = "") -> None:
        if self.pieces and not self.pieces[-1].endswith(("\n", "\r")):
            self.pieces[-1] += self.end
        self.pieces.append(text)
        if row_id:
            self.lines[row_id] = len(self.pieces)

    def _put_row(self, record: CsvRow, row_id: str) -> None:
        cells = self.edits.get(row_id)
        self._put(self._edited(record, cells) if cells else self._widened(record), row_id)
        self._put_added(row_id)

    def _put_added(self, before: str) -> None:
        for row in self.added[before]:
            texts = [as_text(row.cells.get(name, "")) for name in self.fields]
            self._put(self.file.written(texts, self.end), row.id)

    def _header(self, record: CsvRow) -> str:
        new = self.fields[len(self.old.fields) :]
        end = record.line_end
        return self.file.separator.join([record.raw.removesuffix(end), *new]) + end

    def _widened(self, record: CsvRow) -> str:
        """A row as it was, with a blank cell for each new column if it had one for each old."""
        new = len(self.fields) - len(self.old.fields)
        if not new or len(record.typed) != len(self.old.fields):
            return record.raw
        end = record.line_end
        return record.raw.removesuffix(end) + self.file.separator * new + end

    def _edited(self, record: CsvRow, cells: Mapping[str, str]) -> str:
        texts = [*record.typed]
        if len(texts) == len(self.old.fields):
            texts += [""] * (len(self.fields) - len(texts))
        for name, text in cells.items():
            place = _last_place(self.fields, name)
            texts += [""] * (place + 1 - len(texts))
            texts[place] = as_text(text)
        return self.file.written(texts, record.line_end)


def _behind(old: Sequence[str], rows: Sequence[TypedRow]) -> Mapping[str, list[TypedRow]]:
    """Id of a row of the file -> the new rows that follow it; nothing for the first rows."""
    found: defaultdict[str, list[TypedRow]] = defaultdict(list)
    last = ""
    for row in rows:
        if row.id in old:
            last = row.id
        elif is_written(row):
            found[last].append(row)
    return found


def _last_place(fields: Sequence[str], name: str) -> int:
    """Place of a column; of two with the same name the last is read."""
    return max(place for place, field in enumerate(fields) if field == name)
