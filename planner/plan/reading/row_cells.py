"""Values of the cells of one row, and a note of each that cannot be read or is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planner.plan.cells.blanks import blank_meaning, is_blank_in_words
from planner.plan.cells.read_cell import CellError, doubt_of, read_cell
from planner.plan.problems.problem import Problem
from planner.plan.tables import Table
from planner.plan.tables.column import Column, bounds_of, columns_of, is_required, show_limit


class CellPlace(NamedTuple):
    """Where a cell is: its file, its row as the spreadsheet shows it, and its column."""

    file: str
    row: int
    column: str


@dataclass
class Reading:
    """What has been found so far in a plan that is being read.

    Attributes
    ----------
    unread : set of str
        Text of rows that could not be read: no other problem may say that it is missing.
    refused : int
        How many of the problems stop the plan.
    asked : set of str
        Settings and assumptions that an unanswered question of the Start sheet asks for.
    others_end : bool
        Whether the tables end with an end of line, but for one.
    """

    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    refused: int = 0
    asked: set[str] = field(default_factory=set)
    others_end: bool = False

    def note(self, code: str, file: str, row: int = 0, column: str = "", /, **facts: str) -> None:
        """Note a problem."""
        problem = Problem(code, file, row, column, facts)
        self.problems.append(problem)
        self.refused += problem.blocks

    @property
    def blocked(self) -> bool:
        """Whether the tables cannot be read as they are."""
        return self.refused > 0


class Cells(NamedTuple):
    """Values of the cells that could be read, and the columns whose cells are open.

    An open cell could not be read, or is blank and may not be.
    """

    values: dict[str, Any]
    open: tuple[str, ...]


def required_columns(model: type[BaseModel]) -> tuple[str, ...]:
    """Columns of a table that may not be blank, in the order of the template."""
    return tuple(name for name in columns_of(model) if is_required(model, name))


def read_cells(
    table: Table,
    typed: Mapping[str, str],
    where: Mapping[str, CellPlace],
    reading: Reading,
) -> Cells:
    """Values of the cells that can be read and are within bounds; all others are noted."""
    values: dict[str, Any] = {}
    refused: list[str] = []
    for name, column in table.columns.items():
        text = typed.get(name, "")
        if not text:
            if is_required(table.model, name):
                refused.append(name)
                if name in where:
                    reading.note("P10", *where[name], help=column.what_to_type)
            continue
        if is_blank_in_words(name, column, text):
            reading.note("W23", *where[name], value=text, blank=blank_meaning(column))
            continue
        try:
            values[name] = read_cell(column, text, name)
            doubt = doubt_of(column, text)
            if doubt is not None:
                reading.note(doubt[0], *where[name], **doubt[1])
        except CellError as error:
            _, high = bounds_of(table.model, name)
            facts = {"limit": show_limit(column, high), **error.facts}
            reading.note(error.code, *where[name], **facts)
            refused.append(name)
    try:
        table.model(**values)
    except ValidationError as error:
        for found in error.errors():
            name = str(found["loc"][0])
            if name not in values:  # a blank cell, noted above
                continue
            del values[name]
            refused.append(name)
            code, facts = _bound(table.columns[name], table.model, name, found)
            reading.note(code, *where[name], value=typed[name], **facts)
    return Cells(values, tuple(refused))


def _bound(
    column: Column, model: type[BaseModel], name: str, found: ErrorDetails
) -> tuple[str, dict[str, str]]:
    """Code and facts for a value that was read but that the row's model refuses."""
    low, high = bounds_of(model, name)
    kind = found["type"]
    if kind == "greater_than_equal":
        return "P18", {"limit": show_limit(column, low)}
    if kind == "less_than_equal":
        return "P19", {"limit": show_limit(column, high)}
    if kind.startswith("int"):
        return "P20", {"example": column.example or "5"}
    most = found.get("ctx", {}).get("max_length")
    return "P21", {"help": column.help + (f", at most {most} characters" if most else "")}
