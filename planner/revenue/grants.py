"""Grants: money with a start, an end and rules. ESSER was one.

A yearly grant pays an amount each year between its dates, like all yearly money. An award
given once is available from its first year and is spent until it ends. What is left
when a grant ends has lapsed.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def award(amount: Floats, starts: Floats, ends: Floats, year_starts: Floats) -> Floats:
    """Money of an award given once: all of it in its first year of the plan.

    Parameters
    ----------
    amount : ndarray
        What is left of the award when the plan starts, or the award [USD].
    starts, ends : ndarray
        Month edges of its life [months].
    year_starts : ndarray, shape (row, year, case)
        Month edge at which each fiscal year begins [months].

    Returns
    -------
    ndarray
        New money by year [USD].

    References
    ----------
    2 CFR 200.344: nothing may be charged after the end date (and its liquidation period).

    Examples
    --------
    >>> years = np.array([[[0.0], [12.0], [24.0]]])
    >>> award(np.array(500.0), np.array(-np.inf), np.array(18.0), years).ravel().tolist()
    [500.0, 0.0, 0.0]
    """
    plan_start = year_starts[:, :1]
    begins = np.maximum(starts, plan_start)
    arrives = (begins >= year_starts) & (begins < year_starts + 12.0)
    alive = ends > begins
    return np.asarray(amount * (arrives & alive))


def carried_over(
    left: Floats, year_amount: Floats, carries: bool, carry_limit_rate: Floats, ends_now: Floats
) -> Floats:
    """Unspent money that may still be spent next year; the rest lapses.

    Parameters
    ----------
    left : ndarray
        Unspent at the end of the year [USD].
    year_amount : ndarray
        The year's own amount, on which a limit is calculated [USD].
    carries : bool
        Whether the source's rules let money be carried at all.
    carry_limit_rate : ndarray
        Greatest share of the year's amount that may be carried; infinity for no limit [share].
    ends_now : ndarray
        1 where the source ends in the year or before, else 0 [flag].

    Returns
    -------
    ndarray
        Carried into the next year [USD].

    References
    ----------
    A limit such as Title I-A's 15% of the year's allocation (ESEA section 1127).

    Examples
    --------
    >>> args = np.array(40.0), np.array(100.0), True, np.array(0.15), np.array(0.0)
    >>> float(carried_over(*args))
    15.0
    """
    if not carries:
        return np.zeros_like(left)
    with np.errstate(invalid="ignore"):
        limit = np.where(np.isinf(carry_limit_rate), np.inf, carry_limit_rate * year_amount)
    return np.asarray(np.minimum(left, limit) * (1.0 - ends_now))
