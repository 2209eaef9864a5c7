"""Open an export of another system and keep only the columns that are read.

The list of headings says what is kept, never what is dropped: an unexpected column, with names or
e-mail addresses in it, is gone before anything else sees the rows. Not even its heading is kept.
A device's number serves one purpose, in here only: a device that appears twice counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mode

from planner.intake.days import puts_month_first, stands_for_no_day
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import MOST_LISTED, count_of
from planner.plan.cells.read_cell import clean
from planner.plan.problems.problem import PlanError, Problem
from planner.reference.exports import Heading, export_headings, plain_heading
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, Grid, Line, UnreadableError
from planner.spreadsheets.workbook_file import read_workbook

#: Title rows that may come before the headings.
_MOST_TITLES = 30
#: Fields that an export must have, by kind; any one field of each tuple is enough.
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "chromebooks": (("enrolled",), ("model", "support_ends", "status")),
    "assets": (("bought", "bought_year"),),
    "licenses": (("name",), ("units", "unit_price", "yearly_total", "total", "price")),
    "ledger": (("account", "object"), ("amount", "debit", "credit")),
    "erate": (("used", "available"),),
}
#: How workbooks begin, whatever their names, and what only the reader of workbooks explains:
#: files of old Office programs and protected ones, web pages, XML spreadsheets, PDFs.
_OTHER_FORMAT = re.compile(
    rb"PK|\xd0\xcf\x11\xe0|(?:\xef\xbb\xbf)?\s*(?:%PDF|<(?:!doctype|\?xml|html|head|meta|style|"
    rb"body|div|table)\b)",
    re.IGNORECASE,
)
#: Fields that hold dates.
DATES = ("bought", "enrolled", "support_ends", "renewal", "expires", "day")
#: Fields that use the next column if the cell is blank.
_FALLS_BACK = ("enrolled", "support_ends", "fund")
#: Kinds of export whose unread columns are named, because one may hold what was meant.
_NAMES_UNREAD = ("licenses", "ledger")
#: A heading of words, not an address or a number.
_OF_WORDS = re.compile(r"^[A-Za-z][A-Za-z _/()#&'.-]{0,59}$")
#: Dates of devices, which a program may not know; a license that never ends is asked about.
_MAY_BE_NEVER = ("bought", *_FALLS_BACK)
#: Fields of which every column counts: their cells are kept one to a line.
_ALL_COUNT = ("status", "disposed")
#: What a spreadsheet makes of a long number: 5.00E+12, or zeros after the fifteenth digit.
_DAMAGED = re.compile(r"^[0-9](?:[.,][0-9]+)?E\+?[0-9]+$|^[0-9]{15}0+$", re.IGNORECASE)
_CUT = "the row has more cells than there are headings; a comma may have split one cell in two"
#: Identifies a device, and is gone once the export has been opened.
_REPEATS = "repeats"
#: First cell of a total row; in a ledger it also names what is totaled.
_TOTALS = (
    re.compile(r"^(grand |sub-?)?totals?:?$", re.IGNORECASE),
    re.compile(r"^(grand |sub-?)?totals?\b", re.IGNORECASE),
)
#: A cell that names the sum of other rows.
_ENDS_IN_TOTAL = re.compile(r"\b(sub-?)?totals?:?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Found:
    """A line of headings: the columns of each field, and how many columns are not read."""

    line: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, tuple[str, ...]]
    dropped: int
    duplicate: str = ""
    not_read: tuple[str, ...] = ()


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
    candidates = [(name, grid, found) for name, grid in grids if (found := _heading(kind, grid))]
    if not candidates:
        facts = {"expected": _expected(kind)}
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
            start = opened.read(4096)
    except OSError:
        raise PlanError([Problem("P80", file.name, facts={"value": file.name})]) from None
    try:
        if _OTHER_FORMAT.match(start) or file.suffix.lower() in (".xlsx", ".xlsm"):
            return list(read_workbook(file, OF_AN_EXPORT).items())
        return [(file.name, read_csv(file, OF_AN_EXPORT))]
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", file.name, error.row, facts=facts)]) from None


def _heading(kind: str, grid: Grid) -> _Found | None:
    """The line with the most known headings, if it has those that are needed."""
    best: _Found | None = None
    for number, line in enumerate(grid.lines[:_MOST_TITLES]):
        found = _headings_of(kind, number, line)
        enough = all(any(field in found.columns for field in some) for some in NEEDED[kind])
        if enough and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _headings_of(kind: str, number: int, line: Line) -> _Found:
    plain = [plain_heading(cell) for cell in line.cells]
    counted = Counter(plain)
    columns: dict[str, tuple[int, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    duplicate = ""
    for field, headings in export_headings(kind).items():
        known = _as_typed(headings, line.cells)
        present = [heading for heading in known if heading in counted]
        if not present:
            continue
        used = present if field in (*_FALLS_BACK, *_ALL_COUNT, _REPEATS) else present[:1]
        columns[field] = tuple(plain.index(heading) for heading in used)
        names[field] = tuple(known[heading] for heading in used)
        duplicate = duplicate or next((known[name] for name in used if counted[name] > 1), "")
    read = {column for field in columns if field != _REPEATS for column in columns[field]}
    dropped = sum(1 for column, name in enumerate(plain) if name and column not in read)
    unread = [line.cells[column].strip() for column, name in enumerate(plain)
              if name and column not in read] if kind in _NAMES_UNREAD else []  # fmt: skip
    return _Found(number, columns, names, dropped, duplicate, _not_read(unread))


def _not_read(headings: Sequence[str]) -> tuple[str, ...]:
    """A sentence with the columns that are not read; what may be data is only counted.

    >>> _not_read(["Notes", "PO number", "a@b.org"])
    ('Columns that are not read: Notes, PO number, and 1 other.',)
    """
    if not headings:
        return ()
    named = [heading for heading in headings if _OF_WORDS.match(heading)]
    more = len(headings) - len(named)
    others = [f"and {count_of(more, 'other')}"] if more else []
    return (f"Columns that are not read: {', '.join([*named, *others])}.",)


def _as_typed(headings: Iterable[Heading], cells: Sequence[str]) -> dict[str, str]:
    """Plain heading -> its name, spelled as in the export if it is there."""
    typed = set(cells)
    found: dict[str, str] = {}
    for heading in headings:
        name = plain_heading(heading.heading)
        if name not in found or heading.heading in typed:
            found[name] = heading.heading
    return found


def _expected(kind: str) -> str:
    """Headings that an export needs, by their first name."""
    known = export_headings(kind)
    return "; ".join(
        " or ".join(known[field][0].heading for field in some) for some in NEEDED[kind]
    )


class _Reader:
    """Keeps the columns that are read from each line, and counts what is skipped."""

    def __init__(self, name: str, found: _Found, as_of: date, total: re.Pattern[str]) -> None:
        self.name, self.found, self.as_of, self.total = name, found, as_of, total
        self.device = next(iter(found.columns.get(_REPEATS, ())), None)
        self.fields = [(f, found.columns[f]) for f in found.columns if f != _REPEATS]
        self.repeated = self.hidden = self.damaged = 0
        self.totals: list[ExportRow] = []
        self.problems: list[Problem] = []

    def read(self, grid: Grid) -> Export:
        rows = tuple(self._rows(grid.lines))
        if self.problems:
            raise PlanError(self.problems)
        headings = {field: self.found.headings[field] for field, _ in self.fields}
        counts = (self.found.dropped, self.repeated, len(self.totals), self.hidden)
        dated = (f for f in headings if f in DATES and puts_month_first(row[f] for row in rows))
        return Export(
            self.name, rows, headings, *counts, self.as_of, frozenset(dated), self.found.not_read,
            self.damaged, grid.separator, tuple(self.totals),
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

    def _holds_anything(self, line: Line) -> bool:
        """Whether a column that is read holds anything, even a date of zeros."""
        return any(_cell(line, column).strip() for _, read in self.fields for column in read)

    def _device(self, line: Line) -> str:
        """What identifies the device; blank if nothing does, or not any more."""
        text = "" if self.device is None else _cell(line, self.device).strip()
        damaged = _DAMAGED.match(text) is not None
        self.damaged += damaged
        return "" if damaged else text

    def _refuse_if_cut(self, line: Line, usual: int, named: int) -> None:
        """Refuse a row if a comma split a cell in two and moved the rest under other headings."""
        cut = len(line.cells) > usual or any(cell.strip() for cell in line.cells[named:])
        if cut and len(self.problems) < MOST_LISTED:
            self.problems.append(Problem("P03", self.name, line.number, facts={"reason": _CUT}))

    def _cells(self, line: Line) -> Iterator[tuple[str, str]]:
        for field, columns in self.fields:
            texts = (self._text(line, field, column) for column in columns)
            if field in _ALL_COUNT:
                yield field, "\n".join(filter(None, texts))
            else:
                yield field, next(filter(None, texts), "")

    def _text(self, line: Line, field: str, column: int) -> str:
        text = clean(_cell(line, column))
        asked = {"P90": line.uncalculated, "P96": line.merged, "P97": line.struck}
        for code in (code for code, columns in asked.items() if column in columns):
            if len(self.problems) < MOST_LISTED:
                heading = self.found.headings[field][0]
                facts = {"value": text} if code == "P97" else {}
                self.problems.append(Problem(code, self.name, line.number, heading, facts))
        if field in DATES and stands_for_no_day(text, word=field in _MAY_BE_NEVER):
            return ""
        return text


def _cell(line: Line, column: int) -> str:
    return line.cells[column] if column < len(line.cells) else ""
