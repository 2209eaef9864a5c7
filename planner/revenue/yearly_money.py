"""Money that comes by the year: an amount, grown since the first year, for the months it is there.

Levies, allocations, formula grants, yearly grants, draws on capital money, aid by the student and
fees all come to this once their amount of a full year is known. Money that comes at once, such as
an award, is in ``planner/revenue/grants.py``.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def yearly_money(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Money of a year from a source that pays by the month.

    - In the first year, and for all of it, a source pays what was typed.
    - A source that starts or ends within the year pays for the months in which it is there.

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
