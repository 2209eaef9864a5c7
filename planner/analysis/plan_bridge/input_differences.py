"""Which inputs of two plans differ: settings and rows, matched by table and name, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import BaseModel

from planner.editing.cell_changes import CellChange
from planner.plan.plan import Plan
from planner.plan.tables import CALENDAR_SETTINGS, TABLES, AssumptionRow, ChangeRow
from planner.plan.tables.column import Column, show_value
from planner.plan.tables.roster import COST_TABLES
from planner.plan.tables.row import Row

#: Part of a budget: a table of cost, or what else leads from one plan to another.
Part: TypeAlias = str
#: Repair goes with the devices that are repaired.
_WITH: Mapping[str, Part] = {"repair": "devices"}
#: Parts of a budget, in the order in which differences are applied.
PARTS: tuple[Part, ...] = (
    *("calendar", "people", "growth"),
    *(table for table in COST_TABLES if table not in _WITH),
    "money",
)
#: Tables that the plan itself is projected from -> their part; settings have parts of their own.
PART_OF: Mapping[str, Part] = {
    **{"enrollment": "people", "history": "people", "assumptions": "growth"},
    **{"devices": "devices", "inventory": "devices"},
    **{table: _WITH.get(table, table) for table in COST_TABLES},
    **{"funding": "money", "eligibility": "money"},
}
#: Tables with rows that the plan itself is projected from.
COMPARED = (*PART_OF, "changes")
_OF_PEOPLE = ("staff", "teachers", "staff_follow_students")
#: Columns that name, explain or book a row: nothing is calculated with them.
_NOT_INPUTS = ("name", "nces_id", "source", "note", "fund_code", "account_code")
#: Tables whose rows have a name of their own, and not that of a row of another table.
_NAMED = ("enrollment", *COST_TABLES, "funding")
#: Tables in which the order of the rows says what happens first.
_IN_ORDER = ("funding", "changes")


@dataclass(frozen=True)
class InputDifference:
    """One setting or one row that two plans have otherwise.

    Attributes
    ----------
    part : str
        Part of the budget that it belongs to, one of ``PARTS``.
    table, key : str
        Which row; the key is empty for the calendar and for the order of a table's rows.
    name : str
        Name of the row.
    kind : {"changed", "added", "removed", "reordered"}
        What the second plan does to it.
    cells : tuple of CellChange
        Cell by cell in plain words; none where rows are only in another order.
    says : tuple of (str, str)
        Column and text of each cell of an entire row that is added or removed, without its name.
    """

    part: Part
    table: str
    key: str
    name: str
    kind: Literal["changed", "added", "removed", "reordered"]
    cells: tuple[CellChange, ...] = ()
    says: tuple[tuple[str, str], ...] = ()

    @property
    def where(self) -> str:
        """Table and row in plain words."""
        if self.kind == "reordered":
            return f"{self.table.capitalize()}, order of the rows"
        if not self.key:
            return "District, calendar"
        return self.cells[0].where

    @property
    def sentences(self) -> tuple[str, ...]:
        """The difference in plain words, a sentence for each cell."""
        if self.kind == "reordered":
            return (f"{self.table.capitalize()}: the same rows in another order.",)
        return tuple(cell.sentence for cell in self.cells)


def input_differences(first: Plan, second: Plan) -> tuple[InputDifference, ...]:
    """What the second plan says otherwise than the first, in the order of the budget.

    Rows are matched by table and name: a row that was renamed is one removed and one added.
    Scenarios, options, ranges, incidents and the base year are not compared; nor are sources,
    notes and codes of accounts.

    Parameters
    ----------
    first, second : Plan
        What two districts, or one district twice, have typed.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> fewer = replace(plan, training=plan.training[1:])
    >>> [one.sentences[0] for one in input_differences(plan, fewer)]
    ['Training, Digital teaching workshops: removed.']
    """
    found = [*_of_settings(first, second)]
    for table in COMPARED:
        found.extend(_of_rows(table, first.rows(table), second.rows(table)))
    tables = list(TABLES)
    found.sort(key=lambda one: (PARTS.index(one.part), tables.index(one.table)))
    return tuple(found)


def perhaps_renamed(
    differences: Sequence[InputDifference],
) -> list[tuple[InputDifference, InputDifference]]:
    """Removed and added rows of one table that say the same but for the name.

    Only where no other such row says the same too. It stays a question: nothing follows from it.

    Parameters
    ----------
    differences : sequence of InputDifference
        What differs between two plans.

    Returns
    -------
    list of tuple
        The removed row and the added one.
    """
    found: dict[tuple[object, ...], list[InputDifference]] = {}
    for one in differences:
        if one.says and one.table in _NAMED:
            found.setdefault((one.table, one.says), []).append(one)
    pairs = [sorted(rows, key=lambda row: row.kind) for rows in found.values() if len(rows) == 2]
    return [(old, new) for new, old in pairs if (new.kind, old.kind) == ("added", "removed")]


def keyed(rows: Sequence[Row]) -> dict[str, Row]:
    """Rows of a table by what they are known by; a second row of one name gets a number."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        key = _key(row)
        seen[key] += 1
        found[key if seen[key] == 1 else f"{key} ({seen[key]})"] = row
    return found


