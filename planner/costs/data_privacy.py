"""Data privacy: agreements, a seal or certification, vetting of tools, and the officer's time.

Agreements, seals and vetting are paid per unit, in money, paid hours or both, in each fiscal year
in which they are due. The officer's share of a position is paid every year.

Left out here: the hours of people whose position is already in staffing, and any fine or claim,
which is a loss and belongs to incidents, outside the budget.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def privacy_cost(
    units: Floats,
    price: Floats,
    hours_per_unit: Floats,
    hourly_cost: Floats,
    price_index: Floats,
    wage_index: Floats,
    held: Floats,
    share: Floats,
) -> Floats:
    """What agreements, seals or vetted tools cost in a year.

    Parameters
    ----------
    units : ndarray
        Agreements, seals or tools each time; 1 for a flat price [units].
    price : ndarray
        Price of one in the first year [USD per unit].
    hours_per_unit : ndarray
        Hours paid for one in addition to a salary [hours per unit].
    hourly_cost : ndarray
        Pay for one of those hours in the first year, benefits included [USD per hour].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].
    wage_index : ndarray
        Index of wages, 1 in the first year [ratio].
    held : ndarray
        1 in a year in which it is due, otherwise 0 [ratio].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Cost in the year [USD].

    References
    ----------
    Sum of its parts, ours. CoSN's Trusted Learning Environment seal has 25 requirements and is
    free through state partnerships in NC, SC, IL and IN (GovTech); its price elsewhere, and
    that of a data privacy consortium, was not found, so the price has no default.

    Examples
    --------
    A seal that is free still takes time: 25 requirements, 8 paid hours each, at $45.

    >>> one = np.array(1.0)
    >>> parts = (np.array(part) for part in (25.0, 0.0, 8.0, 45.0))
    >>> float(privacy_cost(*parts, one, one, one, one))
    9000.0
    """
    for_one = price * price_index + hours_per_unit * hourly_cost * wage_index
    return np.asarray(held * share * units * for_one)


def officer_cost(
    fte: Floats, salary: Floats, benefits_rate: Floats, wage_index: Floats, share: Floats
) -> Floats:
    """What the privacy officer's share of a position costs in a year.

    Parameters
    ----------
    fte : ndarray
        Share of a position that is not already in staffing [FTE].
    salary : ndarray
        Salary of one full-time position in the first year [USD].
    benefits_rate : ndarray
        Benefits as a share of salary [share].
    wage_index : ndarray
        Index of wages, 1 in the first year [ratio].
    share : ndarray
        Share of the year between the start and the end date [share].

    Returns
    -------
    ndarray
        Salary and benefits in the year [USD].

    References
    ----------
    Load on wages: BLS Employer Costs for Employee Compensation, September 2021. That staff
    time is the main cost of privacy is unverified.

    Examples
    --------
    A quarter of a position at $84,000 with a load of 50%:

    >>> one = np.array(1.0)
    >>> float(officer_cost(np.array(0.25), np.array(84000.0), np.array(0.5), one, one))
    31500.0
    """
    return np.asarray(fte * salary * wage_index * (1.0 + benefits_rate) * share)
