"""Yearly money: an amount, grown since the first year, for the months it is available.

Levies, allocations, formula grants, yearly grants, draws on capital money, aid per student and
fees are all calculated this way once their full-year amount is known. Money that arrives at once,
such as an award, is in ``planner/revenue/grants.py``.
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
