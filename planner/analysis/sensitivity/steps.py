"""Shifts: one input moved a stated step down and up, or to the ends of its range.

A percentage point of growth, one percent of a price, a year of device life, one position, a source
of money that fails. A step that the tables would refuse is not taken on that side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from planner.analysis.goal_seek.levers import typed_values
from planner.arrays import Places
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.ranges import YES_NO
from planner.plan.what_if.changes import ALL, How, cell_bounds
from planner.plan.what_if.ranges import UncertainInput, uncertain_inputs
from planner.plan.what_if.scenarios import Change, Scenario
from planner.projection.inputs.variations import Variation, engine_value

POINT, TENTH = 0.01, 0.10
PERCENT_LESS, PERCENT_MORE = 0.99, 1.01
#: Drivers that are shares of something, not growth: ten points are a step.
_SHARES = ("erate_share", "breakage_change_rate")


@dataclass(frozen=True)
class Shift:
    """One input moved.

    Attributes
    ----------
    key : str
        Short name, such as ``device_life``.
    name : str
        What is moved, in plain words.
    step : str
        By how much, such as ``1 percentage point``.
    line : str
        Budget line it belongs to; empty if it touches several, or money.
    table, row, field, how : str
        The cell and the change, as in ``Change``.
    down, up : float or None
        What is set, added or multiplied by; None where the tables do not allow it.
    from_year : int, optional
        First fiscal year it holds for.
    """

    key: str
    name: str
    step: str
    line: str
    table: str
    row: str
    field: str
    how: How
    down: float | None
    up: float | None
    from_year: int | None = None

    @property
    def cell(self) -> tuple[str, str, str]:
        """Table, row and column."""
        return self.table, self.row, self.field

    def variation(self, first: int) -> Variation | None:
        """Down in one case and up in the next; the side that is not allowed stays as it is."""
        sides = [(k, v) for k, v in enumerate((self.down, self.up)) if v is not None]
        if not sides:
            return None
        cases: Places = np.array([first + k for k, _ in sides], dtype=np.intp)
        values = np.array([[value for _, value in sides]])
        return Variation(*self.cell, self.how, values, cases, self.from_year)

    def change(self, *, up: bool) -> Change | None:
        """The change of a scenario on one side."""
        value = self.up if up else self.down
        if value is None:
            return None
        column = TABLES[self.table].columns[self.field]
        typed = bool(value) if column.kind == "yes_no" and self.how == "set" else value
        return Change(*self.cell, self.how, typed, self.from_year)


def shifts_of(plan: Plan, scenario: Scenario) -> tuple[Shift, ...]:
    """Every input of a plan that is moved: its drivers, components, money and ranges.

    A range takes the place of the step of the same cell.
    """
    ranges = list(_ranges(plan))
    taken = {shift.cell for shift in ranges}
    steps = [*_drivers(plan), *_components(plan), *_money(plan)]
    found = [*ranges, *(shift for shift in steps if shift.cell not in taken)]
    allowed = (_within(plan, scenario, shift) for shift in found)
    return tuple(s for s in allowed if s is not None and (s.down, s.up) != (None, None))


def _drivers(plan: Plan) -> Iterator[Shift]:
    for name in plan.drivers:
        column = DRIVERS[name]
        size = TENTH if name in _SHARES else POINT
        step = "10 percentage points" if name in _SHARES else "1 percentage point"
        cell = "assumptions", name, "value", "add"
        yield Shift(name, column.label, step, "", *cell, -size, size)  # type: ignore[arg-type]


def _components(plan: Plan) -> Iterator[Shift]:
    """Students, prices, device life, pay and positions."""
    percent = (PERCENT_LESS, PERCENT_MORE)
    for key, name, line, table, field in (
        ("students", "Students", "", "enrollment", "students"),
        ("device_prices", "Device prices", "device_refresh", "devices", "unit_price"),
        ("license_prices", "License prices", "software_licenses", "licenses", "price"),
        ("security_prices", "Security prices", "managed_security", "security", "price"),
        ("salaries", "Salaries", "staffing", "staffing", "salary"),
        ("network_prices", "Network equipment prices", "network", "network", "unit_price"),
    ):
        if plan.rows(table):
            what = "students" if key == "students" else "price"
            step = "1%" if key == "salaries" else f"1% of {what}"
            yield Shift(key, name, step, line, table, ALL, field, "multiply", *percent)
    if plan.devices:
        cell = "devices", ALL, "useful_life_years"
        yield Shift("device_life", "Device life", "1 year", "device_refresh", *cell, "add", -1, 1)
    positions = sum(row.fte for row in plan.staffing if row.active)
    if positions > 1:
        sides = (1 - 1 / positions, 1 + 1 / positions)
        cell = "staffing", ALL, "fte"
        yield Shift("positions", "Positions", "1 FTE", "staffing", *cell, "multiply", *sides)


def _money(plan: Plan) -> Iterator[Shift]:
    """The general fund by a percent; any other source not there at all."""
    for fund in plan.funding:
        if not fund.active:
            continue
        if fund.kind == "general_fund":
            cell = "funding", fund.name, "amount"
            sides = (PERCENT_LESS, PERCENT_MORE)
            yield Shift(fund.name, fund.name, "1% of amount", "", *cell, "multiply", *sides)
        else:
            cell = "funding", fund.name, "active"
            yield Shift(fund.name, fund.name, "without it", "", *cell, "set", 0.0, None)


def _ranges(plan: Plan) -> Iterator[Shift]:
    for one in uncertain_inputs(plan):
        if one.active:
            yield _of_range(one)


def _of_range(one: UncertainInput) -> Shift:
    change = one.change
    cell = change.table, change.row, change.field, change.how
    if one.shape == YES_NO:
        value = engine_value(change.field, change.column, change.value)
        if (change.table, change.field, value) == ("funding", "active", 0.0):  # a vote that fails
            return Shift(change.row, change.row, "without it", "", *cell, value, None)
        return Shift(one.name, one.name, "if it happens", "", *cell, value, None, change.from_year)
    ends = (one.low, one.high)
    return Shift(one.name, one.name, "low to high", "", *cell, *ends, change.from_year)


def _within(plan: Plan, scenario: Scenario, shift: Shift) -> Shift | None:
    """The shift without the sides that its table would refuse; none if nothing is there to move."""
    typed = typed_values(plan, shift.cell, scenario)
    if typed is None or np.isnan(typed).all():
        return None
    low, high = cell_bounds(*shift.cell)
    least, most = -np.inf if low is None else low, np.inf if high is None else high

    def allowed(value: float | None) -> float | None:
        if value is None or shift.how == "set":
            return value
        moved = typed + value if shift.how == "add" else typed * value
        return value if np.nanmin(moved) >= least and np.nanmax(moved) <= most else None

    return replace(shift, down=allowed(shift.down), up=allowed(shift.up))
