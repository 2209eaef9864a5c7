"""Levers: the one input that is moved until a goal is met, named as scenarios name it.

``funding/Technology levy/amount`` is a table, a row and a column; ``assumptions/wage_growth_rate``
and ``district/reserve_policy_rate`` have no row. A few short names mean what
boards ask most. Words, choices and dates are no levers: they are scenarios.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.reading.headings import column_called
from planner.plan.tables import CALENDAR_SETTINGS, DRIVERS, TABLES
from planner.plan.tables.column import Column
from planner.plan.what_if.changes import ALL, How, cell_bounds
from planner.plan.what_if.scenarios import BASE, Change, Scenario
from planner.projection.inputs.as_typed import years_before
from planner.projection.inputs.dollars import in_dollars_of
from planner.projection.inputs.scenario_plan import scenario_plan
from planner.projection.inputs.variations import Variation

#: Steps in which an answer is given, by kind of column: a cent, a hundredth of a percent.
_PER_UNIT = {"money": 100, "rate": 10_000, "number": 100}
_KINDS = ("number", "money", "rate", "fiscal_year", "yes_no")
_NEVER = (*CALENDAR_SETTINGS, "from_year")


def is_moved(field: str, column: Column) -> bool:
    """Whether a column of a table that the projection calculates with can be moved.

    >>> is_moved("amount", TABLES["funding"].columns["amount"])
    True
    >>> is_moved("pays_for", TABLES["funding"].columns["pays_for"])
    False
    """
    return column.kind in _KINDS and field not in _NEVER


@dataclass(frozen=True)
class Lever:
    """One input that can be moved.

    Attributes
    ----------
    name : str
        How it is typed: ``table/row/column``.
    table, row, field, how : str
        The change it makes, see ``Change``; the row ``all`` moves every row of the table.
    low, high : float
        Smallest and largest value that the tables take; infinity if there is no limit.
    whole : bool
        Whether only whole numbers count, such as years.
    per_unit : int
        Steps in one unit in which an answer is given: 100 for cents.
    present : ndarray, shape (year,)
        Value as the plan and the scenario have it; not a number where the cell is blank. For a
        lever of all rows, the change that changes nothing: 0, or 1 where it multiplies.
    from_year : int, optional
        First fiscal year it is moved for; None for all years.
    """

    name: str
    table: str
    row: str
    field: str
    how: How
    low: float
    high: float
    whole: bool
    per_unit: int
    present: Floats
    from_year: int | None = None

    @property
    def column(self) -> Column:
        """Meaning of the column that it moves."""
        if self.table == "assumptions":
            return DRIVERS[self.row]
        return TABLES[self.table].columns[self.field]

    @property
    def now(self) -> float:
        """Value in the first year it would be moved for."""
        return float(self.present[0])

    def variation(self, values: Floats) -> Variation:
        """The lever at a value in each case."""
        cell = self.table, self.row, self.field, self.how
        return Variation(*cell, values[None, :], from_year=self.from_year)

    def change(self, value: float) -> Change:
        """The change of a scenario that moves the lever to a value."""
        typed = bool(value) if self.column.kind == "yes_no" else value
        if self.whole and not isinstance(typed, bool):
            typed = int(value)
        cell = self.table, self.row, self.field, self.how
        return Change(*cell, typed, self.from_year)


def lever_of(
    plan: Plan, text: str, scenario: Scenario | None = None, from_year: int | None = None
) -> Lever:
    """A lever by its name or by one of the short names.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    text : str
        ``table/row/column``, or ``levy``, ``allocation``, ``refresh``, ``price-cap``, ``fee``,
        ``staffing``.
    scenario : Scenario, optional
        What else applies; the current plan if left out.
    from_year : int, optional
        First fiscal year it is moved for; all years if left out.

    Raises
    ------
    PlanError
        If there is no such lever, or if a short name may mean several: it lists them.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> lever = lever_of(read_plan(example("prairie-view")), "district/reserve_policy_rate")
    >>> lever.now, lever.low, lever.high
    (0.12, 0.0, 5.0)
    """
    if from_year is not None and from_year not in plan.years:
        first, last = fiscal_year_label(plan.years[0]), fiscal_year_label(plan.years[-1])
        raise _error(fiscal_year_label(from_year), "P115", first=first, last=last)
    name = text.strip()
    short = SHORT_NAMES.get(name.lower())
    if short is not None:
        name = _only_one(name.lower(), short(plan))
    table, row, field = _cell(plan, name)
    return _lever(plan, (table, row, field), scenario or Scenario(BASE), from_year)


def _error(value: str, code: str, **facts: str) -> PlanError:
    return PlanError([Problem(code, "lever", facts={"value": value, **facts})])


def _only_one(name: str, found: Sequence[str]) -> str:
    if not found:
        raise _error(name, "P121")
    if len(found) > 1:
        raise _error(name, "P122", expected="; ".join(found))
    return found[0]


def _cell(plan: Plan, name: str) -> tuple[str, str, str]:
    """Table, row and column of a lever; names of rows may hold a stroke themselves."""
    table, _, rest = name.partition("/")
    row, _, field = rest.rpartition("/")
    if table not in TABLES or not rest:
        hint = nearest(name, SHORT_NAMES)
        raise _error(name, "P120", nearest=hint, expected=", ".join(SHORT_NAMES))
    if table == "assumptions":
        driver = rest.removesuffix("/value")
        _known(driver, DRIVERS, "P50", table)
        return table, driver, "value"
    if table == "district":
        setting = column_called(table, rest)
        _known(setting, TABLES[table].columns, "P51", table)
        return table, "", setting
    field = column_called(table, field)
    _known(field, TABLES[table].columns, "P51", table)
    if row != ALL:
        _known(row, [r.key for r in plan.rows(table)], "P50", table)
    return table, row, field


def _known(word: str, known: Sequence[str] | Mapping[str, object], code: str, table: str) -> None:
    if word not in known:
        raise _error(word, code, table=table, nearest=nearest(word, known))


def _lever(
    plan: Plan, cell: tuple[str, str, str], scenario: Scenario, from_year: int | None
) -> Lever:
    table, row, field = cell
    name = "/".join(part for part in cell if part and (table, part) != ("assumptions", "value"))
    column = TABLES[table].columns[field]
    typed = typed_values(plan, cell, scenario, from_year)
    if typed is None or not is_moved(field, column):
        raise _error(name, "P123")
    info = TABLES[table].model.model_fields[field].annotation
    whole = bool({int, bool} & {info, *get_args(info)}) or column.kind == "fiscal_year"
    low, high = cell_bounds(*cell)
    if column.kind == "yes_no":
        low, high = 0.0, 1.0
    least, most = 0.0 if low is None else low, np.inf if high is None else high
    how, present = _how(row, column, whole=whole), typed[0]
    if how != "set":
        present = np.zeros_like(present) if how == "add" else np.ones_like(present)
        least, most = _room(typed, how, least, most)
    since = years_before(plan, from_year)
    per_unit = 1 if whole else _PER_UNIT[column.kind if how == "set" else "rate"]
    change = table, row, field, how
    return Lever(name, *change, least, most, whole, per_unit, present[since:], from_year)


def _how(row: str, column: Column, *, whole: bool) -> How:
    """How a lever moves: all rows by the same years, points of a percent, or share."""
    if row != ALL or column.kind in ("yes_no", "fiscal_year"):
        return "set"
    return "add" if whole or column.kind == "rate" else "multiply"


def _room(typed: Floats, how: How, low: float, high: float) -> tuple[float, float]:
    """How far all rows can be moved until the first meets a bound."""
    if np.isnan(typed).all():
        return 0.0, 0.0
    least, most = float(np.nanmin(typed)), float(np.nanmax(typed))
    if how == "add":
        return low - least, high - most
    return 0.0, high / most if most > 0 else np.inf


def typed_values(
    plan: Plan, cell: tuple[str, str, str], scenario: Scenario, dollars_of: int | None = None
) -> Floats | None:
    """What cells hold under a scenario, shape (row, year); none where no number is computed.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    cell : tuple of str
        Table, row (``all`` for every row) and column.
    scenario : Scenario
        What is changed before.
    dollars_of : int, optional
        Year in whose dollars amounts that grow are given; as they are stated if left out.
    """
    table, row, field = cell
    inputs = scenario_plan(plan, scenario).inputs()
    if table == "assumptions":
        array = inputs.drivers[row][None]
    elif table == "district":
        if field not in inputs.district:
            return None
        array = inputs.district[field][None]
    else:
        columns = inputs.tables.get(table, {})
        if field not in columns or not len(columns[field]):
            return None
        array = columns[field]
        if dollars_of is not None and TABLES[table].columns[field].grows_with:
            array = in_dollars_of(inputs, table, field, dollars_of)
        keys = [r.key for r in plan.rows(table)]
        array = array if row == ALL else array[[keys.index(row)]]
    years = len(plan.years)
    return np.array(np.broadcast_to(array[..., 0], (len(array), years)))


def _rows_of(kind: str, field: str) -> Callable[[Plan], list[str]]:
    """Sources of a kind that are in the plan and have an amount."""

    def found(plan: Plan) -> list[str]:
        rows = [row for row in plan.funding if row.kind == kind and row.active]
        return [f"funding/{row.name}/{field}" for row in rows if getattr(row, field) is not None]

    return found


def _fleets(field: str) -> Callable[[Plan], list[str]]:
    """The one fleet, or all fleets together."""

    def found(plan: Plan) -> list[str]:
        rows = [row.name for row in plan.devices if row.active]
        return [f"devices/{rows[0] if len(rows) == 1 else ALL}/{field}"] if rows else []

    return found


def _positions(plan: Plan) -> list[str]:
    rows = [row.name for row in plan.staffing if row.active]
    return [f"staffing/{name}/fte" for name in rows]


#: What boards ask most, and the levers each may mean. A refresh and a price cap move all fleets.
SHORT_NAMES: Mapping[str, Callable[[Plan], list[str]]] = {
    "levy": _rows_of("local_levy", "amount"),
    "allocation": _rows_of("general_fund", "amount"),
    "refresh": _fleets("useful_life_years"),
    "price-cap": _fleets("unit_price"),
    "fee": _rows_of("fees", "fee_per_person"),
    "staffing": _positions,
}
