"""Where words are written in a chart: the names of lines at their ends, letters clear of lines."""

from __future__ import annotations

from collections.abc import Sequence

from planner.views.format.money import nearest
from planner.views.format.theme import CHART_HEIGHT, PAPER_HEIGHT

#: A line of labels needs so much room [px].
_LINE_HEIGHT = 15
#: The axis ends at round numbers, up to a fifth beyond its data.
_BEYOND = 1.2
#: From the middle of a letter to the edge of its bar, and to a line that it stands clear of [px of
#: the screen; on paper there are two for three of them].
_EDGE, _CLEAR = 4.5, 8.0


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
    span = max(highest, 0.0) - min(lowest, 0.0)
    room = lines * _LINE_HEIGHT / PAPER_HEIGHT * (span if span > 0 else 1.0) * _BEYOND
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


def clear_of_lines(
    low: float, high: float, lines: Sequence[tuple[float, float]], highest: float
) -> float:
    """Where a part of a bar carries its letter: in the middle, or next to a line that runs there.

    Parameters
    ----------
    low, high : float
        Where the part begins and ends, in units of the axis.
    lines : sequence of tuple of float
        Where lines run over the bar, each from its lower to its upper end next to the letter.
    highest : float
        What the axis reaches up to from zero.

    Returns
    -------
    float
        As near to the middle as no line touches the letter. Where the part has no such place, the
        one that lines leave the most room.

    Examples
    --------
    >>> clear_of_lines(400.0, 600.0, [(700.0, 710.0)], 1000.0)
    500.0
    >>> clear_of_lines(400.0, 600.0, [(500.0, 510.0)], 1000.0)
    470.0
    """
    pixel = (highest if highest > 0 else 1.0) * _BEYOND / CHART_HEIGHT
    middle = (low + high) / 2
    lowest = min(low + _EDGE * pixel, middle)
    uppermost = max(high - _EDGE * pixel, middle)
    alongside = [place for a, b in lines for place in (a - _CLEAR * pixel, b + _CLEAR * pixel)]
    between = [(below[1] + above[0]) / 2 for below in lines for above in lines]
    places = [
        place
        for place in [middle, lowest, uppermost, *alongside, *between]
        if lowest <= place <= uppermost
    ]

    def touched(place: float) -> int:
        """How near the nearest line is, where that is too near [hundredths of a pixel]."""
        room = min([_CLEAR * pixel, *[max(a - place, place - b) for a, b in lines]])
        return -nearest(room / pixel, 100)

    best = min(places, key=lambda place: (touched(place), abs(place - middle)))
    return nearest(best, 10_000) / 10_000
