"""The general fund's yearly allocation to technology: local, flexible, and last to be asked."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats


def allocation(amount: Floats, index: Floats, share: Floats) -> Floats:
    """Technology allocation of a year.

    Parameters
    ----------
    amount : ndarray
        Allocation in the first year [USD].
    index : ndarray
        Growth since the first year [ratio].
    share : ndarray
        Share of the year it is there [share].

    Returns
    -------
    ndarray
        Money for the year [USD].

    References
    ----------
    Ours.

    Examples
    --------
    >>> float(allocation(np.array(1e6), np.array(1.02), np.array(1.0)))
    1020000.0
    """
    return np.asarray(amount * index * share)
