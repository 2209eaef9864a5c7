"""Cohort survival: each grade is last year's grade below, times the usual share that moves up.

It is done once a year, when the fall count is known and next year's budget is drafted. A ratio
above 1 means that more students move in than leave. The youngest grades have no grade below them,
so they come from ``planner.enrollment.entry``. Left out: why families come and go (housing, a new
charter school, a changed boundary), students who repeat a grade as such, and any range around
the forecast. How far the total may go is said in ``planner.enrollment.expected``.

Arrays run over grades (youngest first) and years; cases may follow on a last axis, and each
case has the result it would have alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.arrays import Bools, Floats

#: Ours, and tested in docs/enrollment.md: 4 and 5 were about the same, 3 a little worse.
RATIO_YEARS = 5
#: Ours: from so many ratios on, the highest and the lowest are left out.
FEWEST_TO_LEAVE_OUT = 3


def survival_ratios(history: Floats, ratio_years: int = RATIO_YEARS) -> Floats:
    """What share of a grade is in the next grade a year later, in a usual year.

    It is the mean of the latest yearly ratios without the highest and the lowest, so that one odd
    year cannot rule it; of one or two ratios nothing is left out. A year in which a count is
    missing, or the lower grade is empty, is skipped. If no year is left, everyone moves up: 1.

    Parameters
    ----------
    history : ndarray, shape (grade, year) or (grade, year, case)
        Students counted, youngest grade and oldest year first; not a number if missing
        [students].
    ratio_years : int
        How many of the latest yearly ratios count; fewer if history is shorter [years].

    Returns
    -------
    ndarray, shape (grade - 1,) or (grade - 1, case)
        Ratio from each grade to the next [ratio].

    References
    ----------
    The mean of the ratios: worked example W7 (the vignette of enrollcast), which has two. The
    latest 3 to 6 years are usual, 5 in West Virginia rule 126-207. Leaving out the highest and
    the lowest, and the ratio of 1 if there is none, are ours.

    Examples
    --------
    >>> history = np.array([[100.0, 110, 120], [90, 95, 99]])
    >>> float(survival_ratios(history)[0].round(6))
    0.925

    One child counted in the lower grade in an odd year:

    >>> odd = np.array([[100.0, 1, 100, 100], [90, 90, 90, 90]])
    >>> float(survival_ratios(odd)[0])
    0.9
    """
    lower, upper = history[:-1, :-1], history[1:, 1:]
    usable = (lower > 0) & ~np.isnan(upper)
    yearly = np.where(usable, upper, np.nan) / np.where(usable, lower, 1.0)
    first = max(yearly.shape[1] - ratio_years, 0)
    in_order, count = np.sort(yearly[:, first:], axis=1), usable[:, first:].sum(axis=1)
    left_out = np.where(count >= FEWEST_TO_LEAVE_OUT, 1, 0)
    nothing = np.zeros((len(lower), *lower.shape[2:]))
    kept = (
        np.where((place >= left_out) & (place < count - left_out), in_order[:, place], 0.0)
        for place in range(in_order.shape[1])
    )
    total, number = added(nothing, kept), count - 2 * left_out
    return np.where(number > 0, total / np.maximum(number, 1), 1.0)


def forecast_by_grade(
    history: Floats,
    entry: Floats,
    years: int,
    overrides: Floats | None = None,
    ratio_years: int = RATIO_YEARS,
) -> Floats:
    """Students of every grade in the years to come, each class followed as it moves up.

    A grade stays as last counted while nobody is in the grade below it, and nobody was in the
    latest two years: high school students who come from another district, say.

    Parameters
    ----------
    history : ndarray, shape (grade, year) or (grade, year, case)
        Students counted, youngest grade and oldest year first; not a number if missing. A
        grade missing in the latest year leaves next year's grade above it unknown [students].
    entry : ndarray, shape (entry grade, year) or (entry grade, year, case)
        Forecast of the youngest grades that do not come from the grade below, such as PK and K
        (see ``entry_forecast``). With fewer axes than the history it is one grade, and the
        first axis is years [students].
    years : int
        Years to forecast [years].
    overrides : ndarray, shape (grade, year) or (grade, year, case), optional
        A number typed instead of the forecast; later years roll forward from it. Not a number
        where the forecast holds [students].
    ratio_years : int
        How many of the latest yearly ratios count [years].

    Returns
    -------
    ndarray, shape (grade, year) or (grade, year, case)
        Students of each grade [students].

    References
    ----------
    Cohort survival as in worked example W7. Overrides, and a grade that none feeds, are ours.

    Examples
    --------
    >>> history = np.array([[100.0, 110, 120], [90, 95, 99], [80, 88, 91]])
    >>> forecast_by_grade(history, np.array([125.0, 130.0]), 2).round(2).tolist()
    [[125.0, 130.0], [111.0, 115.62], [95.82, 107.43]]
    """
    entering = entry[None] if entry.ndim < history.ndim else entry
    typed = np.full((1, years), np.nan) if overrides is None else overrides
    history, entering, typed = same_axes(history, entering, typed)
    cases = np.broadcast_shapes(history.shape[2:], entering.shape[2:], typed.shape[2:])
    grades, from_below = history.shape[0], len(entering)
    ratios = survival_ratios(history, ratio_years)[from_below - 1 :]
    forecast = np.empty((grades, years, *cases))
    before = history[:, -1]
    unfed = np.nan_to_num(history[from_below - 1 : -1, -2:]).max(axis=1) == 0
    for year in range(years):
        below = before[from_below - 1 : -1]
        stay = unfed & (below == 0)
        forecast[:from_below, year] = entering[:, year]
        forecast[from_below:, year] = np.where(stay, before[from_below:], below * ratios)
        forecast[:, year] = np.where(np.isnan(typed[:, year]), forecast[:, year], typed[:, year])
        before = forecast[:, year]
    return forecast


def added(start: Floats, parts: Iterable[Floats | Bools]) -> Floats:
    """Sum one after the other, so that a case is added up as it would be alone.

    Parameters
    ----------
    start : ndarray
        Nothing, in the shape of the sum [any unit].
    parts : iterable of ndarray
        What is added; yes counts as one [any unit].

    Returns
    -------
    ndarray
        Sum [any unit].

    References
    ----------
    Ours: NumPy's own sum adds in another order when there is one case only.

    Examples
    --------
    >>> added(np.zeros(2), [np.ones(2), np.array([True, False])]).tolist()
    [2.0, 1.0]
    """
    total = start
    for part in parts:
        total = total + part
    return total


def same_axes(*arrays: Floats) -> list[Floats]:
    """Arrays with as many axes each, so that one without cases meets those that have some.

    Parameters
    ----------
    *arrays : ndarray
        Arrays whose first axes mean the same [any unit].

    Returns
    -------
    list of ndarray
        The same numbers, with axes of one case added at the end where they lack [any unit].

    References
    ----------
    Ours: NumPy adds axes in front, and our cases come last.

    Examples
    --------
    >>> [array.shape for array in same_axes(np.zeros((13, 5)), np.zeros((13, 5, 7)))]
    [(13, 5, 1), (13, 5, 7)]
    """
    most = max(array.ndim for array in arrays)
    return [array.reshape(*array.shape, *(1,) * (most - array.ndim)) for array in arrays]
