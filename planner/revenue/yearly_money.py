"""Yearly money: an amount, grown since the first year, for the months it is available.

Levies, allocations, formula grants, yearly grants, draws on capital money, aid per student and
fees are all calculated this way once their full-year amount is known. An amount may follow the
number of students, with a delay and a floor. Money that arrives at once, such as an award, is in
``planner/revenue/grants.py``.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def yearly_money(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Money of a year from a source that pays by the month.

    - In the first year, and for all of it, a source provides what was typed.
    - A source that starts or ends within the year pays for the months in which it exists.

    Parameters
    ----------
    amount : ndarray
        A full year's amount in the first year of the plan [USD].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year in which the money is there [share].

    Returns
    -------
    ndarray
        Money for the year [USD].

    References
    ----------
    Ours: even by months.

    Examples
    --------
    A levy of $600,000 that ends on 31 December pays half of a July-to-June year; an allocation
    of a million grows by 2%:

    >>> float(yearly_money(np.array(600000.0), np.array(1.0), np.array(0.5)))
    300000.0
    >>> float(yearly_money(np.array(1e6), np.array(1.02), np.array(1.0)))
    1020000.0
    """
    return np.asarray(amount * index * share)


def students_counted(students: Floats, lag_years: Floats, hold_harmless_rate: Floats) -> Floats:
    """Students by whom money is given: those of earlier years, and never fewer than a floor.

    - Without a delay and a floor, the students of the year itself.
    - Before the plan there is only the first year's number to count.

    Parameters
    ----------
    students : ndarray, shape (year, case)
        Students of each year [students].
    lag_years : ndarray
        Years by which the count is older than the money, a whole number [years].
    hold_harmless_rate : ndarray
        Fewest students counted, as a share of the first year's; 0 for no floor [share].

    Returns
    -------
    ndarray, shape (year, case)
        Students that count in each year [students].

    References
    ----------
    About fifteen states pay by the current count; others by an earlier one, or with a floor
    (Reason Foundation, "How Should States Count Students to Calculate School Funding?"). One
    delay and one floor are our form of it.

    Examples
    --------
    A tenth of the students leaves every year; the count is a year old, and at least 85%:

    >>> students = np.array([[1000.0], [900.0], [810.0], [729.0]])
    >>> students_counted(students, np.array(1.0), np.array(0.85)).ravel().tolist()
    [1000.0, 1000.0, 900.0, 850.0]
    """
    year = np.arange(len(students), dtype=np.float64)[:, None]
    counted_in = np.maximum(year - lag_years, 0.0).astype(np.intp)
    counted = np.take_along_axis(students, np.broadcast_to(counted_in, students.shape), axis=0)
    return np.maximum(counted, hold_harmless_rate * students[:1])


def student_share(counted: Floats, when_stated: Floats) -> Floats:
    """Students counted, as a share of those counted when the amount was stated.

    It is 1 where there were none.

    Parameters
    ----------
    counted : ndarray, shape (year, case)
        Students counted in each year [students].
    when_stated : ndarray, shape (year or 1, case)
        Students counted in the year in whose dollars the amount is stated [students].

    Returns
    -------
    ndarray, shape (year, case)
        Share by which an amount that follows students changes [ratio].

    References
    ----------
    Ours: the same amount for each student.

    Examples
    --------
    >>> student_share(np.array([[1000.0], [900.0]]), np.array([[1000.0]])).ravel().tolist()
    [1.0, 0.9]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(when_stated > 0, counted / when_stated, 1.0))
