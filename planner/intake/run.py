"""An import from beginning to end: read the export, say what it changes, write it when asked.

Run by ``planner import KIND FILE PLAN``. Nothing is printed, asked or written here: the caller
prints the text, asks, and then calls ``write``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from planner.intake.assets import read_assets
from planner.intake.chromebooks import read_chromebooks
from planner.intake.erate import read_erate
from planner.intake.exports import Export
from planner.intake.intake import KINDS, Intake, Options
from planner.intake.ledger import read_ledger
from planner.intake.licenses import read_licenses
from planner.intake.open_export import open_export
from planner.intake.preview import Preview, make_preview, write_preview
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem

_TABLES = {
    "chromebooks": "inventory",
    "assets": "inventory",
    "licenses": "licenses",
    "ledger": "ledger",
    "erate": "district",
}
_READERS: dict[str, Callable[[Export, Plan, Options], Intake]] = {
    "chromebooks": read_chromebooks,
    "assets": read_assets,
    "licenses": read_licenses,
    "ledger": read_ledger,
    "erate": read_erate,
}


def read_export(kind: str, file: str | Path, plan: Plan, options: Options | None = None) -> Intake:
    """Read an export of another system for a plan.

    Parameters
    ----------
    kind : str
        ``chromebooks``, ``assets``, ``licenses``, ``ledger`` or ``erate``.
    file : str or Path
        CSV file or workbook.
    plan : Plan
        The plan, for its fleets, licenses, years and state.
    options : Options, optional
        What was typed along with the export.

    Returns
    -------
    Intake
        Rows for the one table that the kind owns, what was counted, and what is wrong.

    Raises
    ------
    ValueError
        If there is no such kind.
    """
    if kind not in KINDS:
        msg = f"there is no kind of export {kind!r}; there are: {', '.join(KINDS)}"
        raise ValueError(msg)
    path = Path(file)
    try:
        export = open_export(kind, path)
        intake = _READERS[kind](export, plan, options or Options())
    except PlanError as error:
        return Intake(kind, path.name, _TABLES[kind], problems=error.problems)
    return replace(intake, problems=(*export.warnings, *intake.problems))


@dataclass(frozen=True)
class Import:
    """An import that has been previewed and not yet written.

    Attributes
    ----------
    preview : Preview
        What it changes.
    """

    preview: Preview

    @property
    def text(self) -> str:
        """What to print: what was counted, what is wrong, and each row that changes."""
        return self.preview.text

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What must be fixed first, and warnings."""
        return self.preview.problems

    @property
    def blocked(self) -> bool:
        """Whether a problem keeps the import from being written."""
        return any(problem.blocks for problem in self.problems)

    @property
    def may_be_written(self) -> bool:
        """Whether something would change and no problem blocks it."""
        return self.preview.may_be_written

    def write(self) -> Path:
        """Write it; see :func:`planner.intake.preview.write_preview`."""
        return write_preview(self.preview)


def run_import(kind: str, file: str | Path, plan: Plan, options: Options | None = None) -> Import:
    """Preview an import: what it would change in a plan.

    Parameters
    ----------
    kind : str
        Kind of export.
    file : str or Path
        The export.
    plan : Plan
        The plan as it was read.
    options : Options, optional
        What was typed along with the export.

    Returns
    -------
    Import
        Its text to print, and a method that writes it.

    Raises
    ------
    PlanError
        If the plan's table cannot be changed safely.
    ValueError
        If there is no such kind.
    """
    return Import(make_preview(plan.path, read_export(kind, file, plan, options)))
