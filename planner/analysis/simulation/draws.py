"""Draws: many futures of what is uncertain, the same ones whenever the same seed is given.

Scrambled Sobol points by default: they fill the space of futures evenly, so that far fewer are
needed than of plain random ones. They come as sixteen nets of equal size, scrambled apart
(Matousek's linear scrambling and a digital shift); how far their answers lie apart says how far
off the answer of all may be.

Every uncertain input has its own place, in the order of ``uncertain_inputs``, and its own random
stream. A range added at the end of the table leaves the draws of all others as they were, and all
scenarios are projected on the same draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from planner.analysis.simulation.distributions import shape_values
from planner.arrays import Floats
from planner.plan.tables.ranges import YES_NO
from planner.plan.what_if.ranges import UncertainInput

Method = Literal["sobol", "random"]
Words = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]

#: Independent parts of the draws, from which standard errors are calculated.
PARTS = 16
#: Digits of a point, as many as a number between 0 and 1 holds.
_DIGITS = 53


def draws(
    inputs: Sequence[UncertainInput],
    years: int,
    count: int,
    seed: int,
    method: Method = "sobol",
) -> dict[str, Floats]:
    """Value of every uncertain input in every draw.

    Parameters
    ----------
    inputs : sequence of UncertainInput
        What is uncertain; the place in the sequence decides the draws of each.
    years : int
        Years of the plan [years].
    count : int
        Number of draws, a multiple of 16; a power of two is best.
    seed : int
        The same seed gives the same draws.
    method : {"sobol", "random"}
        Scrambled Sobol points, or plain random ones.

    Returns
    -------
    dict of str to ndarray, shape (year or 1, draw)
        By name; of a yes_no 1 where it happens, else 0. Inputs that are left out are missing.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.what_if.ranges import uncertain_inputs
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> drawn = draws(uncertain_inputs(plan), len(plan.years), 1024, seed=1)
    >>> bool(abs(drawn["Approval of Technology levy, renewal"].mean() - 0.4) < 0.01)
    True
    """
    return dict(_draws(tuple(inputs), years, count, seed, method))


@lru_cache(maxsize=4)
def _draws(
    inputs: tuple[UncertainInput, ...], years: int, count: int, seed: int, method: Method
) -> Mapping[str, Floats]:
    widths = widths_of(inputs, years)
    values = values_of(inputs, widths, points(sum(widths), count, seed, method))
    for array in values.values():
        array.flags.writeable = False
    return values


def widths_of(inputs: Sequence[UncertainInput], years: int) -> list[int]:
    """How many numbers each input takes of every draw: one, one for every year, or both."""
    return [years * one.every_year + _is_shared(one) for one in inputs]


def _is_shared(one: UncertainInput) -> bool:
    """Whether an input takes a number that all years have in common."""
    return not one.every_year or one.year_correlation > 0


def values_of(
    inputs: Sequence[UncertainInput], widths: Sequence[int], share: Floats
) -> dict[str, Floats]:
    """Value of every input at given shares of all futures.

    Parameters
    ----------
    inputs : sequence of UncertainInput
        What is drawn.
    widths : sequence of int
        How many columns of points belong to each.
    share : ndarray, shape (column, draw)
        The points [share].

    Returns
    -------
    dict of str to ndarray
        As of ``draws``.
    """
    starts = np.cumsum([0, *widths])[:-1]
    alone = {
        one.name: share[start : start + width]
        for one, start, width in zip(inputs, starts.tolist(), widths, strict=True)
    }
    together = _together(inputs, alone)
    return {one.name: _values(one, together[one.name]) for one in inputs if one.active}


def points(columns: int, count: int, seed: int, method: Method = "sobol") -> Floats:
    """Points between 0 and 1, spread evenly over every column.

    Kept in memory by their number and seed: making them takes longer than using them.

    Parameters
    ----------
    columns : int
        How many numbers each draw needs.
    count : int
        Number of draws, a multiple of 16.
    seed : int
        The same seed gives the same points, column by column.
    method : {"sobol", "random"}
        How they are made.

    Returns
    -------
    ndarray, shape (column, draw)
        Above 0 and below 1; sixteen independent parts one after the other [share].

    Raises
    ------
    ValueError
        If the number of draws is not a multiple of 16.
    """
    if count < PARTS or count % PARTS:
        msg = f"{count} draws cannot be told in {PARTS} equal parts; use for example 4096"
        raise ValueError(msg)
    kept = _kept_points(count, seed, method)
    made = list(kept)
    if len(made) < columns:
        made += _more_points(len(made), columns, count, seed, method)
        kept[:] = made  # all at once: another thread may be adding the same
    found = np.reshape(made[:columns], (columns, count))
    found.flags.writeable = False
    return found


@lru_cache(maxsize=4)
def _kept_points(_count: int, _seed: int, _method: Method) -> list[Floats]:
    """Columns of points made so far: a plan of more ranges adds to those of others."""
    return []


def _more_points(first: int, columns: int, count: int, seed: int, method: Method) -> list[Floats]:
    """Columns of points from the place ``first`` on."""
    if method == "random":
        # Halves of the smallest step keep off 0, where some shapes have no value.
        each = (_stream(seed, column).random(count) for column in range(first, columns))
        return [made + 2.0 ** -(_DIGITS + 1) for made in each]
    return _sobol(first, columns, count // PARTS, seed)


def _stream(seed: int, column: int) -> np.random.Generator:
    """Random numbers of one column, whatever other columns there are."""
    return np.random.default_rng([seed, column])


def _sobol(first: int, columns: int, size: int, seed: int) -> list[Floats]:
    """Sixteen scrambled nets of one size for each column, one after the other."""
    # Imported here: SciPy is slow to import, and only a simulation needs it.
    from planner.analysis.simulation.sobol import sobol_points

    digits = max(int(np.ceil(np.log2(size))), 1)
    net = sobol_points(columns, size, _DIGITS)
    found = []
    for column in range(first, columns):
        random = _stream(seed, column).integers(
            0, 2**_DIGITS, size=(digits + 1, PARTS, 1), dtype=np.uint64
        )
        scrambled = _scrambled(net[column], random)
        found.append(((scrambled.astype(np.float64) + 0.5) * 2.0**-_DIGITS).ravel())
    return found


def _scrambled(net: Words, random: Words) -> Words:
    """Each digit of a point carried into the digits below it at random, then all shifted."""
    scrambled = np.broadcast_to(random[-1], (random.shape[1], len(net))).copy()
    for place, below in enumerate(random[:-1]):
        digit = np.uint64(1) << np.uint64(_DIGITS - 1 - place)
        mask = digit | (below & (digit - np.uint64(1)))
        scrambled ^= np.where(net & digit, mask, np.uint64(0))
    return scrambled


def _together(
    inputs: Sequence[UncertainInput], alone: Mapping[str, Floats]
) -> Mapping[str, Floats]:
    """Shares of inputs that move together, by a Gaussian copula.

    What moves with another takes a part of its normal score, and years that agree take a part of
    one score. Whatever the correlations, they are consistent, because each input moves with one
    other only.
    """
    from scipy.special import ndtr, ndtri

    by_name = {one.name: one for one in inputs}
    scores: dict[str, Floats] = {}

    def score(one: UncertainInput) -> Floats:
        if one.name not in scores:
            own = ndtri(alone[one.name])
            if one.year_correlation:
                shared = _pull(one.year_correlation)
                own = np.sqrt(shared) * own[:1] + np.sqrt(1.0 - shared) * own[1:]
            if one.moves_with:
                pull = _pull(one.correlation)
                own = pull * score(by_name[one.moves_with]) + np.sqrt(1.0 - pull**2) * own
            scores[one.name] = own
        return scores[one.name]

    tied = [one for one in inputs if one.moves_with or one.year_correlation]
    return {**alone, **{one.name: ndtr(score(one)) for one in tied}}


def _pull(correlation: float) -> float:
    """How closely normal scores must agree for a rank correlation (Pearson, 1907)."""
    return float(2.0 * np.sin(np.pi * correlation / 6.0))


def _values(one: UncertainInput, share: Floats) -> Floats:
    if one.shape == YES_NO:
        return (share < one.chance).astype(np.float64)
    values = shape_values(one.shape, share, one.low, one.likely, one.high)
    return np.rint(values) if one.whole else values
