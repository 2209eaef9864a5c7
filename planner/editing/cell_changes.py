"""What an edited plan says differently, cell by cell, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from planner.editing.typed_rows import Tables, TypedRow, edited_cells, is_written, name_of
from planner.fiscal import fiscal_year_label
from planner.plan.cells.cell_words import cell_words
from planner.plan.cells.read_cell import CellError, clean, read_cell
from planner.plan.reading.headings import heading
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column

_TEXT = Column("", "text", "")
#: Columns that go without saying: the name of a row, and the one value of an assumption.
_UNSAID = ("name", "setting")
#: The most cells of a new row that its sentence repeats.
_MOST_CELLS = 6


@dataclass(frozen=True)
class CellChange:
    """One cell that says something else, or one row that is new or gone.

    Attributes
    ----------
    table : str
        The table.
    row_id : str
        The row.
    row_name : str
        How the row is called.
    column : str
        The column; empty for an entire row.
    before, after : str
        What it says, as typed; of an entire row what its cells say.
    kind : {"changed", "added", "removed"}
        What happens to it.
    formula : bool
        Whether a typed value replaces a formula.
    from_year : int, optional
        First fiscal year of a row that has others of its name before it.
    """

    table: str
    row_id: str
    row_name: str
    column: str
    before: str
    after: str
    kind: Literal["changed", "added", "removed"] = "changed"
    formula: bool = False
    from_year: int | None = None

    @classmethod
    def of_row(
        cls,
        table: str,
        row_id: str,
        row_name: str,
        cells: Mapping[str, str],
        kind: Literal["added", "removed"],
        *,
        from_year: int | None = None,
    ) -> CellChange:
        """An entire row that is new or gone, with what its cells say."""
        said = _row_words(table, cells)
        before, after = ("", said) if kind == "added" else (said, "")
        return cls(table, row_id, row_name, "", before, after, kind, from_year=from_year)

    @property
    def where(self) -> str:
        """Table and row in plain words.

        >>> CellChange("assumptions", "9", "wage_growth_rate", "value", "3%", "4%").where
        'Assumptions, raises'
        """
        since = f"from {fiscal_year_label(self.from_year)}" if self.from_year else ""
        return f"{_table_words(self.table)}, {' '.join(filter(None, (self._row, since)))}"

    @property
    def sentence(self) -> str:
        """The change in plain words.

        >>> CellChange("licenses", "7", "Google Workspace", "price", "4.50", "$5.10").sentence
        'Licenses, Google Workspace, price: $4.50 to $5.10.'
        """
        where = ", ".join(filter(None, (self.where, self._column)))
        if self.kind == "added":
            said = f" ({self.after})" if self.after else ""
            return f"{where}: added{said}."
        if self.kind == "removed":
            return f"{where}: removed."
        before, after = (self._words(text) for text in (self.before, self.after))
        if self.formula:
            return f"{where}: the formula that gave {before} is replaced by {after}."
        return f"{where}: {before} to {after}."

    @property
    def _row(self) -> str:
        column = _meaning(self.table, self.row_name, "value")
        if self.table in ("district", "assumptions") and column is not _TEXT:
            return _in_a_sentence(column.label)
        return self.row_name or "a row without a name"

    @property
    def _column(self) -> str:
        is_value = self.table in ("district", "assumptions") and self.column == "value"
        return "" if is_value else _column_words(self.table, self.column)

    def _words(self, text: str) -> str:
        return _cell_words(_meaning(self.table, self.row_name, self.column), text)


def _table_words(table: str) -> str:
    return table.capitalize()


def _column_words(table: str, column: str) -> str:
    return _in_a_sentence(heading(TABLES[table], column)) if column else ""


def _in_a_sentence(label: str) -> str:
    """A heading without its capital, unless that belongs to the word: FTE, E-Rate."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _meaning(table: str, row: str, column: str) -> Column:
    """What a cell means; of a setting or an assumption its value."""
    if table == "district":
        return TABLES[table].columns.get(row, _TEXT) if column == "value" else _TEXT
    if table == "assumptions" and column == "value":
        return DRIVERS.get(row, _TEXT)
    return TABLES[table].columns.get(column, _TEXT)


def _cell_words(column: Column, typed: str) -> str:
    """What a cell says; in quotation marks where it is text, or cannot be read."""
    text = clean(typed)
    if not text:
        return "blank"
    try:
        value = read_cell(column, text)
    except CellError:
        return f'"{text}"'
    if column.kind == "text":
        return f'"{text}"'
    if column.kind == "choice":
        labels = dict(zip(column.choices, column.labels, strict=False))
        return labels.get(str(value), str(value).replace("_", " "))
    words = cell_words(column, value)
    return words.replace("_", " ") if column.kind == "list" else words


def changes_between(before: Tables, after: Tables) -> tuple[CellChange, ...]:
    """What differs between two states of a plan's tables; not what is only typed otherwise.

    Parameters
    ----------
    before, after : mapping
        Table -> its rows.

    Returns
    -------
    tuple of CellChange
        In the order of the tables and of their rows.
    """
    return tuple(
        change
        for name in TABLES
        if before.get(name) is not after.get(name)
        for change in _of_a_table(name, before.get(name, ()), after.get(name, ()))
    )


def _of_a_table(
    table: str, before: tuple[TypedRow, ...], after: tuple[TypedRow, ...]
) -> Iterator[CellChange]:
    old, kept = {row.id: row for row in before}, {row.id for row in after}
    for row in after:
        if row.id in old:
            yield from _of_a_row(table, old[row.id], row)
        elif is_written(row):
            yield CellChange.of_row(table, row.id, name_of(table, row.cells), row.cells, "added")
    for row in before:
        if row.id not in kept:
            yield CellChange.of_row(table, row.id, name_of(table, row.cells), row.cells, "removed")


def _of_a_row(table: str, before: TypedRow, after: TypedRow) -> Iterator[CellChange]:
    name = name_of(table, before.cells) or name_of(table, after.cells)
    for column, text in edited_cells(before.cells, after.cells).items():
        formula, was = column in before.formulas, before.cells.get(column, "")
        meaning = _meaning(table, name, column)
        if formula or _cell_words(meaning, was) != _cell_words(meaning, text):
            yield CellChange(table, after.id, name, column, was, text, formula=formula)


def _row_words(table: str, cells: Mapping[str, str]) -> str:
    """The first cells of a row."""
    name = name_of(table, cells)
    said = [
        f"{_column_words(table, column)}: {_cell_words(_meaning(table, name, column), text)}"
        for column, text in cells.items()
        if column and column not in _UNSAID and text
    ]
    more = len(said) - _MOST_CELLS
    return "; ".join([*said[:_MOST_CELLS], *([f"and {more} more"] if more > 0 else [])])
