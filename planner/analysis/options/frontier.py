"""The frontier of money against service: sets that no other set beats in both."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats, Places


def frontier(money: Floats, points: Floats, size: Floats) -> Places:
    """Sets that no other set beats: more money for the same service, or less service for it.

    A set beats another if it leaves at least as much money and takes no more service, and is
    better in one of the two; of sets that are the same in both to the cent, the one of fewest
    options beats the others, then the one that comes first.

    Parameters
    ----------
    money : ndarray
        What a set leaves the district, the more the better [USD].
    points : ndarray
        Service it takes, the less the better [points].
    size : ndarray
        Options it takes [options].

    Returns
    -------
    ndarray of int
        Places of the sets, from the least service lost to the most money.

    References
    ----------
    Ours: Pareto dominance in two measures, found by one sorted sweep.

    Examples
    --------
    >>> frontier(np.array([0.0, 5.0, 4.0, 9.0]), np.array([0.0, 1, 2, 3]), np.array([0.0, 1, 1, 2]))
    array([0, 1, 3])
    """
    cents = np.round(money * 100)
    order = np.lexsort((np.arange(len(cents)), size, -cents, points))
    # Sorted by service lost, a set stays if it leaves more money than all before it.
    best_before = np.concatenate([[-np.inf], np.maximum.accumulate(cents[order])[:-1]])
    return np.asarray(order[cents[order] > best_before])
