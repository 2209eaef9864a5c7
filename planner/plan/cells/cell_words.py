"""What a cell of a table holds, as a reader sees it."""

from __future__ import annotations

from planner.plan.tables.column import Column, show_value


def cell_words(column: Column, value: object) -> str:
    """What a cell holds: money with its sign, yes or no, blank.

    Parameters
    ----------
    column : Column
        The column of the cell.
    value : object
        What the cell holds; None, or nothing, where it is blank.

    Examples
    --------
    >>> price = Column("Price", "money", "")
    >>> cell_words(price, 1234.5), cell_words(price, -3.0), cell_words(price, None)
    ('$1,234.50', '-$3', 'blank')
    >>> cell_words(Column("In the plan", "yes_no", ""), False)
    'no'
    """
    if value is None or value in ("", ()):
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = show_value(column, value)
    if column.kind != "money":
        return words
    size = words.removeprefix("-")
    cents = size.partition(".")[2]
    return f"{'-' if size != words else ''}${size}{'0' if len(cents) == 1 else ''}"
