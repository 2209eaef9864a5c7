"""Open an export of another system and keep only the columns that are read.

The list of headings says what is kept, never what is dropped: an unexpected column, with names or
e-mail addresses in it, is gone before anything else sees the rows. Not even its heading is kept.
A device's number serves one purpose, in here only: a device that appears twice counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mode

from planner.intake.days import puts_month_first, stands_for_no_day
from planner.intake.export_headings import (
    ALL_COUNT,
    FALLS_BACK,
    OF_WORDS,
    REPEATS,
    Found,
    expected_of,
    headings_in,
)  # fmt: skip
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import MOST_LISTED
from planner.plan.cells.read_cell import clean
from planner.plan.problems.problem import PlanError, Problem
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.cut_numbers import cut_numbers
from planner.spreadsheets.cut_short import cut_in_last_row
from planner.spreadsheets.grid import OF_AN_EXPORT, Grid, Line, UnreadableError
from planner.spreadsheets.workbook_file import read_workbook

#: How workbooks begin, whatever their names, and what only the reader of workbooks explains:
#: files of old Office programs and protected ones, web pages, XML spreadsheets, PDFs.
_OTHER_FORMAT = re.compile(
    rb"PK|\xd0\xcf\x11\xe0|(?:\xef\xbb\xbf)?\s*(?:%PDF|<(?:!doctype|\?xml|html|head|meta|style|"
    rb"body|div|table)\b)",
    re.IGNORECASE,
)
#: As much of a file as shows what it is [bytes].
_FIRST_BLOCK = 4096
#: Fields that hold dates.
DATES = ("bought", "enrolled", "support_ends", "renewal", "expires", "day")
#: Fields that hold numbers; the codes of a ledger are not numbers.
_NUMBERS = (
    *("units", "units_used", "available", "unit_price", "price", "yearly_total", "total"),
    *("term_total", "amount", "debit", "credit", "used", "pending", "budget", "students"),
)
#: Dates of devices, which a program may not know; a license that never ends is asked about.
_MAY_BE_NEVER = ("bought", *FALLS_BACK)
#: What a spreadsheet makes of a long number: 5.00E+12, or zeros after the fifteenth digit.
_DAMAGED = re.compile(r"^[0-9](?:[.,][0-9]+)?E\+?[0-9]+$|^[0-9]{15}0+$", re.IGNORECASE)
_CUT = "the row has more cells than there are headings; a comma may have split one cell in two"
_CUT_OFF = "it ends in the middle of the row, as if it had been cut off. Export it again"
#: First cell of a total row; in a ledger it also names what is totaled.
_TOTALS = (
    re.compile(r"^(grand |sub-?)?totals?:?$", re.IGNORECASE),
    re.compile(r"^(grand |sub-?)?totals?\b", re.IGNORECASE),
)
#: A cell that names the sum of other rows.
_ENDS_IN_TOTAL = re.compile(r"\b(sub-?)?totals?:?\s*$", re.IGNORECASE)


def open_export(kind: str, file: Path) -> Export:
    """Read an export.

    Parameters
    ----------
    kind : str
        Kind of export.
    file : Path
        CSV file or workbook.

    Returns
    -------
    Export

    Raises
    ------
    PlanError
        If it cannot be read, or lacks the columns that are needed.
    """
    grids = _grids(file)
    candidates = [(name, grid, found) for name, grid in grids if (found := headings_in(kind, grid))]
    if not candidates:
        facts = {"expected": expected_of(kind)}
        raise PlanError([Problem("P81", file.name, facts=facts)])
    if len(candidates) > 1:
        facts = {"value": candidates[0][0], "other": candidates[1][0]}
        raise PlanError([Problem("P83", file.name, facts=facts)])
    sheet, grid, found = candidates[0]
    name = f"{file.name}, sheet {sheet}" if len(grids) > 1 else file.name
    if found.duplicate:
        number = grid.lines[found.line].number
        raise PlanError([Problem("P22", name, number, found.duplicate)])
    as_of = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
    return _Reader(name, found, as_of, _TOTALS[kind == "ledger"]).read(grid)


def _grids(file: Path) -> list[tuple[str, Grid]]:
    try:
        with file.open("rb") as opened:
            start = opened.read(_FIRST_BLOCK)
    except OSError:
        raise PlanError([Problem("P80", file.name, facts={"value": file.name})]) from None
    try:
        if _OTHER_FORMAT.match(start) or file.suffix.lower() in (".xlsx", ".xlsm"):
            return list(read_workbook(file, OF_AN_EXPORT).items())
        return [(file.name, read_csv(file, OF_AN_EXPORT))]
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", file.name, error.row, facts=facts)]) from None


class _Reader:
    """Keeps the columns that are read from each line, and counts what is skipped."""

    def __init__(self, name: str, found: Found, as_of: date, total: re.Pattern[str]) -> None:
        self.name, self.found, self.as_of, self.total = name, found, as_of, total
        self.device = next(iter(found.columns.get(REPEATS, ())), None)
        self.fields = [(f, found.columns[f]) for f in found.columns if f != REPEATS]
        self.repeated = self.hidden = self.damaged = self.struck_row = 0
        self.totals: list[ExportRow] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def read(self, grid: Grid) -> Export:
        rows = tuple(self._rows(grid.lines))
        self._note_form(grid)
        if self.problems:
            raise PlanError(self.problems)
        headings = {field: self.found.headings[field] for field, _ in self.fields}
        counts = (self.found.dropped, self.repeated, len(self.totals), self.hidden)
        dated = (f for f in headings if f in DATES and puts_month_first(row[f] for row in rows))
        return Export(
            self.name, rows, headings, *counts, self.as_of, frozenset(dated), self.found.not_read,
            self.damaged, grid.separator, tuple(self.totals), tuple(self.warnings),
        )  # fmt: skip

    def _rows(self, lines: Sequence[Line]) -> Iterator[ExportRow]:
        header = lines[self.found.line].cells
        seen: set[int] = set()
        usual = mode(len(line.cells) for line in lines)
        for line in lines[self.found.line + 1 :]:
            if line.cells == header:  # printed again at the top of a page
                continue
            self._refuse_if_cut(line, max(usual, len(header)), len(header))
            ends_in_total = any(_ENDS_IN_TOTAL.search(cell) for cell in line.cells)
            row = ExportRow(line.number, dict(self._cells(line)), ends_in_total)
            if not any(row.cells.values()) and not self._holds_anything(line):
                continue
            if self.total.match(next(cell for cell in line.cells if cell.strip()).strip()):
                self.totals.append(row)
                continue
            device = self._device(line)
            if device and hash(device) in seen:
                self.repeated += 1
                continue
            seen.add(hash(device))
            self.hidden += line.hidden
            yield row

    def _note_form(self, grid: Grid) -> None:
        """Note what is hidden, numbers that a comma cut in two, and a last row that was cut off."""
        top, *below = grid.lines[self.found.line :]
        of_column = {column: f for f, columns in self.fields for column in columns}
        hidden = [self.found.headings[of_column[c]][0] for c in sorted(grid.hidden_columns)
                  if c in of_column]  # fmt: skip
        if grid.hidden or hidden:
            value = "the entire sheet" if grid.hidden else f"column {', '.join(hidden)}"
            self.warnings.append(Problem("W48", self.name, facts={"value": value}))
        if cut_in_last_row(grid, [top, *below]) == "yes":
            facts = {"reason": _CUT_OFF}
            self._note(Problem("P03", self.name, grid.lines[-1].number, facts=facts))
        if grid.separator != "," or not grid.rows_are_whole:
            return
        cells = {line.number: line.cells for line in below if len(line.cells) <= len(top.cells)}
        for row, place, certain in cut_numbers(top, below):
            field = of_column.get(place - 1)
            if certain and row in cells and field in _NUMBERS:
                into = top.cells[place] if OF_WORDS.match(top.cells[place]) else "without a name"
                facts = {"value": cells[row][place].strip(), "into": into}
                heading = self.found.headings[field][0]
                self._note(Problem("P24", self.name, row, heading, facts))

    def _note(self, problem: Problem) -> None:
        """Note a problem or warning, if there are not too many."""
        noted = self.problems if problem.blocks else self.warnings
        if len(noted) < MOST_LISTED:
            noted.append(problem)

    def _holds_anything(self, line: Line) -> bool:
        """Whether a column that is read holds anything, even a date of zeros."""
        return any(_cell(line, column).strip() for _, read in self.fields for column in read)

    def _device(self, line: Line) -> str:
        """What identifies the device; blank if nothing does, or no longer."""
        text = "" if self.device is None else _cell(line, self.device).strip()
        damaged = _DAMAGED.match(text) is not None
        self.damaged += damaged
        return "" if damaged else text

    def _refuse_if_cut(self, line: Line, usual: int, named: int) -> None:
        """Refuse a row if a comma split a cell in two and moved the rest under other headings."""
        cut = len(line.cells) > usual or any(cell.strip() for cell in line.cells[named:])
        if cut:
            self._note(Problem("P03", self.name, line.number, facts={"reason": _CUT}))

    def _cells(self, line: Line) -> Iterator[tuple[str, str]]:
        for field, columns in self.fields:
            texts = (self._text(line, field, column) for column in columns)
            if field in ALL_COUNT:
                yield field, "\n".join(filter(None, texts))
            else:
                yield field, next(filter(None, texts), "")

    def _text(self, line: Line, field: str, column: int) -> str:
        text = clean(_cell(line, column))
        here = (self.name, line.number, self.found.headings[field][0])
        if column in line.uncalculated:
            self._note(Problem("P90", *here))
        if column in line.merged:
            self._note(Problem("P96", *here))
        if column in line.struck and self.struck_row != line.number:
            # Once for a row that is struck out entirely.
            self.struck_row = line.number if line.is_struck_out else 0
            self._note(Problem("P97", *here, {"value": text}))
        elif column in line.left_out:
            facts = {"value": clean(line.left_out[column]), "read": text}
            self._note(Problem("W58", *here, facts))
        if field in DATES and stands_for_no_day(text, word=field in _MAY_BE_NEVER):
            return ""
        return text


def _cell(line: Line, column: int) -> str:
    return line.cells[column] if column < len(line.cells) else ""
