"""Costs that come back every few years: a training, a privacy seal, a replacement.

A cycle has a first fiscal year and a number of years from one time to the next. What is due in a
fiscal year is due in full. Left out here: the months of a start or an end date, which the cost
line itself applies as a share of the year.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def held_in_year(years: Floats, next_year: Floats, every_years: Floats) -> Floats:
    """Whether something that comes back every few years is due in each year.

    Parameters
    ----------
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].
    next_year : ndarray, shape (row, year, case)
        First fiscal year in which it is due; not a number means the first year of the plan
        [fiscal year].
    every_years : ndarray, shape (row, year, case)
        Years from one time to the next, whole and at least 1 [years].

    Returns
    -------
    ndarray, shape (row, year, case)
        1 in a year in which it is due, otherwise 0 [ratio].

    References
    ----------
    Ours: nothing is due before ``next_year``, so a cycle that began in the past is given by its
    next time.

    Examples
    --------
    Every third year, next in 2028:

    >>> one = np.ones((1, 5, 1))
    >>> years = np.array([2027.0, 2028, 2029, 2030, 2031])
    >>> held_in_year(years, 2028 * one, 3 * one).ravel().tolist()
    [0.0, 1.0, 0.0, 0.0, 1.0]

    No year given: it is due in the first year of the plan.

    >>> held_in_year(years, np.nan * one, 3 * one).ravel().tolist()
    [1.0, 0.0, 0.0, 1.0, 0.0]
    """
    first = np.where(np.isnan(next_year), years[0], next_year)
    since = years[None, :, None] - first
    due = (since >= 0) & (np.mod(since, every_years) == 0)
    return np.asarray(due, dtype=np.float64)


def level_cost(cost_when_held: Floats, every_years: Floats) -> Floats:
    """The level yearly cost of something that comes back every few years.

    Parameters
    ----------
    cost_when_held : ndarray
        Cost it would have if it were due in the year [USD].
    every_years : ndarray
        Years from one time to the next [years].

    Returns
    -------
    ndarray
        Level yearly cost [USD per year].

    References
    ----------
    Ours: the same cost spread evenly over the years of one cycle.

    Examples
    --------
    >>> float(level_cost(np.array(50000.0), np.array(2.0)))
    25000.0
    """
    return np.asarray(cost_when_held / every_years)
