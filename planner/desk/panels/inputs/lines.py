"""What a table shows on the desk: its lines in order, and which column each cell belongs to.

The district is a form: every setting has a line, typed or not. So have the assumptions. The other
tables have a line for each row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from planner.editing.typed_rows import TypedRow
from planner.plan.reading.example_rows import example_row
from planner.plan.reading.headings import NOT_READ, column_called, setting_names
from planner.plan.reading.records import plain
from planner.plan.tables import DRIVERS, Table
from planner.plan.tables.column import Column, is_required

#: Columns of the form next to the names of its settings.
VALUE = "value"
_SETTING = Column("Setting", "text", "Name of the setting")
_SOURCE = Column("Source", "text", "Where the figure comes from", blank_means="no source named")
_NOTE = Column("Note", "text", "Anything the board should know", blank_means="no note")
_VALUE = Column("Value", "text", "What the setting is; the next column says what to type")
_FORM = {"setting": _SETTING, VALUE: _VALUE, "source": _SOURCE, "note": _NOTE}


@dataclass(frozen=True)
class Line:
    """One line of a table.

    Attributes
    ----------
    key : str
        What stays the same while it is edited: the row, or for a listed setting its name.
    row : str
        The row of the draft; empty for a setting or an assumption that nobody has typed.
    name : str
        What it is called in sentences.
    cells : mapping
        Column -> text as typed.
    number : int
        Row in the file, 0 for one that is new.
    listed : str
        Name of the setting or the assumption, where the planner lists it.
    formulas, fixed : frozenset of str
        Columns whose cell holds a formula, and those whose cell only Excel can change.
    """

    key: str
    row: str
    name: str
    cells: Mapping[str, str]
    number: int = 0
    listed: str = ""
    formulas: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()


def lines_of(table: Table, rows: Iterable[TypedRow]) -> tuple[Line, ...]:
    """Lines of a table, in the order in which they are shown.

    Parameters
    ----------
    table : Table
        The table.
    rows : iterable of TypedRow
        Its rows as typed.

    Returns
    -------
    tuple of Line
        Of the district and the assumptions first what the planner lists, then everything else.
    """
    if table.shape != "form" and table.name != "assumptions":
        return tuple(_line(table, row) for row in rows)
    column = "setting" if table.shape == "form" else "name"
    left = list(rows)
    found = []
    for name, meaning in listed_in(table).items():
        row = next((row for row in left if _names(table, row.cells.get(column, ""), name)), None)
        if row is None:
            found.append(Line(name, "", meaning.label, {column: name}, listed=name))
        else:
            left.remove(row)
            found.append(_of_row(name, meaning.label, row, name))
    return (*found, *(_line(table, row) for row in left))


def listed_in(table: Table) -> Mapping[str, Column]:
    """Settings or assumptions that a table lists whether typed or not; nothing for other tables."""
    if table.shape == "form":
        return table.columns
    return DRIVERS if table.name == "assumptions" else {}


def _names(table: Table, typed: str, name: str) -> bool:
    """Whether a cell names a setting or an assumption."""
    if table.shape == "form":
        return setting_names(table.name).get(plain(typed)) == name
    return plain(typed) == plain(name)


def _line(table: Table, row: TypedRow) -> Line:
    column = "setting" if table.shape == "form" else "name"
    typed = row.cells.get(column, "").strip()
    listed = listed_in(table)
    called = column_called(table.name, typed) if table.shape == "form" else typed.lower()
    if called in listed:
        typed = listed[called].label
    name = typed or (f"row {row.line}" if row.line else "the new row")
    return _of_row(row.id, name, row)


def _of_row(key: str, name: str, row: TypedRow, listed: str = "") -> Line:
    return Line(key, row.id, name, row.cells, row.line, listed, row.formulas, row.fixed)


def meaning_of(table: Table, line: Line, column: str) -> Column:
    """What a cell of a line means: in the form, its value is that of the setting.

    Parameters
    ----------
    table : Table
        The table.
    line : Line
        The line.
    column : str
        Name of the column.
    """
    if table.shape == "form" and column == VALUE:
        name = column_called(table.name, line.cells.get("setting", ""))
        return table.columns.get(name) or _VALUE
    if table.name == "assumptions" and column == VALUE and line.listed:
        return DRIVERS[line.listed]
    return column_meaning(table, column)


def column_meaning(table: Table, column: str) -> Column:
    """What a column means; one that the table does not know is not read.

    >>> from planner.plan.tables import TABLES
    >>> column_meaning(TABLES["devices"], "unit_price").label
    'Price'
    >>> column_meaning(TABLES["devices"], "vendor phone").label
    'vendor phone'
    """
    if table.shape == "form":
        return _FORM.get(column) or _unread(column.capitalize())
    return table.columns.get(column) or _unread(column)


@cache
def _unread(label: str) -> Column:
    return Column(label, "text", "The planner does not read this column", blank_means="nothing")


def cell_needed(table: Table, line: Line, column: str) -> bool:
    """Whether a blank cell is refused.

    Parameters
    ----------
    table : Table
        The table.
    line : Line
        Its line.
    column : str
        Name of the column.
    """
    if table.shape == "form":
        name = column_called(table.name, line.cells.get("setting", ""))
        return column == VALUE and name in table.columns and is_required(table.model, name)
    if column == VALUE and line.listed:
        meaning = DRIVERS[line.listed]
        return not meaning.default and not meaning.blank_means
    return column in table.columns and is_required(table.model, column)


def all_columns(table: Table, lines: Iterable[Line]) -> tuple[str, ...]:
    """Every column of a table next to the names of its rows, those it does not know last."""
    own = (VALUE, "source", "note") if table.shape == "form" else (*table.columns,)
    first = ("setting",) if table.shape == "form" else ()
    typed = dict.fromkeys(c for line in lines for c, text in line.cells.items() if text and c)
    more = (c for c in typed if c not in (*own, *first, *NOT_READ))
    return (*(c for c in own if c != "name"), *more) if table.shape != "form" else (*own, *more)


def used_columns(table: Table, lines: Collection[Line]) -> tuple[str, ...]:
    """Columns that are needed or that a row uses; of an empty table those of its example.

    Parameters
    ----------
    table : Table
        The table.
    lines : collection of Line
        Its lines.
    """
    columns = all_columns(table, lines)
    typed = {column for line in lines for column, text in line.cells.items() if text.strip()}
    if table.shape == "form":
        typed |= {VALUE}
    elif table.name == "assumptions":
        typed |= {VALUE, "from_year"}
    elif not lines:
        example = zip(table.columns, example_row(table), strict=True)
        typed |= {column for column, text in example if text}
    needed = (c for c in table.columns if table.shape != "form" and is_required(table.model, c))
    kept = typed.union(needed)
    return tuple(column for column in columns if column in kept)
