"""Where a plan's tables are typed: what was read of them, and what edited tables would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from planner.editing.typed_rows import Tables, TypedRow, with_blank_rows
from planner.plan.reading.plan_files import Place
from planner.plan.tables import TABLES

#: Table -> row of the spreadsheet -> id of the typed row that stands there.
Ids = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True)
class WrittenTables:
    """A plan's files after edits, not yet on the disk.

    Attributes
    ----------
    place : Place
        What is read once they are on the disk.
    files : mapping
        File that changes -> all that it holds.
    lines : mapping
        Table -> id of a typed row -> its row in the file.
    """

    place: Place
    files: Mapping[Path, bytes] = field(default_factory=dict)
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def ids(self) -> Ids:
        """Which typed row stands in which row of the files."""
        return {
            table: {line: row_id for row_id, line in lines.items()}
            for table, lines in self.lines.items()
        }


class TypedTables(Protocol):
    """Tables of a folder or of a workbook, as they were read."""

    @property
    def place(self) -> Place:
        """What was read."""

    @property
    def rows(self) -> Tables:
        """Every table's rows; none of a table without a file."""

    @property
    def headers(self) -> Mapping[str, tuple[str, ...]]:
        """Columns of each table that has a file."""

    def written(self, tables: Tables) -> WrittenTables:
        """The files with these rows."""

    def notes(self, tables: Tables) -> tuple[str, ...]:
        """What else to know before these rows are saved."""

    def again(self, written: WrittenTables) -> TypedTables:
        """The same tables once the files are written; typed rows keep their ids."""


def as_saved(state: Tables, read: Tables, written: WrittenTables) -> Tables:
    """Rows as the files have them, with blank new ones, which are not written."""
    found: dict[str, tuple[TypedRow, ...]] = {}
    for name, rows in state.items():
        in_file = {row.id: row for row in read.get(name, ())}
        lines = written.lines.get(name, {})
        merged = (in_file.get(row.id, row) for row in rows)
        there = tuple(row for row in merged if row.id in in_file or row.id not in lines)
        kept = with_blank_rows(TABLES[name], there)
        found[name] = read[name] if kept == read.get(name) else kept
    return found


def relined(state: Tables, read: Tables, written: WrittenTables) -> Tables:
    """Earlier or later rows with the lines that they have in the files by now.

    A row that was taken out of its file, or that was written as a comment, is none of its rows:
    put back, it is a new one.
    """
    lines = {
        table: {row.id: row.line for row in rows if not row.from_start}
        for table, rows in read.items()
    }

    def now(table: str, row: TypedRow) -> TypedRow:
        line = lines.get(table, {}).get(row.id, 0)
        if line:
            return replace(row, line=line, from_start=False)
        taken_out = table in written.lines and row.line and not row.from_start
        return TypedRow(row.id, row.cells) if taken_out else row

    return {name: tuple(now(name, row) for row in rows) for name, rows in state.items()}
