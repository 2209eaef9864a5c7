"""Names of cells and areas of a sheet, such as C5 and A1:C5, and the rows and columns they mean."""

from __future__ import annotations

import re

from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED

_EXCEL_ROWS, _EXCEL_COLUMNS = 1_048_576, 16_384
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def place_of(name: str) -> tuple[int, int]:
    """Row and column, both from 1, of a cell by its name.

    Parameters
    ----------
    name : str
        For example ``C5``.

    Returns
    -------
    tuple of int

    Raises
    ------
    UnreadableError
        If no sheet has such a cell.

    Examples
    --------
    >>> place_of("C5"), place_of("XFD1048576")
    ((5, 3), (1048576, 16384))
    """
    match = _PLACE.fullmatch(name)
    if match is None:
        raise UnreadableError(DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > _EXCEL_ROWS or column > _EXCEL_COLUMNS:
        raise UnreadableError(DAMAGED)
    return row, column


def area_of(name: str) -> tuple[int, int, int, int]:
    """First row and column, last row and column of an area.

    Parameters
    ----------
    name : str
        For example ``A1:C5``, or one cell.

    Returns
    -------
    tuple of int

    Raises
    ------
    UnreadableError
        If no sheet has such an area.

    Examples
    --------
    >>> area_of("A1:C5"), area_of("B2")
    ((1, 1, 5, 3), (2, 2, 2, 2))
    """
    first, _, last = name.partition(":")
    return (*place_of(first), *place_of(last or first))


def name_of_place(row: int, column: int) -> str:
    """Name of a cell.

    Parameters
    ----------
    row, column : int
        Its place, both from 1.

    Returns
    -------
    str

    Examples
    --------
    >>> name_of_place(5, 3), name_of_place(1048576, 16384)
    ('C5', 'XFD1048576')
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"