def _key(row: Row) -> str:
    if isinstance(row, AssumptionRow):
        return f"{row.name} FY{row.from_year}" if row.from_year else row.name
    return row.unique_key


def _of_settings(first: Plan, second: Plan) -> Iterator[InputDifference]:
    changed = {
        name: CellChange("district", name, name, "value", was, now)
        for name, was, now in _cells("district", first.district, second.district)
    }
    calendar = tuple(changed[name] for name in CALENDAR_SETTINGS if name in changed)
    if calendar:
        yield InputDifference("calendar", "district", "", "", "changed", calendar)
    for name, cell in changed.items():
        if name not in CALENDAR_SETTINGS:
            yield InputDifference(part_of_setting(name), "district", name, name, "changed", (cell,))


def part_of_setting(name: str) -> Part:
    """Part of the budget that a setting of the district belongs to.

    >>> part_of_setting("staff"), part_of_setting("reserve_policy_rate")
    ('people', 'money')
    """
    return "people" if name in _OF_PEOPLE else "money"


def _of_rows(table: str, first: Sequence[Row], second: Sequence[Row]) -> Iterator[InputDifference]:
    old, new = keyed(first), keyed(second)
    for key, row in new.items():
        if key not in old:
            yield _whole_row(table, key, row, "added")
        elif cells := tuple(_changed_cells(table, old[key], row)):
            yield InputDifference(_part(table, row), table, key, row.name, "changed", cells)
    for key, row in old.items():
        if key not in new:
            yield _whole_row(table, key, row, "removed")
    shared = [[key for key in keys if key in old and key in new] for keys in (old, new)]
    if table in _IN_ORDER and shared[0] != shared[1]:
        part = PART_OF.get(table, "money")
        yield InputDifference(part, table, "", "", "reordered")


def _whole_row(
    table: str, key: str, row: Row, kind: Literal["added", "removed"]
) -> InputDifference:
    """A row that only one of the plans has."""
    typed = _typed(table, row)
    since = row.from_year if isinstance(row, AssumptionRow) else None
    named = {"name": row.name, **typed}
    cell = CellChange.of_row(table, _key(row), _called(row), named, kind, from_year=since)
    says = tuple(typed.items())
    return InputDifference(_part(table, row), table, key, row.name, kind, (cell,), says)


def _part(table: str, row: Row) -> Part:
    """Part of a row; a change from a year on belongs to the table that it changes."""
    if not isinstance(row, ChangeRow):
        return PART_OF[table]
    return PART_OF[row.table] if row.table in PART_OF else part_of_setting(row.changes)


def _changed_cells(table: str, first: Row, second: Row) -> Iterator[CellChange]:
    since = second.from_year if isinstance(second, AssumptionRow) else None
    for column, was, now in _cells(table, first, second):
        yield CellChange(table, _key(second), _called(second), column, was, now, from_year=since)


def _called(row: Row) -> str:
    """How a row is called: of an assumption its name, of a change what it changes."""
    if isinstance(row, AssumptionRow):
        return row.name
    return row.name if isinstance(row, ChangeRow) and row.name else row.key


def _cells(table: str, first: BaseModel, second: BaseModel) -> Iterator[tuple[str, str, str]]:
    """Columns that two rows have otherwise, and what each would have typed there."""
    for name, column in TABLES[table].columns.items():
        was, now = getattr(first, name), getattr(second, name)
        if name not in _NOT_INPUTS and was != now:
            yield name, _as_typed(column, was), _as_typed(column, now)


def _typed(table: str, row: Row) -> dict[str, str]:
    """Cells of a row that say something, but for what is no input or is in its name already."""
    said = [*_NOT_INPUTS, "from_year"] if isinstance(row, AssumptionRow) else _NOT_INPUTS
    return {
        name: _as_typed(column, getattr(row, name))
        for name, column in TABLES[table].columns.items()
        if name not in said and name in row.model_fields_set
    }


def _as_typed(column: Column, value: object) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return show_value(column, value)
