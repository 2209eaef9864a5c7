"""Column names and rows of a table, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planner.plan.cells.blanks import is_spreadsheet_error
from planner.plan.cells.text import clean, without_apostrophe
from planner.spreadsheets.cut_numbers import CutNumber, cut_numbers
from planner.spreadsheets.cut_short import cut_in_last_row
from planner.spreadsheets.grid import Grid, Line

#: A row whose first cell starts with this is a comment and is not read.
COMMENT = "#"
#: How far down the column names may be, below titles and merged headings [rows].
_DEEPEST_HEADING = 25


@dataclass(frozen=True)
class Record:
    """One row of a table.

    Attributes
    ----------
    number : int
        Row as the spreadsheet shows it.
    cells : dict
        Cells by column; cells of columns without a name are kept under ''.
    hidden : bool
        Whether the spreadsheet hides the row.
    uncalculated : tuple of str
        Columns whose formula was never calculated.
    merged, struck : tuple of str
        Columns whose cell is merged with one above it, and whose entire text is struck out.
    left_out : dict
        Column -> the part of its text that is struck out and not read.
    is_struck_out : bool
        Whether everything in the row is struck out.
    file : str
        File it was typed in, if that is not the table's own.
    """

    number: int
    cells: Mapping[str, str]
    hidden: bool = False
    uncalculated: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    is_struck_out: bool = False
    file: str = ""

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Columns whose cell is neither typed nor blank: a question says what to do."""
        return (*self.uncalculated, *self.merged)


@dataclass(frozen=True)
class Records:
    """A table's column names, the row that has them, and the rows below that are read.

    Attributes
    ----------
    above : tuple of int
        Rows above the column names that hold more than a title, and are not read.
    comments : tuple of Record
        Rows below them that begin with # and are not read.
    cut_in : int
        Row in which the file ends before its last column, as if it had been cut off; else 0.
    last_cell : tuple
        Row and text of the last cell, if it may have lost its end; else 0 and no text.
    uneven : tuple of int
        Rows with one cell more or fewer than the column names and most of the others.
    separator : str
        What separates the cells of its CSV file.
    cut_numbers : tuple of CutNumber
        Cells that a comma may have cut off the number before them.
    hidden : tuple of str
        Columns that hold anything and are hidden.
    sheet_is_hidden : bool
        Whether the workbook hides the sheet.
    """

    header: tuple[str, ...]
    header_row: int
    rows: tuple[Record, ...]
    above: tuple[int, ...] = ()
    separator: str = ","
    comments: tuple[Record, ...] = ()
    cut_in: int = 0
    last_cell: tuple[int, str] = (0, "")
    uneven: tuple[int, ...] = ()
    cut_numbers: tuple[CutNumber, ...] = ()
    hidden: tuple[str, ...] = ()
    sheet_is_hidden: bool = False


def plain(heading: str) -> str:
    """A heading without what people change when they type it again.

    >>> plain("Useful_Life "), plain("Price ($) *")
    ('useful life', 'price ($)')
    """
    return clean(heading).casefold().replace("_", " ").replace("-", " ").strip(" *:.")


def is_comment(cells: tuple[str, ...]) -> bool:
    """Whether a row is a comment, which is not read."""
    first = clean(cells[0]) if cells else ""
    return first.startswith(COMMENT) and not is_spreadsheet_error(first)


def find_file(folder: Path, name: str) -> Path | None:
    """Path of a table's file, its name in capitals or not, as on Windows."""
    exact = folder / name
    if exact.exists():
        return exact
    return next((p for p in sorted(folder.iterdir()) if p.name.lower() == name.lower()), None)


