"""A table of runs: which decks a batch makes, one a row, with its scenarios, title and date.

Cells are read as those of a plan's tables, and every one that cannot be read is told in a sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from planner.plan.cells.read_cell import Value
from planner.plan.problems.problem import few_suggestions, nearest
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.plan.reading.plan_files import why_no_plan
from planner.plan.reading.records import Record
from planner.plan.reading.side_table import SideTable
from planner.plan.tables.column import Column
from planner.publish.plans.plans_in_folder import PlanPlace, stem

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
#: A cell longer than this was not meant to be a title [characters].
_LONGEST_TITLE = 120


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
    row : int
        Row of the table; 0 where no table asks for it.
    """

    scenarios: tuple[str, ...] = ()
    title: str = ""
    prepared: str = ""
    row: int = field(default=0, compare=False)

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
    SideTableError
        With a sentence for every cell and row that cannot be followed.
    """
    reading = _Reading(SideTable(file, COLUMNS, ("plan",)), folder or file.parent)
    with few_suggestions():
        for record in reading.table.rows():
            reading.row(record)
    of_none = "" if reading.found else "it asks for no page. Type a row for each page"
    reading.table.refuse(of_none)
    names = dict(_named(reading.found))
    return RunsTable(
        tuple(PlanPlace(path, name) for path, name in names.items()),
        {names[path]: tuple(rows.values()) for path, rows in reading.found.items()},
    )


@dataclass
class _Reading:
    """What was found so far, and what must be fixed."""

    table: SideTable
    folder: Path
    found: dict[Path, dict[str, AskedDeck]] = field(default_factory=dict)
    #: Each plan by its true place: two rows may lead to it in two ways.
    ways: dict[Path, Path] = field(default_factory=dict)

    def row(self, record: Record) -> None:
        """One deck, unless something is wrong with its row."""
        before = len(self.table.problems)
        typed = {name: self.table.cell(record, name) for name in COLUMNS}
        path = self._path(record, typed["plan"])
        title, prepared, scenarios = typed["title"], typed["prepared"], typed["scenarios"]
        self.table.note_long(record, title, _LONGEST_TITLE)
        if len(self.table.problems) > before or path is None:
            return
        deck = AskedDeck(
            tuple(dict.fromkeys(map(str, scenarios))) if isinstance(scenarios, tuple) else (),
            str(title or ""),
            prepared.isoformat() if isinstance(prepared, date) else "",
            record.number,
        )
        rows = self.found.setdefault(self.ways.setdefault(path.resolve(), path), {})
        first = rows.setdefault(deck.label, deck)
        if first is not deck:
            self.table.problems.append(
                f"{self.table.file.name}, row {record.number}: row {first.row} asks for the same "
                "page. Delete one of the two, or give it a title of its own"
            )

    def _path(self, record: Record, typed: Value | None) -> Path | None:
        """The plan of a row, if there is one."""
        if typed is None:
            self.table.note_blank(record, "plan")
            return None
        path = self.folder / str(typed)
        try:
            if path.is_file() and not is_workbook(path):
                self.table.note("P03", record.number, "plan", reason=why_no_plan(path))
            elif not path.exists():
                self._note_no_plan(record, Path(str(typed)))
        except OSError as error:  # a name longer than the system allows, a folder that is locked
            why = (error.strerror or str(error)).lower()
            self.table.note("P03", record.number, "plan", reason=why)
        return path

    def _note_no_plan(self, record: Record, typed: Path) -> None:
        """Note that there is no such plan, with the name that was meant, or where it is sought."""
        place = (self.folder / typed).parent
        there = sorted(place.iterdir()) if place.is_dir() else []
        plans = {stem(found): found.name for found in there if found.is_dir() or is_workbook(found)}
        meant = nearest(typed.stem, plans)
        if same := plans.get(typed.stem):  # a workbook for a folder, or a folder for a workbook
            meant = f' Did you mean "{typed.with_name(same).as_posix()}"?'
        where = (
            " Plans are looked for in the folder of the table; if they are in another one, name "
            f"it: planner batch FOLDER --table {self.table.file.name}"
        )
        look = where if self.folder == self.table.file.parent else ""
        self.table.problems.append(
            f"{self.table.file.name}, row {record.number}, plan: there is no plan "
            f"{typed.as_posix()}.{meant or look or ' Type the name of its folder or workbook.'}"
        )


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
