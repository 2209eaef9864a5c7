"""Where everything goes in the sheet of a table: columns in order, nothing left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from planner.plan.blank_tables import template_text
from planner.plan.cells.read_cell import clean
from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import FORM_COLUMNS, NOT_READ
from planner.plan.reading.records import COMMENT, Records, is_comment
from planner.plan.tables import TABLES, Table
from planner.workbook.cell_values import text_back, typed_cell
from planner.workbook.heading_notes import needed

WHAT_TO_TYPE = NOT_READ[-1]
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Content of a table: its columns, and its lines including comments.

    Attributes
    ----------
    columns : tuple of str
        Field names; for a column that the table does not know, what the district called it.
    lines : tuple of tuple of str
        Cells of each line below the headings, as many as there are columns.
    """

    columns: Cells = ()
    lines: tuple[Cells, ...] = ()

    @property
    def has_rows(self) -> bool:
        """Whether any line is read."""
        return any(not is_comment(line) for line in self.lines)


def sheet_name(table: Table) -> str:
    """Name of a table's sheet.

    >>> sheet_name(TABLES["devices"])
    'Devices'
    """
    return table.name.capitalize()


def columns_in_order(table: Table) -> Cells:
    """Columns of a table's sheet, with those that are not read last."""
    if table.shape == "form":
        return (*FORM_COLUMNS, *NOT_READ)
    return (*table.columns, WHAT_TO_TYPE) if table.name == "assumptions" else (*table.columns,)


def unit_row(table: Table, columns: Cells) -> Cells:
    """The gray row below the headings: units, and which columns are needed.

    >>> unit_row(TABLES["inventory"], ("name", "bought", "units", "model", "mine"))
    ('# unit; needed', 'needed', 'devices; needed', '', '')
    """
    cells = []
    for name in columns:
        column = table.columns.get(name)
        unit = column.unit if column else ""
        must = "needed" if column and needed(table, name) else ""
        cells.append("; ".join(filter(None, (unit, must))))
    return (f"{COMMENT} unit; {cells[0]}".rstrip("; "), *cells[1:])


def own_line(cells: Iterable[str]) -> Cells:
    """A line without blank cells at its end, to be compared with another."""
    found = [clean(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


@cache
def our_comments(name: str) -> frozenset[Cells]:
    """Comments that templates and workbooks come with: they are written again each time."""
    table = TABLES[name]
    lines = [row for row in csv.reader(io.StringIO(template_text(table))) if is_comment((*row,))]
    if table.shape != "form":
        example = example_row(table)
        typed = map(typed_cell, table.columns.values(), example)
        back = [text_back(value, form) for value, form in typed]
        lines += [[*unit_row(table, columns_in_order(table))], example, [example[0], *back[1:]]]
    return frozenset(own_line(line) for line in lines)


def laid_out(table: Table, sheet: Sheet) -> Sheet:
    """Content in the order of the workbook: every column of the table, then what else there is.

    Parameters
    ----------
    table : Table
        The table.
    sheet : Sheet
        Its content, columns in any order.

    Returns
    -------
    Sheet
        The same cells, without our own comments, which every sheet gets anyway.

    Examples
    --------
    >>> typed = Sheet(("units", "mine", "name"), (("400", "x", "Tablets"),))
    >>> laid = laid_out(TABLES["inventory"], typed)
    >>> [cell for cell in zip(laid.columns, laid.lines[0]) if cell[1]]
    [('name', 'Tablets'), ('units', '400'), ('mine', 'x')]
    """
    width = max((len(sheet.columns), *(len(line) for line in sheet.lines)))
    typed = padded(sheet.columns, width)
    known = _starting_right(table, sheet)
    places = [typed.index(name) if name in typed else None for name in known]
    more = [place for place in range(width) if place not in places]
    lines = []
    for line in sheet.lines:
        cells = padded(line, width)
        moved = ("" if place is None else cells[place] for place in places)
        shown = (*moved, *(cells[place] for place in more))
        if not is_comment(line):
            lines.append(shown)
        elif own_line(line) not in our_comments(table.name):
            # Its first cell makes it a comment, whatever the column.
            lines.append(shown if is_comment(shown) else padded(cells, len(shown)))
    return Sheet((*known, *(typed[place] for place in more)), tuple(lines))


def _starting_right(table: Table, sheet: Sheet) -> Cells:
    """Columns in order, with another one first if a row that is read would become a comment.

    That happens if names are not in the first column and one of them begins with #.
    """
    known = columns_in_order(table)
    first = sheet.columns[0] if sheet.columns else known[0]
    if first == known[0] or first not in known or known[0] not in sheet.columns:
        return known
    place = sheet.columns.index(known[0])
    names = (line[place] for line in sheet.lines if len(line) > place and not is_comment(line))
    if not any(is_comment((name,)) for name in names):
        return known
    return (first, *(name for name in known if name != first))


def padded(cells: Cells, width: int) -> Cells:
    """A line with blank cells up to a width.

    >>> padded(("Tablets",), 3)
    ('Tablets', '', '')
    """
    return cells + ("",) * (width - len(cells))


def sheet_of(records: Records) -> Sheet:
    """Content of a table from its records.

    Parameters
    ----------
    records : Records
        What is read of a table, without comments.

    Returns
    -------
    Sheet
    """
    named = tuple(name for name in records.header if name)
    unnamed = ("",) if any("" in record.cells for record in records.rows) else ()
    columns = (*named, *unnamed)
    lines = (tuple(row.cells.get(name, "") for name in columns) for row in records.rows)
    return Sheet(columns, tuple(lines))
