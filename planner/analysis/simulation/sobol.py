"""Sobol points: they fill the space of futures evenly, each column by powers of two.

They are those of SciPy, to the last digit, from the table of Joe and Kuo that SciPy carries; only
they are made without its statistics, which take longer to import than a simulation to run.
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import scipy

Words = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]


def sobol_points(columns: int, count: int, digits: int) -> Words:
    """The first points of a Sobol sequence, as whole numbers of so many binary digits.

    Parameters
    ----------
    columns : int
        How many numbers each point has.
    count : int
        How many points.
    digits : int
        Binary digits of each number.

    Returns
    -------
    ndarray, shape (column, point)
        Divided by two to the power of ``digits``, they are between 0 and 1.

    Examples
    --------
    >>> sobol_points(2, 4, 2).tolist()
    [[0, 2, 3, 1], [0, 2, 1, 3]]
    """
    try:
        directions = _directions(columns, digits)
    except OSError:  # a SciPy that keeps its table elsewhere
        return _asked_of_scipy(columns, count, digits)
    points = np.zeros((columns, count), dtype=np.uint64)
    for number in range(1, count):
        changes = (number & -number).bit_length() - 1  # the digit in which Gray's code changes
        points[:, number] = points[:, number - 1] ^ directions[:, changes]
    return points


def _asked_of_scipy(columns: int, count: int, digits: int) -> Words:
    from scipy.stats import qmc

    powers = max((count - 1).bit_length(), 0)
    points = qmc.Sobol(columns, scramble=False, bits=digits).random_base2(powers)[:count]
    found: Words = (points.T * 2.0**digits).astype(np.uint64)
    return found


def _directions(columns: int, digits: int) -> Words:
    """What each digit of a point's number does to each column."""
    polynomials, first = _joe_and_kuo()
    rows = [[1] * digits]
    for polynomial, begins in zip(polynomials[1:columns], first[1:columns], strict=True):
        rows.append(_recurrence(int(polynomial), [int(word) for word in begins], digits))
    found = np.array(rows[:columns], dtype=np.uint64)
    return found << np.arange(digits - 1, -1, -1, dtype=np.uint64)


def _recurrence(polynomial: int, begins: list[int], digits: int) -> list[int]:
    """Direction numbers of a column from its polynomial over two elements and its first ones."""
    degree = polynomial.bit_length() - 1
    words = begins[:degree]
    for place in range(degree, digits):
        word = words[place - degree]
        for step in range(1, degree + 1):
            if polynomial >> (degree - step) & 1:
                word ^= words[place - step] << step
        words.append(word)
    return words[:digits]


@functools.cache
def _joe_and_kuo() -> tuple[Words, Words]:
    """Polynomials and first direction numbers of every column, as SciPy carries them."""
    kept = Path(scipy.__file__).parent / "stats" / "_sobol_direction_numbers.npz"
    with np.load(kept) as table:
        return table["poly"], table["vinit"]
