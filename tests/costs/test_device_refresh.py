"""Devices: needed, bought, in service, and the level purchase that keeps a fleet going."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.device_refresh import (
    Lots,
    refresh_cost,
    refresh_units,
    sustainable_units,
    units_needed,
)
from planner.fiscal import Floats

FIRST = 2027


def lots(*stock: tuple[float, float, float]) -> Lots:
    """Lots of one fleet: units, year bought, first year that support does not cover."""
    columns = np.array(stock, dtype=np.float64).reshape(len(stock), 3)
    units, bought, ends = (columns[:, k].reshape(-1, 1) for k in range(3))
    return Lots(np.zeros(len(stock), np.intp), units, bought, ends)


def refresh(
    needed: list[float],
    life: list[float] | float,
    loss: list[float] | float = 0.0,
    stock: Lots | None = None,
) -> tuple[list[float], list[float]]:
    """Bought and in service, year by year, of one fleet."""

    def path(values: list[float] | float) -> Floats:
        return np.broadcast_to(np.array(values, np.float64), (len(needed),)).reshape(1, -1, 1)

    years = np.arange(FIRST, FIRST + len(needed), dtype=np.float64)
    bought, there = refresh_units(path(needed), path(life), path(loss), stock or lots(), years)
    return bought.ravel().tolist(), there.ravel().tolist()


def number(value: float) -> Floats:
    return np.array(value)


def test_spares_are_a_share_of_devices_in_use() -> None:
    # 200 people x 0.5 + 20 in the library = 120 in use, and 5% of those as loaners.
    needed = units_needed(number(200.0), number(0.5), number(20.0), number(0.05))
    assert float(needed) == pytest.approx(126)


def test_nobody_to_serve_leaves_the_fixed_devices() -> None:
    assert float(units_needed(number(0.0), number(1.0), number(20.0), number(0.0))) == 20


def test_new_fleet_is_bought_at_once_and_again_after_its_life() -> None:
    # Bought in 2027 with a life of 3 years it serves 2027, 2028 and 2029.
    assert refresh([100] * 7, 3)[0] == [100, 0, 0, 100, 0, 0, 100]


def test_life_of_one_year_buys_everything_every_year() -> None:
    assert refresh([100, 100, 100], 1)[0] == [100, 100, 100]


def test_lot_leaves_in_the_first_year_past_its_life() -> None:
    # Bought in 2024 with a life of 4: serves to 2027, leaves in 2028.
    assert refresh([100] * 3, 4, stock=lots((100, 2024, np.inf)))[0] == [0, 100, 0]


def test_lot_past_its_life_at_the_start_is_replaced_in_the_first_year() -> None:
    assert refresh([100] * 2, 4, stock=lots((100, 2020, np.inf)))[0] == [100, 0]


def test_support_that_ends_sooner_than_the_life_ends_the_lot() -> None:
    stock = lots((60, 2026, 2028), (40, 2026, np.inf))
    assert refresh([100] * 3, 10, stock=stock)[0] == [0, 60, 0]


def test_support_that_ends_later_than_the_life_changes_nothing() -> None:
    stock = lots((100, 2026, 2040))
    assert refresh([100] * 3, 2, stock=stock) == refresh(
        [100] * 3, 2, stock=lots((100, 2026, np.inf))
    )


def test_inventory_is_counted_after_the_losses_of_the_past() -> None:
    # No loss in the first year; then a tenth of what is there, replaced each year.
    bought, there = refresh([100] * 3, 10, 0.1, lots((100, 2026, np.inf)))
    assert bought == pytest.approx([0, 10, 10])
    assert there == pytest.approx([100, 100, 100])


def test_loss_of_a_year_is_that_year_s_own() -> None:
    assert refresh([100] * 3, 10, [0.9, 0.0, 0.2])[0] == pytest.approx([100, 0, 20])


def test_lost_devices_are_replaced_by_devices_with_a_life_of_their_own() -> None:
    # 100 in 2027; half are lost in 2028 and 50 bought, which serve 2028 and 2029.
    # In 2029 the 2027 lot leaves (life 2), half of the 50 is lost, 75 are bought.
    assert refresh([100] * 3, 2, 0.5)[0] == [100, 50, 75]


def test_fleet_that_is_too_large_buys_nothing_and_is_still_in_service() -> None:
    bought, there = refresh([50, 50, 50], 10, 0.2, lots((100, 2026, np.inf)))
    assert bought == [0, 0, 0]
    assert there == pytest.approx([100, 80, 64])


def test_orders_of_the_first_year_are_paid_and_in_service() -> None:
    # 30 ordered and 70 missing: 100 are paid for in 2027.
    bought, there = refresh([100, 100], 5, stock=lots((30, FIRST, np.inf)))
    assert (bought, there) == ([100, 0], [100, 100])


def test_orders_are_paid_even_where_nothing_is_missing() -> None:
    stock = lots((100, 2026, np.inf), (30, FIRST, np.inf))
    assert refresh([100], 5, stock=stock) == ([30], [130])


def test_ordered_devices_without_support_for_the_year_are_paid_and_replaced() -> None:
    assert refresh([100], 5, stock=lots((30, FIRST, FIRST)))[0] == [130]


def test_what_has_left_does_not_come_back_when_the_life_is_stretched() -> None:
    # Life 2, from 2030 on 5: the lot of 2027 left in 2029 and stays away; that of 2029 stays on.
    assert refresh([100] * 6, [2, 2, 2, 5, 5, 5])[0] == [100, 0, 100, 0, 0, 0]


def test_devices_return_to_shelves_when_needs_rise_again() -> None:
    # 100 bought, 40 needed for a year, 100 again: nothing to buy within the life.
    assert refresh([100, 40, 100], 5)[0] == [100, 0, 0]


def test_fleets_do_not_share_devices() -> None:
    stock = Lots(np.array([1]), np.array([[100.0]]), np.array([[2026.0]]), np.array([[np.inf]]))
    both = np.full((2, 1, 1), 100.0)
    bought, _ = refresh_units(both, 5 * both / 100, 0 * both, stock, np.array([2027.0]))
    assert bought.ravel().tolist() == [100, 0]


def test_cost_is_price_and_set_up_at_the_year_s_prices() -> None:
    cost = refresh_cost(number(10.0), number(300.0), number(50.0), number(1.1))
    assert float(cost) == pytest.approx(3850)


def test_level_purchase_without_loss_is_the_fleet_divided_by_its_life() -> None:
    assert float(sustainable_units(number(1000.0), number(4.0), number(0.0))) == 250


def test_level_purchase_hardly_moves_when_loss_is_hardly_there() -> None:
    # The formula with loss meets the one without: no jump at zero.
    lossy = float(sustainable_units(number(1000.0), number(4.0), number(1e-7)))
    assert lossy == pytest.approx(250, rel=1e-6)


def test_level_purchase_of_a_life_of_one_year_is_the_fleet() -> None:
    # needed x r / (1 - (1 - r)) = needed, whatever is lost later.
    assert float(sustainable_units(number(80.0), number(1.0), number(0.3))) == pytest.approx(80)


@pytest.mark.parametrize(("life", "loss"), [(1, 0.0), (4, 0.0), (5, 0.06), (8, 0.5)])
def test_level_purchase_is_what_keeps_a_fleet_at_its_size(life: int, loss: float) -> None:
    level = float(sustainable_units(number(1000.0), number(float(life)), number(loss)))
    in_service = sum(level * (1 - loss) ** age for age in range(life))
    assert in_service == pytest.approx(1000)


def test_refresh_over_a_long_time_costs_the_level_purchase() -> None:
    # Purchases of 300 years with loss settle to the level purchase.
    bought, _ = refresh([1000] * 300, 5, 0.06)
    level = float(sustainable_units(number(1000.0), number(5.0), number(0.06)))
    assert bought[-1] == pytest.approx(level, rel=1e-6)
