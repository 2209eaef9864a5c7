"""Leases: purchases paid by level yearly payments, the first at delivery.

A leased purchase is not paid in its year but over the years of the lease, each payment fixed when
the lease is signed; a buyout may follow in the year after the last payment. A lease
that ends in a buyout of one dollar is a financed purchase under GASB 87. Left out here: taxes,
the lessor's fees, charges for damage at return, and monthly or quarterly payments.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def level_payment(amount: Floats, yearly_rate: Floats, years: Floats) -> Floats:
    """Level yearly payment that pays off an amount, the first payment at delivery.

    - At a rate of zero it is the amount divided by the years.
    - Over one year it is the amount: there is no time for interest.

    Parameters
    ----------
    amount : ndarray
        What is financed [USD].
    yearly_rate : ndarray
        Interest of the lease [share per year].
    years : ndarray
        Number of yearly payments, 1 or more [years].

    Returns
    -------
    ndarray
        Payment in each of the years [USD per year].

    References
    ----------
    Annuity in advance. Worked example W14: Kaneland CUSD 302, $862,506.92 over four years.

    Examples
    --------
    >>> round(float(level_payment(np.array(862506.92), np.array(0.0), np.array(4.0))), 2)
    215626.73
    >>> round(float(level_payment(np.array(862506.92), np.array(0.05), np.array(4.0))), 2)
    231654.44
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        # Today's value of one dollar in each of the years; exact also for rates near zero.
        factor = -np.expm1(-years * np.log1p(yearly_rate)) * (1.0 + yearly_rate) / yearly_rate
    return np.asarray(amount / np.where(yearly_rate == 0, years, factor))


def lease_payments(
    financed: Floats, yearly_rate: Floats, lease_years: Floats, buyout_rate: Floats
) -> Floats:
    """What the leases of all purchases cost in each year of the plan.

    Each year's purchases are paid in that year and the years after it, at the terms of the year
    of purchase. What is due after the plan ends is not shown.

    Parameters
    ----------
    financed : ndarray, shape (row, year, case)
        Purchases of each year that are leased [USD].
    yearly_rate : ndarray, shape (row, year or 1, case or 1)
        Interest of a lease signed in the year [share per year].
    lease_years : ndarray, shape (row, year or 1, case or 1)
        Yearly payments of a lease signed in the year, a whole number, 1 or more [years].
    buyout_rate : ndarray, shape (row, year or 1, case or 1)
        Share of the amount financed that is paid to keep it, in the year after the last
        payment; 0 for none [share].

    Returns
    -------
    ndarray, shape (row, year, case)
        Payments and buyouts of the year [USD].

    References
    ----------
    Ours: yearly payments in advance, the usual form of a school lease.

    Examples
    --------
    One purchase of 300 over three years without interest, bought out for a tenth:

    >>> once, one = np.array([[[300.0], [0.0], [0.0], [0.0], [0.0]]]), np.ones((1, 1, 1))
    >>> lease_payments(once, 0 * one, 3 * one, 0.1 * one).ravel().tolist()
    [100.0, 100.0, 100.0, 30.0, 0.0]
    """
    amount, rate, term, buyout = np.broadcast_arrays(
        financed, yearly_rate, lease_years, buyout_rate
    )
    due = np.zeros(amount.shape)
    payment = level_payment(amount, rate, term)
    for signed in range(amount.shape[1]):
        since = np.arange(amount.shape[1] - signed)[None, :, None]
        of_year = slice(signed, signed + 1)
        due[:, signed:] += np.where(since < term[:, of_year], payment[:, of_year], 0.0)
        kept = buyout[:, of_year] * amount[:, of_year]
        due[:, signed:] += np.where(since == term[:, of_year], kept, 0.0)
    return due


def payments_left(payment: Floats, left: Floats, buyout: Floats, years: int) -> Floats:
    """What leases that already run still cost in each year of the plan.

    Parameters
    ----------
    payment : ndarray, shape (row, 1, case)
        Yearly payment, fixed when the lease was signed [USD per year].
    left : ndarray, shape (row, 1, case)
        Payments left, the first of them in the plan's first year; below zero for no lease
        [payments].
    buyout : ndarray, shape (row, 1, case)
        What is paid to keep the devices, in the year after the last payment [USD].
    years : int
        Years of the plan [years].

    Returns
    -------
    ndarray, shape (row, year, case)
        Payments and buyouts of the year [USD].

    References
    ----------
    Ours: yearly payments in advance, the usual form of a school lease.

    Examples
    --------
    Two payments of $106,000 are left, then the devices are bought for a dollar:

    >>> payment, left, buyout = (np.full((1, 1, 1), x) for x in (106_000.0, 2.0, 1.0))
    >>> payments_left(payment, left, buyout, 4).ravel().tolist()
    [106000.0, 106000.0, 1.0, 0.0]
    """
    since = np.arange(years)[None, :, None]
    return np.asarray(np.where(since < left, payment, 0.0) + np.where(since == left, buyout, 0.0))


def lease_level_cost(
    amount_per_year: Floats, yearly_rate: Floats, lease_years: Floats, buyout_rate: Floats
) -> Floats:
    """Yearly cost of leasing the same amount again every year, forever.

    Once the first leases have ended, as many leases are being paid as a lease has years, and one
    is bought out each year.

    Parameters
    ----------
    amount_per_year : ndarray
        Purchases of every year [USD per year].
    yearly_rate : ndarray
        Interest of the leases [share per year].
    lease_years : ndarray
        Yearly payments of each lease, a whole number, 1 or more [years].
    buyout_rate : ndarray
        Share of the amount financed that is paid to keep it; 0 for none [share].

    Returns
    -------
    ndarray
        Level cost of a year [USD per year].

    References
    ----------
    Ours: the payments of ``lease_payments`` once they are level.

    Examples
    --------
    Without interest a lease costs what it buys:

    >>> hundred, three = np.array(100.0), np.array(3.0)
    >>> round(float(lease_level_cost(hundred, np.array(0.0), three, np.array(0.0))), 2)
    100.0
    >>> round(float(lease_level_cost(hundred, np.array(0.05), three, np.array(0.1))), 2)
    114.92
    """
    payments = lease_years * level_payment(amount_per_year, yearly_rate, lease_years)
    return np.asarray(payments + buyout_rate * amount_per_year)
