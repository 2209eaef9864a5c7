"""Training: by the person, by the hour, flat, and only in the years it is held."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.training import training_cost


def cost(
    people: float = 0.0,
    trained: float = 1.0,
    price: float = 0.0,
    hours: float = 0.0,
    rate: float = 0.0,
    flat: float = 0.0,
    prices: float = 1.0,
    wages: float = 1.0,
    held: float = 1.0,
) -> float:
    parts = (people, trained, price, hours, rate, flat, prices, wages, held)
    return float(training_cost(*(np.array(part) for part in parts)))


def test_price_is_paid_for_those_who_take_part() -> None:
    # 200 teachers, a quarter each year, $300.
    assert cost(people=200, trained=0.25, price=300) == 15_000


def test_paid_time_comes_on_top_of_the_price() -> None:
    # 40 x ($100 + 6 hours x $45).
    assert cost(people=40, price=100, hours=6, rate=45) == 14_800


def test_time_that_is_not_paid_costs_nothing_here() -> None:
    assert cost(people=40, hours=6) == 0


def test_flat_price_needs_nobody() -> None:
    assert cost(flat=8_000) == 8_000
    # Nor does it depend on how many take part.
    assert cost(people=500, trained=0.5, flat=8_000) == 8_000


def test_prices_and_wages_grow_apart() -> None:
    # Prices by 10% reach price and flat price, wages by 20% reach the hours:
    # 10 x ($100 x 1.1 + 2 x $50 x 1.2) + $1,000 x 1.1 = 2,300 + 1,100.
    spent = cost(people=10, price=100, hours=2, rate=50, flat=1_000, prices=1.1, wages=1.2)
    assert spent == pytest.approx(3_400)


def test_year_without_the_training_costs_nothing() -> None:
    assert cost(people=200, price=300, hours=6, rate=45, flat=8_000, held=0) == 0


def test_twice_the_people_cost_twice_as_much_beside_the_flat_price() -> None:
    assert cost(people=80, price=120) == 2 * cost(people=40, price=120)


def test_project_red_range_for_a_school_of_500_students() -> None:
    # Project RED: training of $1 to $100 for each student and year; its model school has 500.
    assert cost(people=500, price=1) == 500
    assert cost(people=500, price=100) == 50_000
