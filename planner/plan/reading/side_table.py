"""Tables that are not part of a plan: read as a plan's own cells are, and refused in sentences.

An office types them: which pages a batch makes, what districts are measured against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from planner.plan.cells.read_cell import CellError, Value, read_cell
from planner.plan.problems.problem import Problem, nearest
from planner.plan.reading.records import Record, plain, records_of
from planner.plan.tables.column import Column, show_limit
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, UnreadableError


class SideTableError(ValueError):
    """A table that cannot be followed.

    Parameters
    ----------
    problems : list of str
        One sentence for each thing to fix.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass
class SideTable:
    """A table while it is read: what must be fixed is noted, and all of it is told at the end.

    Attributes
    ----------
    file : Path
        A CSV file.
    columns : mapping of str to Column
        Columns that are read, by name; any other is refused.
    needed : sequence of str
        Columns that must be there.
    problems : list of str
        What must be fixed, one sentence each.
    """

    file: Path
    columns: Mapping[str, Column]
    needed: Sequence[str]
    problems: list[str] = field(default_factory=list)

    def rows(self) -> Sequence[Record]:
        """Rows of the table below its headings, which may be names or labels of the columns.

        Raises
        ------
        SideTableError
            If there is no such file, or it cannot be read as a table.
        """
        if not self.file.exists():
            columns = ", ".join(self.columns)
            what = f"Name a CSV file with the columns {columns}"
            raise SideTableError([f"there is no file {self.file}. {what}"])
        headings = {plain(word): n for n, c in self.columns.items() for word in (n, c.label)}
        try:
            records = records_of(read_csv(self.file, OF_AN_EXPORT), headings)
        except UnreadableError as error:
            facts = {"reason": error.reason}
            problem = Problem("P03", self.file.name, error.row, facts=facts)
            raise SideTableError([str(problem)]) from error
        self._headings(records.header)
        return records.rows

    def cell(self, record: Record, name: str, column: Column | None = None) -> Value | None:
        """Value of a cell; None where it is blank, or refused.

        Parameters
        ----------
        record : Record
            The row.
        name : str
            Name of the column.
        column : Column, optional
            How the cell is read, where that differs from row to row.
        """
        text = record.cells.get(name, "")
        if not text:
            return None
        meant = column or self.columns[name]
        try:
            return read_cell(meant, text)
        except CellError as error:
            facts = {"limit": show_limit(meant, 1.0)} | error.facts
            self.note(error.code, record.number, name, **facts)
            return None

    def note(self, code: str, row: int, column: str, **facts: str) -> None:
        """Note what must be fixed."""
        self.problems.append(str(Problem(code, self.file.name, row, column, facts)))

    def note_blank(self, record: Record, name: str) -> None:
        """Note a blank cell of a column that is needed."""
        if name in record.cells and not record.cells[name]:
            self.note("P10", record.number, name, help=self.columns[name].what_to_type)

    def note_long(self, record: Record, title: Value | None, longest: int) -> None:
        """Note a title of more characters than anybody meant."""
        if isinstance(title, str) and len(title) > longest:
            self.note("P21", record.number, "title", value=title, help="Type a shorter title")

    def refuse(self, of_none: str = "") -> None:
        """Tell all that must be fixed, or that the table asks for nothing.

        Parameters
        ----------
        of_none : str
            What is said where nothing is wrong, but nothing was found.

        Raises
        ------
        SideTableError
            If there is anything to tell.
        """
        if not self.problems and of_none:
            self.problems.append(f"{self.file.name}: {of_none}")
        if self.problems:
            raise SideTableError(self.problems)

    def _headings(self, header: Sequence[str]) -> None:
        """Every column must be one that is read, once, and those needed must be there."""
        count = Counter(name for name in header if name)
        expected = ", ".join(self.columns)
        for name, times in count.items():
            if name not in self.columns:
                self.note("P05", 1, name, nearest=nearest(name, self.columns), expected=expected)
            elif times > 1:
                self.note("P22", 1, name)
        for name in self.needed:
            if name not in count:
                self.note("P06", 1, name, value=name)
