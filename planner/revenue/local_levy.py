"""A local technology levy: collected between two dates, then renewed or gone.

A renewal is a separate row, so the plan can be read with it and without it. A year in
which the levy starts or ends gets the months it covers, or, where taxes come in halves of a
calendar year, the halves it covers. What is not collected in time is left out: late payments of
earlier years are not added.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.revenue.yearly_money import yearly_money

#: Proceeds of a year [USD].
levy_proceeds = yearly_money


def share_of_levy(
    starts: Floats, ends: Floats, year_starts: Floats, first_half_rate: Floats
) -> Floats:
    """Share of a calendar year's levy that comes in each fiscal year.

    The first half of a calendar year is January to June. Each half is spread over its six months.

    Parameters
    ----------
    starts, ends : ndarray
        Month edges between which the levy is collected [months].
    year_starts : ndarray, shape (year, 1)
        Month edge at which each fiscal year begins [months].
    first_half_rate : ndarray
        Share of a calendar year's levy that comes in its first half [share].

    Returns
    -------
    ndarray, shape (year, case)
        Share of a full year's levy [share].

    References
    ----------
    Ohio collects school levies by calendar year, the first half early in the year (Licking
    Heights Local School District, "Property tax levy collection and valuation").

    Examples
    --------
    55% comes in the first half. Collected in calendar 2027 and 2028; fiscal years start in July:

    >>> years = 12.0 * np.array([[2026.5], [2027.5], [2028.5]])
    >>> begin, end = np.array(12.0 * 2027), np.array(12.0 * 2029)
    >>> share_of_levy(begin, end, years, np.array(0.55)).ravel().round(9).tolist()
    [0.55, 1.0, 0.45]
    """
    halves = []
    for month in range(12):
        edge = year_starts + month
        collected = (starts <= edge) & (edge < ends)
        in_first_half = np.mod(edge, 12.0) < 6.0
        halves.append(collected * np.where(in_first_half, first_half_rate, 1.0 - first_half_rate))
    return np.asarray(sum(halves) / 6.0)


def levy_mills(amount: float, taxable_value: float) -> float:
    """What a levy asks of each $1,000 of taxable value.

    Parameters
    ----------
    amount : float
        What the levy brings a year [USD].
    taxable_value : float
        The value on which property taxes are levied [USD].

    Returns
    -------
    float
        Rate [mills: USD per $1,000 of taxable value].

    References
    ----------
    Ohio Department of Taxation, property tax: one mill is $1 for each $1,000 of taxable value.

    Examples
    --------
    A levy of $1.5 million on a tax base of $1.2 billion:

    >>> levy_mills(1_500_000.0, 1.2e9)
    1.25
    """
    return amount / taxable_value * 1000.0


def cost_to_home(mills: float, assessment_rate: float, home_value: float) -> float:
    """What a levy costs the owner of a home a year, before exemptions and credits.

    Parameters
    ----------
    mills : float
        Rate of the levy [USD per $1,000 of taxable value].
    assessment_rate : float
        Taxable value of a home as a share of what it would sell for [share].
    home_value : float
        What the home would sell for [USD].

    Returns
    -------
    float
        Tax [USD a year].

    References
    ----------
    Ohio Department of Taxation, property tax: a home is taxed on 35% of its market value.

    Examples
    --------
    1.25 mills on a home worth $100,000 that is taxed on 35% of its value:

    >>> round(cost_to_home(1.25, 0.35, 100_000.0), 2)
    43.75
    """
    return mills / 1000.0 * assessment_rate * home_value
