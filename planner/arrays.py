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


def taken_cases(array: Floats, places: Places) -> Floats:
    """Some cases of an array, in any order; what is the same in all cases is still held once.

    >>> taken_cases(np.array([[1.0, 2.0]]), np.array([1, 1, 0])).tolist()
    [[2.0, 2.0, 1.0]]
    >>> taken_cases(np.array([[1.0]]), np.array([0, 0])).strides[-1]
    0
    """
    common = unrepeated(array)
    if common.shape[-1] == 1:
        return np.broadcast_to(common, (*array.shape[:-1], len(places)))
    return array.take(places, axis=-1)


def sum_of_rows(rows: Floats) -> Floats:
    """Sum over the first axis, row after row, however many cases there are.

    NumPy adds a single column in a different order than many, and rows that lie otherwise in memory
    in a different order than rows that lie one after the other: the last bit would differ.

    >>> sum_of_rows(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [4.0, 6.0]
    """
    each = rows if rows.strides[-1] else unrepeated(rows)
    laid = each if each.flags.c_contiguous else np.ascontiguousarray(each)
    alone = laid.size == len(laid) > 0
    total = laid.cumsum(axis=0)[-1] if alone else np.add.reduce(laid, axis=0)
    return np.asarray(total) if each is rows else np.broadcast_to(total, rows.shape[1:])


def is_some(array: Floats | Bools) -> bool:
    """Whether anything in an array is not zero; several times faster than its method ``any``.

    >>> is_some(np.array([0.0, -2.0])), is_some(np.zeros((3, 0)))
    (True, False)
    """
    return bool(np.count_nonzero(array))


def places_with(chosen: Bools) -> list[int]:
    """Places on the first axis at which something is chosen.

    >>> places_with(np.array([[[False]], [[True]]]))
    [1]
    """
    others = tuple(range(1, chosen.ndim))
    found: list[int] = np.logical_or.reduce(chosen, axis=others).nonzero()[0].tolist()
    return found


def as_span(places: Places) -> Span:
    """Places that follow one another as a slice, which is faster to take.

    >>> as_span(np.array([2, 3, 4])), as_span(np.array([0, 2]))
    (slice(2, 5, None), array([0, 2]))
    """
    if len(places) and places[-1] - places[0] == len(places) - 1 and (np.diff(places) == 1).all():
        return slice(int(places[0]), int(places[-1]) + 1)
    return places
