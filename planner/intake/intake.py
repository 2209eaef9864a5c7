"""What an export has to say to a plan: new rows of one table, what was counted, what is wrong.

Made by the reader of each kind of export, a few times a year, when devices have been bought or
the books of a month are closed. It holds no person's name and no device's number: those are
dropped when the export is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.plan.problems.problem import Problem
from planner.plan.tables.column import show_day

KINDS = ("chromebooks", "assets", "licenses", "ledger", "erate")

#: Rows with the same fault that are named one by one; the others are counted.
MOST_TOLD = 20


@dataclass(frozen=True)
class Options:
    """What the person says beside the export.

    Attributes
    ----------
    fleet : str
        Fleet that all devices belong to, if no unit says otherwise.
    units : tuple of (str, str)
        Organizational unit, kind of asset or ledger code, and the fleet or kind of cost it means.
    category : str
        Kind of cost of licenses that are new to the plan.
    fiscal_year : int, optional
        Base year of a ledger; the year before the plan's first if left out.
    entity : str
        Billed entity number of an E-Rate applicant.
    as_of : date, optional
        Day of the export; the day its file was last written if left out.
    """

    fleet: str = ""
    units: tuple[tuple[str, str], ...] = ()
    category: str = ""
    fiscal_year: int | None = None
    entity: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Owned:
    """Old rows that an export replaces: those it does not name again are taken out.

    Attributes
    ----------
    cells : mapping of str to frozenset of str
        Column -> what stands in it, in small letters, a fiscal year as ``fy2027``. Without any
        column no row is taken out.
    source_starts : str
        How the row's source begins, where only rows of an earlier import are meant.
    """

    cells: Mapping[str, frozenset[str]] = field(default_factory=dict)
    source_starts: str = ""


@dataclass(frozen=True)
class Intake:
    """What was read from an export.

    Attributes
    ----------
    kind, file, table : str
        Kind of export, name of its file, and the only table that it writes.
    rows : tuple of mapping
        New rows: text by column.
    match_by : tuple of tuple of str
        Columns by which an old row is found again, from the closest match on.
    owned : Owned
        Which old rows may be taken out.
    told : tuple of str
        What was counted and left out, in plain sentences.
    problems : tuple of Problem
        What must be mended first, and warnings.
    """

    kind: str
    file: str
    table: str
    rows: tuple[Mapping[str, str], ...] = ()
    match_by: tuple[tuple[str, ...], ...] = (("name",),)
    owned: Owned = field(default_factory=Owned)
    told: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether nothing may be written."""
        return any(problem.blocks for problem in self.problems)


def count_of(number: int, one: str, many: str = "") -> str:
    """A count in words.

    >>> count_of(1, "row"), count_of(1204, "row"), count_of(2, "device in use", "devices in use")
    ('1 row', '1,204 rows', '2 devices in use')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def shown_number(number: float) -> str:
    """A number as it is written into a table: whole, or with as many digits as it needs.

    >>> shown_number(1204.0), shown_number(4.25), shown_number(1000 / 240)
    ('1204', '4.25', '4.1666666667')
    """
    text = f"{number:.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def dollars(amount: float) -> str:
    """An amount in a sentence.

    >>> dollars(1204.5), dollars(-3)
    ('$1,204.50', '-$3')
    """
    shown = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"-${shown}" if amount < 0 else f"${shown}"


def source_of(what: str, as_of: date) -> str:
    """Where the figures come from, as the column source says it.

    >>> source_of("Chromebook export", date(2026, 11, 25))
    'Chromebook export of 11/25/2026'
    """
    return f"{what} of {show_day(as_of)}"


def not_too_many(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems of each code: an export may repeat one fault ten thousand times."""
    kept: list[Problem] = []
    seen: dict[str, int] = {}
    for problem in problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        if seen[problem.code] <= MOST_TOLD:
            kept.append(problem)
    return tuple(kept)
