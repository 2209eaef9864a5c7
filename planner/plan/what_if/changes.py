"""One change to an input: how a row of scenarios.csv is read, and what it does to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from planner.plan.cached import cached_per_plan
from planner.plan.cells.read_cell import CellError, Value, read_cell, read_number, read_rate
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.reading.headings import column_called
from planner.plan.reading.records import plain
from planner.plan.tables import (
    CALENDAR_SETTINGS,
    DRIVERS,
    TABLES,
    ChangeRow,
    FundingRow,
    ScenarioRow,
)
from planner.plan.tables.assumptions import LEAST_ERATE_SHARE
from planner.plan.tables.column import Column, bounds_of, show_limit, show_value
from planner.plan.tables.row import Row

ALL = "all"

#: What a change does to a value: replaces it, adds to it, or multiplies it.
How = Literal["set", "add", "multiply"]

#: What no scenario may change: the name and notes of a row, and the plan's calendar.
_NEVER = {
    "district": CALENDAR_SETTINGS,
    "assumptions": ("name", "from_year", "active", "source", "note"),
}
_NAMES = ("name", "source", "note")
_SCENARIOS = TABLES["scenarios"].file


@dataclass(frozen=True)
class Change:
    """One change to an input.

    Attributes
    ----------
    table, row, field : str
        Which cell: table, key of the row (``all`` for every row), column. For assumptions the
        row is the driver and the field is ``value``; for the district the row is empty.
    how : {"set", "add", "multiply"}
        Replace the value, add to it, or multiply it.
    value : object
        New value, of the column's type.
    from_year : int, optional
        First fiscal year it applies to; None for all years.
    origin : int
        Row it was typed in, 0 if it comes from elsewhere.
    stated_in : int, optional
        Year in whose dollars an amount is stated, if that is not the first year it applies to;
        0 for the dollars of its row.
    file : str
        Table it was typed in.
    """

    table: str
    row: str
    field: str
    how: How
    value: Value
    from_year: int | None = None
    origin: int = 0
    stated_in: int | None = None
    file: str = _SCENARIOS

    @property
    def dollars_of(self) -> int | None:
        """Year in whose dollars an amount is stated; None for those of its row."""
        return year_of_dollars(self.from_year, self.stated_in)

    @property
    def column(self) -> Column:
        """Meaning of the column that is changed."""
        return TABLES[self.table].columns[self.field]

    @property
    def numeric(self) -> bool:
        """Whether the engine can vary it from case to case without a new plan."""
        return self.column.numeric

    def problem(self, code: str, **facts: str) -> Problem:
        """What is wrong with it, at the row where it was typed."""
        return Problem(code, self.file, self.origin, "value", facts)

    def of(self, old: Any) -> Any:  # noqa: ANN401  any column's type
        """The cell after the change."""
        if self.how == "set":
            return self.value
        return old + self.value if self.how == "add" else old * self.value


def year_of_dollars(from_year: int | None, stated_in: int | None) -> int | None:
    """Year in whose dollars a change states an amount; None for those of its row.

    >>> year_of_dollars(2029, None), year_of_dollars(2029, 2028), year_of_dollars(2029, 0)
    (2029, 2028, None)
    """
    return from_year if stated_in is None else stated_in or None


@cached_per_plan
def base_changes(plan: Plan) -> tuple[Change, ...]:
    """What is another number or date in the plan itself from a year on, in the order typed.

    Raises
    ------
    PlanError
        If a row names something that does not exist, or a value that cannot be read.
    """
    return tuple(read_change(plan, row) for row in plan.changes if row.active)


def read_change(plan: Plan, row: ScenarioRow | ChangeRow) -> Change:
    """Change that one row of scenarios.csv or changes.csv makes.

    Raises
    ------
    PlanError
        If it names a table, row or column that does not exist, or a value that cannot be read:
        everything that is wrong with it.
    """
    form = TABLES[row.table].shape == "form"
    field, in_base = changed_column(row), isinstance(row, ChangeRow)
    wrong = [] if form else list(_check_target(plan, row))
    value: Value = ""
    try:
        column = _column_of(row, field)
        if row.from_year is not None and not column.numeric:
            code, at_column = ("P140", "field") if in_base else ("P54", "from_year")
            wrong += _error(row, code, at_column, value=field).problems
        value = _value_of(row, column, field)
    except PlanError as error:
        wrong += error.problems
    if wrong:
        raise PlanError(wrong)
    how: Any = row.how
    target = "" if form else row.changes
    return Change(row.table, target, field, how, value, row.from_year, row.row, file=_file(row))


def changed_column(row: ScenarioRow | ChangeRow) -> str:
    """Column that a row of scenarios.csv changes, named by its name or by its heading.

    An assumption has only its value. A setting may be named as the row or as the column.

    >>> asked = ScenarioRow(name="s", table="devices", changes="all", field="In the plan")
    >>> changed_column(asked)
    'active'
    """
    typed = row.field or ("value" if row.table == "assumptions" else "")
    if TABLES[row.table].shape == "form" and plain(typed) in ("", "value"):
        typed = row.changes
    return column_called(row.table, typed)


def _file(row: ScenarioRow | ChangeRow) -> str:
    return TABLES["changes"].file if isinstance(row, ChangeRow) else _SCENARIOS


def _error(row: ScenarioRow | ChangeRow, code: str, column: str, **facts: str) -> PlanError:
    return PlanError([Problem(code, _file(row), row.row, column, facts)])


def _column_of(row: ScenarioRow | ChangeRow, field: str) -> Column:
    never = _NEVER.get(row.table, _NAMES)
    columns = {n: column for n, column in TABLES[row.table].columns.items() if n not in never}
    if not field:
        raise _error(row, "P10", "field", help="the column to change, for example end_date")
    if field not in columns:
        hint = nearest(field, columns) or nearest(field, [c.label for c in columns.values()])
        raise _error(row, "P51", "field", value=row.field or field, table=row.table, nearest=hint)
    return columns[field]


def _check_target(plan: Plan, row: ScenarioRow | ChangeRow) -> Iterator[Problem]:
    if row.changes == ALL:
        return
    if not row.changes:
        yield from _error(row, "P10", "changes", help="name of the row to change, or all").problems
        return
    known = list(DRIVERS) if row.table == "assumptions" else [r.key for r in plan.rows(row.table)]
    if row.changes not in known:
        facts = {"value": row.changes, "table": row.table, "nearest": nearest(row.changes, known)}
        yield from _error(row, "P50", "changes", **facts).problems


def _value_of(row: ScenarioRow | ChangeRow, column: Column, field: str) -> Value:
    if not row.value:
        raise _error(row, "P10", "value", help=column.what_to_type)
    if row.how != "set" and column.kind not in ("number", "money", "rate", "fiscal_year"):
        raise _error(row, "P52", "how", how=row.how, value=field, table=row.table)
    try:
        if row.how == "set" or (row.how == "add" and column.kind == "rate"):
            # A change needs a value, so a blank cell is not offered instead.
            return read_cell(replace(column, blank_means="", public_default=""), row.value, field)
        return read_rate(row.value) if "%" in row.value else read_number(row.value, "1")
    except CellError as error:
        _, high = bounds_of(TABLES[row.table].model, field)
        facts = {"limit": show_limit(column, high), **error.facts}
        raise _error(row, error.code, "value", **facts) from None


def cell_bounds(table: str, row: str, field: str) -> tuple[float | None, float | None]:
    """Least and greatest value that a cell may hold; None where there is no bound.

    >>> cell_bounds("assumptions", "erate_share", "value")[0]
    0.0
    """
    low, high = bounds_of(TABLES[table].model, field)
    return (LEAST_ERATE_SHARE if (table, row) == ("assumptions", "erate_share") else low), high


def targets(plan: Plan, change: Change) -> tuple[Row, ...]:
    """Rows of the plan that a change touches."""
    rows = plan.rows(change.table)
    return rows if change.row == ALL else tuple(row for row in rows if row.key == change.row)


def changed_plan(plan: Plan, changes: Iterable[Change]) -> tuple[Plan, list[Problem]]:
    """Plan with changes made to its rows, and what the tables would refuse.

    Assumptions are not touched: they are paths over the years, which the engine lays out.
    """
    problems: list[Problem] = []
    cells: dict[tuple[str, int], dict[str, Any]] = {}
    last: dict[tuple[str, int, str], Change] = {}
    for change in changes:
        if change.table == "assumptions":
            continue
        for place, row in enumerate(_rows(plan, change.table)):
            if change.row not in (ALL, _key(row)):
                continue
            here = cells.setdefault((change.table, place), {})
            old = here.get(change.field, getattr(row, change.field))
            if change.how == "set" or old is not None:
                here[change.field] = change.of(old)
                last[change.table, place, change.field] = change
            elif change.row != ALL or not _is_computed(row, change.field):
                facts = {"table": change.table, "column": change.field, "how": change.how}
                problems.append(change.problem("P53", value=_key(row), **facts))
    tables: dict[str, list[BaseModel]] = {}
    for (table, place), new in cells.items():
        rows = tables.setdefault(table, list(_rows(plan, table)))
        fields = {name: getattr(rows[place], name) for name in rows[place].model_fields_set}
        try:
            rows[place] = type(rows[place]).model_validate({**fields, **new})
        except ValidationError as error:
            for found in error.errors():
                field = str(found["loc"][0])
                change = last[table, place, field]
                problems.append(_refused(change, rows[place], new[field], str(found["type"])))
    return _with_tables(plan, tables), problems


def _rows(plan: Plan, table: str) -> tuple[BaseModel, ...]:
    return (plan.district,) if table == "district" else plan.rows(table)


def _is_computed(row: BaseModel, field: str) -> bool:
    """Whether a blank cell of a funding source is calculated by rules or other columns."""
    return isinstance(row, FundingRow) and (row.kind == "erate" or field == "amount")


def _with_tables(plan: Plan, tables: dict[str, list[BaseModel]]) -> Plan:
    fields: dict[str, Any] = {name: tuple(rows) for name, rows in tables.items()}
    if "district" in fields:
        fields["district"] = fields["district"][0]
    return replace(plan, **fields)


def _key(row: BaseModel) -> str:
    return row.key if isinstance(row, Row) else ""


def _refused(change: Change, row: BaseModel, value: Value, kind: str) -> Problem:
    low, high = bounds_of(type(row), change.field)
    rule = {
        "greater_than_equal": f"the minimum is {show_limit(change.column, low)}",
        "less_than_equal": f"the maximum is {show_limit(change.column, high)}",
        "int_from_float": "a whole number is needed",
    }.get(kind, "that is not allowed")
    result = show_value(change.column, value)
    name = _key(row) or "the district"
    return change.problem("P57", column=change.field, row=name, result=result, rule=rule)
