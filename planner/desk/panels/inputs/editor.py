"""The table that is open, and what the controls do to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from planner.desk.panels.inputs.edits import PlanEdits
from planner.desk.panels.inputs.lines import (
    VALUE,
    Line,
    all_columns,
    lines_of,
    listed_in,
    meaning_of,
    used_columns,
)
from planner.desk.panels.inputs.list import table_title
from planner.desk.panels.inputs.paste import Pasted, block_of, placed
from planner.desk.panels.inputs.problems import said_in
from planner.desk.panels.inputs.table import PAGE, OpenTable
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.plan.tables import TABLES, Table
from planner.views.format.counts import how_many
from planner.workbook.table_sheet import NAMES_OF


class Done(NamedTuple):
    """What was done: a sentence for who cannot see it, and where the keyboard goes."""

    said: str = ""
    focus: str = ""


class TableEditor:
    """One table of a draft at a time.

    Parameters
    ----------
    edits : PlanEdits
        The draft, and the steps in which it was made.
    """

    def __init__(self, edits: PlanEdits) -> None:
        self.edits = edits
        self.name = "district"
        self.shows_all: set[str] = set()
        self._columns: dict[str, set[str]] = {}
        self._first = 0

    @property
    def table(self) -> Table:
        """The table that is open."""
        return TABLES[self.name]

    @property
    def unreadable(self) -> str:
        """Why the table cannot be edited here; blank where it can."""
        return self.edits.draft.tables[self.name].unreadable

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines."""
        return lines_of(self.table, self.edits.draft.tables[self.name].rows)

    @property
    def folded(self) -> int:
        """How many columns are, or would be, folded away."""
        lines = self.lines
        return len(all_columns(self.table, lines)) - len(self._unfolded(lines))

    def _unfolded(self, lines: tuple[Line, ...]) -> tuple[str, ...]:
        """Columns in use; one that was shown stays until another table is opened."""
        kept = self._columns.setdefault(self.name, set())
        kept.update(used_columns(self.table, lines))
        kept.update(column for row, column in said_in(self.edits.checked, self.name) if column)
        return tuple(column for column in all_columns(self.table, lines) if column in kept)

    def shown(self) -> OpenTable:
        """The table as it is shown."""
        lines = self.lines
        every = self.name in self.shows_all
        columns = all_columns(self.table, lines) if every else self._unfolded(lines)
        self._first = min(self._first, max(0, (len(lines) - 1) // PAGE * PAGE))
        said = said_in(self.edits.checked, self.name)
        bare = is_workbook(self.edits.draft.path)
        return OpenTable(self.table, lines, columns, said, self._names(), self._first, bare)

    def _names(self) -> Mapping[str, list[str]]:
        """Names of the rows of other tables that cells of this one may name."""
        named = {other for (table, _), other in NAMES_OF.items() if table == self.name}
        tables = self.edits.draft.tables
        return {
            other: [name for row in tables[other].rows if (name := row.cells.get("name", ""))]
            for other in named
        }

    def open(self, name: str) -> Done:
        """Open a table."""
        if name not in TABLES:
            return Done()
        if name != self.name:
            self._columns.pop(name, None)
            self.name, self._first = name, 0
        return Done(f"{table_title(name)}: {how_many(len(self.lines), 'row')}.")

    def fold_or_unfold(self) -> Done:
        """Show all columns of the table, or only those in use."""
        shows = self.name not in self.shows_all
        (self.shows_all.add if shows else self.shows_all.discard)(self.name)
        return Done("All columns are shown." if shows else "Columns that no row uses are hidden.")

    def turn_to(self, first: str) -> Done:
        """Show the rows from another one on."""
        self._first = int(first) // PAGE * PAGE if first.isdigit() else 0
        return Done()

    def line(self, key: str) -> Line | None:
        """The line with a key."""
        return next((line for line in self.lines if line.key == key), None)

    def lead_to(self, row: str, column: str) -> Done:
        """Bring the keyboard to a cell, from another tab.

        Parameters
        ----------
        row : str
            Row of the file, or what the row is called; blank for a setting, which the column names.
        column : str
            Column; blank for the first one.
        """
        if self.table.shape == "form" and column in listed_in(self.table):
            row, column = column, VALUE
        asked = row.strip().lower()
        named = [line.key for line in self.lines if asked in (line.key.lower(), line.name.lower())]
        numbered = [line.key for line in self.lines if line.number and asked == str(line.number)]
        found = (named if not asked.isdigit() else [*numbered, *named]) if asked else []
        return self.go(found[0], column) if found else Done()

    def go(self, key: str, column: str) -> Done:
        """Bring the keyboard to a cell, and show its row and column.

        Parameters
        ----------
        key : str
            Key of the line.
        column : str
            Column; blank for the first one.
        """
        lines = self.lines
        place = next((place for place, line in enumerate(lines) if line.key == key), None)
        if place is None:
            return Done()
        self._first = place // PAGE * PAGE
        opened = self.shown()
        column = column or (VALUE if lines[place].listed else opened.named_by)
        if column not in opened.columns and column != opened.named_by:
            self._columns.setdefault(self.name, set()).add(column)
        return Done(focus=opened.cell_id(lines[place], column))

    def type(self, key: str, column: str, text: str) -> Done:
        """Put a text into a cell."""
        line = self.line(key)
        if line is not None:
            name = f"typing in {self._cell_words(line, column)}"
            with self.edits.step(self.name, name) as draft:
                draft.set(self.name, line.row, column, text)
        return Done()

    def _cell_words(self, line: Line, column: str) -> str:
        if line.listed and column == VALUE:
            return line.name
        if column in ("name", "setting"):
            return f"the name of {line.name}"
        return f"{meaning_of(self.table, line, column).label}, {line.name}"

    def add(self) -> Done:
        """Add a row at the end, and bring the keyboard to its first cell."""
        with self.edits.step(self.name, f"adding a row to {table_title(self.name)}") as draft:
            made = draft.add(self.name)
        return self._new_row(made, "Added a row.")

    def _new_row(self, made: str, said: str) -> Done:
        lines = self.lines
        place = next(place for place, line in enumerate(lines) if line.row == made)
        self._first = place // PAGE * PAGE
        opened = self.shown()
        return Done(said, opened.cell_id(lines[place], opened.named_by))

    def copy(self, key: str) -> Done:
        """Copy a row to below it, and bring the keyboard to the copy's name."""
        line = self.line(key)
        if line is None:
            return Done()
        with self.edits.step(self.name, f"copying {line.name}") as draft:
            made = draft.copy(self.name, line.row)
        return self._new_row(made, f"Copied {line.name}. Give the copy a name of its own.")

    def remove(self, key: str) -> Done:
        """Remove a row, and bring the keyboard to the next one."""
        lines = self.lines
        line = self.line(key)
        if line is None:
            return Done()
        with self.edits.step(self.name, f"removing {line.name}") as draft:
            draft.remove(self.name, line.row)
        left = self.shown()
        place = min(lines.index(line), len(left.lines) - 1)
        said = f"Removed {line.name}. Undo brings it back."
        if place < 0 or left.lines[place].listed:
            return Done(said, "inputs-add")
        return Done(said, left.cell_id(left.lines[place], left.named_by))

    def undo(self) -> Done:
        """Undo the last step."""
        return self._told("Undone", self.edits.undo)

    def redo(self) -> Done:
        """Do again what was undone last."""
        return self._told("Done again", self.edits.redo)

    def _told(self, what: str, move: Callable[[], str]) -> Done:
        name = move()
        return Done(f"{what}: {name}." if name else "")

    def paste(self, key: str, column: str, text: str) -> tuple[Done, str]:
        """Put what was copied in a spreadsheet into the cells from one on.

        Parameters
        ----------
        key, column : str
            The cell.
        text : str
            What was copied.

        Returns
        -------
        tuple
            What was done, and why nothing was, if nothing was.
        """
        opened = self.shown()
        keys = [line.key for line in opened.lines]
        if key not in keys:
            return Done(), ""
        begins, grows = keys.index(key), not listed_in(self.table)
        columns = opened.columns if not grows else (opened.named_by, *opened.columns)
        room = -1 if grows else len(keys) - begins
        found = placed(self.table, block_of(text), columns, column, room)
        if found.refused:
            return Done(), found.refused
        self._paste_rows(found, opened.lines[begins:])
        rows = how_many(len(found.rows), "row")
        said = f"Pasted {rows} of {how_many(len(found.columns), 'column')}."
        return Done(said, opened.cell_id(opened.lines[begins], column)), ""

    def _paste_rows(self, found: Pasted, lines: tuple[Line, ...]) -> None:
        """One step: rows that are there, then new ones."""
        rows = how_many(len(found.rows), "row")
        name = f"pasting {rows} into {table_title(self.name)}"
        with self.edits.step(self.name, name) as draft:
            for place, texts in enumerate(found.rows):
                cells = dict(zip(found.columns, texts, strict=True))
                if place >= len(lines):
                    draft.add(self.name, cells)
                    continue
                for column, text in cells.items():
                    draft.set(self.name, lines[place].row, column, text)
