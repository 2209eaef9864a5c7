"""One sheet of a plan's workbook, changed cell by cell: everything else keeps its exact bytes.

The cells are changed in the XML of the sheet itself. Rows are never moved: a removed row is
blanked, and new rows go into blanked rows or below the last row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from planner.intake.merge import Merge, TableRow
from planner.intake.table_file import table_rows
from planner.plan.cells.read_cell import clean
from planner.plan.reading.headings import column_names, heading
from planner.plan.reading.records import plain, records_of
from planner.plan.tables import Table
from planner.spreadsheets.changed_package import has_formulas, repacked
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.safe_package import open_package
from planner.spreadsheets.sheet_part import NewCell, SheetPart
from planner.spreadsheets.workbook_file import part_of_sheet, read_workbook

_PLAIN_NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
_NUMBERS = ("number", "money")


class TableSheet:
    """A table of a workbook: its sheet, and its rows."""

    def __init__(self, table: Table, path: Path) -> None:
        self.table, self.path, self.raw = table, path, path.read_bytes()
        sheets = read_workbook(path)
        self.sheet = next((name for name in sheets if clean(name).lower() == table.name), "")
        self.grid = sheets.get(self.sheet, Grid(()))
        names = column_names(table.name)
        self.read = records_of(self.grid, names)
        self.header = self.read.header_row
        headings = self._texts(self.header)
        self.fields = tuple(names.get(plain(cell), "") for cell in headings)

    def rows(self) -> list[TableRow]:
        """Rows that are read, by column."""
        return table_rows(self.table, self.read.rows)

    @property
    def has_formulas(self) -> bool:
        """Whether the workbook has formulas, whose saved results may be out of date afterward."""
        return has_formulas(self.raw)

    def rewritten(self, merge: Merge) -> bytes:
        """The complete workbook after the changes.

        Parameters
        ----------
        merge : Merge
            Rows that are added, changed and removed.

        Returns
        -------
        bytes

        Raises
        ------
        UnreadableError
            If the sheet cannot be changed safely.
        """
        if not self.sheet:
            reason = (
                f"it has no sheet {self.table.name.capitalize()}. Copy one from a blank workbook"
            )
            raise UnreadableError(reason)
        cells = self._cells(merge)
        removed = {row.number for row in merge.removed}
        part = part_of_sheet(self.raw, self.sheet)
        old = SheetPart(open_package(self.raw).part(part))
        return repacked(self.raw, {part: old.changed(cells, removed)})

    def _cells(self, merge: Merge) -> dict[int, dict[int, NewCell]]:
        """New cells: row -> column -> cell."""
        fields = list(self.fields)
        found: defaultdict[int, dict[int, NewCell]] = defaultdict(dict)

        def put(number: int, field: str, text: str, format_row: int) -> None:
            if field not in fields:
                fields.append(field)
                title = heading(self.table, field)
                found[self.header][len(fields)] = NewCell(title, False, self.header)
            column = fields.index(field) + 1
            is_number = self._is_number(field, text, column, format_row)
            found[number][column] = NewCell(text, is_number, format_row)

        for change in merge.changed:
            for field, (_, text) in change.cells.items():
                put(change.row.number, field, text, change.row.number)
        blanked = [row.number for row in merge.removed]
        last = max((line.number for line in self.grid.lines), default=self.header)
        sample = max((row.number for row in self.rows()), default=0)
        for cells in merge.added:
            number = blanked.pop(0) if blanked else (last := last + 1)
            for field, text in cells.items():
                if text:
                    put(number, field, text, sample)
        return found

    def _is_number(self, field: str, text: str, column: int, format_row: int) -> bool:
        """Whether to write a number: if the cell that lends its format holds one too."""
        known = self.table.columns.get(field)
        texts = self._texts(format_row)
        if known is None or known.kind not in _NUMBERS or column > len(texts):
            return False
        return bool(_PLAIN_NUMBER.match(text) and _PLAIN_NUMBER.match(texts[column - 1]))

    def _texts(self, number: int) -> tuple[str, ...]:
        """Texts of a row of the sheet."""
        return next((tuple(line.cells) for line in self.grid.lines if line.number == number), ())
