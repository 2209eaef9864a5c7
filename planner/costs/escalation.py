"""How prices grow: year by year, or from one renewal to the next.

Amounts are stated in the plan's first year, so every index is 1 in that year. A year's growth
rate is the change from the year before to that year.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def price_index(growth_rate: Floats) -> Floats:
    """How many times as expensive each year is as the first.

    Parameters
    ----------
    growth_rate : ndarray, shape (row, year, case)
        Yearly growth; that of the first year is not used [share per year].

    Returns
    -------
    ndarray, shape (row, year, case)
        Index, 1 in the first year [ratio].

    References
    ----------
    Compound growth; the convention that the first year is the base is ours.

    Examples
    --------
    >>> price_index(np.full((1, 3, 1), 0.10)).round(4).ravel().tolist()
    [1.0, 1.1, 1.21]
    """
    index = np.asarray(1.0 + growth_rate, dtype=np.float64)
    index[:, 0] = 1.0
    if index.shape[-1] == 1:  # the same products, and faster unless there are many cases
        return np.asarray(np.multiply.accumulate(index, axis=1))
    for year in range(1, index.shape[1]):
        index[:, year] *= index[:, year - 1]
    return index


def contract_price_index(
    escalator_rate: Floats,
    renewal_increase_rate: Floats,
    term_years: Floats,
    next_renewal: Floats,
    years: Floats,
) -> Floats:
    """How a contract's price moves: the escalator within the term, the increase at renewal.

    Parameters
    ----------
    escalator_rate : ndarray, shape (row, year, case)
        Increase written in the contract for years within the term [share per year].
    renewal_increase_rate : ndarray, shape (row, year, case)
        Increase in a year of renewal [share].
    term_years : ndarray, shape (row, year, case)
        Years from one renewal to the next [years].
    next_renewal : ndarray, shape (row, year, case)
        First fiscal year at a renewed price; not a number means the second year [fiscal year].
    years : ndarray, shape (year,)
        Fiscal years of the plan [fiscal year].

    Returns
    -------
    ndarray, shape (row, year, case)
        Index, 1 in the first year [ratio].

    References
    ----------
    Ours: the price typed is the first year's, even if that year is a renewal.

    Examples
    --------
    A three-year term with 3% within it, renewed at 10% in the third year:

    >>> one = np.ones((1, 4, 1))
    >>> index = contract_price_index(
    ...     0.03 * one, 0.10 * one, 3 * one, 2029 * one, np.array([2027.0, 2028, 2029, 2030])
    ... )
    >>> index.round(4).ravel().tolist()
    [1.0, 1.03, 1.133, 1.167]
    """
    calendar = years[None, :, None]
    first_renewal = np.where(np.isnan(next_renewal), years[0] + 1.0, next_renewal)
    since = calendar - first_renewal
    renews = (since >= 0) & (np.mod(since, term_years) == 0)
    return price_index(np.where(renews, renewal_increase_rate, escalator_rate))
