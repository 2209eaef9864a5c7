"""Who supports the devices, and which devices are past their life or support."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Bools, Floats
from planner.costs.staffing import people_per_technician
from planner.fiscal import share_of_year
from planner.projection.project import Projection

TECHNICIANS = "support_technicians"


@dataclass(frozen=True)
class DeviceSupport:
    """Support of the devices, year by year.

    Attributes
    ----------
    technicians : ndarray, shape (year,)
        Support technicians employed [FTE].
    devices_each, students_each : ndarray, shape (year,)
        Devices and students for each of them; not a number without technicians.
    repairs : ndarray, shape (year,)
        Repairs of all channels.
    staff_hours, crew_hours : ndarray, shape (year,)
        Hours of repair by own staff and by student crews [hours].
    fleets : tuple of str
        Names of the fleets.
    past_life, past_support, retired_early : ndarray, shape (fleet, year)
        In service past their useful life, past the end of support, and taken out because
        support ended before useful life did [devices].
    """

    technicians: Floats
    devices_each: Floats
    students_each: Floats
    repairs: Floats
    staff_hours: Floats
    crew_hours: Floats
    fleets: tuple[str, ...]
    past_life: Floats
    past_support: Floats
    retired_early: Floats


def device_support(projection: Projection, case: int = 0) -> DeviceSupport:
    """Technicians, repairs, and devices past their life or support in one case.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = device_support(project(read_plan(example("prairie-view"))))
    >>> bool(found.past_support.max() >= 0)
    True
    """
    expenses, plan = projection.expenses, projection.plan
    fleets, done = expenses.fleets, expenses.repairs
    fte = _technicians(projection, case)
    by_staff = np.array([row.who == "staff" for row in plan.repair], dtype=bool)
    return DeviceSupport(
        technicians=fte,
        devices_each=people_per_technician(fleets.in_service[..., case].sum(axis=0), fte),
        students_each=people_per_technician(projection.students[:, case], fte),
        repairs=done.tickets[..., case].sum(axis=0),
        staff_hours=done.hours[by_staff, :, case].sum(axis=0),
        crew_hours=done.hours[~by_staff, :, case].sum(axis=0),
        fleets=tuple(fleet.name for fleet in plan.devices),
        past_life=fleets.past_life[..., case],
        past_support=fleets.past_support[..., case],
        retired_early=fleets.retired_early[..., case],
    )


def says_support(projection: Projection) -> Bools:
    """Whether a plan says until when devices are supported, by fleet.

    Parameters
    ----------
    projection : Projection
        A projected plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> says_support(project(read_plan(example("prairie-view")))).tolist()[:2]
    [False, True]
    """
    fleets = projection.expenses.fleets
    says = np.asarray(np.isfinite(fleets.policy.support_years).any(axis=(1, 2)))
    says[fleets.lots.fleet[np.isfinite(fleets.lots.support_ends).any(axis=1)]] = True
    return says


def _technicians(projection: Projection, case: int) -> Floats:
    """FTE of support technicians on the district's own payroll."""
    inputs, table = projection.inputs, "staffing"
    chosen = np.array(
        [row.category == TECHNICIANS and row.delivery == "own" for row in inputs.plan.staffing],
        dtype=bool,
    )
    share = share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )
    fte = inputs.of(table, "fte") * inputs.of(table, "active") * share
    laid = np.broadcast_to(fte, (len(chosen), len(inputs.years), inputs.cases))
    return np.asarray(laid[chosen, :, case].sum(axis=0))
