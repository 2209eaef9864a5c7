"""Network equipment: all at once or evenly, its maintenance, and services like licenses."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.network import (
    equipment_cost,
    equipment_replaced,
    maintenance_cost,
    sustainable_cost,
)

YEARS = np.arange(2027, 2037, dtype=np.float64)


def replaced(
    units: float, life: float, next_year: float = np.nan, evenly: float = 0.0
) -> list[float]:
    one = np.ones((1, len(YEARS), 1))
    found = equipment_replaced(units * one, life * one, next_year * one, YEARS, evenly * one)
    return found.ravel().tolist()


def numbers(*values: float) -> list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    return [np.array(value) for value in values]


def test_all_of_it_is_replaced_when_due_and_again_after_its_life() -> None:
    # 2029, and 2036 seven years later.
    assert replaced(420, 7, 2029) == [0, 0, 420, 0, 0, 0, 0, 0, 0, 420]


def test_no_year_means_the_first_year_of_the_plan() -> None:
    assert replaced(420, 7) == [420, 0, 0, 0, 0, 0, 0, 420, 0, 0]


def test_replacement_after_the_plan_is_not_in_it() -> None:
    assert sum(replaced(420, 20, 2040)) == 0


def test_life_of_one_year_replaces_all_every_year_either_way() -> None:
    assert replaced(420, 1) == replaced(420, 1, evenly=1) == [420] * 10


def test_even_replacement_is_a_share_every_year_whenever_it_is_due() -> None:
    assert replaced(420, 7, evenly=1) == replaced(420, 7, 2029, evenly=1) == [60] * 10


def test_over_one_life_both_ways_replace_everything_once() -> None:
    assert sum(replaced(420, 7, 2029)[:7]) == pytest.approx(sum(replaced(420, 7, evenly=1)[:7]))


def test_way_of_replacement_is_that_of_each_year() -> None:
    # All of it in 2028 as due, and evenly from 2030 on.
    one, life = np.ones((1, 4, 1)), 5.0
    evenly = np.array([0.0, 0.0, 0.0, 1.0]).reshape(1, 4, 1)
    found = equipment_replaced(100 * one, life * one, 2028 * one, YEARS[:4], evenly)
    assert found.ravel().tolist() == [0, 100, 0, 20]


def test_installation_is_paid_with_each_replacement() -> None:
    # 60 x ($700 + $120) after prices rose by 10%.
    assert float(equipment_cost(*numbers(60, 700, 120, 1.1))) == pytest.approx(54_120)
    assert float(equipment_cost(*numbers(0, 700, 120, 1.1))) == 0


def test_two_firewalls_of_new_milford() -> None:
    # New Milford, Connecticut, 2022: $70,000 for a pair that stands in for each other.
    assert float(equipment_cost(*numbers(2, 35_000, 0, 1.0))) == 70_000


def test_maintenance_is_a_share_of_the_price_without_installation() -> None:
    # 5% of 420 x $700.
    assert float(maintenance_cost(*numbers(420, 700, 0.05, 1.0))) == pytest.approx(14_700)


def test_sustainable_cost_is_the_cost_of_replacing_evenly() -> None:
    level = float(sustainable_cost(*numbers(420, 700, 120, 7, 1.1)))
    assert level == float(equipment_cost(*numbers(60, 700, 120, 1.1)))


def test_sustainable_cost_falls_as_the_life_grows() -> None:
    # Twice the life, half the yearly cost.
    short = float(sustainable_cost(*numbers(420, 700, 120, 5, 1.0)))
    assert float(sustainable_cost(*numbers(420, 700, 120, 10, 1.0))) == short / 2
