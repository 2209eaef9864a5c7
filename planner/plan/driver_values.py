"""What an assumption says of a year: as typed, as published, or neutral."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS


def driver_value(plan: Plan, name: str, year: int) -> float | None:
    """Value of an assumption in a year; None if enrollment is forecast from history instead.

    Parameters
    ----------
    plan : Plan
        The plan.
    name : str
        The assumption, such as ``wage_growth_rate`` [name].
    year : int
        A fiscal year [fiscal year].

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> driver_value(read_plan(example("prairie-view")), "wage_growth_rate", 2030)
    0.03
    """
    rows = [row for row in plan.assumptions if row.name == name and row.active]
    begun = [row for row in rows if row.value is not None and (row.from_year or 0) <= year]
    if begun:
        return max(begun, key=lambda row: row.from_year or 0).value or 0.0
    if name == "enrollment_growth_rate" and plan.counted_history:
        return None
    default = DRIVERS[name].default
    return default.value if default else NEUTRAL_DRIVERS.get(name, 0.0)
