"""E-Rate: the federal discount on internet access and on the network inside schools.

Category One (internet access) gets the discount of the matrix without a budget. Category Two
(the network inside) gets it up to a five-year budget, before the discount; above it the
district pays everything. The budget may rise with enrollment within a cycle and never falls;
what is unused does not carry over to the next cycle. Devices, staff, monitoring and insurance are
not eligible. The discount follows the lunch share and the locale of the whole district; a school
under the Community Eligibility Provision (CEP) counts its directly certified students times a
multiplier. Districts apply for it by funding year, from July to June. Left out here: bids and late
payments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.arrays import Bools, Floats, sum_of_rows


def eligible_rate(
    students: Floats,
    lunch_rate: Floats,
    direct_certified_rate: Floats,
    multiplier: float | Floats,
) -> Floats:
    """Share of a district's students that count as eligible for free or reduced-price lunch.

    Parameters
    ----------
    students : ndarray, shape (school, year, case)
        Students of each school [students].
    lunch_rate : ndarray, shape (school, ...)
        Share eligible at each school; not used where the school is under CEP [share].
    direct_certified_rate : ndarray, shape (school, ...)
        Share directly certified at a CEP school; not a number at other schools [share].
    multiplier : float or ndarray
        Eligible students for each one directly certified; all of a school at most [ratio].

    Returns
    -------
    ndarray, shape (year, case)
        Eligible share of the district, 0 without students [share].

    References
    ----------
    USAC, questions on calculating discount rates: CEP multiplier 1.6, at most 100% of a school.

    Examples
    --------
    A CEP school of 300 with half certified counts 240; one of 100 with 80% counts all 100; and
    a school of 600 counts 10%.

    >>> students = np.array([300.0, 100.0, 600.0]).reshape(3, 1, 1)
    >>> lunch = np.array([0.0, 0.0, 0.1]).reshape(3, 1, 1)
    >>> certified = np.array([0.5, 0.8, np.nan]).reshape(3, 1, 1)
    >>> eligible_rate(students, lunch, certified, np.array(1.6)).tolist()
    [[0.4]]
    """
    of_cep = np.minimum(multiplier * direct_certified_rate, 1.0)
    of_school = np.where(np.isnan(direct_certified_rate), lunch_rate, of_cep)
    eligible = sum_of_rows(students * of_school)
    total = sum_of_rows(students)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(total > 0, eligible / total, 0.0))


def is_rural(rural: Floats, schools_open: Floats) -> Floats:
    """Whether a district is rural: more than half of its schools are.

    Parameters
    ----------
    rural : ndarray, shape (school, ...)
        1 where a school is rural, else 0 [flag].
    schools_open : ndarray, shape (school, ...)
        1 where a school is open, else 0; a closed school does not count [flag].

    Returns
    -------
    ndarray
        1 where the district is rural, else 0; exactly half is urban [flag].

    References
    ----------
    E-Rate PA, discount page: more than 50% of the schools.

    Examples
    --------
    >>> one_of_two, two_of_three = np.array([1.0, 0.0]), np.array([1.0, 1.0, 0.0])
    >>> float(is_rural(one_of_two, np.ones(2))), float(is_rural(two_of_three, np.ones(3)))
    (0.0, 1.0)
    """
    of_school, is_open = np.broadcast_arrays(rural, schools_open)
    return np.where(2.0 * sum_of_rows(of_school * is_open) > sum_of_rows(is_open), 1.0, 0.0)


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
        Whether the district has ten schools or fewer, so each school may count separately [flag].

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
        per_student * sum_of_rows(students), floor_per_school * open_school.sum(axis=0)
    )
    if not np.any(school_by_school):
        return np.asarray(by_district)
    by_school = np.where(open_school, np.maximum(per_student * students, floor_per_school), 0.0)
    best = np.maximum(by_district, sum_of_rows(by_school))
    return np.asarray(np.where(school_by_school, best, by_district))


@dataclass(frozen=True)
class BudgetUse:
    """How Category Two budgets are used, shape (cycle, year, case) each.

    Attributes
    ----------
    in_force : ndarray
        Budget of the cycle in the year; 0 outside the cycle [USD].
    used : ndarray
        Eligible cost of the year under the budget, before the discount [USD].
    above : ndarray
        Eligible cost of the year above the budget, which gets no discount [USD].
    """

    in_force: Floats
    used: Floats
    above: Floats


def category_two_use(
    eligible: Floats, budgets: Floats, cycle_shares: Floats, used_before: Floats
) -> BudgetUse:
    """Eligible Category Two cost of each year under and above the budget of each cycle.

    Parameters
    ----------
    eligible : ndarray, shape (year, case)
        Eligible cost of each fiscal year [USD].
    budgets : ndarray, shape (cycle, year, case)
        Budget of each cycle as calculated with the year's enrollment [USD].
    cycle_shares : ndarray, shape (cycle, year)
        Share of each fiscal year that lies in each cycle [share].
    used_before : ndarray, shape (case,)
        Budget of the first cycle used before the plan starts [USD].

    Returns
    -------
    BudgetUse
        Budgets in force, and what is used and asked for above them [USD].

    References
    ----------
    E-Rate Central: the budget may be used in any year of the cycle, may rise with enrollment,
    does not fall with it, and does not carry into the next cycle.

    Examples
    --------
    A budget of 100 for cost of 60 a year: the second year has 40 left, and 20 are above it.

    >>> one = np.ones((1, 2))
    >>> use = category_two_use(
    ...     np.array([[60.0], [60.0]]), 100 * np.ones((1, 2, 1)), one, np.zeros(1)
    ... )
    >>> use.used.ravel().tolist(), use.above.ravel().tolist()
    ([60.0, 40.0], [0.0, 20.0])
    """
    shape = (len(cycle_shares), *eligible.shape)
    in_force, taken, above = (np.zeros(shape) for _ in range(3))
    for cycle, shares in enumerate(cycle_shares):
        used = used_before.copy() if cycle == 0 else np.zeros_like(used_before)
        budget = np.zeros_like(used_before)
        for year in np.flatnonzero(shares > 0):
            budget = np.maximum(budget, budgets[cycle, year])
            room, asked = np.maximum(budget - used, 0.0), eligible[year] * shares[year]
            in_force[cycle, year], taken[cycle, year] = budget, np.minimum(asked, room)
            above[cycle, year] = asked - taken[cycle, year]
            used = used + taken[cycle, year]
    return BudgetUse(in_force, taken, above)


def category_two_sustained(
    eligible: Floats, budgets: Floats, cycle_shares: Floats, cycle_years: int
) -> Floats:
    """Sustained Category Two cost that fits under a year's share of the budget.

    What a network costs on average in a year, against what the budget allows on average in a year:
    a project that uses up five years of budget at once counts in each of the five.

    Parameters
    ----------
    eligible : ndarray, shape (year, case)
        Sustained eligible cost of each fiscal year [USD].
    budgets : ndarray, shape (cycle, year, case)
        Budget of each cycle as calculated with the year's enrollment [USD].
    cycle_shares : ndarray, shape (cycle, year)
        Share of each fiscal year that lies in each cycle [share].
    cycle_years : int
        Years of a cycle [years].

    Returns
    -------
    ndarray, shape (year, case)
        Sustained cost under the budget, before the discount [USD].

    References
    ----------
    Ours: E-Rate sets a budget for five years, and a district may use it in any of them.

    Examples
    --------
    A budget of 100 for five years supports 20 a year; cost of 15 fits, cost of 30 does not.

    >>> one = np.ones((1, 2))
    >>> category_two_sustained(
    ...     np.array([[15.0], [30.0]]), 100 * np.ones((1, 2, 1)), one, 5
    ... ).ravel().tolist()
    [15.0, 20.0]
    """
    in_force = np.maximum.accumulate(budgets, axis=1) / cycle_years
    return sum_of_rows(np.minimum(eligible, in_force) * cycle_shares[..., None])
