"""Rows of a plan's tables as they are typed, before anything is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.plan.cells.read_cell import as_word
from planner.plan.reading.headings import column_called, columns_read
from planner.plan.reading.records import Record
from planner.plan.tables import DRIVERS, TABLES, Table

#: Table -> its rows as they are now.
Tables = Mapping[str, "tuple[TypedRow, ...]"]

#: How the id of a row begins that is listed although nobody has typed it.
NOT_TYPED = "+"
#: Tables whose rows are known in advance -> the column that names them.
KEY_COLUMNS = {"district": "setting", "assumptions": "name"}


@dataclass(frozen=True)
class TypedRow:
    """One row as typed.

    Attributes
    ----------
    id : str
        Stays the same while the row is edited, moved or saved.
    cells : mapping
        Column -> text; a column that the file does not have is missing.
    line : int
        Row as the spreadsheet shows it; 0 for a row that is not in the file.
    from_start : bool
        Whether the answers of a workbook's Start sheet made it: it becomes a typed row of its
        table once it is edited.
    formulas : frozenset of str
        Columns whose cell holds a formula, which a typed value replaces.
    fixed : frozenset of str
        Columns whose cell can only be changed in Excel: it is merged with the one above it, or
        one formula fills it together with others.
    """

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    from_start: bool = False
    formulas: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TypedTable:
    """One table as typed.

    Attributes
    ----------
    name : str
        The table.
    rows : tuple of TypedRow
        Its rows in order. In the district's table a row is a setting; settings and assumptions
        that are not typed stand at the end, blank.
    columns : tuple of str
        Its columns, then those that only this district has.
    unreadable : str
        Why its file cannot be read, and so not edited; empty otherwise.
    """

    name: str
    rows: tuple[TypedRow, ...] = ()
    columns: tuple[str, ...] = ()
    unreadable: str = ""

    def row(self, row_id: str) -> TypedRow:
        """The row with an id."""
        return next(row for row in self.rows if row.id == row_id)


def name_of(table: str, cells: Mapping[str, str]) -> str:
    """How a row is called: its name, or in the district's table its setting.

    >>> name_of("district", {"setting": "First year", "value": "FY2027"})
    'first_year'
    """
    if table == "district":
        return column_called(table, cells.get("setting", ""))
    return cells.get("name", "")


def edited_cells(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Columns whose text is another one, and what they say now.

    >>> edited_cells({"name": "Reading", "price": "20"}, {"name": "Reading", "price": "$21"})
    {'price': '$21'}
    """
    names = dict.fromkeys((*before, *after))
    now = {name: after.get(name, "") for name in names if name}
    return {name: text for name, text in now.items() if text != before.get(name, "")}


def is_only_listed(row: TypedRow) -> bool:
    """Whether a row is that of a setting or an assumption that nobody has typed."""
    typed = sum(bool(text) for text in row.cells.values())
    return row.id.startswith(NOT_TYPED) and typed <= 1 and not row.from_start


def is_written(row: TypedRow) -> bool:
    """Whether a row that is not in the file belongs there: a blank one, or an answer, does not."""
    return any(row.cells.values()) and not row.from_start and not is_only_listed(row)


def rows_of(records: tuple[Record, ...], ids: Mapping[int, str]) -> tuple[TypedRow, ...]:
    """Typed rows of a table's records; ``ids`` are those of rows that had one before."""
    return tuple(
        TypedRow(ids.get(record.number, str(record.number)), record.cells, record.number)
        for record in records
    )


def with_blank_rows(table: Table, rows: tuple[TypedRow, ...]) -> tuple[TypedRow, ...]:
    """Rows of a table and, where they are known in advance, blank ones for those not typed."""
    key = KEY_COLUMNS.get(table.name)
    if key is None:
        return rows
    typed = {key_of(table.name, row.cells) for row in rows}
    known = table.columns if table.shape == "form" else DRIVERS
    ids = {row.id for row in rows}
    blank = (TypedRow(_free_id(name, ids), {key: name}) for name in known if name not in typed)
    return (*rows, *blank)


def _free_id(name: str, taken: set[str]) -> str:
    """Id of a blank row; a row of that id that was typed under another name keeps it."""
    free = f"{NOT_TYPED}{name}"
    while free in taken:
        free = f"{NOT_TYPED}{free}"
    return free


def key_of(table: str, cells: Mapping[str, str]) -> str:
    """What a row is known by, however it is written.

    >>> key_of("assumptions", {"name": "Wage growth rate"})
    'wage_growth_rate'
    """
    name = name_of(table, cells)
    return name if table == "district" else as_word(name)


def columns_shown(table: str, header: tuple[str, ...]) -> tuple[str, ...]:
    """Columns of a table, then those that only its file has."""
    known = columns_read(TABLES[table])
    return (*known, *(name for name in header if name and name not in known))
