"""One CSV table of a plan, changed row by row: every other row keeps its exact bytes.

Comments, blank rows, quotation marks, line endings, the order of rows and columns and the encoding
remain the district's own; only rows that an export owns are rewritten.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.intake.merge import Merge, TableRow
from planner.plan.cells.read_cell import clean
from planner.plan.cells.text import as_text
from planner.plan.reading.headings import column_names, columns_read, setting_names
from planner.plan.reading.records import Record, Records, plain, records_of
from planner.plan.tables import Table
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import UnreadableError

_ODD = "a cell holds more than 130,000 characters. Shorten it"
_SEPARATORS = (",", ";", "\t", "|")
#: First bytes of a file that name its encoding.
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class _Record:
    """A row of the file, with its line ending, and its cells."""

    raw: str
    typed: tuple[str, ...]


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
        self.mark = next((mark for mark in _MARKS if self.raw.startswith(mark)), b"")
        self.encoding = _MARKS.get(self.mark, "utf-8")
        if not self.mark and b"\0" in self.raw[:2]:  # UTF-16 without its mark
            self.encoding = "utf-16-be" if self.raw[:1] == b"\0" else "utf-16-le"
        text = self._decoded(self.raw[len(self.mark) :])
        names = column_names(table.name)
        read = records_of(read_csv(path), names) if self.raw else Records((), 1, ())
        self.read, self.header = read.rows, read.header_row - 1
        self.separator, self.records = ",", list[_Record]()
        self.fields: tuple[str, ...] = ()
        for separator in _SEPARATORS if read.header else ():
            records = list(_records(text, separator))
            typed = next((record.typed for record in records[self.header :]), ())
            fields = tuple(names.get(plain(cell), clean(cell).lower()) for cell in typed)
            if fields[: len(read.header)] == read.header:
                self.separator, self.records, self.fields = separator, records, fields
                break

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(self.encoding)
        except UnicodeDecodeError:
            self.encoding = "cp1252"
            return raw.decode(self.encoding)

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
        new = [self._written([row.get(field, "") for field in fields], end) for row in merge.added]
        if new and last and not lines[last - 1].endswith(("\n", "\r")):
            lines[last - 1] += end
        if not self.records:
            new.insert(0, self._written(list(fields), end))
        return self._encoded("".join([*lines[:last], *new, *lines[last:]]))

    def _fields_after(self, merge: Merge) -> tuple[str, ...]:
        """Columns of the file, and the new ones that the export needs."""
        if not self.records:
            return columns_read(self.table)
        used = [f for row in merge.added for f, text in row.items() if text]
        used += [f for change in merge.changed for f in change.cells]
        return (*self.fields, *(f for f in dict.fromkeys(used) if f not in self.fields))

    def _header(self, record: _Record, fields: Sequence[str], end: str) -> str:
        new = fields[len(self.fields) :]
        return self.separator.join([record.raw.removesuffix(end), *new]) + end

    def _changed(
        self, record: _Record, cells: Mapping[str, tuple[str, str]], fields: Sequence[str], end: str
    ) -> str:
        width = max(len(record.typed), *(fields.index(field) + 1 for field in cells))
        texts = [*record.typed, *[""] * (width - len(record.typed))]
        for field, (_, new) in cells.items():
            texts[fields.index(field)] = as_text(new)
        has_end = record.raw.endswith(("\n", "\r"))
        return self._written(texts, end if has_end else "", as_typed=True)

    def _written(self, texts: Sequence[str], end: str, *, as_typed: bool = False) -> str:
        out = io.StringIO()
        cells = texts if as_typed else [as_text(text) for text in texts]
        csv.writer(out, delimiter=self.separator, lineterminator=end).writerow(cells)
        return out.getvalue()

    def _line_end(self) -> str:
        headings = [record.raw for record in self.records[self.header : self.header + 1]]
        return next((end for end in ("\r\n", "\r") for raw in headings if raw.endswith(end)), "\n")

    def _encoded(self, text: str) -> bytes:
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError:  # a letter that the old encoding lacks
            return b"\xef\xbb\xbf" + text.encode()


def _records(text: str, separator: str) -> Iterator[_Record]:
    """Rows of a file with their exact text: a row may span several lines."""
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    try:
        for cells in csv.reader(lines(), delimiter=separator):
            yield _Record("".join(taken), tuple(cells))
            taken.clear()
    except csv.Error:  # a plan with such a table cannot be read
        raise UnreadableError(_ODD) from None
