"""Federal formula grants: Titles I-A, II-A, III-A and IV-A, and IDEA part B.

The year's money is available from July 1 (part of some grants from October 1) and may be spent for
27 months. A share of it may come late: in July 2025 about $7 billion was withheld. Left out
here: the formulas by which allocations are made, which costs a title may pay
(``planner/reference`` says), supplement-not-supplant tests, and the minimum amounts for
well-rounded and for safe and healthy students under Title IV-A, except as limits on technology.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.fiscal import share_of_year


def received_with_delay(amount: Floats, delay_months: Floats, steady_before: Floats) -> Floats:
    """Money by the year it is received, when the last months of each year's money come late.

    - Without delay each year receives its own money.
    - With twelve months of delay each year receives that of the year before.
    - A source that is new in the first year starts with a gap; a steady one receives in it the
      late part of the year before, taken to be as large as its own.

    Parameters
    ----------
    amount : ndarray, shape (row, year, case)
        Money of each year [USD].
    delay_months : ndarray
        Months of each year's money that come in the next fiscal year, 0 to 12 [months].
    steady_before : ndarray
        1 where the source was there before the plan, else 0 [flag].

    Returns
    -------
    ndarray, shape (row, year, case)
        Money received in each year; the late part of the last year comes after the plan [USD].

    References
    ----------
    About $7 billion of formula money was withheld on 1 July 2025 (AFSA, February 2026); the
    even spread over months is ours.

    Examples
    --------
    Three months late, and the money ends after the second year:

    >>> money = np.array([[[120.0], [120.0], [0.0]]])
    >>> received_with_delay(money, np.array(3.0), np.array(1.0)).ravel().tolist()
    [120.0, 120.0, 30.0]
    >>> received_with_delay(money, np.array(3.0), np.array(0.0)).ravel().tolist()
    [90.0, 120.0, 30.0]
    """
    late = amount * (delay_months / 12.0)
    of_year_before = np.concatenate([late[:, :1], late[:, :-1]], axis=1)
    first = np.arange(late.shape[1])[None, :, None] == 0
    return np.asarray(amount - late + np.where(first, steady_before, 1.0) * of_year_before)


def title_iv_a_limits(
    allocation: Floats,
    shares_from: float | Floats,
    technology_rate: float | Floats,
    infrastructure_rate: float | Floats,
) -> tuple[Floats, Floats]:
    """Most of a Title IV-A allocation that may go to technology, and to its infrastructure.

    Infrastructure is devices, equipment, software and platforms; the rest of the technology
    money must go to training and the like. Technology bought for a well-rounded or a safe and
    healthy purpose is outside these limits.

    Parameters
    ----------
    allocation : ndarray
        Allocation of the year [USD].
    shares_from : float or ndarray
        Allocation from which a district must spend shares on the other two purposes [USD].
    technology_rate : float or ndarray
        Greatest share for technology where that holds: what the other two leave [share].
    infrastructure_rate : float or ndarray
        Greatest share of the technology money for infrastructure [share].

    Returns
    -------
    technology : ndarray
        Most for the effective use of technology [USD].
    infrastructure : ndarray
        Most of that for infrastructure [USD].

    Notes
    -----
    The figures of the law are in ``planner/reference/title_iv_a.py``. That the limit on
    infrastructure holds below $30,000 too is our reading; it is unverified.

    References
    ----------
    ESEA sections 4106 and 4109(b); Arizona Department of Education, Title IV-A questions.

    Examples
    --------
    >>> [float(most) for most in title_iv_a_limits(np.array(1e5), 30000.0, 0.6, 0.15)]
    [60000.0, 9000.0]
    """
    technology = np.where(allocation >= shares_from, technology_rate * allocation, allocation * 1.0)
    return technology, infrastructure_rate * technology


def spendable_share(arrives: Floats, available_months: Floats, year_starts: Floats) -> Floats:
    """Share of each fiscal year in which money that has arrived may still be spent.

    Parameters
    ----------
    arrives : ndarray
        Month edge at which the money is there [months].
    available_months : ndarray
        Months for which it may be spent; infinity for no limit [months].
    year_starts : ndarray
        Month edge at which each fiscal year begins [months].

    Returns
    -------
    ndarray
        Share of the year, by whole months [share].

    References
    ----------
    Tydings amendment: 27 months, 15 from 1 July and 12 of carryover (Florida Department of
    Education, technical assistance paper on carryover).

    Examples
    --------
    Money of 1 July may be spent to 30 September of the second year after it:

    >>> years = np.array([0.0, 12.0, 24.0, 36.0])
    >>> spendable_share(np.array(0.0), np.array(27.0), years).tolist()
    [1.0, 1.0, 0.25, 0.0]
    """
    # Money without a limit never ends, also if it was always there (minus infinity).
    with np.errstate(invalid="ignore"):
        ends = np.where(np.isposinf(available_months), np.inf, arrives + available_months)
    return share_of_year(arrives, ends, year_starts)


def carry_limit(limit_rate: Floats, allocation: Floats, exempt_below: Floats) -> Floats:
    """Largest share of a year's allocation that may be carried over into the next year.

    Parameters
    ----------
    limit_rate : ndarray
        The rule's share; infinity for no limit [share].
    allocation : ndarray
        Allocation of the year, with what was transferred into it [USD].
    exempt_below : ndarray
        Allocation below which the rule does not hold; 0 where it always does [USD].

    Returns
    -------
    ndarray
        Share that may be carried; infinity for no limit [share].

    References
    ----------
    ESEA section 1127: 15% of a Title I-A allocation, districts under $50,000 exempt (Florida
    Department of Education; California Department of Education).

    Examples
    --------
    >>> allocations = np.array([49999.0, 50000.0])
    >>> carry_limit(np.array(0.15), allocations, np.array(50000.0)).tolist()
    [inf, 0.15]
    """
    return np.asarray(np.where(allocation < exempt_below, np.inf, limit_rate))
