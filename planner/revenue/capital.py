"""Money for capital: bonds, sinking funds and capital levies that may buy technology.

It buys things that last and may not pay what recurs: subscriptions, maintenance and salaries are
left to other money, by the rules of each state. The year's draw on the proceeds is there from
the month it starts. Left out here: issuing costs, the debt service that repays a bond, and the
interest earned on proceeds not yet spent.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def capital_money(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Capital money for technology in a year.

    Parameters
    ----------
    amount : ndarray
        A full year's draw in the first year of the plan [USD].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year in which it is there [share].

    Returns
    -------
    ndarray
        Money for the year [USD].

    References
    ----------
    Ours: even by months.

    Examples
    --------
    >>> float(capital_money(np.array(800000.0), np.array(1.0), np.array(0.5)))
    400000.0
    """
    return np.asarray(amount * index * share)
