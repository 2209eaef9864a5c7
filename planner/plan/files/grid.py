"""A table as it stands in a file: rows of text, numbered as the spreadsheet numbers them."""

from __future__ import annotations

from dataclasses import dataclass

#: More than any district types in one table; beyond it a file is something else.
MOST_ROWS = 5_000
MOST_COLUMNS = 300
MOST_BYTES = 20_000_000


class UnreadableError(ValueError):
    """A file that is not a table: why, and in which row that shows (0: the whole file)."""

    def __init__(self, reason: str, row: int = 0) -> None:
        self.reason = reason
        self.row = row
        super().__init__(reason)


@dataclass(frozen=True)
class Line:
    """One row of a file.

    Attributes
    ----------
    number : int
        Row as the spreadsheet shows it.
    cells : tuple of str
        What stands in it, from the first column on: numbers in plain digits, rates with the
        percent sign they are shown with, dates as year-month-day, yes or no.
    hidden : bool
        Whether the spreadsheet hides it.
    uncalculated : frozenset of int
        Places of cells that hold a formula whose result was never saved.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    uncalculated: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Grid:
    """One sheet or CSV file.

    Attributes
    ----------
    lines : tuple of Line
        Lines that hold anything, in order.
    separator : str
        What stands between the cells of a CSV file.
    """

    lines: tuple[Line, ...]
    separator: str = ","
