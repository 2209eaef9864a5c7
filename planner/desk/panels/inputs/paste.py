"""A block of cells as a spreadsheet copies it, and where it goes in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.reading.headings import column_called
from planner.plan.tables import Table
from planner.views.format.counts import how_many

#: A cell in quotes, which may hold ends of lines, or a cell as it is.
_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r|\n|\Z)|([^\t\r\n]*)')
_END_OF_LINE = re.compile(r"\r\n|\r|\n")

Block = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Pasted:
    """Where a block goes.

    Attributes
    ----------
    columns : tuple of str
        Column of each of its cells.
    rows : tuple of tuple of str
        Its cells, row by row, without a row of headings.
    refused : str
        Why nothing is pasted; blank where it is.
    """

    columns: tuple[str, ...] = ()
    rows: Block = ()
    refused: str = ""


def block_of(text: str) -> Block:
    r"""Cells of what was copied in a spreadsheet, as many in each row.

    Parameters
    ----------
    text : str
        Cells parted by tabs, rows by ends of lines; in quotes where a cell holds either.

    Examples
    --------
    >>> block_of('Laptops\t"$1,200.00"\r\n"15"" screens"\t5" cable\r\n')
    (('Laptops', '$1,200.00'), ('15" screens', '5" cable'))
    """
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        found = _CELL.match(text, place)
        assert found is not None
        quoted, bare = found.groups()
        rows[-1].append(bare if quoted is None else quoted.replace('""', '"'))
        place = found.end()
        if text[place : place + 1] == "\t":
            place += 1
            continue
        end = _END_OF_LINE.match(text, place)
        if end is None or end.end() == len(text):
            break
        rows.append([])
        place = end.end()
    width = max(len(row) for row in rows)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def placed(table: Table, block: Block, columns: Sequence[str], begins: str, room: int) -> Pasted:
    """Which column each cell of a block goes to, or why it cannot be pasted.

    Parameters
    ----------
    table : Table
        The table.
    block : tuple of tuple of str
        What was copied.
    columns : sequence of str
        Columns that are shown, in order.
    begins : str
        Column of the cell that the block is pasted into.
    room : int
        How many lines there are from that cell on, where no line can be added; else -1.
    """
    named = _by_headings(table, block[0], columns)
    if named:
        block = block[1:]
    taken = named or tuple(columns[columns.index(begins) :])
    width = len(block[0]) if block else 0
    if width > len(taken):
        return Pasted(
            refused=f"You pasted {how_many(width, 'column')}, and the table shows "
            f"{how_many(len(taken), 'column')} from here on. Nothing was pasted. Begin further to "
            "the left, or show all columns."
        )
    if -1 < room < len(block):
        return Pasted(
            refused=f"You pasted {how_many(len(block), 'row')}, and the table has "
            f"{how_many(room, 'row')} from here on, to which none can be added. Nothing was pasted."
        )
    return Pasted(taken[:width], block)


def _by_headings(table: Table, first: Sequence[str], columns: Sequence[str]) -> tuple[str, ...]:
    """Columns that the first row names, where it holds nothing else than headings."""
    if table.shape == "form" or len(first) < 2:  # one word may be a cell as well as a heading
        return ()
    named = tuple(column_called(table.name, cell) for cell in first)
    known = {*table.columns, *columns}
    return named if len({*named}) == len(named) and known.issuperset(named) else ()
