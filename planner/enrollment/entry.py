"""The youngest grades, which no grade below feeds: from their own past, or from births.

It is done once a year, together with cohort survival. Left out: a kindergarten that goes from
half days to full days, prekindergarten seats that a grant pays for, and births further ahead than
are known; a district that knows of those types the number instead.

Arrays run over years; cases may follow on a last axis.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from planner.arrays import Floats
from planner.enrollment.cohort_survival import RATIO_YEARS, added, same_axes, survival_ratios

EntryMethod = Literal["last", "trend", "births"]

#: Ours, and tested in docs/enrollment.md: overall about as good as ``trend``, and steadier.
ENTRY_METHOD: EntryMethod = "last"

#: Years from birth to the fall in which a grade begins.
YEARS_FROM_BIRTH = {"PK": 4, "K": 5}


def birth_year(fall: int, grade: str = "K") -> int:
    """Calendar year in which the children of a youngest grade were born.

    Parameters
    ----------
    fall : int
        Calendar year in which the school year begins; with a July start that is the year before
        the fiscal year's number [calendar year].
    grade : str
        ``K`` or ``PK``.

    Returns
    -------
    int
        Year whose births are compared with the grade [calendar year].

    References
    ----------
    Kindergarten five years after birth: usual. Prekindergarten four: West Virginia rule 126-207.

    Examples
    --------
    Kindergarten of fall 2026 (fiscal year 2027):

    >>> birth_year(2026)
    2021
    """
    return fall - YEARS_FROM_BIRTH[grade]


def births_to_entry_ratio(
    history_of_entry: Floats, births: Floats, ratio_years: int = RATIO_YEARS
) -> Floats:
    """Share of the children born in the area who enter the youngest grade.

    Parameters
    ----------
    history_of_entry : ndarray, shape (year,) or (year, case)
        Students counted in the youngest grade, oldest first; not a number where missing
        [students].
    births : ndarray, shape (year,) or (year, case)
        Births of the year that belongs to each count (see ``birth_year``); years after the
        history are not looked at [births].
    ratio_years : int
        How many of the latest yearly ratios count [years].

    Returns
    -------
    ndarray, shape () or (case,)
        Mean of the yearly ratios; 1 if there is none [students per birth].

    References
    ----------
    Ratio of kindergarten to births five years earlier: usual in the trade. The mean of the
    yearly ratios, as from grade to grade, and the ratio of 1 if there is none are ours.

    Examples
    --------
    >>> float(births_to_entry_ratio(np.array([90.0, 96.0]), np.array([100.0, 120.0])).round(6))
    0.85
    """
    known, students = same_axes(births[: len(history_of_entry)], history_of_entry)
    # A step from births to the grade, told as two grades one year apart.
    shape = np.broadcast_shapes(known.shape, students.shape)
    steps = np.full((2, shape[0] + 1, *shape[1:]), np.nan)
    steps[0, :-1], steps[1, 1:] = known, students
    return np.asarray(survival_ratios(steps, ratio_years)[0])


def entry_forecast(
    history_of_entry: Floats,
    years: int,
    method: EntryMethod = ENTRY_METHOD,
    births: Floats | None = None,
    ratio_years: int = RATIO_YEARS,
) -> Floats:
    """Students of the youngest grade in the years to come.

    Parameters
    ----------
    history_of_entry : ndarray, shape (year,) or (year, case)
        Students counted, oldest first; not a number where missing [students].
    years : int
        Years to forecast [years].
    method : EntryMethod
        ``last``: the latest count stays. ``trend``: the straight line of least squares through
        every count given, never below zero; one count alone stays. ``births``: births times the
        mean ratio of students to births [method].
    births : ndarray, shape (history + years,) or (history + years, case), optional
        For ``births``: births of the year that belongs to each year of history and of the
        forecast. Where those of the forecast are missing, the latest known stay [births].
    ratio_years : int
        For ``births``: how many of the latest yearly ratios count [years].

    Returns
    -------
    ndarray, shape (year,) or (year, case)
        Students of the youngest grade; not a number where nothing was counted [students].

    Raises
    ------
    ValueError
        If the method is ``births`` and there are none for each year.

    References
    ----------
    The three are usual in the trade; the floor at zero and births that stay are ours.

    Examples
    --------
    >>> counts = np.array([100.0, 104.0, 108.0])
    >>> entry_forecast(counts, 2).tolist(), entry_forecast(counts, 2, "trend").tolist()
    ([108.0, 108.0], [112.0, 116.0])
    >>> entry_forecast(counts, 2, "births", np.array([200.0, 208, 216, 180, np.nan])).tolist()
    [90.0, 90.0]
    """
    if method == "births":
        if births is None or len(births) != len(history_of_entry) + years:
            msg = "births are needed for each year of history and of the forecast"
            raise ValueError(msg)
        born, _ = same_axes(_carried_forward(births)[len(history_of_entry) :], history_of_entry)
        return born * births_to_entry_ratio(history_of_entry, births, ratio_years)
    if method == "trend":
        return _line(history_of_entry, years)
    latest = _carried_forward(history_of_entry)[-1:]
    return np.repeat(latest, years, axis=0)


def _carried_forward(by_year: Floats) -> Floats:
    """Each year's number, or the latest known before it."""
    filled = by_year.copy()
    for year in range(1, len(filled)):
        filled[year] = np.where(np.isnan(filled[year]), filled[year - 1], filled[year])
    return filled


def _line(by_year: Floats, years: int) -> Floats:
    """The line of least squares through the counts, carried on and never below zero."""
    known = ~np.isnan(by_year)
    place = np.arange(len(by_year), dtype=np.float64).reshape(-1, *(1,) * (by_year.ndim - 1))
    counts, nothing = np.where(known, by_year, 0.0), np.zeros(by_year.shape[1:])
    count = added(nothing, known)
    at_least_one = np.maximum(count, 1.0)
    middle = added(nothing, place * known) / at_least_one
    level = added(nothing, counts) / at_least_one
    away = (place - middle) * known
    spread = added(nothing, away * away)
    slope = added(nothing, away * (counts - level)) / np.where(spread > 0, spread, 1.0)
    ahead = np.arange(len(by_year), len(by_year) + years, dtype=np.float64)
    line = level + slope * (ahead.reshape(-1, *place.shape[1:]) - middle)
    return np.where(count > 0, np.maximum(line, 0.0), np.nan)
