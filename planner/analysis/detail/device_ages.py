"""How old the devices are when the plan starts, and what ends first: life or support."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.projection.project import Projection


@dataclass(frozen=True)
class DeviceAge:
    """Devices of a fleet that were bought in one year, at the start of the plan.

    Attributes
    ----------
    fleet : str
        Name of the fleet.
    bought : int
        Fiscal year of purchase; the plan's first year for what is ordered already.
    units : float
        How many are in service [devices].
    age : int
        How many fiscal years they have served when the plan starts [years].
    life_ends, support_ends : int or None
        First fiscal year in which they are past their useful life, and the first that updates do
        not cover to its end; None for support of which no end is known [fiscal year].
    """

    fleet: str
    bought: int
    units: float
    age: int
    life_ends: int
    support_ends: int | None

    @property
    def loses_support_first(self) -> bool:
        """Whether updates end before the devices are worn out."""
        return self.support_ends is not None and self.support_ends < self.life_ends


def device_ages(projection: Projection, case: int = 0) -> tuple[DeviceAge, ...]:
    """Devices in service when the plan starts, by fleet and year of purchase, the oldest first.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = device_ages(project(read_plan(example("prairie-view"))))
    >>> found[0].fleet, found[0].bought, found[0].age, found[0].life_ends
    ('Tablets K-2', 2022, 5, 2028)
    """
    return tuple(_in_order(projection, case))


def _in_order(projection: Projection, case: int) -> Iterator[DeviceAge]:
    lots, plan = projection.expenses.fleets.lots, projection.plan
    bought, ends = lots.bought[:, case], lots.support_ends[:, case]
    for lot in np.lexsort((ends, bought, lots.fleet)):
        if lots.units[lot, case] <= 0:
            continue
        fleet, year = int(lots.fleet[lot]), int(bought[lot])
        yield DeviceAge(
            fleet=plan.devices[fleet].name,
            bought=year,
            units=float(lots.units[lot, case]),
            age=max(projection.years[0] - year, 0),
            life_ends=_past_its_life(projection, fleet, year, case),
            support_ends=int(ends[lot]) if np.isfinite(ends[lot]) else None,
        )


def _past_its_life(projection: Projection, fleet: int, bought: int, case: int) -> int:
    """First year in which a device is older than the useful life of that year."""
    life = projection.expenses.fleets.policy.useful_life_years[fleet, :, case]
    for year, of_year in zip(projection.years, life, strict=True):
        if year - bought >= of_year:
            return min(year, bought + int(of_year))
    return bought + int(life[-1])
