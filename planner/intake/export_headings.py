"""Find the row of headings of an export, and which of its columns are read.

Of each field the reference knows the headings of the usual systems. Whatever is not on that list is
not read; a heading that may itself be data is not even repeated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.intake.intake import count_of
from planner.reference.exports import Heading, export_headings, plain_heading
from planner.spreadsheets.grid import Grid, Line

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
#: Fields that use the next column if the cell is blank.
FALLS_BACK = ("enrolled", "support_ends", "fund")
#: Kinds of export whose unread columns are named, because one may hold what was meant.
_NAMES_UNREAD = ("assets", "licenses", "ledger")
#: A heading of words, not an address or a number.
OF_WORDS = re.compile(r"^[A-Za-z][A-Za-z _/()#&'.-]{0,59}$")
#: Fields of which every column counts: their cells are kept one to a line.
ALL_COUNT = ("status", "disposed")
#: Identifies a device, and is gone once the export has been opened.
REPEATS = "repeats"


@dataclass(frozen=True)
class Found:
    """A line of headings: the columns of each field, and how many columns are not read."""

    line: int
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, tuple[str, ...]]
    dropped: int
    duplicate: str = ""
    not_read: tuple[str, ...] = ()


def headings_in(kind: str, grid: Grid) -> Found | None:
    """The line with the most known headings, if it has those that are needed."""
    best: Found | None = None
    for number, line in enumerate(grid.lines[:_MOST_TITLES]):
        found = _headings_of(kind, number, line)
        enough = all(any(field in found.columns for field in some) for some in NEEDED[kind])
        if enough and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _headings_of(kind: str, number: int, line: Line) -> Found:
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
        used = present if field in (*FALLS_BACK, *ALL_COUNT, REPEATS) else present[:1]
        columns[field] = tuple(plain.index(heading) for heading in used)
        names[field] = tuple(known[heading] for heading in used)
        duplicate = duplicate or next((known[name] for name in used if counted[name] > 1), "")
    read = {column for field in columns if field != REPEATS for column in columns[field]}
    dropped = sum(1 for column, name in enumerate(plain) if name and column not in read)
    unread = [line.cells[column].strip() for column, name in enumerate(plain)
              if name and column not in read] if kind in _NAMES_UNREAD else []  # fmt: skip
    return Found(number, columns, names, dropped, duplicate, _not_read(unread))


def _not_read(headings: Sequence[str]) -> tuple[str, ...]:
    """A sentence with the columns that are not read; what may be data is only counted.

    >>> _not_read(["Notes", "PO number", "a@b.org"])
    ('Columns that are not read: Notes, PO number, and 1 other.',)
    """
    if not headings:
        return ()
    named = [heading for heading in headings if OF_WORDS.match(heading)]
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


def expected_of(kind: str) -> str:
    """Headings that an export needs, by their first name."""
    known = export_headings(kind)
    return "; ".join(
        " or ".join(known[field][0].heading for field in some) for some in NEEDED[kind]
    )
