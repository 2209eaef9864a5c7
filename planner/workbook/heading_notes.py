"""Notes on the headings of a workbook: what a column means, in the words of the data dictionary."""

from __future__ import annotations

from planner.plan.tables import Table
from planner.plan.tables.column import Column, is_required

AUTHOR = "Planner"
_CHARACTERS_IN_A_LINE, _LINE_HEIGHT, _WIDTH, _MARGIN = 44, 17, 300, 14


def needed(table: Table, name: str) -> bool:
    """Whether a blank cell of the column is refused.

    Parameters
    ----------
    table : Table
        The table.
    name : str
        Field name of the column.

    Returns
    -------
    bool
    """
    return is_required(table.model, name)


def note_text(table: Table, name: str, column: Column) -> str:
    """What the note on a column's heading says.

    Parameters
    ----------
    table : Table
        The table.
    name : str
        Field name of the column, as scenarios and CSV files use it.
    column : Column
        What it means.

    Returns
    -------
    str
        One thing per line: what to type, the unit, allowed words, what a blank cell means.

    Examples
    --------
    >>> from planner.plan.tables import TABLES
    >>> devices = TABLES["devices"]
    >>> print(note_text(devices, "spares_rate", devices.columns["spares_rate"]))
    Loaners kept in addition to those in use, such as 5%
    Unit: share of devices in use
    Blank: 0.05 (2012-03)
    In scenarios: spares_rate
    """
    such_as = f", such as {column.example}" if column.example else ""
    lines = [column.help + such_as]
    if column.unit:
        lines.append(f"Unit: {column.unit}")
    if column.choices:
        lines.append("One of: " + ", ".join(column.shown_choices))
    if needed(table, name):
        lines.append("Needed")
    elif column.default:
        lines.append(f"Blank: {column.default.value:g} ({column.default.as_of})")
    else:
        lines.append(f"Blank: {column.blank_means}" if column.blank_means else "May be blank")
    if name not in ("source", "note"):
        lines.append(f"In scenarios: {name}")
    return "\n".join(lines)


def note_size(text: str) -> tuple[int, int]:
    """Width and height that show the full note [pixels].

    Parameters
    ----------
    text : str
        The note.

    Returns
    -------
    tuple of int

    Examples
    --------
    >>> note_size("Needed")
    (300, 31)
    """
    lines = sum(1 + len(line) // _CHARACTERS_IN_A_LINE for line in text.split("\n"))
    return _WIDTH, lines * _LINE_HEIGHT + _MARGIN
