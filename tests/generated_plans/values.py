"""Values as a district would type them, edges included.

Strategies are kept once made: hypothesis checks each new one, which costs more than drawing.
"""

from __future__ import annotations

import calendar
from collections.abc import Hashable
from datetime import date
from functools import cache
from itertools import product
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T", bound=Hashable)
#: Days of a month; those beside the mid-month rule come first and again.
DAYS = (1, 14, 15, 16, 31, *range(1, 32), 14, 15, 16)


@cache
def pick(choices: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some values."""
    return st.sampled_from(choices)


@cache
def whole(low: int, high: int) -> st.SearchStrategy[int]:
    """A whole number between two others, both included."""
    return st.integers(low, high)


@cache
def money(most: int) -> st.SearchStrategy[float]:
    """Dollars and cents, nothing included [USD]."""
    return pick((0.0, 1.0, float(most))) | whole(0, 100 * most).map(lambda cents: cents / 100)


@cache
def number(most: int) -> st.SearchStrategy[float]:
    """Whole numbers and some halves."""
    return pick((0.0, 1.0, 0.5)) | whole(0, most).map(float)


@cache
def share(most: float = 1.0) -> st.SearchStrategy[float]:
    """Rates in tenths of a percent, from nothing to the most."""
    return pick((0.0, most)) | whole(0, round(1000 * most)).map(lambda tenths: tenths / 1000)


@cache
def growth() -> st.SearchStrategy[float]:
    """Yearly growth; mostly small, at times absurd but allowed."""
    usual = whole(-80, 150).map(lambda tenths: tenths / 1000)
    return pick((0.0, 0.03, -0.01)) | usual | pick((-0.5, 0.6))


@cache
def blank_or(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """A value, or a cell left blank."""
    return st.none() | values


@cache
def days(first_year: int, last_year: int) -> st.SearchStrategy[date]:
    """Dates around the plan, most often where the mid-month rule bites."""
    months = (1, 6, 7, 8, 9, 10, 12, *range(1, 13))
    return st.builds(day_of, whole(first_year, last_year), pick(months), pick(DAYS))


def day_of(year: int, month: int, day: int) -> date:
    """A day of a month, its last one where it has no such day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@cache
def active() -> st.SearchStrategy[bool]:
    """Rows are seldom left out."""
    return pick((True,) * 9 + (False,))


def one_of_rows(**choices: tuple[Any, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Several cells at once, each one of its choices: one draw in place of many.

    The first choices come first, so that what fails shrinks to them; the rest is mixed, because
    early ones are drawn more often.
    """
    names = tuple(choices)
    simplest, *rest = product(*choices.values())
    Random(2027).shuffle(rest)
    rows = [simplest, *rest]
    return st.sampled_from(rows).map(lambda row: dict(zip(names, row, strict=True)))


#: Rates by age: fewer and more than the years of most lives, from nothing to the most.
BY_AGE = ((0.06, 0.08, 0.12), (0.0, 0.3), (0.2, 0.1, 0.05, 0.0, 0.4, 0.9), (0.02,) * 7 + (0.5,))


@cache
def rates_by_age(rate: str, by_age: str) -> st.SearchStrategy[dict[str, Any]]:
    """One rate for all ages, or one for each year of age."""
    one = (share(0.2) | pick((0.9,))).map(lambda value: {rate: value})
    presets = pick(BY_AGE).map(lambda values: {by_age: values})
    drawn = st.lists(share(0.2), min_size=1, max_size=7).map(lambda v: {by_age: tuple(v)})
    return pick((0, 1, 2)).flatmap((one, presets, drawn).__getitem__)
