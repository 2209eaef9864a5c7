"""Districts as the School District Finance Survey (F-33) has them, or a table with its columns.

In the survey a zero is not always a zero. A district that reports no technology supplies and
services buys some all the same, and a state in which next to no district reports equipment, or a
part that relief money paid, does not ask for it. Such zeros are read as *not known*. In a table of
your own a zero is a zero, and a blank cell is not known.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.districts.typed_columns import typed_columns, typed_lines
from planner.packaged import public_data
from planner.plan.cells.read_cell import CellError, clean, read_number
from planner.plan.problems.problem import PlanError, Problem, nearest

FILE, YEAR = "f33_districts_fy2022.csv.gz", 2022
#: Columns of words and of whole dollars or students; the first two and the last are needed.
WORDS = ("name", "nces_id", "state", "level", "charter", "grade_low", "grade_high", "locale")
FIGURES = (
    "students",
    "revenue",
    "current_spending",
    "technology_supplies",
    "technology_equipment",
    "relief_supplies",
    "relief_equipment",
    "title_i",
    "title_iv_a",
    "cash",
)
NEEDED = ("name", "students", "technology_supplies")
#: A state in which fewer districts than this report something does not ask for it: ours [share].
REPORTING = 0.05


@dataclass(frozen=True)
class Survey:
    """Districts, from the top of their table.

    Attributes
    ----------
    words : mapping of str to tuple of str
        ``name``, ``nces_id`` (the NCES number), ``state``, ``level``, ``charter``, ``grade_low``,
        ``grade_high`` and ``locale`` of every district; blank where not known.
    figures : mapping of str to ndarray
        Students, and whole dollars of a fiscal year; NaN where not known.
    year : int
        The fiscal year of the dollars.
    packaged : bool
        Whether it is the survey itself.
    own_cells : mapping of str to tuple of str
        Cells of the model that districts have otherwise, as typed: a column for each, named as in
        ``read_district_table``.
    file : str
        Name of the table.
    """

    words: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, Floats]
    year: int = YEAR
    packaged: bool = False
    own_cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = FILE

    @property
    def names(self) -> tuple[str, ...]:
        """The districts."""
        return self.words["name"]

    @property
    def students(self) -> Floats:
        """Students of each."""
        return self.figures["students"]

    def per_student(self, figure: str) -> Floats:
        """A figure for each student [USD per student]."""
        return np.asarray(self.figures[figure] / self.students)

    def places_in(self, state: str) -> Places:
        """Places of the districts of a state; of all of them without one."""
        if not state:
            return np.arange(len(self.names))
        return np.flatnonzero(np.array(self.words["state"]) == state)

    def part(self, places: Places) -> Survey:
        """Some of the districts."""
        words = {n: tuple(texts[k] for k in places) for n, texts in self.words.items()}
        figures = {name: array[places] for name, array in self.figures.items()}
        cells = {name: tuple(texts[k] for k in places) for name, texts in self.own_cells.items()}
        return Survey(words, figures, self.year, self.packaged, cells, self.file)


def f33_survey() -> Survey:
    """The districts of the survey that comes with the planner: FY2022, provisional.

    Examples
    --------
    >>> survey = f33_survey()
    >>> len(survey.names), survey.words["state"][0]
    (13500, 'AL')
    """
    columns = packaged_columns()
    read = _survey(columns, range(2, len(columns["name"]) + 2), FILE, YEAR, packaged=True)
    return replace(read, figures={**read.figures, **_not_zero(read)})


def packaged_columns() -> dict[str, tuple[str, ...]]:
    """Columns of the survey's file as text, zeros included; blank where it has nothing.

    >>> packaged_columns()["state"][0]
    'AL'
    """
    with gzip.open(public_data(FILE), "rt", encoding="utf-8", newline="") as text:
        lines = csv.reader(text)
        headings = next(lines)
        return dict(zip(headings, zip(*lines, strict=True), strict=True))


def read_districts(path: Path, year: int = YEAR) -> Survey:
    """Districts of a table of your own, with columns as those of the packaged survey.

    Parameters
    ----------
    path : Path
        CSV file with a row for each district. Columns may be named as cells of a model too, such as
        ``licenses/Office/price``.
    year : int
        The fiscal year of its dollars.

    Raises
    ------
    PlanError
        With a sentence for each column that is missing, or not known, and each cell that is not a
        number.
    """
    lines = typed_lines(path, _expected(), least=2)
    typed = [clean(heading) for heading in lines[0].cells]
    headings = [heading if "/" in heading else heading.lower() for heading in typed]
    problems = list(_heading_problems(headings, path.name))
    if problems:
        raise PlanError(problems)
    columns = typed_columns(headings, lines[1:])
    read = _survey(columns, [line.number for line in lines[1:]], path.name, year)
    cells = {name: columns[name] for name in headings if "/" in name}
    return replace(read, own_cells=cells, file=path.name)


def _expected() -> str:
    return ", ".join((*WORDS, *FIGURES))


def _heading_problems(headings: Sequence[str], file: str) -> Iterator[Problem]:
    known = (*WORDS, *FIGURES)
    for needed in NEEDED:
        if needed not in headings:
            yield Problem("P06", file, 1, "", {"value": needed})
    for place, heading in enumerate(headings):
        if heading in headings[:place]:
            yield Problem("P22", file, 1, heading)
        elif heading not in known and "/" not in heading:
            facts = {"nearest": nearest(heading, known), "expected": _expected()}
            yield Problem("P05", file, 1, heading, facts)


def _survey(
    columns: Mapping[str, Sequence[str]],
    numbers: Sequence[int],
    file: str,
    year: int,
    *,
    packaged: bool = False,
) -> Survey:
    """Cells as words and numbers, or everything that is wrong with them."""
    count = len(numbers)
    words = {name: tuple(map(clean, columns.get(name, [""] * count))) for name in WORDS}
    problems: list[Problem] = []
    figures = {
        name: _figures(columns.get(name, [""] * count), name, numbers, file, problems)
        for name in FIGURES
    }
    for place, number in enumerate(numbers):
        if not words["name"][place]:
            problems.append(Problem("P10", file, number, "name", {"help": "the district's name"}))
        if not figures["students"][place] > 0:
            facts = {"help": "the number of students, 1 or more"}
            problems.append(Problem("P10", file, number, "students", facts))
    if problems:
        raise PlanError(sorted(problems, key=lambda problem: problem.row))
    return Survey(words, figures, year, packaged)


def _figures(
    typed: Sequence[str], name: str, numbers: Sequence[int], file: str, problems: list[Problem]
) -> Floats:
    """A column of numbers; below zero the survey says that there is none."""
    found = np.full(len(typed), np.nan)
    for place, text in enumerate(map(clean, typed)):
        if not text:
            continue
        try:
            found[place] = float(text) if text.isdecimal() else read_number(text, "5,900")
        except CellError as error:
            problems.append(Problem(error.code, file, numbers[place], name, error.facts))
    return np.where(found >= 0, found, np.nan)


def _not_zero(read: Survey) -> dict[str, Floats]:
    """Columns of the survey whose zeros are not known, as the district or its state reports."""
    supplies = read.figures["technology_supplies"]
    relief_of_supplies = np.nan_to_num(read.figures["relief_supplies"])
    # Illinois reports what relief money paid and nothing else, twice.
    own = supplies > relief_of_supplies
    equipment = read.figures["technology_equipment"]
    relief = relief_of_supplies + np.nan_to_num(read.figures["relief_equipment"])
    states = np.array(read.words["state"])
    has_equipment = _reported_in_state(equipment > 0, own, states)
    has_relief = _reported_in_state(relief > 0, own | (relief > 0), states)
    return {
        "technology_supplies": np.where(own, supplies, np.nan),
        "technology_equipment": np.where(has_equipment, equipment, np.nan),
        "relief_supplies": np.where(has_relief, read.figures["relief_supplies"], np.nan),
        "relief_equipment": np.where(has_relief, read.figures["relief_equipment"], np.nan),
    }


def _reported_in_state(
    some: Bools, among: Bools, states: np.ndarray[tuple[int], np.dtype[np.str_]]
) -> Bools:
    """Whether enough of a district's state report something, among those that report at all."""
    _, state_of = np.unique(states, return_inverse=True)
    reporting = np.bincount(state_of, weights=some & among)
    asked = np.bincount(state_of, weights=among)
    return np.asarray((reporting >= REPORTING * np.maximum(asked, 1))[state_of])
