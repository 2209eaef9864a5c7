"""Money that is not enough: what is kept first is paid first, within a priority equal shares."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from planner.arrays import Bools, Floats, Places, Span, as_span, is_some, sum_of_rows

#: So small that nothing is less but nothing at all [USD].
_NO_WHOLE = 1e-300

#: Rows of each priority, those that are kept first before the others.
Ranks = tuple[Span, ...]
#: Rows of which none is kept before another.
NO_RANKS: Ranks = (slice(None),)


def ranks_of(priority: Places) -> Ranks:
    """Rows of each priority, those that are kept first before the others.

    Parameters
    ----------
    priority : ndarray of int, shape (row,)
        1 is kept first.

    Examples
    --------
    >>> ranks_of(np.array([2, 2])), ranks_of(np.array([3, 1, 3]))
    ((slice(None, None, None),), (slice(1, 2, None), array([0, 2])))
    """
    return _ranks(priority.astype(np.intp).tobytes())


@lru_cache(maxsize=256)
def _ranks(priority: bytes) -> Ranks:
    """The same for every block of draws of a plan, so that it is found once."""
    of_row = np.frombuffer(priority, dtype=np.intp)
    found = np.unique(of_row)
    if len(found) < 2:
        return NO_RANKS
    return tuple(as_span(np.flatnonzero(of_row == rank)) for rank in found)


def ration(wanted: Floats, money: Floats, ranks: Ranks) -> Floats:
    """Pay as much as there is money for: rank by rank, every row of a rank the same share.

    Parameters
    ----------
    wanted : ndarray, shape (row, case)
        What each row would get if there were enough; it becomes what the row gets [USD].
    money : ndarray, shape (case,)
        What there is [USD].
    ranks : tuple of slice or ndarray of int
        Rows of each priority.

    Returns
    -------
    ndarray, shape (case,)
        What is spent [USD].

    Examples
    --------
    Of $50, the row of rank 1 gets its $30, and two rows of rank 2 half of their $40:

    >>> wanted = np.array([[30.0], [10.0], [30.0]])
    >>> ration(wanted, np.array([50.0]), (slice(0, 1), slice(1, 3))).tolist()
    [50.0]
    >>> wanted[:, 0].tolist()
    [30.0, 5.0, 15.0]
    """
    spent: Floats | None = None
    for rows in ranks:
        of_rank = wanted[rows]
        total = sum_of_rows(of_rank)
        pays = np.minimum(total, money)
        if is_some(pays < total):  # there is not enough in some case
            of_rank *= ratio(pays, total)
            if not isinstance(rows, slice):
                wanted[rows] = of_rank
        money = money - pays
        spent = pays if spent is None else spent + pays
    return np.zeros_like(money) if spent is None else spent


def keep_within(pays: Floats, limited: Span | Bools, room: Floats, ranks: Ranks) -> None:
    """Pay limited rows less, by rank, where together they are more than there is room for.

    Parameters
    ----------
    pays : ndarray, shape (row, case)
        What each row would get [USD].
    limited : slice or ndarray
        Rows that the limit counts.
    room : ndarray, shape (case,)
        Most that they may get together [USD].
    ranks : tuple of slice or ndarray of int
        Which of the limited rows are of each priority.
    """
    within = pays[limited]
    ration(within, room, ranks)
    pays[limited] = within


def ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a total, 0 if the total is zero."""
    return np.asarray(part / np.maximum(whole, _NO_WHOLE))
