"""What an import found in an export: new rows for one table, what was counted, what is wrong.

Made by the reader of each kind of export, a few times a year, when devices have been bought or
the books of a month are closed. It holds no person's name and no device number: those are dropped
when the export is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.intake.code_map import CodeMap
from planner.plan.problems.problem import Problem
from planner.plan.tables.column import show_day

KINDS = ("chromebooks", "assets", "licenses", "ledger", "erate")

#: Problems of the same kind that are listed; one export may have ten thousand.
MOST_LISTED = 20


@dataclass(frozen=True)
class Options:
    """What was typed along with the export.

    Attributes
    ----------
    fleet : str
        Fleet that all devices belong to, unless a unit says otherwise.
    units : tuple of (str, str)
        Organizational unit, kind of asset or ledger code, and its fleet or kind of cost.
    category : str
        Kind of cost for licenses that are new to the plan.
    fiscal_year : int, optional
        Base year of a ledger; by default the year before the plan's first year.
    entity : str
        Billed entity number (BEN) of an E-Rate applicant.
    statuses : tuple of (str, str)
        Status of an asset, and ``in`` or ``out`` of service.
    as_of : date, optional
        Date of the export; by default the day its file was last saved.
    chart : str
        ``nces`` if a ledger has the national account codes, or a state's two letters if it has
        those of a state that the planner has examples for.
    mapping : CodeMap
        What the account codes of a ledger mean, and which sources its funds are.
    rows : tuple of str
        Sorts of rows of a ledger that are spending, such as ``Actual``.
    """

    fleet: str = ""
    units: tuple[tuple[str, str], ...] = ()
    category: str = ""
    fiscal_year: int | None = None
    entity: str = ""
    statuses: tuple[tuple[str, str], ...] = ()
    as_of: date | None = None
    chart: str = ""
    mapping: CodeMap = field(default_factory=CodeMap)
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owned:
    """Old rows that an export replaces: those it no longer has are removed.

    Attributes
    ----------
    cells : mapping of str to frozenset of str
        Column -> its text, in lowercase, a fiscal year as ``fy2027``. Without columns no row is
        removed.
    source_starts : str
        How the row's source begins, if only rows of an earlier import are replaced.
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
        Columns that identify an old row, from the closest match to the loosest.
    blank_means : mapping of str to str
        Column -> what an old row means that leaves it blank.
    owned : Owned
        Which old rows may be removed.
    summary : tuple of str
        What was counted and what was skipped, in plain sentences.
    problems : tuple of Problem
        What must be fixed first, and warnings.
    code_map : str
        Of a ledger: a mapping of its account codes, as a CSV file.
    """

    kind: str
    file: str
    table: str
    rows: tuple[Mapping[str, str], ...] = ()
    match_by: tuple[tuple[str, ...], ...] = (("name",),)
    owned: Owned = field(default_factory=Owned)
    summary: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    blank_means: Mapping[str, str] = field(default_factory=dict)
    code_map: str = ""

    @property
    def blocked(self) -> bool:
        """Whether a problem keeps the import from being written."""
        return any(problem.blocks for problem in self.problems)


def count_of(number: int, one: str, many: str = "") -> str:
    """A count in words.

    >>> count_of(1, "row"), count_of(1204, "row"), count_of(2, "device in use", "devices in use")
    ('1 row', '1,204 rows', '2 devices in use')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def first_few(names: Sequence[str], most: int, separator: str = ", ") -> str:
    """The first few names of a list, and how many more there are.

    >>> first_few(["Elm", "Oak"], 3), first_few(["Elm", "Oak", "Fir", "Ash"], 2)
    ('Elm, Oak', 'Elm, Oak, and 2 others')
    """
    more = len(names) - most
    others = [f"and {count_of(more, 'other')}"] if more > 0 else []
    return separator.join([*names[:most], *others])


def number_text(number: float) -> str:
    """A number as it is written into a table, with as many digits as it needs.

    >>> number_text(1200.0), number_text(0.0), number_text(4.25), number_text(1000 / 240)
    ('1200', '0', '4.25', '4.1666666667')
    >>> number_text(7554505.03 + 0.1)
    '7554505.13'
    """
    exact = Decimal(f"{number:.15g}")  # what a binary number adds begins at the sixteenth digit
    return f"{exact:.10f}".rstrip("0").rstrip(".")


def dollars(amount: float) -> str:
    """An amount in a sentence.

    >>> dollars(1204.5), dollars(-3), dollars(0), dollars(0.5)
    ('$1,204.50', '-$3', '$0', '$0.50')
    """
    shown = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"-${shown}" if amount < 0 else f"${shown}"


def amount_text(cents: int) -> str:
    """Cents as dollars in plain digits.

    >>> amount_text(120450), amount_text(-300), amount_text(5)
    ('1204.50', '-3', '0.05')
    """
    shown = f"{abs(cents) // 100}.{abs(cents) % 100:02}".removesuffix(".00")
    return f"-{shown}" if cents < 0 else shown


def source_of(what: str, as_of: date) -> str:
    """Where the figures come from, as the source column says it.

    >>> source_of("Chromebook export", date(2026, 11, 25))
    'Chromebook export of 11/25/2026'
    """
    return f"{what} of {show_day(as_of)}"


def not_too_many(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems of each kind: an export may repeat one of them ten thousand times."""
    kept: list[Problem] = []
    seen: dict[str, int] = {}
    for problem in problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        if seen[problem.code] <= MOST_LISTED:
            kept.append(problem)
    return tuple(kept)
