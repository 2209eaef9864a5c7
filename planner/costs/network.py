"""Network: equipment with its own refresh, its maintenance, and yearly services.

Equipment (switches, access points, cabling, battery backup) is replaced either all at once in
the fiscal year it is due, and again after each useful life, or an even share every year.
Internet access, network licenses and maintenance contracts are services, billed like licenses.
What E-Rate pays is revenue and is there.

Left out here: equipment that fails early, growth of the network, and the resale value of old
equipment.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.costs.cycles import held_in_year


def equipment_replaced(
    units: Floats,
    useful_life_years: Floats,
    next_replacement: Floats,
    years: Floats,
    evenly: Floats,
) -> Floats:
    """Equipment replaced each year.

    Parameters
    ----------
    units : ndarray, shape (row, year, case)
        Equipment installed [units].
    useful_life_years : ndarray, shape (row, year, case)
        Years from one replacement to the next, whole and at least 1 [years].
    next_replacement : ndarray, shape (row, year, case)
        Fiscal year in which all of it is replaced next; not a number means the first year of
        the plan [fiscal year].
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].
    evenly : ndarray, shape (row, year, case)
        1 if a share is replaced every year, 0 if all of it when due [ratio].

    Returns
    -------
    ndarray, shape (row, year, case)
        Equipment replaced in the year [units].

    References
    ----------
    Ours. Advice to stagger and avoid peaks: East Irondequoit and Addison, New York
    (k12digital.org). Infrastructure is kept 7 years in Project RED's model (FCC DOC-313315A2).

    Examples
    --------
    420 access points with a life of 7 years, all in 2029 or 60 a year:

    >>> one, years = np.ones((1, 3, 1)), np.array([2027.0, 2028, 2029])
    >>> equipment_replaced(420 * one, 7 * one, 2029 * one, years, 0 * one).ravel().tolist()
    [0.0, 0.0, 420.0]
    >>> equipment_replaced(420 * one, 7 * one, 2029 * one, years, one).ravel().tolist()
    [60.0, 60.0, 60.0]
    """
    due = held_in_year(years, next_replacement, useful_life_years)
    return np.asarray(np.where(evenly > 0, units / useful_life_years, units * due))


def equipment_cost(
    replaced: Floats, unit_price: Floats, installation_per_unit: Floats, price_index: Floats
) -> Floats:
    """What the year's replacements cost.

    Parameters
    ----------
    replaced : ndarray
        Equipment replaced in the year [units].
    unit_price : ndarray
        Price of one in the first year [USD per unit].
    installation_per_unit : ndarray
        Installation of one in the first year [USD per unit].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Cost of the year's replacements [USD].

    References
    ----------
    Product of its parts, ours.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> float(equipment_cost(np.array(60.0), np.array(700.0), np.array(120.0), one))
    49200.0
    """
    return np.asarray(replaced * (unit_price + installation_per_unit) * price_index)


def maintenance_cost(
    units: Floats, unit_price: Floats, maintenance_rate: Floats, price_index: Floats
) -> Floats:
    """What yearly maintenance of installed equipment costs.

    Parameters
    ----------
    units : ndarray
        Equipment installed [units].
    unit_price : ndarray
        Price of one in the first year [USD per unit].
    maintenance_rate : ndarray
        Yearly maintenance as a share of the price [share].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Cost of maintenance in the year [USD].

    References
    ----------
    Product of its parts, ours. No public rate was found, so it has no default.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> float(maintenance_cost(np.array(420.0), np.array(700.0), np.array(0.05), one))
    14700.0
    """
    return np.asarray(units * unit_price * maintenance_rate * price_index)


def sustainable_cost(
    units: Floats,
    unit_price: Floats,
    installation_per_unit: Floats,
    useful_life_years: Floats,
    price_index: Floats,
) -> Floats:
    """The yearly cost that keeps equipment from aging past its life, without maintenance.

    Parameters
    ----------
    units : ndarray
        Equipment installed [units].
    unit_price : ndarray
        Price of one in the first year [USD per unit].
    installation_per_unit : ndarray
        Installation of one in the first year [USD per unit].
    useful_life_years : ndarray
        Years from one replacement to the next [years].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].

    Returns
    -------
    ndarray
        Level yearly cost of replacement [USD per year].

    References
    ----------
    Ours: what replacing evenly costs.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> cost = sustainable_cost(
    ...     np.array(420.0), np.array(700.0), np.array(120.0), np.array(7.0), one
    ... )
    >>> float(cost)
    49200.0
    """
    yearly = units / useful_life_years
    return equipment_cost(yearly, unit_price, installation_per_unit, price_index)
