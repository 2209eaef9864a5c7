"""Open an export of another system and keep nothing of it but the columns that are read.

The list of headings says what is kept, never what is dropped: a column that nobody thought of,
with names or e-mail addresses in it, is gone before anything else sees the rows. Not even its
heading is kept. A device's number serves one purpose, in here: a device that stands twice counts
once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from planner.intake.days import puts_month_first, read_day
from planner.intake.intake import MOST_TOLD
from planner.plan.cells.read_cell import clean
from planner.plan.problems.problem import PlanError, Problem
from planner.reference.exports import Heading, export_headings, plain_heading
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, Grid, Line, UnreadableError
from planner.spreadsheets.workbook_file import read_workbook

#: Title rows that may stand above the headings.
_MOST_TITLES = 30
#: Fields of which one must be there, by kind of export; a tuple means any of them.
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "chromebooks": (("enrolled",), ("model", "support_ends", "status")),
    "assets": (("bought", "bought_year"),),
    "licenses": (("name",), ("units", "unit_price", "yearly_total", "total", "price")),
    "ledger": (("account", "object"), ("amount", "debit", "credit")),
    "erate": (("used", "available"),),
}
#: Fields that hold dates.
DATES = ("bought", "enrolled", "support_ends", "renewal", "expires", "day")
#: Fields that fall back on the next column where the cell is blank.
_FALLS_BACK = ("enrolled", "support_ends")
_CUT = "the row has more cells than headings, as if a comma had cut one in two"
#: Tells one thing from another, and is gone when the export has been opened.
_REPEATS = "repeats"
#: What the first cell of a row of sums holds; the ledger's name what they are the sum of.
_TOTALS = (
    re.compile(r"^(grand |sub-?)?totals?:?$", re.IGNORECASE),
    re.compile(r"^(grand |sub-?)?totals?\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class ExportRow:
    """One row: its number as the spreadsheet shows it, and the cells that are read, by field."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """Text of a field, blank where the export has no such column."""
        return self.cells.get(field, "")


@dataclass(frozen=True)
class Export:
    """An export, with nothing in it but the columns that are read.

    Attributes
    ----------
    file : str
        What to call it in a sentence.
    rows : tuple of ExportRow
        Rows below the headings, without totals and blank rows.
    headings : mapping of str to tuple of str
        Field -> the headings it is read from.
    dropped, repeated, totals, hidden : int
        Columns that were dropped, rows that repeat a device, rows of sums, and hidden rows, which
        are read like the others.
    as_of : date
        Day on which the file was last written.
    month_first : frozenset of str
        Fields whose dates show that the month stands before the day.
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

    def day(self, row: ExportRow, field: str, *, at_end: bool = False) -> date | None:
        """Day that a cell names; None where it names none, or could name one of several."""
        return read_day(row[field], at_end=at_end, month_first=field in self.month_first)

    def problem(self, code: str, row: int = 0, field: str = "", /, **facts: str) -> Problem:
        """What is wrong with a cell; what stands in it is never repeated."""
        heading = self.headings.get(field, ("",))[0]
        return Problem(code, self.file, row, heading, facts)


