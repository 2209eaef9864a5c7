"""Data privacy: units in the years they fall, and an officer every year."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.data_privacy import officer_cost, privacy_cost
from planner.costs.staffing import position_cost


def cost(
    units: float = 1.0,
    price: float = 0.0,
    hours: float = 0.0,
    hourly: float = 0.0,
    prices: float = 1.0,
    wages: float = 1.0,
    held: float = 1.0,
    share: float = 1.0,
) -> float:
    parts = (units, price, hours, hourly, prices, wages, held, share)
    return float(privacy_cost(*(np.array(part) for part in parts)))


def officer(
    fte: float, salary: float, benefits: float = 0.0, wages: float = 1.0, share: float = 1.0
) -> float:
    parts = (fte, salary, benefits, wages, share)
    return float(officer_cost(*(np.array(part) for part in parts)))


def test_tools_are_vetted_for_money_time_or_both() -> None:
    # 40 tools: $50 each, 2 paid hours at $45 each, and the two together.
    assert cost(units=40, price=50) == 2_000
    assert cost(units=40, hours=2, hourly=45) == 3_600
    assert cost(units=40, price=50, hours=2, hourly=45) == 5_600


def test_free_seal_costs_the_time_it_takes() -> None:
    # The Trusted Learning Environment seal: 25 requirements, free through a state partnership.
    assert cost(units=25) == 0
    assert cost(units=25, hours=8, hourly=45) == 9_000


def test_seal_costs_nothing_between_two_renewals() -> None:
    assert cost(price=3_000, held=0) == 0


def test_part_of_a_year_costs_part_of_it() -> None:
    assert cost(price=3_000, share=0.25) == 750


def test_prices_and_wages_grow_apart() -> None:
    # 10 x ($100 x 1.1 + 2 hours x $50 x 1.2).
    spent = cost(units=10, price=100, hours=2, hourly=50, prices=1.1, wages=1.2)
    assert spent == pytest.approx(2_300)


@pytest.mark.parametrize("nothing", ["units", "held", "share"])
def test_no_units_no_year_or_no_months_cost_nothing(nothing: str) -> None:
    assert cost(**{"price": 50.0, "hours": 2.0, "hourly": 45.0, nothing: 0.0}) == 0


def test_officer_costs_the_share_of_a_position_with_benefits() -> None:
    # A quarter of $80,000, and half as much again in benefits.
    assert officer(0.25, 80_000, benefits=0.5) == 30_000


def test_officer_from_january_costs_half_of_a_july_year() -> None:
    assert officer(1.0, 80_000, share=0.5) == 40_000


def test_no_officer_costs_nothing() -> None:
    assert officer(0.0, 80_000, benefits=0.5) == 0


def test_officer_costs_what_a_filled_position_does() -> None:
    # Here or in staffing, the same person costs the same.
    one, none = np.array(1.0), np.array(0.0)
    fte, salary, load, raises = (np.array(part) for part in (0.4, 84_000.0, 0.61, 1.035))
    in_staffing = position_cost(fte, salary, raises, load, none, one)
    assert officer(0.4, 84_000, 0.61, 1.035) == pytest.approx(float(in_staffing))
