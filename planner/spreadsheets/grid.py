"""A table as its file has it: rows of text, numbered as the spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """How large a file may be; a larger one is not a plan, or hostile.

    Attributes
    ----------
    rows, columns : int
        Of one table.
    size : int
        Of the file [bytes].
    part, unpacked : int
        Unpacked size of one part of a workbook, and of everything that is read of it [bytes].
    tags : int
        Tags in all parts of a workbook: each takes a millionth of a second.
    places : int
        Cells in all sheets.
    """

    rows: int
    columns: int
    size: int
    part: int
    unpacked: int
    tags: int
    places: int


#: More than any district types. Sheets of a plan with 100 rows take 0.05 MB; a full table of
#: 5,000 rows and 30 columns takes 8 MB.
OF_A_PLAN = Limits(5_000, 300, 20_000_000, 10_000_000, 20_000_000, 1_200_000, 2_000_000)
#: A list of 100,000 devices with everything that a system knows about them.
OF_AN_EXPORT = Limits(100_000, 1_000, 200_000_000, 150_000_000, 300_000_000, 12_000_000, 20_000_000)


class UnreadableError(ValueError):
    """A file that is not a table: why, and in which row (0: the entire file)."""

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
        Text from the first column on: numbers in plain digits, rates with the percent sign they
        are shown with, dates as year-month-day, yes or no. What is struck out before or behind
        other text is left out; raised and lowered digits are raised and lowered characters.
    hidden : bool
        Whether the spreadsheet hides it.
    uncalculated : frozenset of int
        Indexes of cells with a formula whose result was never saved.
    merged : frozenset of int
        Indexes of cells that are merged with a filled cell above them.
    struck : frozenset of int
        Indexes of cells whose entire text is struck out.
    left_out : dict
        Index of a cell -> the struck-out part of its text, which is not among the cells.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    uncalculated: frozenset[int] = frozenset()
    merged: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    left_out: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_struck_out(self) -> bool:
        """Whether everything in the row is struck out."""
        held = {place for place, cell in enumerate(self.cells) if cell.strip()}
        return bool(held) and held <= self.struck


@dataclass(frozen=True)
class Grid:
    """One sheet or CSV file.

    Attributes
    ----------
    lines : tuple of Line
        Lines that hold anything, in order.
    separator : str
        What separates the cells of a CSV file.
    ends_open : bool
        Whether a CSV file ends in the middle of a line, as when it was cut off.
    rows_are_whole : bool
        Whether lines keep the blank cells at their end, as in a CSV file.
    hidden : bool
        Whether the workbook hides the sheet.
    hidden_columns : frozenset of int
        Indexes of the columns that hold anything and are hidden.
    """

    lines: tuple[Line, ...]
    separator: str = ","
    ends_open: bool = False
    rows_are_whole: bool = False
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
