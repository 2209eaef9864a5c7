"""Scenarios: named lists of changes to the plan's inputs. Plan in, plan out.

A scenario never touches a result: it changes what was typed, and everything is computed again.
Scenarios stack: ``levy-fails+enrollment-falls`` makes the changes of both, in that order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from planner.plan.cells import CellError, Value, read_cell, read_number, read_rate
from planner.plan.columns import Column, bounds_of, show_limit
from planner.plan.plan import Plan
from planner.plan.problems import PlanError, Problem, nearest
from planner.plan.tables import DRIVERS, TABLES, ScenarioRow
from planner.plan.tables.row import Row

Model = TypeVar("Model", bound=BaseModel)

BASE = "base"
STACK = "+"


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
        New value, typed as the column is.
    from_year : int, optional
        First fiscal year it holds for; None for all years.
    origin : int
        Row of scenarios.csv it was typed in, 0 if it came from elsewhere.
    """

    table: str
    row: str
    field: str
    how: Literal["set", "add", "multiply"]
    value: Value
    from_year: int | None = None
    origin: int = 0

    @property
    def column(self) -> Column:
        """Meaning of the column that is changed."""
        return TABLES[self.table].columns[self.field]

    @property
    def numeric(self) -> bool:
        """Whether the engine can vary it from case to case without a new plan."""
        return self.column.numeric


@dataclass(frozen=True)
class Scenario:
    """A named list of changes; ``base`` has none.

    A scenario is either a choice that the district can make or something that may happen.
    """

    name: str
    title: str = ""
    changes: tuple[Change, ...] = ()
    choice: bool = False


def scenario_of(plan: Plan, text: str) -> Scenario:
    """Scenario of a plan by name; several names joined by ``+`` are stacked.

    Raises
    ------
    PlanError
        If the plan has no scenario of that name.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> scenario_of(read_plan(example("prairie-view")), "base").changes
    ()
    """
    parts = [_one_scenario(plan, part.strip()) for part in text.split(STACK)]
    if len(parts) == 1:
        return parts[0]
    changes = tuple(change for part in parts for change in part.changes)
    return Scenario(
        STACK.join(part.name for part in parts),
        " + ".join(part.title for part in parts),
        changes,
        all(part.choice for part in parts),
    )


def _one_scenario(plan: Plan, name: str) -> Scenario:
    if name == BASE:
        return Scenario(BASE, "Plan as it stands")
    rows = [row for row in plan.scenarios if row.name == name]
    if not rows:
        facts = {"value": name, "nearest": nearest(name, plan.scenario_names)}
        raise PlanError([Problem("P55", "scenarios.csv", facts=facts)])
    title = next((row.title for row in rows if row.title), name)
    changes = tuple(_flatten(plan, rows))
    return Scenario(name, title, changes, any(row.choice for row in rows))


def _flatten(plan: Plan, rows: list[ScenarioRow]) -> Iterator[Change]:
    for row in rows:
        if row.how == "include":
            yield from _one_scenario(plan, row.changes).changes
        else:
            yield read_change(plan, row)


def read_change(plan: Plan, row: ScenarioRow) -> Change:
    """Change that one row of scenarios.csv asks for.

    Raises
    ------
    PlanError
        If it names a table, row or column that is not there, or a value that cannot be.
    """
    table = TABLES[row.table]
    field = row.field.lower() or ("value" if row.table == "assumptions" else "")
    target = "" if table.shape == "form" else row.changes
    if table.shape == "form" and not field:
        field = row.changes.lower()
    column = _column_of(row, field)
    _check_target(plan, row, target)
    if row.from_year is not None and not column.numeric:
        raise _error(row, "P54", "from_year", value=field)
    value = _value_of(row, column)
    how: Any = row.how
    change = Change(row.table, target, field, how, value, row.from_year, row.row)
    _check_result(plan, change, row)
    return change


def _error(row: ScenarioRow, code: str, column: str, **facts: str) -> PlanError:
    return PlanError([Problem(code, "scenarios.csv", row.row, column, facts)])


def _column_of(row: ScenarioRow, field: str) -> Column:
    columns = {
        name: column
        for name, column in TABLES[row.table].columns.items()
        if name not in ("name", "source", "note") or (name, row.table) == ("name", "district")
    }
    if field not in columns:
        raise _error(
            row, "P51", "field", value=field, table=row.table, nearest=nearest(field, columns)
        )
    return columns[field]


