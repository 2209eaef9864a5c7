"""The levers that a business officer reaches for first, in groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from planner.analysis.goal_seek.levers import SHORT_NAMES
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS
from planner.plan.what_if.changes import ALL
from planner.projection.inputs.as_typed import driver_paths

#: Sources and positions shown at once, the largest first; all others are found by their name.
MOST_SOURCES, MOST_POSITIONS = 6, 4
#: Money that is not in doubt: E-Rate has an assumption of its own.
_SURE = ("erate", "general_fund")


@dataclass(frozen=True)
class Group:
    """Levers under one heading.

    Attributes
    ----------
    name, heading : str
        Short name and heading.
    levers : tuple of str
        Names of the levers, see ``lever_of``.
    open : bool
        Whether they are in sight from the start.
    """

    name: str
    heading: str
    levers: tuple[str, ...]
    open: bool = True


def usual_levers(plan: Plan) -> tuple[Group, ...]:
    """Money, positions, devices and growth, and what may not arrive; empty groups are left out.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> groups = usual_levers(read_plan(example("prairie-view")))
    >>> [group.name for group in groups]
    ['money', 'people', 'devices', 'growth', 'arrives', 'security']
    >>> groups[2].levers
    ('devices/all/useful_life_years', 'devices/all/unit_price')
    """
    devices = (*SHORT_NAMES["refresh"](plan), *SHORT_NAMES["price-cap"](plan))
    groups = (
        Group("money", "Money coming in", tuple(_money(plan))),
        Group("people", "Pay and positions", tuple(_people(plan))),
        Group("devices", "Devices", devices),
        Group("growth", "Prices and growth", tuple(_growth(plan))),
        Group("arrives", "Funding that may or may not arrive", _arrives(plan), open=False),
        Group("security", "Security services", _switches(plan, "security"), open=False),
    )
    return tuple(group for group in groups if group.levers)


def _money(plan: Plan) -> Iterator[str]:
    """Allocations and levies first, then the largest other sources, then the reserve."""
    asked = [*SHORT_NAMES["allocation"](plan), *SHORT_NAMES["levy"](plan)]
    size = {f"funding/{row.name}/amount": row.amount or 0.0 for row in plan.funding if row.active}
    others = [name for name, amount in size.items() if amount and name not in asked]
    largest = [*_largest(asked, size), *_largest(others, size)]
    yield from largest[:MOST_SOURCES]
    yield "district/reserve_opening_balance"


def _largest(names: list[str], size: dict[str, float]) -> list[str]:
    return sorted(names, key=lambda name: -size[name])


def _people(plan: Plan) -> Iterator[str]:
    """Raises, all positions, and those that cost most."""
    yield "assumptions/wage_growth_rate"
    here = [row for row in plan.staffing if row.active]
    if len(plan.staffing) > 1:
        yield f"staffing/{ALL}/fte"
    by_pay = sorted(here, key=lambda row: -row.fte * row.salary)
    yield from (f"staffing/{row.name}/fte" for row in by_pay[:MOST_POSITIONS])


def _growth(plan: Plan) -> Iterator[str]:
    yield from (f"assumptions/{name}" for name in _driven(plan) if name != "wage_growth_rate")


def _driven(plan: Plan) -> list[str]:
    """Assumptions with a slider that are not forecast from the history of students."""
    paths = driver_paths(plan)
    return [name for name in plan.drivers if DRIVERS[name].slider and not isnan(paths[name][0])]


def _arrives(plan: Plan) -> tuple[str, ...]:
    rows = [row for row in plan.funding if row.kind not in _SURE]
    return tuple(f"funding/{row.name}/active" for row in rows)


def _switches(plan: Plan, table: str) -> tuple[str, ...]:
    return tuple(f"{table}/{row.key}/active" for row in plan.rows(table))
