"""Rows that a workbook's Start sheet makes, as rows that can be edited.

An answer is not a cell of a table. Once such a row is edited, it becomes a typed row of its sheet:
a setting or an assumption by itself, any other row together with all rows of its table (devices
together with what is in service), because a table with any row of its own replaces the answers.
The answers stay on the Start sheet and no longer count for what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.editing.typed_rows import KEY_COLUMNS, Tables, TypedRow, key_of
from planner.plan.reading.folder_or_workbook import START_FILE
from planner.plan.reading.records import Record, Records
from planner.plan.start_sheet.answers import GO_TOGETHER, answers_of, joined
from planner.plan.start_sheet.first_rows import rows_from
from planner.spreadsheets.grid import Grid


def with_answers(rows: Tables, own: Mapping[str, Records], start: Grid | None) -> Tables:
    """Rows of every table, with those that the Start sheet makes where nothing is typed.

    Parameters
    ----------
    rows : mapping
        Table -> its typed rows.
    own : mapping
        Table -> its records as typed.
    start : Grid, optional
        The Start sheet.

    Returns
    -------
    mapping
    """
    if start is None:
        return rows
    answers = answers_of(start)
    found = dict(rows)
    for name, records in joined(own, rows_from(answers.typed, answers.lines)).items():
        made = [record for record in records.rows if record.file == START_FILE]
        if name in KEY_COLUMNS:
            found[name] = _filled(name, rows[name], made)
        elif made:
            found[name] = tuple(
                TypedRow(f"start{n}", record.cells, record.number, from_start=True)
                for n, record in enumerate(made, start=1)
            )
    return found


def _filled(table: str, rows: tuple[TypedRow, ...], made: list[Record]) -> tuple[TypedRow, ...]:
    """Settings or assumptions with the answers as their values."""
    answers = {key_of(table, record.cells): record for record in made}
    found = []
    for row in rows:
        record = None if row.cells.get("value") else answers.pop(key_of(table, row.cells), None)
        if record is not None:
            cells = {**row.cells, "value": record.cells["value"]}
            row = replace(row, cells=cells, line=record.number, from_start=True)
        found.append(row)
    return tuple(found)


def typed_instead(rows: Tables, table: str, row_id: str = "") -> dict[str, tuple[TypedRow, ...]]:
    """Rows of every table before an edit, with the answers it replaces as typed rows.

    Parameters
    ----------
    rows : mapping
        Table -> its rows.
    table : str
        Table that is edited.
    row_id : str
        Row that is edited; nothing for a new one.

    Returns
    -------
    dict
    """
    found = dict(rows)
    for name in GO_TOGETHER if table in GO_TOGETHER else (table,):
        only = row_id if name in KEY_COLUMNS else None
        found[name] = tuple(
            replace(row, from_start=False, line=0)
            if row.from_start and only in (None, row.id)
            else row
            for row in rows.get(name, ())
        )
    return found
