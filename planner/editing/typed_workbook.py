"""The tables of a workbook as typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from planner.editing.places import Ids, WrittenTables
from planner.editing.sheet_table import SheetTable, WrittenSheet
from planner.editing.start_rows import with_answers
from planner.editing.typed_rows import KEY_COLUMNS, Tables, TypedRow, with_blank_rows
from planner.editing.written_cells import CellWriter
from planner.plan.cells.listed import listed
from planner.plan.cells.text import clean
from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import START
from planner.plan.reading.plan_files import Place, place_of_workbook
from planner.plan.tables import TABLES
from planner.spreadsheets.added_formats import AddedFormats
from planner.spreadsheets.added_sheet import EMPTY_SHEET, with_sheets
from planner.spreadsheets.changed_package import has_formulas, repacked
from planner.spreadsheets.excel_tables import tables_led_on
from planner.spreadsheets.grid import Grid, UnreadableError
from planner.spreadsheets.safe_package import open_package
from planner.spreadsheets.sheet_part import SheetPart
from planner.spreadsheets.workbook_file import parts_of_workbook
from planner.workbook.cell_values import UnwritableError
from planner.workbook.faithful_copy import NO_COPY
from planner.workbook.layout import sheet_name


class TypedWorkbook:
    """Tables of a workbook, as they were read.

    Parameters
    ----------
    place : Place
        The workbook.
    ids : mapping, optional
        Rows of its sheets that had an id before.
    """

    def __init__(self, place: Place, ids: Ids | None = None) -> None:
        self.place = place
        self._content = place.files[place.path.name]
        self._parts = parts_of_workbook(self._content)
        self._tabs = {clean(tab).lower(): tab for tab in self._parts.sheets}
        first = date(1904, 1, 1) if self._parts.since_1904 else date(1899, 12, 30)
        self._package = open_package(self._content)
        self._formats = AddedFormats(self._part(self._parts.styles)) if self._parts.styles else None
        self._sheets = {
            name: SheetTable(
                table,
                place.grids.get(name, Grid(())),
                CellWriter(SheetPart(self._part_of(name)), self._formats, first),
                (ids or {}).get(name),
            )
            for name, table in TABLES.items()
        }
        own = {name: sheet.records for name, sheet in self._sheets.items() if name in place.grids}
        typed = {
            name: with_blank_rows(sheet.table, sheet.rows) for name, sheet in self._sheets.items()
        }
        self.rows: Tables = with_answers(typed, own, place.grids.get(START))
        self._last: tuple[Tables, WrittenTables] | None = None

    @property
    def headers(self) -> Mapping[str, tuple[str, ...]]:
        """Columns of each table."""
        return {name: sheet.records.header for name, sheet in self._sheets.items()}

    def written(self, tables: Tables) -> WrittenTables:
        """The workbook with these rows.

        Parameters
        ----------
        tables : mapping
            Table -> its rows.

        Returns
        -------
        WrittenTables

        Raises
        ------
        UnreadableError
            If it cannot be written so that all else in it remains.
        """
        if self._last is None or self._last[0] is not tables:
            self._last = tables, self._written(tables)
        return self._last[1]

    def notes(self, tables: Tables) -> tuple[str, ...]:
        """What becomes of answers on the Start sheet, and of the results of formulas.

        Parameters
        ----------
        tables : mapping
            Table -> its rows as they are now.
        """
        typed = [
            sheet_name(TABLES[name])
            for name in TABLES
            if name not in KEY_COLUMNS and _are_typed_now(self.rows[name], tables[name])
        ]
        answers = typed and (
            f"The rows of {listed(typed)} came from the answers on the Start sheet. Saving types "
            "them into the tables, and for these tables the answers no longer count."
        )
        said = Problem("W47", self.place.path.name).message
        formulas = said[:1].upper() + said[1:]
        return (*([answers] if answers else []), *([formulas] if self._has_formulas else []))

    @cached_property
    def _has_formulas(self) -> bool:
        return has_formulas(self._content)

    def again(self, written: WrittenTables) -> TypedWorkbook:
        """The workbook once it is written."""
        return TypedWorkbook(written.place, written.ids)

    def _written(self, tables: Tables) -> WrittenTables:
        lines = {
            name: {row.id: row.line for row in sheet.rows} for name, sheet in self._sheets.items()
        }
        if self._formats is not None:
            self._formats.forget()  # those of edits that were undone
        edited = {name for name in self._sheets if tables[name] != self.rows[name]}
        try:
            sheets = {name: self._sheets[name].written(tables[name]) for name in edited}
        except UnwritableError as error:
            raise UnreadableError(str(error).rstrip(".")) from None
        sheets = {name: sheet for name, sheet in sheets.items() if sheet.touched}
        if not sheets:
            return WrittenTables(self.place, {}, lines)
        content = repacked(self._content, self._changed_parts(sheets))
        place = place_of_workbook(self.place.path, content)
        self._refuse_other_changes(place, sheets)
        lines |= {name: {**sheet.lines} for name, sheet in sheets.items()}
        return WrittenTables(place, {place.path: content}, lines)

    def _changed_parts(self, sheets: Mapping[str, WrittenSheet]) -> Mapping[str, bytes]:
        new = {sheet_name(TABLES[n]): s.part for n, s in sheets.items() if n not in self._tabs}
        found = with_sheets(self._content, self._parts, new) if new else {}
        for name, sheet in sheets.items():
            if name in self._tabs:
                part = self._parts.sheets[self._tabs[name]]
                found |= tables_led_on(self._content, part, *sheet.last_rows)
                found[part] = sheet.part
        if self._formats is not None:
            found[self._parts.styles] = self._formats.part
        return found

    def _part_of(self, table: str) -> bytes:
        tab = self._tabs.get(table)
        return EMPTY_SHEET if tab is None else self._part(self._parts.sheets[tab])

    def _part(self, name: str) -> bytes:
        return self._package.part(name)

    def _refuse_other_changes(self, place: Place, sheets: Mapping[str, WrittenSheet]) -> None:
        """Refuse a workbook that would not read the same where nothing was edited."""
        for name, grid in self.place.grids.items():
            touched = sheets[name].touched if name in sheets else frozenset()
            before, after = (
                [line for line in one.lines if line.number not in touched]
                for one in (grid, place.grids.get(name, Grid(())))
            )
            if before != after:
                raise UnreadableError(NO_COPY)


def _are_typed_now(before: tuple[TypedRow, ...], after: tuple[TypedRow, ...]) -> bool:
    """Whether rows that answers made are typed ones by now."""
    return any(row.from_start for row in before) and not any(row.from_start for row in after)
