"""Software licenses and other subscriptions.

A license is billed per student, staff member, device or unit, or at a flat price, and at least at
its minimum commitment. Prepaid months are not billed again: the cost returns in the month after
the prepayment ends, which is how relief money creates a cliff. Dates count by whole months.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def billed_units(counted: Floats, minimum_units: Floats) -> Floats:
    """Units the contract bills: those counted, but never fewer than the minimum.

    Parameters
    ----------
    counted : ndarray
        Students, staff, devices or units [units].
    minimum_units : ndarray
        Minimum number the contract bills [units].

    Returns
    -------
    ndarray
        Units billed [units].

    References
    ----------
    Usual form of a minimum commitment, ours.

    Examples
    --------
    >>> billed_units(np.array([900.0, 1100.0]), np.array(1000.0)).tolist()
    [1000.0, 1100.0]
    """
    return np.asarray(np.maximum(counted, minimum_units))


def license_cost(units: Floats, price: Floats, index: Floats, share: Floats) -> Floats:
    """What a license costs in a year.

    Parameters
    ----------
    units : ndarray
        Units billed [units].
    price : ndarray
        Yearly price of a unit in the first year [USD per unit].
    index : ndarray
        Price index of the contract [ratio].
    share : ndarray
        Share of the year that is billed, or that is prepaid [share].

    Returns
    -------
    ndarray
        Cost of that share of the year [USD].

    References
    ----------
    Product of its parts, ours.

    Examples
    --------
    Prepaid until December 31: half of a July-to-June year is billed.

    >>> float(license_cost(np.array(1000.0), np.array(12.0), np.array(1.0), np.array(0.5)))
    6000.0
    """
    return np.asarray(units * price * index * share)
