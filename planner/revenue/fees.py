"""Fees that families pay for a device program or its insurance, usually at the start of school.

Never the fee times enrollment: some families do not take part, some are waived because of their
income, some do not pay. Left out here: fines for damage, and the work of collecting.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.revenue.yearly_money import yearly_money


def fee_revenue(
    people: Floats,
    fee_per_person: Floats,
    uptake_rate: Floats,
    waived_rate: Floats,
    unpaid_rate: Floats,
    index: Floats,
    share: Floats,
) -> Floats:
    """Fees received in a year from those who take part, are not waived, and pay.

    Parameters
    ----------
    people : ndarray
        Students to whom the program is offered [students].
    fee_per_person : ndarray
        Yearly fee in the first year of the plan [USD per student].
    uptake_rate : ndarray
        Share of those offered the program who take part [share].
    waived_rate : ndarray
        Share of all who take part whose fee is waived [share].
    unpaid_rate : ndarray
        Share of all who take part who owe the fee and do not pay it [share].
    index : ndarray
        Growth of the fee since the first year [ratio].
    share : ndarray
        Share of the year in which the fee is charged [share].

    Returns
    -------
    ndarray
        Fees received; nothing where more are waived or unpaid than take part [USD].

    References
    ----------
    Kingsport, Tennessee, 2016: of a $50 fee 60% was paid, 32% waived, 8% unpaid.

    Examples
    --------
    Kingsport, for a thousand students: not $50,000 but $30,000.

    >>> one = np.array(1.0)
    >>> thousand, fee, waived, unpaid = (np.array(n) for n in (1000.0, 50.0, 0.32, 0.08))
    >>> round(float(fee_revenue(thousand, fee, one, waived, unpaid, one, one)), 2)
    30000.0
    """
    paying = np.maximum(1.0 - waived_rate - unpaid_rate, 0.0)
    return yearly_money(people * uptake_rate * paying * fee_per_person, index, share)
