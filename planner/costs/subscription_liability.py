"""What a long subscription or lease is on the books: GASB 96 and GASB 87.

The plan itself counts cash: a payment is a cost in the year it is made. This is the disclosure
next to it, one contract at a time: the liability at the start, the interest in each payment, and
the asset that is amortized evenly over the time left. Periods are years from the
start of the contract, paid at their start or at their end. Left out here: contracts of at most
twelve months, which are simply expensed (unverified); preliminary work, training and operation,
which are expensed too; changed terms; and the entries of governmental funds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats


@dataclass(frozen=True)
class Schedule:
    """Liability and asset of one contract, period by period.

    Attributes
    ----------
    opening : ndarray, shape (period,)
        Liability before the period's payment [USD].
    interest : ndarray, shape (period,)
        Interest of the period on what is owed [USD].
    payment : ndarray, shape (period,)
        Payment of the period; what of it is not interest reduces the liability [USD].
    closing : ndarray, shape (period,)
        Liability at the end of the period; zero at the end of the contract [USD].
    asset_opening : ndarray, shape (period,)
        Right to use, at the start of the period [USD].
    amortization : ndarray, shape (period,)
        Amortized in the period [USD].
    asset_closing : ndarray, shape (period,)
        Right to use, at the end of the period; zero at the end of the contract [USD].
    """

    opening: Floats
    interest: Floats
    payment: Floats
    closing: Floats
    asset_opening: Floats
    amortization: Floats
    asset_closing: Floats


def disclosure(
    payments: Sequence[float] | Floats,
    yearly_rate: float,
    in_advance: bool,
    capitalizable_cost: float = 0.0,
    prepaid: float = 0.0,
    incentives: float = 0.0,
    last_period: float = 1.0,
) -> Schedule:
    """Liability and asset of one contract, from its start to its end.

    Parameters
    ----------
    payments : sequence of float or ndarray
        Payment of each year of the contract, the first in advance among them [USD].
    yearly_rate : float
        The vendor's rate or, if it cannot be known, what the district would pay to borrow
        [share per year].
    in_advance : bool
        Whether a payment is made at the start of its year, not at the end.
    capitalizable_cost : float
        Cost of putting it into service that counts with the asset [USD].
    prepaid : float
        Paid before the contract starts and not among the payments [USD].
    incentives : float
        Received from the vendor before the contract starts [USD].
    last_period : float
        Part of the last year that the contract runs, over which the asset is amortized [share].

    Returns
    -------
    Schedule
        Amounts of each year [USD].

    Raises
    ------
    ValueError
        If there is no payment.

    References
    ----------
    GASB Statements 87 and 96; worked example W8 (EZLease): liability $39,231, asset $42,231.
    That the asset is amortized evenly over the contract is unverified.

    Examples
    --------
    >>> schedule = disclosure([20000.0, 20000.0], 0.04, True, capitalizable_cost=3000.0)
    >>> schedule.opening.round().tolist(), schedule.interest.round().tolist()
    ([39231.0, 20000.0], [769.0, 0.0])
    >>> schedule.asset_opening.round().tolist(), schedule.asset_closing.round().tolist()
    ([42231.0, 21115.0], [21115.0, 0.0])
    """
    count = len(payments)
    if count == 0:
        msg = "payments must have at least one payment"
        raise ValueError(msg)
    payment = np.array(payments, dtype=np.float64)
    # What is owed at each point is the worth of what is still to be paid, so nothing is at the end.
    owed = np.zeros(count + 1)
    for period in reversed(range(count)):
        owed[period] = _owed(payment[period], owed[period + 1], yearly_rate, in_advance)
    asset = owed[0] + prepaid + capitalizable_cost - incentives
    left = asset * np.maximum(1.0 - np.arange(count + 1) / (count - 1 + last_period), 0.0)
    return Schedule(
        opening=owed[:-1],
        interest=yearly_rate * (owed[:-1] - payment if in_advance else owed[:-1]),
        payment=payment,
        closing=owed[1:],
        asset_opening=left[:-1],
        amortization=left[:-1] - left[1:],
        asset_closing=left[1:],
    )


def _owed(payment: float, owed_after: float, yearly_rate: float, in_advance: bool) -> float:
    """Worth, at the start of a period, of its payment and of what is owed at its end [USD]."""
    if in_advance:
        return payment + owed_after / (1.0 + yearly_rate)
    return (payment + owed_after) / (1.0 + yearly_rate)
