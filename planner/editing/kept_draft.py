"""Edits that are not saved yet, as text to be kept: given back after a crash, undone as one.

The files are kept as they were read, so that a file which changed meanwhile is asked about when
the edits are saved, as always.
"""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from planner.editing.draft import Draft, EditError, typed_tables
from planner.editing.typed_rows import TypedRow
from planner.plan.read import place_at
from planner.plan.reading.plan_files import Place, place_of_folder, place_of_workbook
from planner.spreadsheets.grid import UnreadableError

#: Changes when the text is written otherwise, so that an older one is not misread.
_FORM = 1


def json_of_draft(draft: Draft) -> str:
    """The edits of a draft that are not saved yet, as JSON.

    Parameters
    ----------
    draft : Draft
        The draft.

    Returns
    -------
    str
        The rows of every table that was edited, and the files as they were read.
    """
    read = draft.read
    files = {name: base64.b64encode(held).decode() for name, held in read.place.files.items()}
    ids = {
        name: [[row.line, row.id] for row in rows if row.line and not row.from_start]
        for name, rows in read.rows.items()
    }
    tables = {
        name: [[row.id, dict(row.cells), row.from_start] for row in rows]
        for name, rows in draft.rows.items()
        if rows != read.rows.get(name)
    }
    return json.dumps({"form": _FORM, "files": files, "ids": ids, "tables": tables})


def draft_of_json(path: str | Path, text: str, *, allow_difference: bool = False) -> Draft:
    """The draft whose edits were kept.

    Parameters
    ----------
    path : str or Path
        The folder or workbook.
    text : str
        What :func:`json_of_draft` gave.
    allow_difference : bool
        Whether a base year that does not tie out to the ledger is only warned about.

    Returns
    -------
    Draft
        One step of undo takes all edits back.

    Raises
    ------
    PlanError
        If the plan is gone.
    EditError
        If the text is not what was kept of it.
    """
    now = place_at(Path(path))
    try:
        kept = json.loads(text)
        files = {name: base64.b64decode(held) for name, held in kept["files"].items()}
        if kept["form"] != _FORM or (now.is_workbook and now.path.name not in files):
            raise ValueError  # noqa: TRY301  as any other text that is not ours
        ids = {name: dict(read) for name, read in kept["ids"].items()}
        typed = typed_tables(_as_read(now, files), ids)
        rows = {name: _rows(typed.rows[name], rows) for name, rows in kept["tables"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, UnreadableError):
        msg = (
            f"The unsaved changes to {now.path.name} that were kept cannot be read. The plan is as "
            "it was saved last."
        )
        raise EditError(msg) from None
    return Draft(typed, {**typed.rows, **rows}, allow_difference=allow_difference)


def _as_read(now: Place, files: dict[str, bytes]) -> Place:
    """The tables as they were read when the edits began."""
    if now.is_workbook:
        return place_of_workbook(now.path, files[now.path.name])
    return place_of_folder(replace(now, grids={}, files=files, unreadable={}))


def _rows(read: tuple[TypedRow, ...], kept: list[Any]) -> tuple[TypedRow, ...]:
    """Rows as they were edited."""
    known = {row.id: row for row in read}
    return tuple(
        replace(known.get(row_id, TypedRow(row_id)), cells=dict(cells), from_start=from_start)
        for row_id, cells, from_start in kept
    )
