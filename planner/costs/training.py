"""Training: of teachers, other staff and students, and phishing exercises.

A training is paid per person, per hour if people are paid for the time, or at a flat price, in
each fiscal year in which it is held. It is paid in full in that year; months between a start and an
end date are a share that is applied to the result.

Left out here: the time of people whose pay is the same with or without the training, and any
saving from fewer incidents. Vendors report large effects of phishing training; independent
studies show much smaller ones (unverified), so none is counted.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def training_cost(
    people: Floats,
    share_trained: Floats,
    price_per_person: Floats,
    hours: Floats,
    hourly_rate: Floats,
    flat_price: Floats,
    price_index: Floats,
    wage_index: Floats,
    held: Floats,
) -> Floats:
    """What a training costs in a year.

    Parameters
    ----------
    people : ndarray
        Teachers, staff or students it is meant for [people].
    share_trained : ndarray
        Share of them who take part each time [share].
    price_per_person : ndarray
        Price for one person in the first year [USD per person].
    hours : ndarray
        Hours that are paid for one person [hours per person].
    hourly_rate : ndarray
        Pay for one of those hours in the first year, benefits included [USD per hour].
    flat_price : ndarray
        Flat price in the first year, in addition to the price per person [USD].
    price_index : ndarray
        Index of prices, 1 in the first year [ratio].
    wage_index : ndarray
        Index of wages, 1 in the first year [ratio].
    held : ndarray
        1 in a year in which the training is held, otherwise 0 [ratio].

    Returns
    -------
    ndarray
        Cost in the year [USD].

    References
    ----------
    Sum of its parts, ours. Published figures are far apart (Project RED: $1 to $100 per
    student and year, FCC DOC-313315A2; TNTP 2015: about $18,000 per teacher and year, all
    professional development, contested), so the price has no default.

    Examples
    --------
    200 teachers, half of them each year, $150 and 6 hours at $45 each, and a flat $8,000:

    >>> one = np.array(1.0)
    >>> cost = training_cost(
    ...     *(np.array(part) for part in (200.0, 0.5, 150.0, 6.0, 45.0, 8000.0)), one, one, one
    ... )
    >>> float(cost)
    50000.0
    """
    for_one = price_per_person * price_index + hours * hourly_rate * wage_index
    return np.asarray(held * (people * share_trained * for_one + flat_price * price_index))
