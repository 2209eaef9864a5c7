"""A CSV file of districts as text: a row for each, columns by heading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.plan.problems.problem import PlanError, Problem
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, Line, UnreadableError


def typed_lines(path: Path, expected: str, least: int = 1) -> tuple[Line, ...]:
    """Lines of a table, its headings first.

    Parameters
    ----------
    path : Path
        The CSV file.
    expected : str
        The columns that it may have, which an empty table is told.
    least : int
        How many lines it has to have [lines].

    Raises
    ------
    PlanError
        If the file cannot be read as a table, or has fewer lines.
    """
    try:
        lines = read_csv(path, OF_AN_EXPORT).lines
    except UnreadableError as error:
        problem = Problem("P03", path.name, error.row, "", {"reason": error.reason})
        raise PlanError([problem]) from None
    if len(lines) < least:
        raise PlanError([Problem("P04", path.name, 0, "", {"expected": expected})])
    return lines


def typed_columns(headings: Sequence[str], lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """Cells below the headings by column; those that a line does not have are blank.

    >>> lines = [Line(2, ("East", "600")), Line(3, ("West",))]
    >>> typed_columns(["name", "district/staff"], lines)
    {'name': ('East', 'West'), 'district/staff': ('600', '')}
    """
    width = len(headings)
    rows = [(*line.cells, *[""] * (width - len(line.cells)))[:width] for line in lines]
    return dict(zip(headings, zip(*rows, strict=True), strict=True)) if rows else {}
