"""Students expected: classes that move up, with a total that size and history allow.

It is done once a year, together with cohort survival. Ratios of small grades are mostly chance,
and a school that has just opened grows as it never will again; followed for years, either leads
far away. So the total is trusted only as far as the district is large, and changes no faster than
it did. ``docs/enrollment.md`` says how far off it was when tested.

Arrays run over grades (youngest first) and years; cases may follow on a last axis.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.enrollment.cohort_survival import added, forecast_by_grade

#: Ours, and tested in docs/enrollment.md. Below the first number of students the last total was
#: nearer than the classes; from the second on the classes were [students].
FEWEST, ENOUGH = 1_000.0, 3_000.0
#: Ours: what the total may always change by in a year, and the most it may [share per year].
LEAST_CHANGE, MOST_CHANGE = 0.03, 0.06
#: Ours: years over which the district's own yearly change is taken [years].
CHANGE_YEARS = 5
#: Ours: the total never more than doubles, and never falls below half [times].
MOST_TIMES = 2.0


def expected_students(history: Floats, entry: Floats, years: int) -> Floats:
    """Students of every grade in the years to come: the forecast that the benchmark tests.

    Parameters
    ----------
    history, entry, years
        As of ``forecast_by_grade``; every grade is counted in the latest year.

    Returns
    -------
    ndarray, shape (grade, year) or (grade, year, case)
        Students of each grade [students].

    References
    ----------
    Ours, see ``held_to_history``.

    Examples
    --------
    Two grades of a small district: the larger class moves up, and the total stays.

    >>> history = np.array([[100.0, 110, 120], [90, 95, 99]])
    >>> expected_students(history, np.array([120.0, 120.0]), 2).round(1).tolist()
    [[113.8, 113.8], [105.2, 105.2]]
    """
    return held_to_history(forecast_by_grade(history, entry, years), history)


def held_to_history(forecast: Floats, history: Floats) -> Floats:
    """A forecast by grade whose total goes no further than size and history allow.

    The total goes no further than the district's own average yearly change over the latest five
    years would lead it, where that change counts as at least 3% and at most 6%; it never more than
    doubles and never falls below half. Below 1,000 students it stays as last counted; from 3,000
    on it is that of the classes, and in between the share that counts rises evenly. Every grade is
    multiplied by the same number to reach the total.

    Parameters
    ----------
    forecast : ndarray, shape (grade, year) or (grade, year, case)
        What the classes alone would give [students].
    history : ndarray, shape (grade, year) or (grade, year, case)
        Students counted; the latest year has every grade [students].

    Returns
    -------
    ndarray, of the shape of the forecast
        Students of each grade [students].

    References
    ----------
    Ours: docs/enrollment.md, with the errors of Texas districts.

    Examples
    --------
    A district of 4,000 that never changed, and classes that would grow by half:

    >>> history = np.array([[2000.0, 2000.0], [2000.0, 2000.0]])
    >>> held_to_history(np.array([[3000.0], [3000.0]]), history).round(6).tolist()
    [[2060.0], [2060.0]]
    """
    nobody = np.zeros(history.shape[2:])
    totals = [added(nobody, history[:, year]) for year in range(history.shape[1])]
    latest = totals[-1]
    change = _yearly_change(totals)
    rise = 1.0 + np.clip(change, LEAST_CHANGE, MOST_CHANGE)
    fall = 1.0 - np.clip(-change, LEAST_CHANGE, MOST_CHANGE)
    trusted = np.clip((latest - FEWEST) / (ENOUGH - FEWEST), 0.0, 1.0)
    held, highest, lowest = np.empty_like(forecast), latest, latest
    for year in range(forecast.shape[1]):
        highest = np.minimum(highest * rise, latest * MOST_TIMES)
        lowest = np.maximum(lowest * fall, latest / MOST_TIMES)
        alone = added(np.zeros(forecast.shape[2:]), forecast[:, year])
        total = latest + trusted * (np.clip(alone, lowest, highest) - latest)
        scaled = forecast[:, year] * (total / np.where(alone > 0, alone, 1.0))
        held[:, year] = np.where(alone > 0, scaled, history[:, -1])
    return held


def _yearly_change(totals: list[Floats]) -> Floats:
    """Average yearly change up to the latest count; none where nothing earlier was counted."""
    latest, change = totals[-1], np.full_like(totals[-1], np.nan)
    for years in range(min(CHANGE_YEARS, len(totals) - 1), 0, -1):
        earlier = totals[-1 - years]
        counted = earlier > 0
        average = (latest / np.where(counted, earlier, 1.0)) ** (1.0 / years) - 1.0
        change = np.where(np.isnan(change) & counted, average, change)
    return np.where(np.isnan(change), 0.0, change)
