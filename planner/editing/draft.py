"""A plan's tables, edited in memory: nothing is written until it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from planner.editing.cell_changes import CellChange, changes_between
from planner.editing.checked import Checked, checked
from planner.editing.places import Ids, TypedTables, WrittenTables, as_saved, relined
from planner.editing.saving import Saved, save
from planner.editing.start_rows import typed_instead
from planner.editing.typed_folder import TypedFolder
from planner.editing.typed_rows import Tables, TypedRow, TypedTable, columns_shown, with_blank_rows
from planner.editing.typed_workbook import TypedWorkbook
from planner.plan.cells.text import clean
from planner.plan.problems.problem import Problem
from planner.plan.read import place_at
from planner.plan.reading.plan_files import Place
from planner.plan.tables import TABLES
from planner.spreadsheets.grid import UnreadableError

_ONLY_IN_EXCEL = (
    "This can only be changed in Excel: one of the cells is merged with the cell above it, or one "
    "formula fills it together with others."
)


class EditError(ValueError):
    """An edit that is not possible. Its text is the sentence to show."""


class Draft:
    """The tables of a plan while they are edited.

    Parameters
    ----------
    typed : TypedTables
        The tables as they were read.
    rows : mapping, optional
        Rows as they were edited before.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.
    """

    def __init__(
        self, typed: TypedTables, rows: Tables | None = None, *, allow_difference: bool = False
    ) -> None:
        self._typed, self._allow_difference = typed, allow_difference
        self._states: list[Tables] = [typed.rows] if rows is None else [typed.rows, rows]
        self._now = len(self._states) - 1
        self._new = 0
        # Those of rows added before have a number already; looked up once, as a paste adds many.
        self._ids = {row.id for state in self._states for held in state.values() for row in held}
        self._checked: tuple[Tables, Checked] | None = None

    @property
    def path(self) -> Path:
        """The folder or workbook."""
        return self._typed.place.path

    @property
    def read(self) -> TypedTables:
        """The tables as they were read."""
        return self._typed

    @property
    def rows(self) -> Tables:
        """Every table's rows as they are now."""
        return self._states[self._now]

    @property
    def tables(self) -> Mapping[str, TypedTable]:
        """Every table of a plan, also those without a file or sheet."""
        state, headers = self.rows, self._typed.headers
        refused = self._typed.place.unreadable
        return {
            name: TypedTable(
                name,
                state.get(name, ()),
                columns_shown(name, headers.get(name, ())),
                refused[name].reason if name in refused else "",
            )
            for name in TABLES
        }

    def set(self, table: str, row_id: str, column: str, text: str) -> None:
        """Type into a cell.

        Parameters
        ----------
        table : str
            The table.
        row_id : str
            The row.
        column : str
            The column; of a setting ``value``, ``source`` or ``note``.
        text : str
            What is typed; it is kept even if it cannot be read.
        """
        row = self._row(table, row_id)
        if clean(text) == clean(row.cells.get(column, "")):
            return
        if column in row.fixed:
            raise EditError(_ONLY_IN_EXCEL)
        rows = typed_instead(self.rows, table, row_id)

        def typed(old: TypedRow) -> TypedRow:
            same = old.id != row_id
            return old if same else replace(old, cells={**old.cells, column: text})

        self._keep({**rows, table: tuple(map(typed, rows[table]))})

    def add(
        self, table: str, cells: Mapping[str, str] | None = None, after: str | None = None
    ) -> str:
        """Add a row.

        Parameters
        ----------
        table : str
            The table.
        cells : mapping, optional
            Column -> text.
        after : str, optional
            The row that it follows; the last one if left out. On the sheet of a workbook, where
            no row is moved, it goes below the last.

        Returns
        -------
        str
            Id of the new row.
        """
        self._refuse_unreadable(table)
        rows = typed_instead(self.rows, table)
        self._new = next(n for n in count(self._new + 1) if f"new{n}" not in self._ids)
        row = TypedRow(f"new{self._new}", dict(cells or {}))
        at = next((n for n, old in enumerate(rows[table], 1) if old.id == after), len(rows[table]))
        self._keep({**rows, table: (*rows[table][:at], row, *rows[table][at:])})
        return row.id

    def copy(self, table: str, row_id: str) -> str:
        """Add a row that says the same below a row, and give its id."""
        return self.add(table, self._row(table, row_id).cells, after=row_id)

    def remove(self, table: str, row_id: str) -> None:
        """Remove a row; a setting or an assumption is listed again, blank."""
        if self._row(table, row_id).fixed:
            raise EditError(_ONLY_IN_EXCEL)
        rows = typed_instead(self.rows, table, row_id)
        left = tuple(row for row in rows[table] if row.id != row_id)
        self._keep({**rows, table: with_blank_rows(TABLES[table], left)})

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make several edits, such as a paste, one: they are undone together."""
        before = self._now
        yield
        if self._now > before:
            self._states = [*self._states[: before + 1], self.rows]
            self._now = before + 1

    def undo(self) -> bool:
        """Take back the last edit; False if there is none."""
        self._now, before = max(0, self._now - 1), self._now
        return self._now != before

    def redo(self) -> bool:
        """Make the edit again that was taken back last; False if there is none."""
        self._now, before = min(len(self._states) - 1, self._now + 1), self._now
        return self._now != before

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """What differs from what was read, in the order of the tables."""
        return changes_between(self._typed.rows, self.rows)

    @property
    def notes(self) -> tuple[str, ...]:
        """What else to know before saving, a sentence each."""
        return self._typed.notes(self.rows) if self.changes else ()

    def check(self) -> Checked:
        """What ``planner check`` would say about the tables once they are saved."""
        if self._checked is None or self._checked[0] is not self.rows:
            self._checked = self.rows, self._check()
        return self._checked[1]

    def _check(self) -> Checked:
        try:
            return checked(self._written, self.rows, allow_difference=self._allow_difference)
        except UnreadableError as error:
            facts = {"reason": error.reason}
            return Checked(None, (Problem("P03", self.path.name, error.row, facts=facts),))

    def save(self, *, over_changed: bool = False) -> Saved:
        """Write the tables that were edited: all of them, or none.

        Parameters
        ----------
        over_changed : bool
            Whether to write although somebody else has changed a file since it was read; what
            they changed in that file is lost.

        Returns
        -------
        Saved

        Raises
        ------
        EditError
            If a workbook cannot be written so that all else in it remains.
        ChangedMeanwhile
            If a file is another than was read.
        OSError
            If a file cannot be written; its text says why.
        """
        try:
            written = self._written
        except UnreadableError as error:
            msg = f"{self.path.name} cannot be saved: {error.reason}. Nothing was saved."
            raise EditError(msg) from None
        saved = save(self._typed.place, written, over_changed=over_changed)
        self._typed = self._typed.again(written)
        now = as_saved(self.rows, self._typed.rows, written)
        self._states = [relined(state, self._typed.rows, written) for state in self._states]
        self._states[self._now] = now
        return saved

    @property
    def _written(self) -> WrittenTables:
        return self._typed.written(self.rows)

    def _keep(self, tables: Tables) -> None:
        self._states = [*self._states[: self._now + 1], tables]
        self._now += 1

    def _row(self, table: str, row_id: str) -> TypedRow:
        self._refuse_unreadable(table)
        row = next((row for row in self.rows.get(table, ()) if row.id == row_id), None)
        if row is None:
            msg = "That row is no longer in the table."
            raise EditError(msg)
        return row

    def _refuse_unreadable(self, table: str) -> None:
        error = self._typed.place.unreadable.get(table)
        if error is not None:
            msg = f"{TABLES[table].file} cannot be read, so it cannot be edited: {error.reason}."
            raise EditError(msg)


def typed_tables(place: Place, ids: Ids | None = None) -> TypedTables:
    """The tables of a folder or of a workbook, to be edited; rows keep the ids they had before."""
    return TypedWorkbook(place, ids) if place.is_workbook else TypedFolder(place, ids)


def open_draft(path: str | Path, *, allow_difference: bool = False) -> Draft:
    """Open the tables of a plan to edit them.

    Parameters
    ----------
    path : str or Path
        The folder or workbook.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.

    Returns
    -------
    Draft

    Raises
    ------
    PlanError
        If there is no plan, or its workbook cannot be opened. What is wrong in a table is no
        reason: it is there to be corrected.

    Examples
    --------
    >>> from planner.packaged import example
    >>> draft = open_draft(example("prairie-view"))
    >>> row = draft.tables["licenses"].rows[0]
    >>> draft.set("licenses", row.id, "price", "$6.10")
    >>> draft.changes[0].sentence
    'Licenses, Learning management system, price: $5.60 to $6.10.'
    """
    return Draft(typed_tables(place_at(Path(path))), allow_difference=allow_difference)
