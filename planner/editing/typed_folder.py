"""A folder of CSV tables as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from planner.editing.csv_table import CsvTable, Written
from planner.editing.places import Ids, WrittenTables
from planner.editing.typed_rows import Tables, TypedRow, with_blank_rows
from planner.plan.reading.plan_files import Place
from planner.plan.tables import TABLES
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import Grid, UnreadableError


class TypedFolder:
    """Tables of a folder, as they were read.

    Parameters
    ----------
    place : Place
        The folder.
    ids : mapping, optional
        Rows of the files that had an id before.
    """

    def __init__(self, place: Place, ids: Ids | None = None) -> None:
        self.place = place
        self._names = {name.lower(): name for name in place.files}
        self._files = {
            name: CsvTable(table, self._raw(name), place.grids.get(name), (ids or {}).get(name))
            for name, table in TABLES.items()
            if name not in place.unreadable
        }
        self.rows: Tables = {
            name: with_blank_rows(file.table, file.rows) for name, file in self._files.items()
        }
        self._known: dict[str, tuple[tuple[TypedRow, ...], Written, Grid]] = {}

    @property
    def headers(self) -> Mapping[str, tuple[str, ...]]:
        """Columns of each table."""
        return {name: file.header for name, file in self._files.items()}

    def written(self, tables: Tables) -> WrittenTables:
        """The folder's files with these rows.

        Parameters
        ----------
        tables : mapping
            Table -> its rows.

        Returns
        -------
        WrittenTables
        """
        files, grids, unreadable = {**self.place.files}, {**self.place.grids}, {}
        changed: dict[Path, bytes] = {}
        lines: dict[str, Mapping[str, int]] = {}
        for name, file in self._files.items():
            if tables[name] is self.rows[name]:
                lines[name] = {row.id: row.line for row in file.rows}
                continue
            try:
                written, grid = self._table(name, tables[name])
            except UnreadableError as error:  # larger than a table may be
                unreadable[name] = error
                continue
            lines[name] = written.lines
            if written.content != file.begun:
                on_disk = self._names.get(TABLES[name].file, TABLES[name].file)
                files[on_disk], grids[name] = written.content, grid
                changed[self.place.path / on_disk] = written.content
        refused = {**self.place.unreadable, **unreadable}
        place = replace(self.place, grids=grids, files=files, unreadable=refused)
        return WrittenTables(place, changed, lines)

    def notes(self, _tables: Tables) -> tuple[str, ...]:
        """Nothing: a CSV file has neither formulas nor answers."""
        return ()

    def again(self, written: WrittenTables) -> TypedFolder:
        """The folder once the files are written."""
        return TypedFolder(written.place, written.ids)

    def _raw(self, name: str) -> bytes:
        return self.place.files.get(self._names.get(TABLES[name].file, ""), b"")

    def _table(self, name: str, rows: tuple[TypedRow, ...]) -> tuple[Written, Grid]:
        """A table written and read, once for each edit."""
        if name not in self._known or self._known[name][0] is not rows:
            written = self._files[name].written(rows)
            self._known[name] = rows, written, read_csv(written.content)
        return self._known[name][1:]
