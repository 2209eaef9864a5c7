"""Cybersecurity: monitoring, endpoint protection, firewalls, insurance and the rest.

Security services are billed like licenses, by a count or at a flat price, with a term, an
escalator and perhaps a prepayment. They have their own file because boards ask about them first.
Left out on purpose: any saving from incidents avoided. Losses are a range outside the budget,
never in it.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def security_cost(units: Floats, price: Floats, index: Floats, share: Floats) -> Floats:
    """What a security service costs in a year.

    Parameters
    ----------
    units : ndarray
        Endpoints, users, students or 1 for a flat price [units].
    price : ndarray
        Yearly price of a unit in the first year [USD per unit].
    index : ndarray
        Price index of the contract [ratio].
    share : ndarray
        Share of the year the service is billed [share].

    Returns
    -------
    ndarray
        Cost in the year [USD].

    References
    ----------
    Product of its parts, ours.

    Examples
    --------
    >>> float(security_cost(np.array(800.0), np.array(60.0), np.array(1.05), np.array(1.0)))
    50400.0
    """
    return np.asarray(units * price * index * share)
