"""Things that come every so many years fall in the years they should."""

from __future__ import annotations

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.cycles import held_in_year, level_cost

YEARS = np.arange(2027, 2033, dtype=np.float64)


def held(next_year: float, every_years: float) -> list[float]:
    one = np.ones((1, len(YEARS), 1))
    falls: Floats = held_in_year(YEARS, next_year * one, every_years * one)
    assert falls.shape == one.shape
    return falls.ravel().tolist()


def test_every_year_is_every_year_from_the_first_time() -> None:
    assert held(2027, 1) == [1, 1, 1, 1, 1, 1]
    assert held(2029, 1) == [0, 0, 1, 1, 1, 1]


def test_it_comes_back_after_its_years() -> None:
    # 2028, 2031 and then 2034, which is past the plan.
    assert held(2028, 3) == [0, 1, 0, 0, 1, 0]


def test_no_year_means_the_first_year_of_the_plan() -> None:
    assert held(np.nan, 2) == held(2027, 2) == [1, 0, 1, 0, 1, 0]


def test_a_time_before_the_plan_goes_on_in_its_rhythm() -> None:
    # 2025, 2028, 2031: the last two are in the plan.
    assert held(2025, 3) == [0, 1, 0, 0, 1, 0]


def test_a_time_after_the_plan_costs_nothing_in_it() -> None:
    assert held(2040, 1) == [0, 0, 0, 0, 0, 0]


def test_a_cycle_longer_than_the_plan_falls_once() -> None:
    assert held(2029, 20) == [0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("every_years", [1, 2, 3, 6])
def test_every_year_of_a_cycle_has_the_same_number_of_times(every_years: int) -> None:
    # Six years hold 6 / n times of a cycle of n years, whichever year it starts in.
    for start in range(every_years):
        assert sum(held(2027 + start, every_years)) == 6 / every_years


def test_rows_and_cases_keep_their_own_cycles() -> None:
    # Two rows of one figure for all years, two cases of one figure for both rows.
    next_year = np.array([2027.0, 2028.0]).reshape(2, 1, 1)
    every_years = np.array([1.0, 2.0]).reshape(1, 1, 2)
    falls = held_in_year(YEARS[:3], next_year, every_years)
    assert falls.shape == (2, 3, 2)
    assert falls[0, :, 1].tolist() == [1, 0, 1]
    assert falls[1, :, 0].tolist() == [0, 1, 1]


def test_level_cost_of_every_year_is_the_cost() -> None:
    assert float(level_cost(np.array(15_000.0), np.array(1.0))) == 15_000


def test_level_cost_over_a_cycle_adds_up_to_the_cost() -> None:
    # $15,000 every third year is $5,000 a year.
    level = float(level_cost(np.array(15_000.0), np.array(3.0)))
    assert level == 5_000
    assert 3 * level == 15_000
