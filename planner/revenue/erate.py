"""E-Rate: the federal discount on internet access and on the network inside schools.

Category One (internet access) gets the discount of the matrix without a budget. Category Two
(the network inside) gets it up to a five-year budget, before the discount; above it the
district pays everything. The budget may rise with enrollment inside a cycle and never falls;
what is unused does not carry to the next cycle. Devices, staff, monitoring and insurance are
not eligible. Left out here: the multiplier for CEP schools, bids and late payments.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def discount_rate(
    lunch_rate: Floats, percents_from: Sequence[float], discounts: Sequence[float]
) -> Floats:
    """Discount by the share of students eligible for free or reduced-price lunch.

    Parameters
    ----------
    lunch_rate : ndarray
        District-wide share [share].
    percents_from : sequence of float
        Percentage at which each band of the matrix starts, from 0 up [percent].
    discounts : sequence of float
        Discount of each band [share].

    Returns
    -------
    ndarray
        Discount [share].

    Notes
    -----
    The share is rounded to the nearest whole percentage, a half up. The administrator's own
    rounding rule could not be confirmed; it matters only within half a point of a band.

    References
    ----------
    47 CFR 54.505, discount matrix.

    Examples
    --------
    >>> matrix = [0, 1, 20, 35, 50, 75], [0.20, 0.40, 0.50, 0.60, 0.80, 0.85]
    >>> discount_rate(np.array([0.0, 0.34, 0.495, 0.80]), *matrix).tolist()
    [0.2, 0.5, 0.8, 0.85]
    """
    percent = np.floor(np.round(np.asarray(lunch_rate) * 100.0, 9) + 0.5)
    band = np.searchsorted(np.asarray(percents_from), percent, side="right") - 1
    return np.asarray(np.asarray(discounts)[band])


def category_two_budget(
    students: Floats, per_student: float, floor_per_school: float, school_by_school: bool | Bools
) -> Floats:
    """Five-year Category Two budget of a district, before the discount.

    Parameters
    ----------
    students : ndarray, shape (school, ...)
        Students of each school [students].
    per_student : float
        Multiplier of the cycle [USD per student].
    floor_per_school : float
        Least amount for a school [USD per school].
    school_by_school : bool or ndarray
        Whether the district has ten schools or fewer and may reckon each school alone [flag].

    Returns
    -------
    ndarray
        Budget for the five years [USD].

    References
    ----------
    E-Rate Central, Category Two budgets; worked examples W1 (E-Rate Central, 24 August 2020)
    and W2 (funding years 2026-2030).

    Examples
    --------
    >>> four_schools = np.array([529.0, 576, 247, 371])
    >>> float(category_two_budget(four_schools, 167.0, 25000.0, school_by_school=True))
    287741.0
    """
    open_school = students > 0
    by_district = np.maximum(
        per_student * students.sum(axis=0), floor_per_school * open_school.sum(axis=0)
    )
    by_school = np.where(open_school, np.maximum(per_student * students, floor_per_school), 0.0)
    best = np.maximum(by_district, by_school.sum(axis=0))
    return np.asarray(np.where(school_by_school, best, by_district))


def category_two_allowed(
    eligible: Floats, budgets: Floats, cycle_shares: Floats, used_before: Floats
) -> Floats:
    """Eligible Category Two cost that fits under the budget, before the discount.

    Parameters
    ----------
    eligible : ndarray, shape (year, case)
        Eligible cost of each fiscal year [USD].
    budgets : ndarray, shape (cycle, year, case)
        Budget of each cycle as reckoned with the year's enrollment [USD].
    cycle_shares : ndarray, shape (cycle, year)
        Share of each fiscal year that lies in each cycle [share].
    used_before : ndarray, shape (case,)
        Budget of the first cycle used before the plan starts [USD].

    Returns
    -------
    ndarray, shape (year, case)
        Cost under the budget [USD].

    References
    ----------
    E-Rate Central: the budget may be used in any year of the cycle, may rise with enrollment,
    does not fall with it, and does not carry into the next cycle.

    Examples
    --------
    A budget of 100 for cost of 60 a year: the second year has 40 left.

    >>> one = np.ones((1, 2))
    >>> category_two_allowed(
    ...     np.array([[60.0], [60.0]]), 100 * np.ones((1, 2, 1)), one, np.zeros(1)
    ... ).ravel().tolist()
    [60.0, 40.0]
    """
    allowed = np.zeros_like(eligible)
    for cycle, shares in enumerate(cycle_shares):
        used = used_before.copy() if cycle == 0 else np.zeros_like(used_before)
        budget = np.zeros_like(used_before)
        for year in np.flatnonzero(shares > 0):
            budget = np.maximum(budget, budgets[cycle, year])
            room = np.maximum(budget - used, 0.0)
            taken = np.minimum(eligible[year] * shares[year], room)
            used = used + taken
            allowed[year] += taken
    return allowed
