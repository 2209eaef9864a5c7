"""Devices: needed, what purchases cost, and the level purchase that keeps a fleet going."""

from __future__ import annotations

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.device_refresh import (
    refresh_cost,
    sustainable_units,
    trade_in_credit,
    units_needed,
    years_served,
)


def number(value: float) -> Floats:
    return np.array(value)


def level(needed: float, life: float, *loss_by_age: float) -> float:
    """Level purchase of one fleet in one year."""
    fleet, years = np.full((1, 1, 1), needed), np.full((1, 1, 1), life)
    loss = np.array(loss_by_age, np.float64).reshape(1, -1, 1, 1)
    return sustainable_units(fleet, years_served(years, loss)).item()


def test_spares_are_a_share_of_devices_in_use() -> None:
    # 200 people x 0.5 + 20 in the library = 120 in use, and 5% of those as loaners.
    needed = units_needed(number(200.0), number(0.5), number(20.0), number(0.05))
    assert float(needed) == pytest.approx(126)


def test_nobody_to_serve_leaves_the_fixed_devices() -> None:
    assert float(units_needed(number(0.0), number(1.0), number(20.0), number(0.0))) == 20


def test_cost_is_price_and_set_up_at_the_year_s_prices() -> None:
    cost = refresh_cost(number(10.0), number(300.0), number(50.0), number(1.1))
    assert float(cost) == pytest.approx(3850)


def test_trade_in_is_paid_for_every_device_taken_out_of_service() -> None:
    assert float(trade_in_credit(number(40.0), number(25.0), number(9000.0))) == 1000


def test_trade_in_is_a_credit_on_the_purchase_and_ends_with_it() -> None:
    # 40 x $25 = $1,000 on a purchase of $600; without a purchase there is nothing to credit.
    assert float(trade_in_credit(number(40.0), number(25.0), number(600.0))) == 600
    assert float(trade_in_credit(number(40.0), number(25.0), number(0.0))) == 0


def test_level_purchase_without_loss_is_the_fleet_divided_by_its_life() -> None:
    assert level(1000, 4, 0.0) == 250


def test_level_purchase_hardly_moves_when_loss_is_hardly_there() -> None:
    assert level(1000, 4, 1e-7) == pytest.approx(250, rel=1e-6)


def test_level_purchase_of_a_life_of_one_year_is_the_fleet() -> None:
    # Losses come from one year to the next: they never reach a device that serves one year.
    assert level(80, 1, 0.3) == 80


@pytest.mark.parametrize(("life", "loss"), [(1, 0.0), (4, 0.0), (5, 0.06), (8, 0.5)])
def test_level_purchase_is_what_keeps_a_fleet_at_its_size(life: int, loss: float) -> None:
    in_service = sum(level(1000, life, loss) * (1 - loss) ** age for age in range(life))
    assert in_service == pytest.approx(1000)


def test_level_purchase_follows_the_loss_of_each_age() -> None:
    # Of 1 bought there are 1, 0.9 and 0.9 x 0.8 = 0.72 in its three years: 2.62 in service,
    # and 262 / 2.62 = 100. The loss of the third year falls after the life and does not count.
    assert level(262, 3, 0.1, 0.2, 0.9) == pytest.approx(100)


def test_last_rate_by_age_holds_for_all_older_devices() -> None:
    # 1 + 0.9 + 0.9 x 0.5 + 0.9 x 0.25 = 2.575.
    assert level(257.5, 4, 0.1, 0.5) == pytest.approx(100)
    assert level(257.5, 4, 0.1, 0.5, 0.5) == pytest.approx(100)


def test_one_rate_for_all_ages_is_a_list_of_equal_rates() -> None:
    assert level(1000, 5, 0.06) == pytest.approx(level(1000, 5, 0.06, 0.06, 0.06), rel=1e-15)


def test_fleet_that_is_lost_in_its_first_year_is_bought_anew_every_year() -> None:
    assert level(1000, 5, 1.0) == 1000


def test_lives_differ_from_year_to_year() -> None:
    needed, life = np.full((1, 2, 1), 1000.0), np.array([4.0, 5.0]).reshape(1, 2, 1)
    found = sustainable_units(needed, years_served(life, np.zeros((1, 1, 2, 1))))
    assert found.ravel().tolist() == [250, 200]
