"""Whether two cells of a row are one number that its comma cut in two, and what to ask.

A row in which a blank cell was left out at the end has as many cells as it should although a number
was cut in two. It is asked about if every cell fits its column either way.
"""

from __future__ import annotations

from collections.abc import Mapping

from planner.plan.reading.records import Record, Records
from planner.plan.reading.row_cells import CellPlace, Reading, read_cells
from planner.plan.tables import Table


def note_cut_numbers(table: Table, records: Records, reading: Reading) -> None:
    """Note numbers that were cut in two, or may have been.

    Parameters
    ----------
    table : Table
        A table with one item per row.
    records : Records
        What is in it.
    reading : Reading
        Where the problems are noted.
    """
    header, rows = records.header, {record.number: record for record in records.rows}
    for row, place, certain in records.cut_numbers:
        column = header[place - 1] if place <= len(header) else ""
        into = header[place] if place < len(header) else ""
        if row not in rows or not _is_number(table, column):
            continue
        cells = rows[row].cells
        if not certain:
            if not _is_number(table, into) or not _fits(table, _joined(records, rows[row], place)):
                continue
            certain = not _fits(table, cells)
        if certain:
            facts = {"value": cells.get(into, ""), "into": into or "without a name"}
            reading.note("P24", table.file, row, column, **facts)
        else:
            one, two = cells[column], cells[into]
            facts = {"value": f"{one},{two}", "joined": f"{one}{two}", "first": one, "second": two}
            reading.note("P99", table.file, row, column, **facts)


def _is_number(table: Table, column: str) -> bool:
    return getattr(table.columns.get(column), "numeric", False)


def _joined(records: Records, record: Record, place: int) -> Mapping[str, str]:
    """Cells of the row if the two are one number and all behind them move one column back."""
    header = records.header
    texts = [record.cells.get(name, "") for name in header]
    moved = [*texts[: place - 1], texts[place - 1] + texts[place], *texts[place + 1 :], ""]
    return dict(zip(header, moved, strict=True))


def _fits(table: Table, cells: Mapping[str, str]) -> bool:
    """Whether every cell can be read in its column, and none is blank that may not be."""
    where = {name: CellPlace(table.file, 0, name) for name in table.columns}
    return not read_cells(table, cells, where, Reading()).open
