"""New rows held against a table: which old row each one brings up to date, and what goes.

Pure: it knows neither files nor exports. An old row is found again by the closest match that is
left; a cell that means the same is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.intake.intake import Intake
from planner.plan.cells.read_cell import CellError, read_cell
from planner.plan.tables import Table
from planner.plan.tables.column import Column, show_value

#: From this match on an old row is another thing that only stands in its place.
_LOOSE = 2
_FOLLOWS = ("source",)


@dataclass(frozen=True)
class TableRow:
    """A row of the plan's table: its number in the file, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Changed:
    """A row that is brought up to date: column -> what stands there, and what will."""

    row: TableRow
    cells: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Merge:
    """What an export changes in a table."""

    added: tuple[Mapping[str, str], ...]
    changed: tuple[Changed, ...]
    removed: tuple[TableRow, ...]
    kept: int

    @property
    def nothing(self) -> bool:
        """Whether the table stays as it is."""
        return not (self.added or self.changed or self.removed)


def merge(table: Table, old: Sequence[TableRow], intake: Intake) -> Merge:
    """Hold the rows of an export against a table.

    Parameters
    ----------
    table : Table
        The table.
    old : sequence of TableRow
        Its rows.
    intake : Intake
        What was read from the export.

    Returns
    -------
    Merge
    """
    places = _matches(table, old, intake)
    added = tuple(row for place, row in enumerate(intake.rows) if place not in places)
    changed: list[Changed] = []
    for place, (row, level) in places.items():
        cells = _changes(table, row, intake.rows[place], loose=level >= _LOOSE)
        if cells:
            changed.append(Changed(row, cells))
    matched = {row.number for row, _ in places.values()}
    removed = tuple(
        row for row in old if row.number not in matched and _is_owned(table, row, intake)
    )
    changed.sort(key=lambda change: change.row.number)
    return Merge(added, tuple(changed), removed, len(old) - len(removed) - len(changed))


def meaning(column: Column | None, text: str) -> str:
    """What a cell means, in small letters: 1,080 and 1080 are the same, FY24 and 2023-24 too.

    >>> meaning(Column("Bought in", "fiscal_year", ""), "2023-24")
    'fy2024'
    """
    if column is None or not text:
        return text.lower()
    try:
        return show_value(column, read_cell(column, text)).lower()
    except CellError:
        return text.lower()


def _column(table: Table, row: Mapping[str, str], field: str) -> Column | None:
    """What a cell's column means; in a form the setting says it."""
    if table.shape == "form" and field == "value":
        return table.columns.get(row.get("setting", "").lower())
    return table.columns.get(field)


def _matches(
    table: Table, old: Sequence[TableRow], intake: Intake
) -> dict[int, tuple[TableRow, int]]:
    """Old row of each new row by its place, and how close the match is, 0 the closest."""
    found: dict[int, tuple[TableRow, int]] = {}
    free = {row.number: row for row in old}
    for level, fields in enumerate(intake.match_by):
        by_key: dict[tuple[str, ...], list[TableRow]] = {}
        for row in free.values():
            by_key.setdefault(_key(table, row.cells, fields), []).append(row)
        for place, cells in enumerate(intake.rows):
            same = by_key.get(_key(table, cells, fields)) if place not in found else None
            if same:
                row = same.pop(0)
                found[place] = (row, level)
                del free[row.number]
    return found


def _key(table: Table, cells: Mapping[str, str], fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(meaning(_column(table, cells, field), cells.get(field, "")) for field in fields)


def _changes(
    table: Table, old: TableRow, new: Mapping[str, str], *, loose: bool
) -> dict[str, tuple[str, str]]:
    """Cells that will mean something else. A blank says nothing, unless the row is another."""
    found: dict[str, tuple[str, str]] = {}
    for field, text in new.items():
        before = old.cells.get(field, "")
        column = _column(table, {**old.cells, **new}, field)
        if field in _FOLLOWS or meaning(column, before) == meaning(column, text):
            continue
        if text or loose:
            found[field] = (before, text)
    if (
        table.name == "inventory"
        and meaning(table.columns["active"], old.cells.get("active", "")) in _NO
    ):
        found["active"] = (old.cells["active"], "yes")
    if found:
        follows = {f: (old.cells.get(f, ""), new[f]) for f in _FOLLOWS if new.get(f)}
        found |= {f: pair for f, pair in follows.items() if pair[0] != pair[1]}
    return found


_NO = ("false", "no")


def _is_owned(table: Table, row: TableRow, intake: Intake) -> bool:
    owned = intake.owned
    if not owned.cells or not row.cells.get("source", "").startswith(owned.source_starts):
        return False
    return all(
        meaning(table.columns.get(field), row.cells.get(field, "")) in values
        for field, values in owned.cells.items()
    )
