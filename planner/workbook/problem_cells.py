"""Which cell of a sheet a problem is about, wherever its column is."""

from __future__ import annotations

from planner.plan.cells.text import clean
from planner.plan.problems.problem import Problem
from planner.plan.reading.folder_or_workbook import START
from planner.plan.reading.headings import column_names, setting_names
from planner.plan.reading.records import plain, records_of
from planner.plan.tables import TABLES
from planner.spreadsheets.grid import Grid

_ANSWER = 2
#: Problems about the question on the Start sheet, or about the setting on a form.
_OF_THE_FIRST_COLUMN = ("P93", "P08")


class SheetCells:
    """Finds the cells of a sheet that problems are about.

    Parameters
    ----------
    sheet : str
        The sheet as its tab calls it.
    grid : Grid
        Its lines.

    Examples
    --------
    >>> from planner.spreadsheets.grid import Line
    >>> lines = (Line(1, ("Price", "Fleet")), Line(3, ("35O", "Tablets")))
    >>> SheetCells("Devices", Grid(lines)).cell_of(Problem("P11", "", 3, "Price"))
    (3, 1)
    """

    def __init__(self, sheet: str, grid: Grid) -> None:
        self.table = clean(sheet).casefold()
        self.names = column_names(self.table) if self.table in TABLES else {}
        top = records_of(grid, self.names)
        self.header, self.header_row = [plain(column) for column in top.header], top.header_row
        self.lines = {line.number: line.cells for line in grid.lines}

    def cell_of(self, problem: Problem) -> tuple[int, int]:
        """Row and column of the cell to mark, both from 1.

        Parameters
        ----------
        problem : Problem
            What is wrong in the sheet; without a row, the entire sheet.

        Returns
        -------
        tuple of int
            The first filled cell of the row if the entire row is meant.
        """
        if not problem.row:
            return 1, 1
        if self.table == START:
            return problem.row, 1 if problem.code in _OF_THE_FIRST_COLUMN else _ANSWER
        if problem.code == "P07":  # a cell in a column without a name
            return problem.row, self._place_of_text(problem)
        wanted = plain(self._column(problem))
        places = [place for place, column in enumerate(self.header, start=1) if column == wanted]
        # Of two columns with the same name, the second is the extra one.
        return problem.row, places[-1] if wanted and places else self._first_filled(problem.row)

    def _column(self, problem: Problem) -> str:
        """Field name of the column; on a form, a problem names the setting and means its value."""
        said = self.names.get(plain(problem.column), plain(problem.column))
        if self.table not in TABLES or TABLES[self.table].shape != "form":
            return said
        if problem.row == self.header_row:
            return said
        if problem.code in _OF_THE_FIRST_COLUMN:
            return "setting"
        if problem.code == "P24":
            return "source"
        return "value" if said in setting_names(self.table) else said

    def _place_of_text(self, problem: Problem) -> int:
        text = problem.facts.get("value", "")
        cells = self.lines.get(problem.row, ())
        found = [place for place, cell in enumerate(cells, start=1) if clean(cell) == text]
        beyond = (place for place in found if place > len(self.header))
        return next(beyond, (found or [1])[-1])

    def _first_filled(self, row: int) -> int:
        cells = self.lines.get(row, ())
        return next((place for place, cell in enumerate(cells, start=1) if clean(cell)), 1)
