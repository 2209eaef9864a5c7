"""New rows compared with a table: which old row each one updates, and which rows are removed.

It knows neither files nor exports. A new row updates the closest old row that is still free; a
cell that means the same is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from planner.intake.intake import Intake
from planner.plan.cells.read_cell import CellError, read_cell
from planner.plan.tables import Table
from planner.plan.tables.column import Column, show_value

#: From this level of match on, the old row is a different item that the new one replaces.
_LOOSE = 2
_NO = ("false", "no")


@dataclass(frozen=True)
class TableRow:
    """A row of the plan's table: its number in the file, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Changed:
    """A row that is updated: column -> its text before, and after."""

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
    def is_empty(self) -> bool:
        """Whether the table does not change."""
        return not (self.added or self.changed or self.removed)


def merge(table: Table, old: Sequence[TableRow], intake: Intake) -> Merge:
    """Compare the rows of an export with a table.

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
    matches = _matches(table, old, intake)
    added = tuple(row for new, row in enumerate(intake.rows) if new not in matches)
    changed: list[Changed] = []
    for new, (row, level) in matches.items():
        cells = _changes(table, row, intake.rows[new], loose=level >= _LOOSE)
        if cells:
            changed.append(Changed(row, cells))
    matched = {row.number for row, _ in matches.values()}
    removed = tuple(
        row for row in old if row.number not in matched and _is_owned(table, row, intake)
    )
    changed.sort(key=lambda change: change.row.number)
    return Merge(added, tuple(changed), removed, len(old) - len(removed) - len(changed))


def meaning(column: Column | None, text: str) -> str:
    """What a cell means, in lowercase: 1,080 and 1080 are the same, as are FY24 and 2023-24.

    >>> meaning(Column("Bought in", "fiscal_year", ""), "2023-24")
    'fy2024'
    """
    with suppress(CellError):
        if column is not None and text:
            text = show_value(column, read_cell(column, text))
    return text.lower()


def _column(table: Table, row: Mapping[str, str], field: str) -> Column | None:
    """Column of a cell; in a form, the setting."""
    if table.shape == "form" and field == "value":
        return table.columns.get(row["setting"].lower())
    return table.columns.get(field)


def _matches(
    table: Table, old: Sequence[TableRow], intake: Intake
) -> dict[int, tuple[TableRow, int]]:
    """New row by number -> the old row it updates, and how close the match is: 0 is closest."""
    found: dict[int, tuple[TableRow, int]] = {}
    free = {row.number: row for row in old}
    for level, fields in enumerate(intake.match_by):
        by_key: dict[tuple[str, ...], list[TableRow]] = {}
        for row in free.values():
            by_key.setdefault(_key(table, _filled(row, intake), fields), []).append(row)
        for new, cells in enumerate(intake.rows):
            candidates = by_key.get(_key(table, cells, fields)) if new not in found else None
            if candidates:
                row = candidates.pop(0)
                found[new] = (row, level)
                del free[row.number]
    return found


def _filled(row: TableRow, intake: Intake) -> Mapping[str, str]:
    """Cells of an old row, with the meaning of those left blank."""
    meant = {field: text for field, text in intake.blank_means.items() if not row.cells.get(field)}
    return {**row.cells, **meant}


def _key(table: Table, cells: Mapping[str, str], fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(meaning(_column(table, cells, field), cells.get(field, "")) for field in fields)


def _changes(
    table: Table, old: TableRow, new: Mapping[str, str], *, loose: bool
) -> dict[str, tuple[str, str]]:
    """Cells whose meaning changes. A blank changes nothing, unless the item is a different one."""
    found: dict[str, tuple[str, str]] = {}
    for field, text in new.items():
        before = old.cells.get(field, "")
        column = _column(table, {**old.cells, **new}, field)
        if field == "source" or meaning(column, before) == meaning(column, text):
            continue
        if text or loose:
            found[field] = (before, text)
    active = old.cells.get("active", "")
    if table.name == "inventory" and meaning(table.columns["active"], active) in _NO:
        found["active"] = (active, "yes")
    before, source = old.cells.get("source", ""), new.get("source", "")
    if found and source and source != before:
        found["source"] = (before, source)
    return found


def _is_owned(table: Table, row: TableRow, intake: Intake) -> bool:
    owned, cells = intake.owned, _filled(row, intake)
    if not owned.cells or not row.cells.get("source", "").startswith(owned.source_starts):
        return False
    return all(
        meaning(table.columns.get(field), cells.get(field, "")) in values
        for field, values in owned.cells.items()
    )
