"""Devices: how many are needed, and what buying them costs.

``device_fleets`` tracks the devices by the year they were bought and says what is bought each
year; the prices are here. Purchases are paid in the year they are made, leases by ``leases``.
Left out here: repair.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


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
        Devices in addition to those per person [devices].
    spares_rate : ndarray
        Loaners kept in addition to those in use [share].

    Returns
    -------
    ndarray
        Devices needed [devices].

    References
    ----------
    Spares in addition to devices in use: Project RED / FCC cost model (FCC DOC-313315A2).

    Examples
    --------
    >>> float(units_needed(np.array(1000.0), np.array(1.0), np.array(0.0), np.array(0.05)))
    1050.0
    """
    return np.asarray((people * units_per_person + fixed_units) * (1.0 + spares_rate))


def refresh_cost(
    bought: Floats, unit_price: Floats, setup_per_unit: Floats, index: Floats
) -> Floats:
    """What the year's purchases cost.

    Parameters
    ----------
    bought : ndarray
        Devices bought [devices].
    unit_price, setup_per_unit : ndarray
        Price of one device in the first year, and what is paid once with each purchase: set-up,
        case, management license [USD per device].
    index : ndarray
        Price index, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Cost of the year's purchases [USD].

    References
    ----------
    Worked example W11: 2,000 devices, 6% lost, $300 each: $36,000 a year. W13: a device at $218
    with a license of $30 is $248 (Union Leader, 5 March 2021).

    Examples
    --------
    >>> lost = np.array(2000 * 0.06)
    >>> float(refresh_cost(lost, np.array(300.0), np.array(0.0), np.array(1.0)))
    36000.0
    """
    return np.asarray(bought * (unit_price + setup_per_unit) * index)


def trade_in_credit(retired: Floats, trade_in_per_unit: Floats, cost: Floats) -> Floats:
    """What retired devices are worth, as a credit on the year's purchase.

    Parameters
    ----------
    retired : ndarray
        Devices taken out of service, not counting those lost [devices].
    trade_in_per_unit : ndarray
        What one of them is worth, the same in every year [USD per device].
    cost : ndarray
        Cost of the year's purchases, which the credit never exceeds [USD].

    Returns
    -------
    ndarray
        Credit in the year [USD].

    References
    ----------
    Maine Learning Technology Initiative, buyout of four-year-old devices, 2018: $15 to $48.
    That a credit never exceeds the purchase is ours.

    Examples
    --------
    >>> float(trade_in_credit(np.array(500.0), np.array(15.0), np.array(90000.0)))
    7500.0
    """
    return np.asarray(np.minimum(retired * trade_in_per_unit, cost))


def years_served(useful_life_years: Floats, loss_by_age: Floats) -> Floats:
    """Average years of service of a device within its life.

    Without loss, its full life; with loss fewer, because each year's purchase shrinks as it ages.

    Parameters
    ----------
    useful_life_years : ndarray, shape (kind, year or 1, case or 1)
        Years of use [years].
    loss_by_age : ndarray, shape (kind, age, year, case)
        Lost or broken beyond repair in a year, by age; the last age covers all older ones
        [share per year].

    Returns
    -------
    ndarray, shape (kind, year, case)
        Sum of the shares that survive to each age within the life [years].

    References
    ----------
    Survival by age, ours.

    Examples
    --------
    >>> life = np.full((1, 1, 1), 5.0)
    >>> float(years_served(life, np.full((1, 1, 1, 1), 0.06)).round(3).item())
    4.435
    """
    kept_by_age = 1.0 - loss_by_age
    last = loss_by_age.shape[1] - 1
    surviving = np.ones(np.broadcast_shapes(kept_by_age[:, 0].shape, useful_life_years.shape))
    served = np.zeros_like(surviving)
    for age in range(int(np.ceil(np.max(useful_life_years, initial=0.0)))):
        in_life = age < useful_life_years
        served += surviving if in_life.all() else np.where(in_life, surviving, 0.0)
        surviving *= kept_by_age[:, min(age, last)]
    return served


def sustainable_units(needed: Floats, years_served: Floats) -> Floats:
    """Devices to buy every year so the fleet never ages past its life.

    Without loss it is the fleet divided by its life. With loss a little more: the shares of all
    purchases still in service must add up to the fleet.

    Parameters
    ----------
    needed : ndarray
        Devices the fleet must have [devices].
    years_served : ndarray
        Average years of service of a device [years].

    Returns
    -------
    ndarray
        Level yearly purchase, none if a device gives no service [devices per year].

    References
    ----------
    Ours: what is bought in a year times the years it serves is the fleet.

    Examples
    --------
    >>> sustainable_units(np.array(1000.0), np.array([5.0, 4.435])).round(1).tolist()
    [200.0, 225.5]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        level = needed / years_served
    return np.asarray(level if years_served.all() else np.where(years_served > 0, level, 0.0))
