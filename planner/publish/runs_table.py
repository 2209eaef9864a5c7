"""A table of runs: which decks a batch makes, one a row, with its scenarios, title and date.

Cells are read as those of a plan's tables, and every one that cannot be read is told in a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from planner.plan.cells.read_cell import CellError, Value, read_cell
from planner.plan.problems.problem import Problem, nearest
from planner.plan.reading.plan_files import why_no_plan
from planner.plan.reading.records import Record, plain, records_of
from planner.plan.reading.where import is_workbook
from planner.plan.tables.column import Column
from planner.publish.plans_in_folder import PlanPlace, stem
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, UnreadableError

COLUMNS: Mapping[str, Column] = {
    "plan": Column(
        "Plan",
        "text",
        "The plan's folder or workbook, seen from the folder of the table",
        example="plans/prairie-view",
    ),
    "scenarios": Column(
        "Scenarios",
        "list",
        "Scenarios on the page, the main one first, with semicolons between them",
        example="levy-fails; base",
        blank_means="all that the plan compares",
    ),
    "title": Column(
        "Title", "text", "Title of the page", example="Budget workshop", blank_means="the usual one"
    ),
    "prepared": Column(
        "Prepared", "day", "Date on the page", example="11/3/2026", blank_means="today"
    ),
}
_HEADINGS = {plain(word): name for name, c in COLUMNS.items() for word in (name, c.label)}
#: A cell longer than this was not meant to be a title [characters].
_LONGEST_TITLE = 120


class RunsTableError(ValueError):
    """A table of runs that cannot be followed.

    Parameters
    ----------
    problems : list of str
        One sentence for each thing to fix.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class AskedDeck:
    """One row of a table of runs.

    Attributes
    ----------
    scenarios : tuple of str
        Scenarios on the page, the main one first; all that the plan compares if there are none.
    title : str
        Title of the page; the usual one if blank.
    prepared : str
        Date on the page, as YYYY-MM-DD; today if blank.
    """

    scenarios: tuple[str, ...] = ()
    title: str = ""
    prepared: str = ""

    @property
    def label(self) -> str:
        """What the log and the register call it; no other deck of the plan has that name.

        >>> AskedDeck(("levy-fails", "base"), "Workshop").label, AskedDeck().label
        ('levy-fails; base (Workshop)', 'base')
        """
        said = "; ".join(self.scenarios) or "base"
        return f"{said} ({self.title})" if self.title else said


@dataclass(frozen=True)
class RunsTable:
    """What a table of runs asks for.

    Attributes
    ----------
    places : tuple of PlanPlace
        Its plans, each once.
    asked : mapping
        Name of a plan -> its decks, in the order of the rows.
    """

    places: tuple[PlanPlace, ...]
    asked: Mapping[str, tuple[AskedDeck, ...]]


def read_runs_table(file: Path, folder: Path | None = None) -> RunsTable:
    """Read a table of runs.

    Parameters
    ----------
    file : Path
        A CSV file with the columns ``plan``, ``scenarios``, ``title`` and ``prepared``, of which
        only the first must be there.
    folder : Path, optional
        Where the plans' paths begin; the folder of the table if left out.

    Raises
    ------
    RunsTableError
        With a sentence for every cell and row that cannot be followed.
    """
    try:
        records = records_of(read_csv(file, OF_AN_EXPORT), _HEADINGS)
    except UnreadableError as error:
        problem = Problem("P03", file.name, error.row, facts={"reason": error.reason})
        raise RunsTableError([str(problem)]) from error
    reading = _Reading(file.name, folder or file.parent)
    reading.headings(records.header)
    for record in records.rows:
        reading.row(record)
    if not reading.problems and not reading.found:
        reading.problems.append(f"{file.name}: it asks for no page. Type a row for each page")
    if reading.problems:
        raise RunsTableError(reading.problems)
    names = dict(_named(reading.found))
    return RunsTable(
        tuple(PlanPlace(path, name) for path, name in names.items()),
        {names[path]: tuple(rows) for path, rows in reading.found.items()},
    )


@dataclass
class _Reading:
    """What was found so far, and what must be fixed."""

    file: str
    folder: Path
    problems: list[str] = field(default_factory=list)
    found: dict[Path, dict[AskedDeck, int]] = field(default_factory=dict)

    def headings(self, header: Iterable[str]) -> None:
        """Every column must be one that is read, once, and the plan's must be there."""
        count = Counter(name for name in header if name)
        expected = ", ".join(COLUMNS)
        for name, times in count.items():
            if name not in COLUMNS:
                facts = {"nearest": nearest(name, COLUMNS), "expected": expected}
                self._note("P05", 1, name, **facts)
            elif times > 1:
                self._note("P22", 1, name)
        if "plan" not in count:
            self._note("P06", 1, "plan", value="plan")

    def row(self, record: Record) -> None:
        """One deck, unless something is wrong with its row."""
        before = len(self.problems)
        typed = {name: self._cell(record, name) for name in COLUMNS}
        path = self._path(record, typed["plan"])
        title, prepared, scenarios = typed["title"], typed["prepared"], typed["scenarios"]
        if isinstance(title, str) and len(title) > _LONGEST_TITLE:
            self._note("P21", record.number, "title", value=title, help="Type a shorter title")
        if len(self.problems) > before or path is None:
            return
        deck = AskedDeck(
            tuple(dict.fromkeys(map(str, scenarios))) if isinstance(scenarios, tuple) else (),
            str(title or ""),
            prepared.isoformat() if isinstance(prepared, date) else "",
        )
        rows = self.found.setdefault(path, {})
        first = next((row for other, row in rows.items() if other.label == deck.label), 0)
        if first:
            self.problems.append(
                f"{self.file}, row {record.number}: row {first} asks for the same page. Delete one "
                "of the two, or give it a title of its own"
            )
        rows.setdefault(deck, record.number)

    def _cell(self, record: Record, name: str) -> Value | None:
        text = record.cells.get(name, "")
        if not text:
            return None
        try:
            return read_cell(COLUMNS[name], text)
        except CellError as error:
            self._note(error.code, record.number, name, **error.facts)
            return None

    def _path(self, record: Record, typed: Value | None) -> Path | None:
        """The plan of a row, if there is one."""
        if typed is None:
            if "plan" in record.cells and not record.cells["plan"]:
                self._note("P10", record.number, "plan", help=COLUMNS["plan"].what_to_type)
            return None
        path = self.folder / str(typed)
        facts = {"value": str(typed)}
        if path.is_file() and not is_workbook(path):
            self._note("P03", record.number, "plan", reason=why_no_plan(path))
        elif not path.exists():
            self._note("P94" if is_workbook(path) else "P01", record.number, "plan", **facts)
        return path

    def _note(self, code: str, row: int, column: str, **facts: str) -> None:
        self.problems.append(str(Problem(code, self.file, row, column, facts)))


def _named(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Plans with a name each that no other has, on systems that tell no capitals either."""
    found = list(paths)
    ways = (stem, lambda path: path.name, lambda path: f"{path.parent.name} {path.name}")
    counts = [Counter(way(path.resolve()).casefold() for path in found) for way in ways]
    for number, path in enumerate(found, start=1):
        names = [way(path.resolve()) for way in ways]
        own = (
            name for name, count in zip(names, counts, strict=True) if count[name.casefold()] < 2
        )
        yield path, next(own, f"{names[-1]} {number}")
