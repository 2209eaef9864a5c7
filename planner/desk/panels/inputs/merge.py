"""Edits on top of a file that somebody else changed meanwhile: both stay where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from planner.editing.cell_changes import CellChange, changes_between
from planner.editing.draft import Draft
from planner.editing.typed_rows import Tables, TypedRow, name_of
from planner.plan.cells.text import clean


def their_changes(before: Tables, theirs: Tables) -> tuple[CellChange, ...]:
    """What somebody else changed, row by row as rows are called.

    Parameters
    ----------
    before : mapping
        Table -> its rows as they were read.
    theirs : mapping
        Table -> its rows as they are in the file now.
    """
    return changes_between(
        before,
        {name: _with_ids_of(name, before.get(name, ()), rows) for name, rows in theirs.items()},
    )


def _with_ids_of(
    table: str, before: Sequence[TypedRow], rows: Sequence[TypedRow]
) -> tuple[TypedRow, ...]:
    """Rows with the ids of those that were called the same before, each given once."""
    left: dict[str, list[str]] = {}
    for row in before:
        left.setdefault(_called(table, row), []).append(row.id)
    found = []
    for place, row in enumerate(rows):
        ids = left.get(_called(table, row), [])
        found.append(replace(row, id=ids.pop(0) if ids else f"theirs{place}"))
    return tuple(found)


def _called(table: str, row: TypedRow) -> str:
    return clean(name_of(table, row.cells)).lower()


def put_on_top(fresh: Draft, mine: Draft) -> Iterator[CellChange]:
    """Make the edits of a draft again in one that was just read.

    Parameters
    ----------
    fresh : Draft
        The plan as its files are now.
    mine : Draft
        The draft with the edits.

    Yields
    ------
    CellChange
        What no longer fits: its cell says something else now, or its row is gone.
    """
    read = mine.read.rows
    for change in mine.changes:
        row = _same_row(fresh, change, read)
        if change.kind == "added":
            made = mine.tables[change.table].row(change.row_id)
            fresh.add(change.table, made.cells)
        elif row is None:
            if change.kind == "changed":
                yield change
        elif change.kind == "removed":
            if not _is_same(_row_of(read[change.table], change.row_id), row):
                yield change
            else:
                fresh.remove(change.table, row.id)
        elif clean(row.cells.get(change.column, "")) in (clean(change.before), clean(change.after)):
            fresh.set(change.table, row.id, change.column, change.after)
        else:
            yield change


def _row_of(rows: Sequence[TypedRow], row_id: str) -> TypedRow | None:
    return next((row for row in rows if row.id == row_id), None)


def _same_row(fresh: Draft, change: CellChange, read: Tables) -> TypedRow | None:
    """The row of the file as it is now: the same one of those that are called the same."""
    before = _row_of(read[change.table], change.row_id)
    if before is None:
        return None
    name = _called(change.table, before)
    called = [row for row in read[change.table] if _called(change.table, row) == name]
    now = [row for row in fresh.tables[change.table].rows if _called(change.table, row) == name]
    place = called.index(before)
    return now[place] if place < len(now) else None


def _is_same(before: TypedRow | None, now: TypedRow) -> bool:
    cells: tuple[Mapping[str, str], Mapping[str, str]] = (before.cells if before else {}, now.cells)
    columns = {column for each in cells for column in each}
    return all(clean(cells[0].get(c, "")) == clean(cells[1].get(c, "")) for c in columns)