def columns_of(headings: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Columns that headings name; a heading that is none of them stays as typed.

    Parameters
    ----------
    headings : iterable of str
        Cells of the row of headings.
    names : mapping
        Heading in plain form -> name of the column.

    Examples
    --------
    >>> columns_of(["Unit price", "Vendor"], {"unit price": "unit_price"})
    ('unit_price', 'vendor')
    """
    return tuple(names.get(plain(cell), clean(cell).lower()) for cell in headings)


def records_of(grid: Grid, names: Mapping[str, str]) -> Records:
    """Column names and rows of a table; blank rows and rows that start with # are left out.

    Parameters
    ----------
    grid : Grid
        The table as its file has it.
    names : mapping
        Heading in plain form -> name of the column. Other headings stay as typed.

    Returns
    -------
    Records
        The column names are the first row that holds at least two of them, or the first row.
    """
    held = [line for line in grid.lines if _holds_anything(line)]
    lines = [line for line in held if not is_comment(line.cells)]
    if not lines:
        return Records((), 1, ())
    place = _header_index(lines, names)
    top = lines[place]
    header = columns_of(top.cells, names)
    above = tuple(line.number for line in lines[:place] if _is_more_than_a_title(line))
    rows = tuple(_record(header, line) for line in lines[place + 1 :])
    below = (line for line in held if line.number > top.number and is_comment(line.cells))
    comments = tuple(_record(header, line) for line in below)
    last = lines[-1]
    cut = cut_in_last_row(grid, lines[place:])
    in_commas = grid.rows_are_whole and grid.separator == ","
    return Records(
        header=_trimmed(header),
        header_row=top.number,
        rows=rows,
        above=above,
        separator=grid.separator,
        comments=comments,
        cut_in=last.number if cut == "yes" else 0,
        last_cell=(last.number, clean(last.cells[-1])) if cut == "in doubt" else (0, ""),
        uneven=_uneven(lines[place:]) if grid.rows_are_whole else (),
        cut_numbers=tuple(cut_numbers(top, lines[place + 1 :])) if in_commas else (),
        hidden=tuple(header[p] for p in sorted(grid.hidden_columns) if header[p : p + 1] > ("",)),
        sheet_is_hidden=grid.hidden,
    )


def _uneven(lines: list[Line]) -> tuple[int, ...]:
    """Rows with one cell more or fewer than the column names, where nearly all have as many.

    People leave out blank cells at the end of a row, but then several, and in many rows.
    """
    usual = len(lines[0].cells)
    if 4 * sum(len(line.cells) == usual for line in lines) <= 3 * len(lines):
        return ()
    return tuple(line.number for line in lines if abs(len(line.cells) - usual) == 1)


def _holds_anything(line: Line) -> bool:
    return bool(line.uncalculated) or any(clean(cell) for cell in line.cells)


def _is_more_than_a_title(line: Line) -> bool:
    return sum(bool(clean(cell)) for cell in line.cells) > 1


def _header_index(lines: list[Line], names: Mapping[str, str]) -> int:
    for place, line in enumerate(lines[:_DEEPEST_HEADING]):
        known = {names[plain(cell)] for cell in line.cells if plain(cell) in names}
        if len(known) > 1:
            return place
    return 0


def _trimmed(header: tuple[str, ...]) -> tuple[str, ...]:
    """Column names without the blank ones at the end."""
    last = max((place for place, name in enumerate(header) if name), default=-1)
    return header[: last + 1]


def _record(header: tuple[str, ...], line: Line) -> Record:
    cells: dict[str, str] = {}
    for place, typed in enumerate(line.cells):
        name = header[place] if place < len(header) else ""
        cell = without_apostrophe(clean(typed))
        if name or cell:
            cells[name] = cell
    return Record(
        number=line.number,
        cells=cells,
        hidden=line.hidden,
        uncalculated=_named(header, line.uncalculated),
        merged=_named(header, line.merged),
        struck=_named(header, line.struck),
        left_out={name: line.left_out[p] for p in line.left_out for name in _named(header, [p])},
        is_struck_out=line.is_struck_out,
    )


def _named(header: tuple[str, ...], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(header[place] if place < len(header) else "" for place in sorted(places))
