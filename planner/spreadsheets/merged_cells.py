"""Merged cells of a sheet: what they hide, and rows that they share a value with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from planner.spreadsheets.cell_names import area_of
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import ODD

#: Far above what people use.
_MOST_MERGED = 10_000

#: Row -> its columns, with what they hold or without.
_Held: TypeAlias = tuple[Mapping[int, dict[int, str]], Mapping[int, set[int]]]


def drop_hidden_by_merging(
    areas: Sequence[str], held: _Held, places: int
) -> tuple[dict[int, set[int]], int]:
    """Drop what merged cells hide, which no spreadsheet program shows.

    Parameters
    ----------
    areas : sequence of str
        Merged areas, such as ``E6:E7``.
    held : tuple of dict
        Row -> column -> text, and row -> columns with a formula that has no result. What is hidden
        is removed.
    places : int
        How many cells may still be examined.

    Returns
    -------
    tuple
        Row -> columns that are merged with a filled cell above them, and the places left.

    Raises
    ------
    UnreadableError
        If there are far more areas or cells than people merge.

    Examples
    --------
    >>> cells = {6: {1: "Monitoring", 5: "9000"}, 7: {1: "Backup", 5: "hidden"}}
    >>> drop_hidden_by_merging(["E6:E7"], (cells, {}), 100)[0], cells[7]
    ({7: {5}}, {1: 'Backup'})
    """
    if len(areas) > _MOST_MERGED:
        raise UnreadableError(ODD)
    under: dict[int, set[int]] = {}
    last_held = max((*held[0], *held[1]), default=0)
    for first_row, first, last_row, last in map(area_of, areas):
        corner_is_filled = any(first in rows.get(first_row, ()) for rows in held)
        for row in range(first_row, min(last_row, last_held) + 1):
            cells, unsaved = held[0].get(row, {}), held[1].get(row, set())
            places -= len(cells) + len(unsaved) + 2
            for column in [c for c in (*cells, *unsaved) if first <= c <= last]:
                if (row, column) != (first_row, first):
                    cells.pop(column, None)
                    unsaved.discard(column)
            if corner_is_filled and row > first_row and (cells or unsaved):
                under.setdefault(row, set()).add(first)
            if places < 0:
                raise UnreadableError(ODD)
    return under, places
