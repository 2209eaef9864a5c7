"""Grants by the year, awards given once, and what may be carried into the next year."""

from __future__ import annotations

import numpy as np
import pytest

from planner.arrays import Floats
from planner.revenue.grants import award, carried_over
from planner.revenue.yearly_money import yearly_money

#: Three fiscal years of twelve months, the first from month 0.
YEARS = np.array([[[0.0], [12.0], [24.0]]])
ALWAYS, NEVER_ENDS = -np.inf, np.inf


def test_yearly_grant_is_the_amount_grown_for_the_months_it_is_there() -> None:
    found = yearly_money(np.array(90_000.0), np.array([1.0, 1.1, 1.1]), np.array([1.0, 0.5, 0.0]))
    assert found.tolist() == pytest.approx([90_000, 49_500, 0])


def arrives(starts: float, ends: float) -> list[float]:
    """Years in which an award of 500 between two month edges comes in."""
    found: Floats = award(np.array(500.0), np.array(starts), np.array(ends), YEARS)
    return [float(amount) for amount in found.ravel()]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (ALWAYS, NEVER_ENDS, [500, 0, 0]),  # was there before the plan: all of it in year one
        (-5, 18, [500, 0, 0]),
        (0, 18, [500, 0, 0]),  # starts with the plan
        (11, 18, [500, 0, 0]),  # last month of the first year
        (12, 18, [0, 500, 0]),  # first month of the second
        (30, NEVER_ENDS, [0, 0, 500]),
        (36, NEVER_ENDS, [0, 0, 0]),  # after the last year of the plan
        (ALWAYS, 0, [0, 0, 0]),  # ended on the eve of the plan
        (-9, -3, [0, 0, 0]),
        (ALWAYS, 1, [500, 0, 0]),  # one month left
        (20, 10, [0, 0, 0]),  # a scenario ended it before it began
    ],
)
def test_award_comes_whole_in_the_year_it_starts(
    starts: float, ends: float, expected: list[float]
) -> None:
    assert arrives(starts, ends) == expected


def carried(
    left: float, *, carries: bool = True, limit: float = np.inf, ends: float = 0.0
) -> float:
    """What of an amount left is carried, of a source that brought 100 in the year."""
    args = np.array(left), np.array(100.0), carries, np.array(limit), np.array(ends)
    return float(carried_over(*args))


def test_money_without_carryover_is_gone() -> None:
    assert carried(40.0, carries=False) == 0


def test_money_without_a_limit_is_carried_whole() -> None:
    assert carried(140.0) == 140


@pytest.mark.parametrize(("left", "expected"), [(40, 15), (15, 15), (10, 10), (0, 0)])
def test_limit_is_a_share_of_the_year_s_amount(left: float, expected: float) -> None:
    assert carried(left, limit=0.15) == pytest.approx(expected)


def test_limit_of_nothing_carries_nothing() -> None:
    assert carried(40.0, limit=0.0) == 0


def test_nothing_is_carried_past_the_end() -> None:
    assert carried(40.0, ends=1.0) == 0


def test_no_limit_on_no_money_is_still_a_number() -> None:
    # Infinity times nothing is not a number; a year without new money must not become one.
    args = np.array(40.0), np.array(0.0), True, np.array(np.inf), np.array(0.0)
    assert float(carried_over(*args)) == 40
