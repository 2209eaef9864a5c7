"""State aid for technology: per student, as reimbursement, or for two years at once.

States differ in when the money comes. Aid per student arrives in its own year unless the state
pays it later; aid that reimburses spending arrives a year after the spending; a two-year allotment
arrives in full in its first year. Left out here: in-kind aid, such as security software
that the state buys itself, and the ratios of district wealth behind a state's own formula: type
the result. No state is assumed to replace federal relief money that ended.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.revenue.yearly_money import yearly_money


def per_student_aid(
    students: Floats, aid_per_student: Floats, index: Floats, share: Floats
) -> Floats:
    """Aid that the state pays for each student.

    Parameters
    ----------
    students : ndarray
        Students that the state counts [students].
    aid_per_student : ndarray
        Aid of a full year in the first year of the plan [USD per student].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year in which the aid is there [share].

    Returns
    -------
    ndarray
        Aid earned in the year [USD].

    References
    ----------
    Ours: even by months.

    Examples
    --------
    >>> one = np.array(1.0)
    >>> float(per_student_aid(np.array(2000.0), np.array(24.0), one, one))
    48000.0
    """
    return yearly_money(students * aid_per_student, index, share)


def reimbursed_aid(spent_before: Floats, aid_rate: Floats, most: Floats) -> Floats:
    """Aid that reimburses what was spent the year before, up to the maximum.

    It already refers to the year before: such aid is not delayed again by ``paid_later``.

    Parameters
    ----------
    spent_before : ndarray
        What the district spent on things that the aid covers, in the year before [USD].
    aid_rate : ndarray
        Share of it that the state pays back [share].
    most : ndarray
        Most that the state pays in a year; infinity for no limit [USD].

    Returns
    -------
    ndarray
        Aid received in the year [USD].

    References
    ----------
    New York Education Law 753, hardware and technology equipment aid: the lesser of the
    spending of the year before and an amount per student (nysed.gov, State Aid).

    Examples
    --------
    The limit holds in the second case only:

    >>> spent = np.array([30000.0, 90000.0])
    >>> reimbursed_aid(spent, np.array(1.0), np.array(48000.0)).tolist()
    [30000.0, 48000.0]
    """
    return np.asarray(np.minimum(aid_rate * spent_before, most))


def two_year_allotment(amount: Floats, index: Floats, years: Floats, first_year: Floats) -> Floats:
    """An allotment for two years, which arrives in full in the first of them.

    Parameters
    ----------
    amount : ndarray
        Allotment for two years together, in prices of the plan's first year [USD].
    index : ndarray, shape (row, year, case)
        Growth since the first year of the plan; that of the year of arrival holds [ratio].
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].
    first_year : ndarray
        A fiscal year in which it arrives; it comes again every second year after it, and never
        before it [fiscal year].

    Returns
    -------
    ndarray, shape (row, year, case)
        Money that arrives in the year [USD].

    References
    ----------
    Texas Instructional Materials and Technology Allotment: per student for the two years of the
    state's budget, $171.84 for FY2024 and FY2025 (TEA, 22 June 2023).

    Examples
    --------
    >>> years, flat = np.array([2027.0, 2028, 2029, 2030]), np.ones((1, 4, 1))
    >>> two_year_allotment(np.array(171840.0), flat, years, np.array(2028.0)).ravel().tolist()
    [0.0, 171840.0, 0.0, 171840.0]
    """
    since = years[None, :, None] - first_year
    arrives = (since >= 0) & (np.mod(since, 2.0) == 0)
    return yearly_money(amount, index, arrives)


def paid_later(amount: Floats, delay_years: Floats, before: Floats) -> Floats:
    """Money by the year it is received, if the state pays a year after it was earned.

    What is earned in the last year of the plan is then received after the plan.

    Parameters
    ----------
    amount : ndarray, shape (row, year, case)
        Money earned in each year [USD].
    delay_years : ndarray
        0 where it is received in its own year, 1 where a year later [years].
    before : ndarray, shape (row, 1, case)
        Money earned in the year before the plan, received in its first year if there is a delay
        [USD].

    Returns
    -------
    ndarray, shape (row, year, case)
        Money received in each year [USD].

    References
    ----------
    New York hardware aid is paid in the year after it was earned (nysed.gov, State Aid).

    Examples
    --------
    >>> earned = np.array([[[100.0], [110.0], [120.0]]])
    >>> paid_later(earned, np.array(1.0), np.array([[[90.0]]])).ravel().tolist()
    [90.0, 100.0, 110.0]
    """
    rows, count, cases = np.broadcast_shapes(amount.shape, delay_years.shape, before.shape)
    in_its_year = np.broadcast_to(amount, (rows, count, cases))
    of_year_before = np.concatenate(
        [np.broadcast_to(before, (rows, 1, cases)), in_its_year[:, :-1]], axis=1
    )
    return np.asarray(np.where(delay_years > 0, of_year_before, in_its_year))
