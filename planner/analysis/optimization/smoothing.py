"""Spreading the peak: when to buy devices so that no year costs more than a cap.

Devices bought together come due together. Within a yearly cap in dollars, the schedule found here
leaves the fewest devices past the end of their life or support, or missing; it may buy some before
they are due. It is what could be done, not what the plan does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.analysis.optimization.linear_program import LinearProgram
from planner.arrays import Floats
from planner.costs.device_fleets import refresh_units
from planner.costs.device_refresh import refresh_cost
from planner.projection.expenses.device_refresh import device_prices
from planner.projection.project import Projection

#: Worth of a dollar spent compared with a device deferred for a year: of two schedules that defer
#: as many, the cheaper is chosen.
SPENT_DOLLAR = 1e-6
#: Caps that are offered between nothing and the peak year, at most.
_STEPS = 100


@dataclass(frozen=True)
class Smoothing:
    """A schedule of purchases under a yearly cap.

    Attributes
    ----------
    cap : ndarray, shape (year,)
        Most that may be spent on devices in a year [USD].
    bought : ndarray, shape (fleet, year)
        Devices to buy [devices].
    late : ndarray, shape (fleet, year)
        Devices past the end of life or support, or missing [devices].
    cost, cost_as_planned : ndarray, shape (year,)
        Price of the purchases, and of the plan's own purchases [USD].
    """

    cap: Floats
    bought: Floats
    late: Floats
    cost: Floats
    cost_as_planned: Floats

    @property
    def peak_saved(self) -> float:
        """How much less the peak year costs [USD]."""
        return float(self.cost_as_planned.max() - self.cost.max())

    @property
    def caps(self) -> tuple[float, float, float]:
        """Caps worth trying: from nothing to the peak year, and a round step between them [USD]."""
        peak = max(float(self.cost_as_planned.max()), float(self.cap.max()), 1.0)
        size = 10.0 ** np.floor(np.log10(peak / _STEPS))
        step = next(float(n * size) for n in (1, 2, 5, 10) if peak <= _STEPS * n * size)
        return 0.0, float(np.ceil(peak / step) * step), step


def smoothing(projection: Projection, cap: float | None = None, case: int = 0) -> Smoothing:
    """Find the purchases that defer the fewest devices under a yearly cap.

    Parameters
    ----------
    projection : Projection
        A projected plan with devices.
    cap : float, optional
        Most that may be spent on devices in any year; left out, the plan's own sustainable
        annual cost of each year, or what the first year's orders cost if that is more [USD].
    case : int
        Which case.

    Returns
    -------
    Smoothing
        What to buy when, what is deferred, and what the peak year saves.

    References
    ----------
    Ours: linear program over fleets and years, solved by HiGHS through scipy.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> smoothing(project(read_plan(example("prairie-view")))).peak_saved > 0
    True
    """
    fleets = projection.expenses.fleets
    price = _price(projection, case)
    orders = _orders(projection, case) * price[:, 0]
    level = (fleets.level[..., case] * price).sum(axis=0)
    most = np.maximum(level if cap is None else np.full(len(level), cap), 0.0)
    most[0] = max(most[0], float(orders.sum()))
    bought, late = _schedule(projection, price, most, case)
    bought[:, 0] += _orders(projection, case)
    return Smoothing(
        cap=most,
        bought=bought,
        late=late,
        cost=(bought * price).sum(axis=0),
        cost_as_planned=(fleets.bought[..., case] * price).sum(axis=0),
    )


def _price(projection: Projection, case: int) -> Floats:
    """What one device of each fleet costs in each year, shape (fleet, year) [USD]."""
    shape = projection.expenses.fleets.bought.shape
    one = refresh_cost(np.ones(shape), *device_prices(projection.inputs))
    return np.asarray(one[..., case])


def _orders(projection: Projection, case: int) -> Floats:
    """Devices already ordered in the first year, by fleet [devices]."""
    lots = projection.expenses.fleets.lots
    ordered = np.where(lots.bought >= projection.years[0], lots.units, 0.0)[:, case]
    by_fleet = np.bincount(lots.fleet, ordered, len(projection.plan.devices))
    return by_fleet.astype(np.float64)


def _within_time(projection: Projection, case: int) -> Floats:
    """Devices of the start that are still within life and support, shape (fleet, year)."""
    fleets = projection.expenses.fleets
    as_due = replace(
        fleets.policy,
        deferred_years=np.zeros_like(fleets.policy.deferred_years),
        most=np.full_like(fleets.policy.most, np.inf),
        level=np.full_like(fleets.policy.level, np.nan),
    )
    nothing = np.zeros_like(fleets.needed)
    roll = refresh_units(nothing, as_due, fleets.lots, projection.inputs.years)
    return np.asarray(roll.in_service[..., case])


def _schedule(
    projection: Projection, price: Floats, cap: Floats, case: int
) -> tuple[Floats, Floats]:
    """Devices to buy and deferred devices, by fleet and year."""
    needed = projection.expenses.fleets.needed[..., case]
    there = _within_time(projection, case)
    program = LinearProgram()
    buy = np.array([[program.variable(cost=SPENT_DOLLAR * p) for p in row] for row in price])
    wait = np.array([[program.variable(cost=1.0) for _ in row] for row in price])
    for fleet, t in np.ndindex(*needed.shape):
        serving = [
            (int(buy[fleet, s]), -_surviving(projection, fleet, s, t, case)) for s in range(t + 1)
        ]
        short = there[fleet, t] - needed[fleet, t]
        program.at_most([*serving, (int(wait[fleet, t]), -1.0)], float(short))
    for t in range(needed.shape[1]):
        spent = _orders(projection, case) @ price[:, 0] if t == 0 else 0.0
        by_fleet = ((int(buy[fleet, t]), float(price[fleet, t])) for fleet in range(len(price)))
        program.at_most(by_fleet, float(cap[t] - spent))
    chosen, _ = program.solve()
    return chosen[buy], chosen[wait]


def _surviving(projection: Projection, fleet: int, bought: int, year: int, case: int) -> float:
    """Share of what was bought in a year that is in service, within its time, in another."""
    policy = projection.expenses.fleets.policy
    age = year - bought
    life = policy.useful_life_years[fleet, year, case]
    support = policy.support_years[fleet, bought, case]
    if age >= min(life, support):
        return 0.0
    share, last = 1.0, policy.loss_by_age.shape[1] - 1
    for later in range(bought + 1, year + 1):
        place = min(later - 1 - bought, last)
        share *= 1.0 - policy.loss_by_age[policy.losing()[fleet], place, later, case]
    return share
