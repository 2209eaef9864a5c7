"""Fleets by the year they were bought: due, capped, level; lost, deferred, past their time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.device_fleets import FleetYears, Lots, Policy, refresh_units
from planner.costs.device_refresh import sustainable_units, years_served

FIRST = 2027
Path = list[float] | float


def lots(*stock: tuple[float, float, float]) -> Lots:
    """Lots of one fleet: units, year bought, first year that support does not cover."""
    columns = np.array(stock, dtype=np.float64).reshape(len(stock), 3)
    units, bought, ends = (columns[:, k].reshape(-1, 1) for k in range(3))
    return Lots(np.zeros(len(stock), np.intp), units, bought, ends)


def roll(
    needed: list[float],
    life: Path,
    stock: Lots | None = None,
    *,
    loss: list[float] | float = 0.0,
    deferred: Path = 0.0,
    support: Path = np.inf,
    most: Path = np.inf,
    level: Path = np.nan,
) -> FleetYears:
    """One fleet through the years; a list of losses is by age, every other list by year."""
    count = len(needed)

    def path(values: Path) -> Floats:
        return np.broadcast_to(np.array(values, np.float64), (count,)).reshape(1, -1, 1)

    by_age = np.atleast_1d(np.array(loss, np.float64)).reshape(1, -1, 1, 1)
    policy = Policy(
        useful_life_years=path(life),
        deferred_years=path(deferred),
        support_years=path(support),
        loss_by_age=np.broadcast_to(by_age, (1, by_age.shape[1], count, 1)),
        most=path(most),
        level=path(level),
    )
    years = np.arange(FIRST, FIRST + count, dtype=np.float64)
    return refresh_units(path(needed), policy, stock or lots(), years)


def of(found: Floats) -> list[float]:
    """Devices by year; small fractions of a device are rounding."""
    return [round(float(value), 9) for value in found.ravel()]


# What is due is replaced.


def test_new_fleet_is_bought_at_once_and_again_after_its_life() -> None:
    # Bought in 2027 with a life of 3 years it serves 2027, 2028 and 2029.
    assert of(roll([100] * 7, 3).bought) == [100, 0, 0, 100, 0, 0, 100]


def test_life_of_one_year_buys_everything_every_year() -> None:
    assert of(roll([100] * 3, 1).bought) == [100, 100, 100]


def test_lot_leaves_in_the_first_year_past_its_life() -> None:
    # Bought in 2024 with a life of 4: serves to 2027, leaves in 2028.
    assert of(roll([100] * 3, 4, lots((100, 2024, np.inf))).bought) == [0, 100, 0]


def test_lot_past_its_life_at_the_start_is_replaced_in_the_first_year() -> None:
    assert of(roll([100] * 2, 4, lots((100, 2020, np.inf))).bought) == [100, 0]


def test_as_due_nothing_in_service_is_past_its_time() -> None:
    found = roll([100] * 6, 3, lots((60, 2020, 2028), (60, 2026, 2028)), support=2)
    assert of(found.past_life) == of(found.past_support) == [0] * 6


def test_fleet_that_is_too_large_buys_nothing_and_is_still_in_service() -> None:
    found = roll([50] * 3, 10, lots((100, 2026, np.inf)), loss=0.2)
    assert of(found.bought) == [0, 0, 0]
    assert of(found.in_service) == [100, 80, 64]


def test_devices_return_to_shelves_when_needs_rise_again() -> None:
    # 100 bought, 40 needed for a year, 100 again: nothing to buy within the life.
    assert of(roll([100, 40, 100], 5).bought) == [100, 0, 0]


def test_what_has_left_does_not_come_back_when_the_life_is_stretched() -> None:
    # Life 2, from 2030 on 5: the lot of 2027 left in 2029 and stays away; that of 2029 stays on.
    assert of(roll([100] * 6, [2, 2, 2, 5, 5, 5]).bought) == [100, 0, 100, 0, 0, 0]


def test_refresh_over_a_long_time_costs_the_level_purchase() -> None:
    # Purchases of 300 years with loss settle to the level purchase.
    one = np.ones((1, 1, 1))
    level = sustainable_units(1000 * one, years_served(5 * one, 0.06 * one[None])).item()
    assert roll([1000] * 300, 5, loss=0.06).bought[0, -1, 0] == pytest.approx(level, rel=1e-6)


# Orders already placed.


def test_orders_of_the_first_year_are_paid_and_in_service() -> None:
    # 30 ordered and 70 missing: 100 are paid for in 2027.
    found = roll([100, 100], 5, lots((30, FIRST, np.inf)))
    assert (of(found.bought), of(found.in_service)) == ([100, 0], [100, 100])


def test_orders_are_paid_even_where_nothing_is_missing_or_nothing_may_be_bought() -> None:
    stock = lots((100, 2026, np.inf), (30, FIRST, np.inf))
    found = roll([100], 5, stock, most=0)
    assert (of(found.bought), of(found.in_service)) == ([30], [130])


def test_orders_count_beside_a_cap() -> None:
    # 30 ordered before the plan; of the 70 missing 20 may be bought.
    found = roll([100, 100], 5, lots((30, FIRST, np.inf)), most=20)
    assert (of(found.bought), of(found.in_service)) == ([50, 20], [50, 70])


def test_ordered_devices_without_support_for_the_year_are_paid_and_replaced() -> None:
    assert of(roll([100], 5, lots((30, FIRST, FIRST))).bought) == [130]


# Lost or broken beyond repair.


def test_inventory_is_counted_after_the_losses_of_the_past() -> None:
    # No loss in the first year; then a tenth of what is there, replaced each year.
    found = roll([100] * 3, 10, lots((100, 2026, np.inf)), loss=0.1)
    assert (of(found.bought), of(found.in_service)) == ([0, 10, 10], [100, 100, 100])


def test_lost_devices_are_replaced_by_devices_with_a_life_of_their_own() -> None:
    # 100 in 2027; half are lost in 2028 and 50 bought, which serve 2028 and 2029.
    # In 2029 the 2027 lot leaves (life 2), half of the 50 is lost, 75 are bought.
    assert of(roll([100] * 3, 2, loss=0.5).bought) == [100, 50, 75]


def test_loss_of_a_device_is_that_of_its_age_in_the_year_before() -> None:
    # Bought in 2027. To 2028 it is the loss of the first year of use, 10%; to 2029 the 20% of
    # the second for the 90 left (18) and 10% of the 10 new (1); to 2030 the 50% of the third
    # for the 72 left (36), 20% of the 9 left of 2028 (1.8) and 10% of the 19 of 2029 (1.9).
    found = roll([100] * 4, 10, loss=[0.1, 0.2, 0.5])
    assert of(found.bought) == [100, 10, 19, 39.7]


def test_last_loss_holds_for_all_older_devices_in_the_inventory_too() -> None:
    # Bought in 2020: in 2027 it is 7 years old, far beyond a list of two.
    found = roll([0] * 2, 20, lots((100, 2020, np.inf)), loss=[0.1, 0.3])
    assert of(found.in_service) == [100, 70]


def test_device_of_the_year_before_loses_as_in_its_first_year_of_use() -> None:
    # Bought in 2026, it was 1 year old in 2027: the second rate. Ordered for 2027: the first.
    found = roll([0] * 2, 20, lots((100, 2026, np.inf), (10, FIRST, np.inf)), loss=[0.1, 0.3])
    assert of(found.in_service) == [110, 79]


def test_loss_of_a_year_is_that_year_s_own() -> None:
    # Loss typed for 2028 takes from 2027 to 2028; that of the first year is not used.
    one = np.ones((1, 3, 1))
    loss = np.array([0.9, 0.0, 0.2]).reshape(1, 1, 3, 1)
    policy = Policy(10 * one, 0 * one, np.inf * one, loss, np.inf * one, np.nan * one)
    found = refresh_units(100 * one, policy, lots(), np.array([2027.0, 2028, 2029]))
    assert of(found.bought) == [100, 0, 20]


def test_everything_may_be_lost_every_year() -> None:
    assert of(roll([100] * 3, 5, loss=1.0).bought) == [100, 100, 100]


def test_devices_are_counted_by_age() -> None:
    # A list of three rates has three ages: new, one year, two years and older.
    found = roll([100] * 3, 9, lots((30, 2022, np.inf), (50, 2026, np.inf)), loss=[0, 0, 0])
    assert found.by_age[0, :, :, 0].tolist() == [[20, 0, 0], [50, 20, 0], [30, 80, 100]]
    assert found.by_age.sum(axis=1).tolist() == found.in_service.tolist()


# Support.


def test_support_that_ends_sooner_than_the_life_ends_the_lot() -> None:
    found = roll([100] * 3, 10, lots((60, 2026, 2028), (40, 2026, np.inf)))
    assert of(found.bought) == [0, 60, 0]
    assert of(found.retired_early) == [0, 60, 0]


def test_support_that_ends_later_than_the_life_changes_nothing() -> None:
    # Both leave in 2028, by their life of 2, and none of it early.
    typed = roll([100] * 3, 2, lots((100, 2026, 2040)))
    unsaid = roll([100] * 3, 2, lots((100, 2026, np.inf)))
    assert of(typed.bought) == of(unsaid.bought) == [0, 100, 0]
    assert of(typed.retired) == [0, 100, 0]
    assert of(typed.retired_early) == [0, 0, 0]


def test_support_that_ends_with_the_life_is_not_early() -> None:
    found = roll([100] * 2, 2, lots((100, 2026, 2028)))
    assert (of(found.retired), of(found.retired_early)) == ([0, 100], [0, 0])


def test_new_devices_have_the_support_that_is_left_when_they_are_bought() -> None:
    # Life 5, but updates for three fiscal years only: 2027 to 2029, bought anew in 2030.
    found = roll([100] * 5, 5, support=3)
    assert of(found.bought) == [100, 0, 0, 100, 0]
    assert of(found.retired_early) == [0, 0, 0, 100, 0]


def test_late_purchase_of_an_old_model_has_the_support_of_its_own_year() -> None:
    # Bought in 2028 with two years of support: due in 2030; those of 2027 serve their life of 5.
    found = roll([60, 100, 100, 100], 5, support=[np.inf, 2, 2, 2])
    assert of(found.bought) == [60, 40, 0, 40]


# Deferred.


def test_deferred_device_falls_due_later_and_is_past_its_life_meanwhile() -> None:
    # Life 3, deferred 2: serves 2027 to 2031, in the last two years past its life.
    found = roll([100] * 6, 3, deferred=2)
    assert of(found.bought) == [100, 0, 0, 0, 0, 100]
    assert of(found.past_life) == [0, 0, 0, 100, 100, 0]


def test_support_is_not_deferred() -> None:
    found = roll([100] * 5, 2, deferred=3, support=3)
    assert of(found.bought) == [100, 0, 0, 100, 0]
    assert of(found.past_life) == [0, 0, 100, 0, 0]
    assert of(found.past_support) == [0] * 5


def test_deferral_may_begin_and_end() -> None:
    # In 2029 the lot would be due, but that year defers by one; in 2030 nobody defers.
    found = roll([100] * 4, 2, deferred=[0, 0, 1, 0])
    assert of(found.bought) == [100, 0, 0, 100]


# Capped.


def test_cap_that_is_never_reached_changes_nothing() -> None:
    stock = lots((60, 2024, np.inf), (40, 2026, 2028))
    capped, free = (roll([100] * 6, 4, stock, loss=0.1, most=most) for most in (100, np.inf))
    for name in ("bought", "in_service", "past_life", "past_support", "retired"):
        assert of(getattr(capped, name)) == of(getattr(free, name))


def test_cap_leaves_what_it_does_not_reach_in_service_past_its_life() -> None:
    # 100 of 2025 with a life of 2 are due in 2027; 30 a year may be bought.
    found = roll([100] * 5, 2, lots((100, 2025, np.inf)), most=30)
    # What is bought in 2027 is due itself in 2029, so the fleet never catches up.
    assert of(found.bought) == [30, 30, 30, 30, 30]
    assert of(found.in_service) == [100] * 5
    # Two years of purchases, 60, are within their life; the other 40 are not.
    assert of(found.past_life) == [70, 40, 40, 40, 40]


def test_cap_of_nothing_keeps_what_there_is_until_it_is_lost() -> None:
    found = roll([100] * 3, 2, lots((100, 2020, np.inf)), loss=0.5, most=0)
    assert of(found.bought) == [0, 0, 0]
    assert of(found.in_service) == of(found.past_life) == [100, 50, 25]


def test_capped_fleet_keeps_no_more_than_it_needs_of_what_is_due() -> None:
    # 100 due, 60 needed and 20 bought: 40 stay on, 60 leave.
    found = roll([60], 2, lots((100, 2020, np.inf)), most=20)
    assert (of(found.in_service), of(found.retired)) == ([60], [60])


def test_of_what_is_due_devices_with_support_stay_before_those_without() -> None:
    # 50 are past their life but supported, 50 newer ones have lost support: 60 stay, the 50
    # with support and 10 without.
    stock = lots((50, 2020, np.inf), (50, 2025, 2027))
    found = roll([100], 5, stock, most=40)
    assert of(found.bought) == [40]
    assert of(found.past_life) == [50]
    assert of(found.past_support) == [10]
    assert (of(found.retired), of(found.retired_early)) == ([40], [40])


def test_of_devices_alike_the_latest_bought_stay() -> None:
    # All due: the 30 of 2022 stay and 10 of the 70 of 2021. Ages: the last place is 6 and older.
    stock = lots((70, 2021, np.inf), (30, 2022, np.inf))
    found = roll([100], 3, stock, loss=[0.0] * 7, most=60)
    assert found.by_age[0, :, 0, 0].tolist() == [60, 0, 0, 0, 0, 30, 10]


def test_order_in_which_lots_are_typed_does_not_matter() -> None:
    stock = lots((70, 2021, np.inf), (30, 2022, np.inf), (20, 2026, 2028))
    turned = lots((20, 2026, 2028), (30, 2022, np.inf), (70, 2021, np.inf))
    one, other = (roll([110] * 4, 6, s, loss=[0.1, 0.2], most=25) for s in (stock, turned))
    assert np.array_equal(one.by_age, other.by_age)
    assert of(one.past_support) == of(other.past_support)


# The same number every year.


def test_level_purchase_is_bought_due_or_not_and_the_oldest_make_room() -> None:
    # 100 new ones of 2026, 25 bought every year: 25 of the 2026 lot leave each year.
    found = roll([100] * 5, 4, lots((100, 2026, np.inf)), level=25)
    assert of(found.bought) == [25] * 5
    assert of(found.in_service) == [100] * 5
    assert of(found.retired) == [25] * 5
    assert of(found.past_life) == [0] * 5


def test_level_purchase_below_need_keeps_what_is_due() -> None:
    # 20 a year for a fleet of 100 with a life of 4: in the long run 20 are past their life.
    found = roll([100] * 7, 4, lots((100, 2026, np.inf)), level=20)
    assert of(found.in_service) == [100] * 7
    assert of(found.past_life)[-1] == 20


def test_level_purchase_never_exceeds_what_is_needed() -> None:
    found = roll([100, 30], 4, level=50)
    assert (of(found.bought), of(found.in_service)) == ([50, 30], [50, 30])


def test_level_purchase_fills_a_new_fleet_over_the_years() -> None:
    assert of(roll([100] * 5, 4, level=25).in_service) == [25, 50, 75, 100, 100]


def test_level_purchase_with_loss_keeps_its_size_when_it_is_the_sustainable_one() -> None:
    one = np.ones((1, 1, 1))
    level = sustainable_units(1000 * one, years_served(5 * one, 0.06 * one[None])).item()
    found = roll([1000] * 8, 5, loss=0.06, level=level)
    assert of(found.in_service)[4:] == [pytest.approx(1000)] * 4
    assert of(found.past_life) == [0] * 8


def test_level_may_begin_in_a_later_year() -> None:
    # As due until 2028; from 2029 on 50 a year.
    found = roll([100] * 4, 2, level=[np.nan, np.nan, 50, 50])
    assert of(found.bought) == [100, 0, 50, 50]
    assert of(found.past_life) == [0, 0, 50, 0]


# Taken out of service: what could be traded in.


def test_lost_devices_are_not_taken_out_of_service() -> None:
    # 100 of 2026, life 2: 10% are lost to 2028, the 90 left leave.
    found = roll([100] * 2, 2, lots((100, 2026, np.inf)), loss=0.1)
    assert of(found.retired) == [0, 90]


def test_nothing_appears_and_nothing_vanishes() -> None:
    """In service = in service before - lost + bought - taken out of service."""
    stock = lots((70, 2021, np.inf), (30, 2022, 2029), (20, 2026, 2028))
    for terms in ({"most": 25.0}, {"level": 30.0}, {"deferred": 1.0}, {"support": 3.0}):
        found = roll([110.0, 90, 120, 60, 110], 4, stock, loss=0.0, **terms)
        before = [120.0, *of(found.in_service)[:-1]]
        now = np.array(before) + of(found.bought) - of(found.retired)
        assert of(now) == of(found.in_service)


# Several fleets, and lots that differ from case to case.


def test_fleets_do_not_share_devices() -> None:
    stock = Lots(np.array([1]), np.array([[100.0]]), np.array([[2026.0]]), np.array([[np.inf]]))
    one = np.ones((2, 1, 1))
    policy = Policy(5 * one, 0 * one, np.inf * one, 0 * one[:, None], np.inf * one, np.nan * one)
    found = refresh_units(100 * one, policy, stock, np.array([2027.0]))
    assert of(found.bought) == [100, 0]


def test_lots_may_be_bought_in_other_years_in_other_cases() -> None:
    """The oldest is found in every case anew: a scenario may say a lot was bought earlier."""
    bought = np.array([[2024.0, 2026], [2025, 2025]])
    stock = Lots(np.array([0, 0]), np.full((2, 2), 50.0), bought, np.full((2, 2), np.inf))
    one = np.ones((1, 1, 2))
    policy = Policy(2 * one, 0 * one, np.inf * one, 0 * one[:, None], 40 * one, np.nan * one)
    found = refresh_units(100 * one, policy, stock, np.array([2027.0]))
    # First case: both lots are due (100), 40 are bought. Second: 50 of 2026 are fine, 50 due.
    assert of(found.past_life) == [60, 10]


def test_no_lots_and_no_fleets_are_no_trouble() -> None:
    found = roll([0] * 2, 5)
    assert of(found.in_service) == [0, 0]
    nothing = np.zeros((0, 2, 1))
    policy = Policy(nothing, nothing, nothing, np.zeros((0, 1, 2, 1)), nothing, nothing)
    none = replace(lots(), fleet=np.zeros(0, np.intp))
    assert refresh_units(nothing, policy, none, np.array([2027.0, 2028])).bought.shape == (0, 2, 1)


@pytest.mark.parametrize("cases", [1, 5])
def test_fleets_counted_as_one_sum_are_those_counted_slot_by_slot(cases: int) -> None:
    draws, shape = np.random.default_rng(7), (4, 8, cases)
    for _ in range(60):
        lots = Lots(
            draws.integers(0, 4, 9),
            draws.uniform(0, 90, (9, cases)),
            draws.integers(2019, 2028, (9, cases)).astype(float),
            np.where(
                draws.random((9, cases)) < 0.5, np.inf, draws.integers(2026, 2032, (9, cases))
            ),
        )
        policy = Policy(
            useful_life_years=draws.integers(1, 7, shape).astype(float),
            deferred_years=draws.integers(0, 2, shape).astype(float),
            support_years=np.where(draws.random(shape) < 0.5, np.inf, draws.integers(1, 7, shape)),
            loss_by_age=np.where(
                draws.random((4, 1, 8, cases)) < 0.1, 1.0, draws.uniform(0, 0.3, (4, 1, 8, cases))
            ),
            most=np.full(shape, np.inf),
            level=np.full(shape, np.nan),
        )
        needed = draws.uniform(0, 300, shape) * (draws.random(shape) < 0.8)
        found = refresh_units(needed, policy, lots, np.arange(2027.0, 2035.0))
        assert found.bought == pytest.approx(found.by_slot.bought, abs=1e-9)
        assert found.in_service == pytest.approx(found.by_slot.in_service, abs=1e-9)


@pytest.mark.parametrize("held", [{"most": 20.0}, {"level": 15.0}, {}])
def test_what_cost_follows_from_is_that_of_the_full_account(held: dict[str, float]) -> None:
    stock = lots((40, 2023, np.inf), (30, 2025, 2029))
    found = roll([70, 80, 60, 90], 3, stock, loss=[0.1, 0.2, 0.3], deferred=1, **held)
    assert np.array_equal(found.by_slot.bought, found.bought)
    assert np.array_equal(found.by_slot.in_service, found.in_service)
    assert np.array_equal(found.by_slot.by_age, found.by_age)
    assert found.by_age.sum(axis=1) == pytest.approx(found.in_service)
