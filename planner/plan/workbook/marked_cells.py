"""Which cell of a sheet a problem speaks of, wherever its column stands."""

from __future__ import annotations

from planner.plan.files.grid import Grid
from planner.plan.headings import column_names, setting_names
from planner.plan.places import START
from planner.plan.problems import Problem
from planner.plan.records import plain, records_of
from planner.plan.tables import TABLES
from planner.plan.typed.text import clean

_ANSWER = 2
#: Problems of the Start sheet that mean the question, and of a form that mean the setting.
_OF_THE_FIRST_COLUMN = ("P93", "P08")


def cell_of(sheet: str, grid: Grid, problem: Problem) -> tuple[int, int]:
    """Row and column of the cell to mark, both from 1.

    Parameters
    ----------
    sheet : str
        The sheet as its tab calls it.
    grid : Grid
        Its lines.
    problem : Problem
        What is wrong in it; without a row, the whole sheet.

    Returns
    -------
    tuple of int
        The first cell of the row where the whole row is meant.

    Examples
    --------
    >>> from planner.plan.files.grid import Line
    >>> lines = (Line(1, ("Price", "Fleet")), Line(3, ("35O", "Tablets")))
    >>> cell_of("Devices", Grid(lines), Problem("P11", "", 3, "Price"))
    (3, 1)
    """
    name = clean(sheet).casefold()
    if not problem.row:
        return 1, 1
    if name == START:
        return problem.row, 1 if problem.code in _OF_THE_FIRST_COLUMN else _ANSWER
    if name not in TABLES:
        return problem.row, 1
    names = column_names(name)
    top = records_of(grid, names)
    wanted = names.get(plain(problem.column), plain(problem.column))
    if TABLES[name].shape == "form" and problem.row != top.header_row:
        wanted = _column_of_a_form(name, wanted, problem)
    if problem.code == "P07":  # what stands in a column without a name
        return problem.row, _place_of_text(grid, problem, len(top.header))
    places = [place for place, column in enumerate(top.header, start=1) if plain(column) == wanted]
    places = places or [p for p, column in enumerate(top.header, start=1) if column == wanted]
    # Of two columns with one name, the second is too much.
    return problem.row, places[-1] if places else _first_filled(grid, problem.row)


def _column_of_a_form(table: str, wanted: str, problem: Problem) -> str:
    """In a form a column of a problem is a setting: its value is meant, or what it is called."""
    if problem.code in _OF_THE_FIRST_COLUMN:
        return "setting"
    if problem.code == "P24":
        return "source"
    return "value" if wanted in setting_names(table) else wanted


def _place_of_text(grid: Grid, problem: Problem, columns: int) -> int:
    cells = next((line.cells for line in grid.lines if line.number == problem.row), ())
    text = problem.facts.get("value", "")
    found = [place for place, cell in enumerate(cells, start=1) if clean(cell) == text]
    return next((place for place in found if place > columns), (found or [1])[-1])


def _first_filled(grid: Grid, row: int) -> int:
    cells = next((line.cells for line in grid.lines if line.number == row), ())
    return next((place for place, cell in enumerate(cells, start=1) if clean(cell)), 1)
