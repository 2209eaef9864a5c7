"""What an import will change, in plain text, before it changes anything; and the change itself.

A preview holds the table's file as it will be. It is written only if the file has not changed
since, by one program at a time, under a temporary name and then renamed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.atomic_files import locked, write_whole
from planner.intake.intake import Intake, count_of
from planner.intake.merge import Changed, Merge, merge
from planner.intake.table_file import TableFile
from planner.intake.table_sheet import TableSheet
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.reading.folder_or_workbook import is_workbook, shown_file
from planner.plan.reading.records import find_file
from planner.plan.tables import TABLES
from planner.spreadsheets.grid import UnreadableError

#: Added, changed or removed rows that are listed.
_MOST_LISTED = 60


@dataclass(frozen=True)
class Preview:
    """What an import changes.

    Attributes
    ----------
    intake : Intake
        What was read.
    plan : Path
        Folder or workbook of the plan.
    file : Path
        The only file that is written.
    where : str
        Name of the table in sentences.
    merge : Merge
        Rows that are added, changed and removed.
    content, digest : bytes and str
        The file as it will be, and the SHA-256 of the file as it is.
    problems : tuple of Problem
        Those of the export and of the table.
    """

    intake: Intake
    plan: Path
    file: Path
    where: str
    merge: Merge
    content: bytes
    digest: str
    problems: tuple[Problem, ...]

    @property
    def may_be_written(self) -> bool:
        """Whether something would change and no problem blocks it."""
        return not any(p.blocks for p in self.problems) and not self.merge.is_empty

    @property
    def text(self) -> str:
        """The preview as it is printed."""
        return "\n".join(_shown(self))


def make_preview(plan: Path, intake: Intake) -> Preview:
    """Compare an export with the table that it owns.

    Parameters
    ----------
    plan : Path
        Folder or workbook of the plan.
    intake : Intake
        What was read from the export.

    Returns
    -------
    Preview

    Raises
    ------
    PlanError
        If the table cannot be changed safely.
    """
    table = TABLES[intake.table]
    file = plan if is_workbook(plan) else find_file(plan, table.file) or plan / table.file
    where = shown_file(plan, table.file)
    problems = list(intake.problems)
    try:
        opened: TableFile | TableSheet = (
            TableSheet(table, file) if is_workbook(plan) else TableFile(table, file)
        )
        found = merge(table, opened.rows(), intake)
        content = opened.raw if found.is_empty or intake.blocked else opened.rewritten(found)
    except UnreadableError as error:
        raise PlanError(
            [Problem("P03", where, error.row, facts={"reason": error.reason})]
        ) from None
    if isinstance(opened, TableSheet) and not found.is_empty and opened.has_formulas:
        problems.append(Problem("W47", where))
    digest = hashlib.sha256(opened.raw).hexdigest()
    return Preview(intake, plan, file, where, found, content, digest, tuple(problems))


def write_preview(preview: Preview) -> Path:
    """Write what a preview showed.

    Parameters
    ----------
    preview : Preview
        The preview that was shown.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    PlanError
        If a problem blocks it, or the table has changed since the preview.
    OSError
        If it cannot be written; the old file is unchanged.
    """
    if any(problem.blocks for problem in preview.problems):
        raise PlanError(preview.problems)
    with locked(preview.plan):
        now = preview.file.read_bytes() if preview.file.is_file() else b""
        if hashlib.sha256(now).hexdigest() != preview.digest:
            raise PlanError([Problem("P82", preview.where)])
        if not preview.merge.is_empty:
            write_whole(preview.file, preview.content)
    return preview.file


def _shown(preview: Preview) -> Iterator[str]:
    yield from preview.intake.summary
    yield from (str(problem) for problem in preview.problems)
    found = preview.merge
    if any(problem.blocks for problem in preview.problems):
        yield f"{preview.where}: nothing changes until this is fixed."
        return
    if found.is_empty:
        yield f"{preview.where}: no changes, {count_of(found.kept, 'row')} kept."
        return
    yield (
        f"{preview.where}: {count_of(len(found.added), 'row')} added, "
        f"{len(found.changed):,} changed, {len(found.removed):,} removed, {found.kept:,} kept."
    )
    yield from _first_lines([f"  + {_row(cells)}" for cells in found.added])
    yield from _first_lines([f"  ~ {_change(change)}" for change in found.changed])
    yield from _first_lines([f"  - row {row.number}: {_row(row.cells)}" for row in found.removed])


def _first_lines(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST_LISTED]
    if len(lines) > _MOST_LISTED:
        yield f"  and {count_of(len(lines) - _MOST_LISTED, 'other')}"


def _row(cells: Mapping[str, str]) -> str:
    name = cells.get("name", cells.get("setting", ""))
    others = [
        f"{field} {_printable(text)}"
        for field, text in cells.items()
        if text and field not in ("name", "setting", "source", "note")
    ]
    return ", ".join([_printable(name), *others])


def _change(change: Changed) -> str:
    cells = change.row.cells
    name = cells.get("name", cells.get("setting", ""))
    year = f" {cells['bought']}" if cells.get("bought") else ""
    cells_changed = "; ".join(
        f"{field} {_printable(old) or '(blank)'} -> {_printable(new) or '(blank)'}"
        for field, (old, new) in change.cells.items()
    )
    return f"row {change.row.number}, {_printable(name)}{year}: {cells_changed}"


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)