@dataclass(frozen=True)
class _Found:
    """A line of headings: where each field stands, and how many columns are not read."""

    line: int
    places: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, tuple[str, ...]]
    dropped: int
    twice: str = ""


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
        If it cannot be read, or has not the columns that are needed.
    """
    grids = _grids(file)
    candidates = [(name, grid, found) for name, grid in grids if (found := _heading(kind, grid))]
    if not candidates:
        facts = {"expected": _expected(kind)}
        raise PlanError([Problem("P81", file.name, facts=facts)])
    if len(candidates) > 1:
        facts = {"value": candidates[0][0], "other": candidates[1][0]}
        raise PlanError([Problem("P83", file.name, facts=facts)])
    sheet, grid, found = candidates[0]
    name = f"{file.name}, sheet {sheet}" if len(grids) > 1 else file.name
    if found.twice:
        number = grid.lines[found.line].number
        raise PlanError([Problem("P22", name, number, found.twice)])
    as_of = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
    return _Reader(name, found, as_of, _TOTALS[kind == "ledger"]).read(grid.lines)


def _grids(file: Path) -> list[tuple[str, Grid]]:
    try:
        with file.open("rb") as opened:
            packed = opened.read(2) == b"PK"  # every workbook begins so, whatever it is called
    except OSError:
        raise PlanError([Problem("P80", file.name, facts={"value": file.name})]) from None
    try:
        if packed or file.suffix.lower() in (".xlsx", ".xlsm"):
            return list(read_workbook(file, OF_AN_EXPORT).items())
        return [(file.name, read_csv(file, OF_AN_EXPORT))]
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", file.name, error.row, facts=facts)]) from None


def _heading(kind: str, grid: Grid) -> _Found | None:
    """The line with the most headings that are known, if it has those that are needed."""
    best: _Found | None = None
    for place, line in enumerate(grid.lines[:_MOST_TITLES]):
        found = _headings_of(kind, place, line)
        enough = all(any(field in found.places for field in some) for some in NEEDED[kind])
        if enough and (best is None or len(found.places) > len(best.places)):
            best = found
    return best


def _headings_of(kind: str, place: int, line: Line) -> _Found:
    plain = [plain_heading(cell) for cell in line.cells]
    counted = Counter(plain)
    places: dict[str, tuple[int, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    twice = ""
    for field, headings in export_headings(kind).items():
        known = _as_typed(headings, line.cells)
        there = [heading for heading in known if heading in counted]
        if not there:
            continue
        used = there if field in (*_FALLS_BACK, _REPEATS) else there[:1]
        places[field] = tuple(plain.index(heading) for heading in used)
        names[field] = tuple(known[heading] for heading in used)
        twice = twice or next((known[name] for name in used if counted[name] > 1), "")
    read = {place for field in places if field != _REPEATS for place in places[field]}
    dropped = sum(1 for number, name in enumerate(plain) if name and number not in read)
    return _Found(place, places, names, dropped, twice)


def _as_typed(headings: Iterable[Heading], cells: Sequence[str]) -> dict[str, str]:
    """Heading, plain -> its name, of several the one that the export itself has."""
    typed = set(cells)
    found: dict[str, str] = {}
    for heading in headings:
        name = plain_heading(heading.heading)
        if name not in found or heading.heading in typed:
            found[name] = heading.heading
    return found


def _expected(kind: str) -> str:
    """Headings that an export needs, by the name that counts first."""
    known = export_headings(kind)
    return "; ".join(
        " or ".join(known[field][0].heading for field in some if field in known)
        for some in NEEDED[kind]
    )


class _Reader:
    """Takes the columns that are read from each line, and counts what is left out."""

    def __init__(self, name: str, found: _Found, as_of: date, total: re.Pattern[str]) -> None:
        self.name, self.found, self.as_of, self.total = name, found, as_of, total
        self.ids = found.places.get(_REPEATS, ())[:1]
        self.fields = [(f, found.places[f]) for f in found.places if f != _REPEATS]
        self.totals = self.repeated = self.hidden = 0
        self.problems: list[Problem] = []

    def read(self, lines: Sequence[Line]) -> Export:
        rows = tuple(self._rows(lines))
        if self.problems:
            raise PlanError(self.problems)
        headings = {field: self.found.headings[field] for field, _ in self.fields}
        counts = (self.found.dropped, self.repeated, self.totals, self.hidden)
        dated = (f for f in headings if f in DATES and puts_month_first(row[f] for row in rows))
        return Export(self.name, rows, headings, *counts, self.as_of, frozenset(dated))

    def _rows(self, lines: Sequence[Line]) -> Iterator[ExportRow]:
        header = lines[self.found.line].cells
        seen: set[int] = set()
        usual = Counter(len(line.cells) for line in lines).most_common(1)[0][0]
        for line in lines[self.found.line + 1 :]:
            if line.cells == header:  # printed again at the top of a page
                continue
            if self._is_cut(line, max(usual, len(header)), len(header)):
                continue
            row = ExportRow(line.number, dict(self._cells(line)))
            if not any(row.cells.values()):
                continue
            if self.total.match(next(cell for cell in line.cells if cell.strip()).strip()):
                self.totals += 1
                continue
            one = "".join(
                line.cells[place].strip() for place in self.ids if place < len(line.cells)
            )
            if one and hash(one) in seen:
                self.repeated += 1
                continue
            seen.add(hash(one))
            self.hidden += line.hidden
            yield row

    def _is_cut(self, line: Line, usual: int, named: int) -> bool:
        """Whether a comma cut a cell in two, so that what follows stands under other headings."""
        cut = len(line.cells) > usual or any(cell.strip() for cell in line.cells[named:])
        if cut and len(self.problems) < MOST_TOLD:
            self.problems.append(Problem("P03", self.name, line.number, facts={"reason": _CUT}))
        return cut

    def _cells(self, line: Line) -> Iterator[tuple[str, str]]:
        width = len(line.cells)
        for field, places in self.fields:
            text = ""
            for place in places:
                if place in line.uncalculated and len(self.problems) < MOST_TOLD:
                    heading = self.found.headings[field][0]
                    self.problems.append(Problem("P90", self.name, line.number, heading))
                text = clean(line.cells[place]) if place < width else ""
                if text:
                    break
            yield field, text
