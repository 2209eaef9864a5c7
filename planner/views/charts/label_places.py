"""Where the names of lines are written: as near to their ends as they can be without touching."""

from __future__ import annotations

from collections.abc import Sequence

from planner.views.format.money import nearest
from planner.views.format.theme import PAPER_HEIGHT

#: A line of labels needs so much room [px].
_LINE_HEIGHT = 15


def spread_out(ends: Sequence[float], lowest: float, highest: float, lines: int = 1) -> list[float]:
    """Where labels of these ends are written: as near to them as they can be without touching.

    Parameters
    ----------
    ends : sequence of float
        Where the lines end, in units of the axis.
    lowest, highest : float
        What the axis reaches from and to; zero is always on it.
    lines : int
        Lines of text in each label.

    Returns
    -------
    list of float
        One place for each end, in the order of the ends.

    Examples
    --------
    >>> spread_out([500.0, 500.0, 0.0], 0.0, 1000.0)
    [457.1429, 542.8571, 0.0]
    """
    # The axis ends at round numbers, up to a fifth beyond its data.
    span = max(highest, 0.0) - min(lowest, 0.0)
    room = lines * _LINE_HEIGHT / PAPER_HEIGHT * (span if span > 0 else 1.0) * 1.2
    order = sorted(range(len(ends)), key=lambda place: ends[place])
    near = _never_falling([ends[place] - room * turn for turn, place in enumerate(order)])
    return [
        nearest(near[turn] + room * turn, 10_000) / 10_000
        for turn in [order.index(place) for place in range(len(ends))]
    ]


def _never_falling(numbers: Sequence[float]) -> list[float]:
    """The numbers that never fall and are nearest to these, by least squares.

    Numbers that fall are put together at their mean, with all before them that are above it
    (pool adjacent violators).
    """
    pooled: list[tuple[float, int]] = []
    for number in numbers:
        together, count = number, 1
        for before, of_them in reversed(pooled):
            if before / of_them <= together / count:
                break
            together, count = together + before, count + of_them
            pooled = pooled[:-1]
        pooled.append((together, count))
    return [together / count for together, count in pooled for _ in range(count)]
