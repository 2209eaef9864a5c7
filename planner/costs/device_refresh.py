"""Devices: how many must be bought each year, and what that costs.

Devices are held by the year they were bought. One leaves when it reaches its useful life, in
the fiscal year in which its support ends, or when it is lost or broken beyond repair. What is
needed and no longer there is bought at the start of the year. Counts are expected numbers, so
they may hold fractions of a device. Left out here: repair, residual value, leases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.costs.escalation import Floats


@dataclass(frozen=True)
class Lots:
    """Devices in service when the plan starts, one lot for each fleet and year of purchase.

    Attributes
    ----------
    fleet : ndarray of int, shape (lot,)
        Which fleet each lot belongs to.
    units : ndarray, shape (lot, case)
        Devices of the lot [devices].
    bought : ndarray, shape (lot, case)
        Fiscal year of purchase; the plan's first year for orders already placed.
    support_ends : ndarray, shape (lot, case)
        First fiscal year that support does not cover to its end [fiscal year].
    """

    fleet: np.ndarray[tuple[int], np.dtype[np.intp]]
    units: Floats
    bought: Floats
    support_ends: Floats


def units_needed(
    people: Floats, units_per_person: Floats, fixed_units: Floats, spares_rate: Floats
) -> Floats:
    """Devices a fleet must have, spares included.

    Parameters
    ----------
    people : ndarray
        People served [people].
    units_per_person : ndarray
        Devices for each [devices per person].
    fixed_units : ndarray
        Devices beside those per person [devices].
    spares_rate : ndarray
        Loaners kept beside those in use [share].

    Returns
    -------
    ndarray
        Devices needed [devices].

    References
    ----------
    Spares beside devices in use: Project RED / FCC cost model (FCC DOC-313315A2).

    Examples
    --------
    >>> float(units_needed(np.array(1000.0), np.array(1.0), np.array(0.0), np.array(0.05)))
    1050.0
    """
    return np.asarray((people * units_per_person + fixed_units) * (1.0 + spares_rate))


def refresh_units(
    needed: Floats,
    useful_life_years: Floats,
    loss_rate: Floats,
    lots: Lots,
    years: Floats,
) -> tuple[Floats, Floats]:
    """Devices bought and in service each year.

    Parameters
    ----------
    needed : ndarray, shape (fleet, year, case)
        Devices the fleet must have [devices].
    useful_life_years : ndarray, shape (fleet, year, case)
        Years of use: bought in 2027 with a life of 5, it serves 2027 to 2031 [years].
    loss_rate : ndarray, shape (fleet, year, case)
        Lost or broken beyond repair from one year to the next [share per year].
    lots : Lots
        What is in service when the plan starts.
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].

    Returns
    -------
    bought, in_service : ndarray, shape (fleet, year, case)
        Devices bought, orders already placed included, and devices in service [devices].

    References
    ----------
    Cohort survival, ours. Zero loss and a life of one year are allowed; a fleet larger than
    needed buys nothing until it has shrunk.

    Examples
    --------
    >>> one = np.ones((1, 4, 1))
    >>> lots = Lots(np.array([0]), np.array([[100.0]]), np.array([[2025.0]]), np.array([[np.inf]]))
    >>> bought, _ = refresh_units(
    ...     100 * one, 3 * one, 0 * one, lots, np.array([2027.0, 2028, 2029, 2030])
    ... )
    >>> bought.ravel().tolist()
    [0.0, 100.0, 0.0, 0.0]
    """
    fleets, count, cases = needed.shape
    bought = np.zeros_like(needed)
    in_service = np.zeros_like(needed)
    old = lots.units.copy()
    new = np.zeros((count, fleets, cases))
    ordered = _by_fleet(lots, np.where(lots.bought >= years[0], lots.units, 0.0), fleets)
    for t in range(count):
        life, kept = useful_life_years[:, t], 1.0 - loss_rate[:, t]
        if t > 0:
            old *= kept[lots.fleet]
            new[:t] *= kept
        old *= (years[t] - lots.bought < life[lots.fleet]) & (years[t] < lots.support_ends)
        if t > 0:
            new[:t] *= (t - np.arange(t))[:, None, None] < life
        surviving = _by_fleet(lots, old, fleets) + new[:t].sum(axis=0)
        new[t] = np.maximum(needed[:, t] - surviving, 0.0)
        bought[:, t] = new[t] + (ordered if t == 0 else 0.0)
        in_service[:, t] = surviving + new[t]
    return bought, in_service


def _by_fleet(lots: Lots, units: Floats, fleets: int) -> Floats:
    """Sum of lots for each fleet, shape (fleet, case)."""
    total = np.zeros((fleets, units.shape[1]))
    np.add.at(total, lots.fleet, units)
    return total


def refresh_cost(
    bought: Floats, unit_price: Floats, setup_per_unit: Floats, index: Floats
) -> Floats:
    """What the year's purchases cost.

    Parameters
    ----------
    bought : ndarray
        Devices bought [devices].
    unit_price, setup_per_unit : ndarray
        Price and set-up of one device in the first year [USD per device].
    index : ndarray
        Price index, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Cost of the year's purchases [USD].

    References
    ----------
    Worked example W11: 2,000 devices, 6% lost, $300 each: $36,000 a year.

    Examples
    --------
    >>> lost = np.array(2000 * 0.06)
    >>> float(refresh_cost(lost, np.array(300.0), np.array(0.0), np.array(1.0)))
    36000.0
    """
    return np.asarray(bought * (unit_price + setup_per_unit) * index)


def sustainable_units(needed: Floats, useful_life_years: Floats, loss_rate: Floats) -> Floats:
    """Devices to buy every year so that the fleet never ages past its life.

    Without loss it is the fleet divided by its life. With loss a little more: each year's
    purchase shrinks as it ages, and the shares still in service must add up to the fleet.

    Parameters
    ----------
    needed : ndarray
        Devices the fleet must have [devices].
    useful_life_years : ndarray
        Years of use [years].
    loss_rate : ndarray
        Lost or broken beyond repair in a year [share per year].

    Returns
    -------
    ndarray
        Level yearly purchase [devices per year].

    References
    ----------
    Ours: the geometric sum of survivors over the life.

    Examples
    --------
    >>> float(sustainable_units(np.array(1000.0), np.array(5.0), np.array(0.0)))
    200.0
    >>> float(sustainable_units(np.array(1000.0), np.array(5.0), np.array(0.06)).round(1))
    225.5
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        lossy = needed * loss_rate / (1.0 - (1.0 - loss_rate) ** useful_life_years)
    return np.asarray(np.where(loss_rate > 0, lossy, needed / useful_life_years))
