"""A local technology levy: collected between two dates, then renewed or gone.

A renewal is a row of its own, so that the plan can be read with it and without it. A year in
which the levy starts or ends gets the months it covers. Left out here: collection rates.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def levy_proceeds(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Proceeds of a year.

    Parameters
    ----------
    amount : ndarray
        A full year's proceeds in the first year of the plan [USD].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year in which it is collected [share].

    Returns
    -------
    ndarray
        Money for the year [USD].

    References
    ----------
    Ours: even collection by months.

    Examples
    --------
    A levy of $600,000 that ends on 31 December pays half of a July-to-June year.

    >>> float(levy_proceeds(np.array(600000.0), np.array(1.0), np.array(0.5)))
    300000.0
    """
    return np.asarray(amount * index * share)
