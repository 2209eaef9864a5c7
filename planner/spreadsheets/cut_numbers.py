"""Numbers that the comma between their thousands has cut in two: 9,500 without quotation marks.

``000`` behind a number is certain, and so is a row with more cells than there are headings. Where a
row may be read both ways, only its columns can tell, or the person who typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from planner.spreadsheets.grid import Line

_START_OF_A_NUMBER = re.compile(r"^\s*[-(]?\s*\$?\s*[-(]?[1-9]\d{0,2}\s*$")
#: What follows the comma of a number that was cut in two there.
END_OF_A_NUMBER = re.compile(r"^\s*\d{3}(?:\.\d+)?\)?\s*$")


class CutNumber(NamedTuple):
    """Where the rest of a number may be.

    Attributes
    ----------
    row : int
        Row as the spreadsheet shows it.
    place : int
        Index of the cell with the rest; the number begins in the cell before it.
    certain : bool
        Whether nobody types two such cells.
    """

    row: int
    place: int
    certain: bool


def cut_numbers(top: Line, lines: Sequence[Line]) -> Iterator[CutNumber]:
    """Cells that look like the rest of the number before them.

    Parameters
    ----------
    top : Line
        The column names of a CSV file.
    lines : sequence of Line
        The rows below. A file in which a row keeps a blank cell at its end is written by a program
        that leaves none out, so each of its cells is in its own column.

    Examples
    --------
    >>> top = Line(1, ("name", "price", "units", "term"))
    >>> [tuple(cut) for cut in cut_numbers(top, [Line(2, ("Reading", "9", "000", "20"))])]
    [(2, 2, True)]
    >>> [tuple(cut) for cut in cut_numbers(top, [Line(2, ("Reading", "9", "500", "20"))])]
    [(2, 2, False)]
    """
    width = len(top.cells)
    keeps_blanks = any(len(line.cells) == width and not line.cells[-1].strip() for line in lines)
    for line in lines:
        spare = len(line.cells) - width
        for place, (one, two) in enumerate(pairwise(line.cells), start=1):
            if _START_OF_A_NUMBER.match(one) and END_OF_A_NUMBER.match(two):
                certain = spare > 0 or two.lstrip().startswith("0")
                if certain or not keeps_blanks:
                    yield CutNumber(line.number, place, certain)
