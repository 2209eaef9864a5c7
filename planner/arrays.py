"""The types of the model's arrays, and their case axis.

The case axis is the last of every array: one case is one set of inputs, such as a scenario or a
draw. What is the same in all cases is held once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

#: Amounts, rates, counts: anything that is computed with.
Floats = npt.NDArray[np.float64]
#: Places of rows in a table.
Places = npt.NDArray[np.intp]
#: Which rows, sources or cases are meant.
Bools = npt.NDArray[np.bool_]
#: Some rows or cases: those that follow one another, or their places.
Span = slice | Places


def unrepeated(array: Floats) -> Floats:
    """The array with a case axis of length 1 where that axis only repeats.

    >>> unrepeated(np.broadcast_to(np.ones((2, 1)), (2, 500))).shape
    (2, 1)
    """
    return array[..., :1] if array.strides[-1] == 0 else array


def sum_of_rows(rows: Floats) -> Floats:
    """Sum over the first axis, row after row, however many cases there are.

    NumPy adds a single column in another order than many, and rows that lie otherwise in memory in
    another order than rows that lie one after the other: the last bit would differ.

    >>> sum_of_rows(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [4.0, 6.0]
    """
    each = unrepeated(rows)
    laid = np.ascontiguousarray(each)
    total = np.cumsum(laid, axis=0)[-1] if laid[:1].size == 1 else np.add.reduce(laid, axis=0)
    return np.asarray(total) if each is rows else np.broadcast_to(total, rows.shape[1:])


def as_span(places: Places) -> Span:
    """Places that follow one another as a slice, which is faster to take.

    >>> as_span(np.array([2, 3, 4])), as_span(np.array([0, 2]))
    (slice(2, 5, None), array([0, 2]))
    """
    if len(places) and places[-1] - places[0] == len(places) - 1 and (np.diff(places) == 1).all():
        return slice(int(places[0]), int(places[-1]) + 1)
    return places
