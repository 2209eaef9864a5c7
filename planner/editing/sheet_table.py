"""One sheet of a workbook, written again with edited rows: looks, formulas and notes remain.

Rows are never moved, so that formulas which name them stay right: a removed row is blank, and new
rows go below the last one, with its formats, drop-downs and colors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.editing.typed_rows import (
    TypedRow,
    edited_cells,
    is_only_listed,
    is_written,
    name_of,
    rows_of,
)
from planner.editing.written_cells import CellWriter
from planner.plan.reading.headings import column_names, columns_read, heading
from planner.plan.reading.records import columns_of, records_of
from planner.plan.tables import Table
from planner.plan.tables.column import Column
from planner.spreadsheets.grid import Grid
from planner.spreadsheets.sheet_part import NewCell, Place

_TEXT = Column("", "text", "")


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet after edits.

    Attributes
    ----------
    part : bytes
        Its XML.
    lines : mapping
        Id of a typed row -> its row in the sheet.
    touched : frozenset of int
        Rows that were written.
    last_rows : tuple of int
        The last typed row before, and the last one now if rows were added below it; else 0.
    """

    part: bytes
    lines: Mapping[str, int]
    touched: frozenset[int]
    last_rows: tuple[int, int] = (0, 0)


class SheetTable:
    """A table's sheet as it was read.

    Parameters
    ----------
    table : Table
        The table.
    grid : Grid
        The lines of its sheet.
    writer : CellWriter
        Writes its cells.
    ids : mapping, optional
        Row of the sheet -> id of the typed row that was written there.
    """

    def __init__(
        self, table: Table, grid: Grid, writer: CellWriter, ids: Mapping[int, str] | None = None
    ) -> None:
        self.table, self.grid, self.writer = table, grid, writer
        names = column_names(table.name)
        self.records = records_of(grid, names)
        lines = {line.number: line.cells for line in grid.lines}
        self.last = max(lines, default=0)
        is_headed = bool(self.records.header)
        self.header_row = self.records.header_row if is_headed else self.last + 1
        typed = lines[self.header_row] if is_headed else ()
        self.fields = columns_of(typed, names)
        part = writer.part
        formulas, together = self._by_row([*part.formulas]), self._by_row([*part.filled_together])
        merged = {record.number: frozenset(record.merged) for record in self.records.rows}
        self.rows = tuple(
            replace(row, formulas=formulas[row.line], fixed=together[row.line] | merged[row.line])
            for row in rows_of(self.records.rows, ids or {})
        )

    def _by_row(self, places: Sequence[Place]) -> Mapping[int, frozenset[str]]:
        """Row -> the columns of these cells."""
        found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
        for row, column in places:
            if column <= len(self.fields):
                found[row] |= {self.fields[column - 1]}
        return found

    def written(self, rows: Sequence[TypedRow]) -> WrittenSheet:
        """The sheet with these rows.

        Parameters
        ----------
        rows : sequence of TypedRow
            Rows as they are now.

        Returns
        -------
        WrittenSheet
        """
        return _Writing(self, rows).written()


class _Writing:
    """A sheet while it is written again."""

    def __init__(self, old: SheetTable, rows: Sequence[TypedRow]) -> None:
        self.old = old
        self.rows = [row for row in rows if not is_only_listed(row)]
        self.fields = [*old.fields]
        self.cells: defaultdict[int, dict[int, NewCell]] = defaultdict(dict)
        self.lines: dict[str, int] = {}

    def written(self) -> WrittenSheet:
        typed = {row.id: row for row in self.old.rows}
        if not self.fields:
            self._put_headings(columns_read(self.old.table))
        last, above = max(self.old.last, self.old.header_row), 0
        for row in self.rows:
            if row.id in typed:
                before = above = typed[row.id].line
                self.lines[row.id] = before
                if not row.from_start:
                    self._put_row(row, edited_cells(typed[row.id].cells, row.cells), before, 0)
            elif is_written(row):
                last += 1
                self.lines[row.id] = last
                filled = {name: text for name, text in row.cells.items() if name and text}
                self._put_row(row, filled, last, above or self._last_typed)
        removed = {row.line for row in typed.values() if row.id not in self.lines}
        part = self.old.writer.part
        led_on = (self._last_typed, last) if last > self.old.last and self._last_typed else (0, 0)
        if any(led_on):
            part = part.with_rules_to(*led_on)
        touched = frozenset({*self.cells, *removed})
        return WrittenSheet(part.changed(self.cells, removed), self.lines, touched, led_on)

    @property
    def _last_typed(self) -> int:
        return max((row.line for row in self.old.rows), default=0)

    def _put_row(self, row: TypedRow, cells: Mapping[str, str], line: int, format_row: int) -> None:
        for name, text in cells.items():
            if name not in self.fields:
                self._put_headings((name,))
            column = max(place for place, field in enumerate(self.fields, 1) if field == name)
            meaning, said = self._meaning(row, name), self._said(name, text)
            new = self.old.writer.cell(meaning, said, (line, column), format_row)
            self.cells[line][column] = new

    def _put_headings(self, names: Sequence[str]) -> None:
        row = self.old.header_row
        for name in names:
            self.fields.append(name)
            place = (row, len(self.fields))
            title = heading(self.old.table, name)
            self.cells[row][len(self.fields)] = self.old.writer.cell(_TEXT, title, place, row)

    def _meaning(self, row: TypedRow, column: str) -> Column:
        """What a cell means; a setting says it of its value."""
        columns = self.old.table.columns
        if self.old.table.shape == "form":
            is_value = column == "value"
            return columns.get(name_of("district", row.cells), _TEXT) if is_value else _TEXT
        return columns.get(column, _TEXT)

    def _said(self, column: str, text: str) -> str:
        """A setting by its words, as a workbook lists it."""
        known = self.old.table.columns.get(text) if column == "setting" else None
        return known.label if known else text