def _check_target(plan: Plan, row: ScenarioRow, target: str) -> None:
    if row.table == "district" or target == "all":
        return
    known = list(DRIVERS) if row.table == "assumptions" else [r.key for r in plan.rows(row.table)]
    if target not in known:
        raise _error(
            row, "P50", "changes", value=target, table=row.table, nearest=nearest(target, known)
        )


def _value_of(row: ScenarioRow, column: Column) -> Value:
    if not row.value:
        raise _error(row, "P10", "value", help=column.help[:1].lower() + column.help[1:])
    if row.how == "set":
        reader = read_cell
    elif column.kind in ("number", "money", "rate", "fiscal_year"):
        reader = _rate_or_number if column.kind == "rate" else _plain_number
    else:
        raise _error(row, "P52", "how", how=row.how, value=row.field, table=row.table)
    try:
        return reader(column, row.value)
    except CellError as error:
        raise _error(row, error.code, "value", **error.facts) from None


def _rate_or_number(_column: Column, text: str) -> Value:
    return read_rate(text)


def _plain_number(_column: Column, text: str) -> Value:
    return read_rate(text) if text.endswith("%") else read_number(text)


def targets(plan: Plan, change: Change) -> tuple[Row, ...]:
    """Rows of the plan that a change touches."""
    rows = plan.rows(change.table)
    return rows if change.row == "all" else tuple(row for row in rows if row.key == change.row)


def _check_result(plan: Plan, change: Change, row: ScenarioRow) -> None:
    """Refuse a change whose outcome the table itself would refuse."""
    if change.table == "district":
        _changed(plan.district, change, row, "the district")
    elif change.table == "assumptions":
        _check_driver(change, row)
    else:
        for target in targets(plan, change):
            _changed(target, change, row, target.key)


def _check_driver(change: Change, row: ScenarioRow) -> None:
    low, high = bounds_of(TABLES["assumptions"].model, "value")
    if change.how == "set" and isinstance(change.value, float):
        for limit, code in ((low, "P18"), (high, "P19")):
            beyond = limit is not None and (
                change.value < limit if code == "P18" else change.value > limit
            )
            if beyond:
                raise _error(
                    row, code, "value", value=row.value, limit=show_limit(change.column, limit)
                )


def _changed(target: Model, change: Change, row: ScenarioRow, key: str) -> Model:
    old = getattr(target, change.field)
    if change.how != "set" and old is None:
        raise _error(
            row, "P53", "value", value=key, table=change.table, column=change.field, how=change.how
        )
    new = _new_value(old, change)
    try:
        return type(target).model_validate({**_fields(target), change.field: new})
    except ValidationError as error:
        kind = str(error.errors()[0]["type"])
        low, high = bounds_of(type(target), change.field)
        rule = {
            "greater_than_equal": f"the least allowed is {show_limit(change.column, low)}",
            "less_than_equal": f"the most allowed is {show_limit(change.column, high)}",
            "int_from_float": "a whole number is needed",
        }.get(kind, "that is not allowed")
        raise _error(
            row, "P57", "value", column=change.field, row=key, result=str(new), rule=rule
        ) from None


def _new_value(old: Any, change: Change) -> Any:  # noqa: ANN401  any column's type
    if change.how == "set":
        return change.value
    return old + change.value if change.how == "add" else old * change.value


def _fields(target: BaseModel) -> dict[str, Any]:
    return {name: getattr(target, name) for name in target.model_fields_set}


def apply_changes(plan: Plan, changes: tuple[Change, ...]) -> Plan:
    """Plan with changes made to its rows: plan in, plan out.

    Only changes that hold for all years can stand in a table; changes from a year on are left
    to the engine, which knows years.
    """
    for change in changes:
        plan = _apply(plan, change)
    return plan


def _apply(plan: Plan, change: Change) -> Plan:
    origin = ScenarioRow(name="change", table=change.table, row=change.origin)
    if change.table == "district":
        return replace(plan, district=_changed(plan.district, change, origin, "the district"))
    touched = {id(row) for row in targets(plan, change)}
    rows = tuple(
        _changed(row, change, origin, row.key) if id(row) in touched else row
        for row in plan.rows(change.table)
    )
    fields: dict[str, Any] = {change.table: rows}
    return replace(plan, **fields)
