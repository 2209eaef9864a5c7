"""Whether a CSV file was cut off in its last row, as by a broken download.

Many programs write no end of line after the last row, so that alone is no evidence. Enough is a row
shorter than all others, or a last cell unlike all above it. A number that is just shorter than it
was looks complete: only other files of the same origin can tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from planner.spreadsheets.grid import Grid, Line

#: Ends that all cells of a column may have: cents, a year, a percent sign, a day of an ISO date.
_ENDS = tuple(
    re.compile(end)
    for end in (r".*\.[0-9]{2}", r".*[^0-9][0-9]{4}", r".*%", r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
)
#: Cells that must agree before a different one is odd.
_ENOUGH = 3

Cut = Literal["no", "in doubt", "yes"]


def cut_in_last_row(grid: Grid, lines: Sequence[Line]) -> Cut:
    """Whether the file ends in the middle of its last row.

    Parameters
    ----------
    grid : Grid
        The file.
    lines : sequence of Line
        Its lines from the column names on, without comments.

    Returns
    -------
    str
        ``in doubt`` if the last row would look complete either way.

    Examples
    --------
    >>> lines = (Line(1, ("name", "price", "note")), Line(2, ("Reading", "20", "")))
    >>> cut_in_last_row(Grid(lines, ends_open=True), lines)
    'no'
    >>> cut = (*lines, Line(3, ("Typing", "8")))
    >>> cut_in_last_row(Grid(cut, ends_open=True), cut)
    'yes'
    """
    if not grid.ends_open or len(lines) < 2 or lines[-1] is not grid.lines[-1]:
        return "no"
    *above, last = lines
    width = len(last.cells)
    if width < min(len(line.cells) for line in above):
        return "yes"
    text = last.cells[-1].strip()
    others = [line.cells[width - 1].strip() for line in above[1:] if len(line.cells) >= width]
    others = [other for other in others if other]
    if text and len(others) >= _ENOUGH and any(_only_last(end, others, text) for end in _ENDS):
        return "yes"
    ends_in_digit = text[-1:].isdigit()
    return "in doubt" if ends_in_digit or width < len(above[0].cells) else "no"


def _only_last(end: re.Pattern[str], others: Sequence[str], last: str) -> bool:
    """Whether all cells above end in a way, and the last one does not."""
    return not end.fullmatch(last) and all(end.fullmatch(other) for other in others)
