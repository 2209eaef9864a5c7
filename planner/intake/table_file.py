"""One CSV table of a plan, changed row by row: every other row keeps its exact bytes.

Comments, blank rows, quotation marks, line endings, the order of rows and columns and the encoding
remain the district's own; only rows that an export owns are rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from planner.intake.merge import Merge, TableRow
from planner.plan.cells.text import as_text
from planner.plan.reading.headings import column_names, columns_read, setting_names
from planner.plan.reading.records import Record, Records, columns_of, plain, records_of
from planner.plan.tables import Table
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.csv_rows import CsvRow, CsvRows


def table_rows(table: Table, records: Iterable[Record]) -> list[TableRow]:
    """Rows of a table by column; a setting has its own name, however it was typed."""
    settings = setting_names(table.name)
    found: list[TableRow] = []
    for record in records:
        cells = {name: text for name, text in record.cells.items() if name}
        if table.shape == "form":
            typed = cells.get("setting", "")
            cells["setting"] = settings.get(plain(typed), typed.lower())
        found.append(TableRow(record.number, cells))
    return found


class TableFile:
    """A CSV table as bytes, and its rows."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table, self.path = table, path
        self.raw = path.read_bytes() if path.is_file() else b""
        names = column_names(table.name)
        read = records_of(read_csv(path), names) if self.raw else Records((), 1, ())
        self.read, self.header = read.rows, read.header_row - 1
        self.file = CsvRows(self.raw, read.separator)
        self.records = self.file.rows if read.header else ()
        typed = next((record.typed for record in self.records[self.header :]), ())
        self.fields = columns_of(typed, names)

    def rows(self) -> list[TableRow]:
        """Rows that are read, by column."""
        return table_rows(self.table, self.read)

    def rewritten(self, merge: Merge) -> bytes:
        """The complete file after the changes.

        Parameters
        ----------
        merge : Merge
            Rows that are added, changed and removed.

        Returns
        -------
        bytes
            In the encoding it had, or as UTF-8 if that encoding lacks a new letter.
        """
        fields = self._fields_after(merge)
        end = self._line_end()
        changed = {change.row.number: change.cells for change in merge.changed}
        removed = {row.number for row in merge.removed}
        read = {record.number for record in self.read}
        lines: list[str] = []
        last = 0
        for number, record in enumerate(self.records, start=1):
            if number == self.header + 1:
                lines.append(self._header(record, fields, end))
            elif number in removed:
                last = len(lines)
                continue
            elif number in changed:
                lines.append(self._changed(record, changed[number], fields, end))
            else:
                lines.append(record.raw)
            if number == self.header + 1 or number in read:
                last = len(lines)
        new = [self._new_row([row.get(field, "") for field in fields], end) for row in merge.added]
        if new and last and not lines[last - 1].endswith(("\n", "\r")):
            lines[last - 1] += end
        if not self.records:
            new.insert(0, self._new_row(list(fields), end))
        return self.file.encoded("".join([*lines[:last], *new, *lines[last:]]))

    def _fields_after(self, merge: Merge) -> tuple[str, ...]:
        """Columns of the file, and the new ones that the export needs."""
        if not self.records:
            return columns_read(self.table)
        used = [f for row in merge.added for f, text in row.items() if text]
        used += [f for change in merge.changed for f in change.cells]
        return (*self.fields, *(f for f in dict.fromkeys(used) if f not in self.fields))

    def _header(self, record: CsvRow, fields: Sequence[str], end: str) -> str:
        new = fields[len(self.fields) :]
        return self.file.separator.join([record.raw.removesuffix(end), *new]) + end

    def _changed(
        self, record: CsvRow, cells: Mapping[str, tuple[str, str]], fields: Sequence[str], end: str
    ) -> str:
        width = max(len(record.typed), *(fields.index(field) + 1 for field in cells))
        texts = [*record.typed, *[""] * (width - len(record.typed))]
        for field, (_, new) in cells.items():
            texts[fields.index(field)] = as_text(new)
        return self.file.written(texts, end if record.line_end else "")

    def _new_row(self, texts: Sequence[str], end: str) -> str:
        return self.file.written([as_text(text) for text in texts], end)

    def _line_end(self) -> str:
        headings = next(iter(self.records[self.header :]), None)
        return (headings and headings.line_end) or "\n"
