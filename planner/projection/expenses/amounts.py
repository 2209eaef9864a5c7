"""Amounts of rows: what is a row's own, times what it shares with other rows.

Fifty licenses differ in price, not in how many students there are or how prices grow. So a row is
a figure of its own, the same in every draw, times one of a few series that differ from draw to
draw. Rows are written out only when a caller asks for rows; sums of rows add up the figures
first and multiply once, which is what makes ten thousand draws of a long plan affordable.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from planner.arrays import Bools, Floats, Places, Span, as_span, sum_of_rows

#: Rows of which products are laid out before they are added up: few enough to stay in the cache.
_AT_ONCE = 8
#: What multiplies nothing.
ONE = np.ones((1, 1, 1))
ONE.flags.writeable = False


@dataclass(frozen=True)
class Amounts:
    """Amounts of several rows, row by row the product of three parts.

    Attributes
    ----------
    own : ndarray, shape (row, year or 1, case or 1)
        What is a row's own, such as a price times the share of the year that is billed.
    shared : ndarray, shape (kind, year or 1, case or 1)
        What several rows have in common, such as students times a price index.
    kind : ndarray of int, shape (row,)
        Which of them a row is multiplied by.
    growth : ndarray, shape (1, year or 1, case or 1)
        What all rows are multiplied by, such as one price index.
    """

    own: Floats
    shared: Floats
    kind: Places
    growth: Floats = field(default_factory=lambda: ONE)

    def rows(self) -> Floats:
        """Every row, shape (row, year or 1, case or 1)."""
        return np.asarray(self.own * self.shared[self.kind] * self.growth)

    def with_own(self, own: Floats) -> Amounts:
        """Other figures of the rows, times the same."""
        return replace(self, own=own)

    def of_years(self, years: slice) -> Amounts:
        """The same in some years only."""
        if years == slice(None):
            return self
        parts = (
            array[:, years] if array.shape[1] > 1 else array
            for array in (self.own, self.shared, self.growth)
        )
        own, shared, growth = parts
        # What multiplies nothing is told by what it is.
        return Amounts(own, shared, self.kind, ONE if self.growth is ONE else growth)

    def sums(self, groups: Bools, shape: tuple[int, int]) -> Floats:
        """Sums of some rows for each of several groups.

        Parameters
        ----------
        groups : ndarray of bool, shape (group, row)
            Which rows belong to a group.
        shape : tuple of int
            Number of years and of cases.

        Returns
        -------
        ndarray, shape (group, year, case)
            The sum of each group.

        Examples
        --------
        Two rows that share one series, and one with its own:

        >>> own, shared = np.array([[[2.0]], [[3.0]], [[1.0]]]), np.array([[[10.0]], [[7.0]]])
        >>> amounts = Amounts(own, shared, np.array([0, 0, 1]))
        >>> amounts.sums(np.array([[True, True, False], [False, True, True]]), (1, 1)).tolist()
        [[[50.0]], [[37.0]]]
        """
        found = np.zeros((len(groups), *shape))
        for group, kinds, rows in _members(groups.tobytes(), len(groups), self.kind.tobytes()):
            if isinstance(kinds, int):
                found[group] += sum_of_rows(self.own[rows]) * self.shared[kinds]
            else:
                found[group] += sum_of_rows(self.own[rows] * self.shared[kinds])
        return found if self.growth is ONE else np.multiply(found, self.growth, out=found)


@lru_cache(maxsize=256)
def _members(groups: bytes, count: int, kinds: bytes) -> list[tuple[int, int | Span, Span]]:
    """Rows of every group: those of a kind together, and several that are alone in theirs.

    The same for every block of draws of a plan, so that it is found once.
    """
    kind = np.frombuffer(kinds, dtype=np.intp)
    found: list[tuple[int, int | Span, Span]] = []
    for group, chosen in enumerate(np.frombuffer(groups, dtype=np.bool_).reshape(count, -1)):
        rows = np.flatnonzero(chosen)
        each, first, times = np.unique(kind[rows], return_index=True, return_counts=True)
        found += [(group, int(k), as_span(rows[kind[rows] == k])) for k in each[times > 1]]
        alone = rows[np.sort(first[times == 1])]
        for start in range(0, len(alone), _AT_ONCE):
            some = alone[start : start + _AT_ONCE]
            found.append((group, as_span(kind[some]), as_span(some)))
    return found


def plain(rows: Floats) -> Amounts:
    """Amounts of rows that share nothing, shape (row, year or 1, case or 1)."""
    return Amounts(rows, ONE, np.zeros(len(rows), dtype=np.intp))


def kinds_of(cells: Sequence[tuple[object, ...]]) -> tuple[Places, Places]:
    """Rows sorted into kinds by the cells that they must have in common.

    Parameters
    ----------
    cells : sequence of tuple
        What a row must share with another to be of its kind.

    Returns
    -------
    tuple of two ndarray of int, shapes (row,) and (kind,)
        The kind of each row, and the first row of each kind.

    Examples
    --------
    >>> [found.tolist() for found in kinds_of([("student", 1), ("flat", 1), ("student", 1)])]
    [[0, 1, 0], [0, 1]]
    """
    numbers: dict[tuple[object, ...], int] = {}
    kind = [numbers.setdefault(of_row, len(numbers)) for of_row in cells]
    first = np.unique(kind, return_index=True)[1]
    return np.array(kind, dtype=np.intp), np.asarray(first, dtype=np.intp)


def cells_of(columns: Sequence[Floats]) -> list[tuple[object, ...]]:
    """What each row has in some columns, to see which rows have the same.

    Rows count as all different if a column differs between cases.

    Parameters
    ----------
    columns : sequence of ndarray, shape (row, ..., case or 1) each
        Columns of a table, as many rows each.

    Examples
    --------
    >>> price, life = np.array([[[5.0]], [[5.0]]]), np.array([[[3.0]], [[4.0]]])
    >>> kinds_of(cells_of([price]))[0].tolist(), kinds_of(cells_of([price, life]))[0].tolist()
    ([0, 0], [0, 1])
    """
    rows = len(columns[0])
    if any(column.shape[-1] > 1 for column in columns):
        return [(place,) for place in range(rows)]
    flat = [column.reshape(rows, math.prod(column.shape[1:])) for column in columns]
    return [(row.tobytes(),) for row in np.concatenate(flat, axis=1)]
