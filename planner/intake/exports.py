"""What an export holds once it is open: rows, and how their cells are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.intake.days import read_day
from planner.plan.cells.numbers import point_in_doubt, show_plain
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.problems.problem import Problem

#: A number with one comma, which is a decimal comma where semicolons separate the cells.
_ONE_COMMA = re.compile(r"^[-+$( ]*[0-9]{1,3},[0-9]{3} ?\)?$")


@dataclass(frozen=True)
class ExportRow:
    """One row: its number in the spreadsheet, and the cells that are read, by field.

    ``subtotal`` says that a cell of the row, read or not, ends in "Total".
    """

    number: int
    cells: Mapping[str, str]
    subtotal: bool = False

    def __getitem__(self, field: str) -> str:
        """Text of a field, blank if the export has no such column."""
        return self.cells.get(field, "")


@dataclass(frozen=True)
class Export:
    """An export, reduced to the columns that are read.

    Attributes
    ----------
    file : str
        Its name in sentences.
    rows : tuple of ExportRow
        Rows below the headings, without total rows and blank rows.
    headings : mapping of str to tuple of str
        Field -> the headings it is read from.
    dropped, repeated, totals, hidden : int
        Columns that were dropped, rows that repeat a device, total rows, and hidden rows, which
        are read like the others.
    as_of : date
        Day the file was last saved.
    month_first : frozenset of str
        Fields whose dates show that the month comes before the day.
    not_read : tuple of str
        A sentence with the headings of a list of assets or licenses, or of a ledger, that are not
        read.
    damaged : int
        Rows whose device number a spreadsheet has damaged, so that it identifies no device.
    separator : str
        What separates the cells of a CSV file.
    warnings : tuple of Problem
        What is hidden, or struck out in part.
    total_rows : tuple of ExportRow
        The total rows.
    """

    file: str
    rows: tuple[ExportRow, ...]
    headings: Mapping[str, tuple[str, ...]]
    dropped: int = 0
    repeated: int = 0
    totals: int = 0
    hidden: int = 0
    as_of: date = date(2000, 1, 1)
    month_first: frozenset[str] = frozenset()
    not_read: tuple[str, ...] = ()
    damaged: int = 0
    separator: str = ","
    total_rows: tuple[ExportRow, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def day(self, row: ExportRow, field: str, *, at_end: bool = False) -> date | None:
        """Date in a cell; None if it holds none, or could mean more than one."""
        return read_day(row[field], at_end=at_end, month_first=field in self.month_first)

    def is_day(self, text: str) -> bool:
        """Whether a text names a day, even if it could be one of several."""
        return read_day(text, month_first=True) is not None

    def amount(self, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
        """Amount in a cell, below zero for a credit; None if blank or, with a problem, no number.

        A number that may mean another one is doubted as in the tables of a plan.
        """
        text = row[field]
        if not text:
            return None
        try:
            found = read_number(text)
        except CellError:
            problems.append(self.problem("P85", row.number, field))
            return None
        problems += self.doubts(row, field, text)
        return found

    def number(self, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
        """Number in a cell, 0 or more; None if it is blank or, with a problem, if it is neither."""
        found = self.amount(row, field, noted := list[Problem]())
        if found is not None and found < 0:
            problems.append(self.problem("P85", row.number, field))
            return None
        problems += noted
        return found

    def whole_number(self, row: ExportRow, field: str, problems: list[Problem]) -> int | None:
        """Number of things in a cell, which are never fractions; else as ``number``."""
        found = self.number(row, field, doubts := list[Problem]())
        if found is not None and not found.is_integer():
            text = row[field]
            facts = {"value": text, "example": point_in_doubt(text) or show_plain(round(found))}
            problems.append(self.problem("P20", row.number, field, **facts))
            return None
        problems += doubts
        return None if found is None else int(found)

    def doubts(self, row: ExportRow, field: str, text: str) -> list[Problem]:
        """Warning about a number that was read but might mean another one."""
        other = point_in_doubt(text)
        if other:
            facts = {"value": text, "read": show_plain(abs(read_number(text))), "other": other}
            return [self.problem("W22", row.number, field, **facts)]
        if self.separator == ";" and _ONE_COMMA.match(text):
            return [self.problem("W36", row.number, field, value=text)]
        return []

    def problem(self, code: str, row: int = 0, field: str = "", /, **facts: str) -> Problem:
        """What is wrong with a cell; its text is never repeated."""
        heading = self.headings.get(field, ("",))[0]
        return Problem(code, self.file, row, heading, facts)
