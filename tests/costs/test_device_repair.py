"""Repairs: how many, and what each of the four channels pays for them."""

from __future__ import annotations

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.device_repair import repair_cost, repair_hours, repair_tickets

#: Dodge City, Kansas, 2014: 4.7% of 6,915 iPads, an average repair of $99.
IPADS, BROKEN, AVERAGE_REPAIR = 6915.0, 0.047, 99.0


def by_age(*of_each_age: float) -> Floats:
    """One row, one year, one case."""
    return np.array(of_each_age, np.float64).reshape(1, -1, 1, 1)


def tickets(devices: Floats, rates: Floats, share: float = 1.0) -> float:
    return float(repair_tickets(devices, rates, np.full((1, 1, 1), share)).item())


def cost(
    devices: float = 0.0,
    tickets: float = 0.0,
    price_per_device: float = 0.0,
    price_per_repair: float = 0.0,
    outside: float = 0.0,
    parts: float = 0.0,
    hours: float = 0.0,
    wage: float = 0.0,
    prices: float = 1.0,
    wages: float = 1.0,
) -> float:
    paid = (price_per_device, price_per_repair, outside, parts, hours, wage, prices, wages)
    return float(repair_cost(*(np.array(part) for part in (devices, tickets, *paid))))


def test_repairs_of_dodge_city() -> None:
    # 6,915 x 4.7% = 325.005 repairs; at $99 they are $32,175.50.
    repairs = tickets(by_age(IPADS), by_age(BROKEN))
    assert repairs == pytest.approx(325.005)
    spent = cost(tickets=repairs, price_per_repair=AVERAGE_REPAIR, outside=1.0)
    assert spent == pytest.approx(32_175.495)


def test_repairs_of_camden_hills_are_72_dollars_a_laptop() -> None:
    # Camden Hills, Maine, 2011: $56,000 on 778 laptops, as a price on every device.
    assert cost(devices=778, price_per_device=72) == pytest.approx(56_000, abs=778 / 2)


def test_repairs_add_up_over_the_ages() -> None:
    # 100 x 6% + 50 x 10% + 10 x 30% = 6 + 5 + 3.
    assert tickets(by_age(100, 50, 10), by_age(0.06, 0.10, 0.30)) == pytest.approx(14)


def test_one_rate_for_all_ages_needs_only_the_number_of_devices() -> None:
    assert tickets(by_age(100, 50, 10), by_age(0.05)) == pytest.approx(160 * 0.05)


def test_older_fleet_breaks_more_where_rates_rise() -> None:
    rising = by_age(0.06, 0.08, 0.10)
    assert tickets(by_age(0, 0, 100), rising) > tickets(by_age(100, 0, 0), rising)


def test_channels_that_share_the_repairs_do_all_of_them() -> None:
    devices, rates = by_age(100, 50), by_age(0.06, 0.10)
    shares = (0.5, 0.3, 0.2)
    assert sum(tickets(devices, rates, share) for share in shares) == pytest.approx(11)


def test_a_device_may_need_more_than_one_repair_a_year() -> None:
    assert tickets(by_age(10), by_age(1.5)) == 15


def test_years_are_kept_apart() -> None:
    devices = np.array([[[[10.0], [0.0]], [[0.0], [10.0]]]])  # one year older in the second year
    rates = np.broadcast_to(np.array([0.1, 0.2]).reshape(1, 2, 1, 1), devices.shape)
    repairs = repair_tickets(devices, rates, np.ones((1, 2, 1)))
    assert repairs.ravel().tolist() == [1, 2]


def test_vendor_bills_every_repair() -> None:
    # 10 x ($150 + $20 of parts billed apart).
    assert cost(tickets=10, price_per_repair=150, outside=1, parts=20) == 1_700


def test_own_technician_costs_parts_here_and_pay_in_staffing() -> None:
    # 10 x $60; the time is reported and not paid a second time.
    assert cost(tickets=10, parts=60, hours=1.5) == 600
    assert float(repair_hours(np.array(10.0), np.array(1.5))) == 15


def test_student_crew_pays_wages_parts_and_what_a_vendor_does_again() -> None:
    # 100 x ($40 + 10% x $150) + 100 x 1 hour x $10 = 5,500 + 1,000.
    crew = cost(tickets=100, price_per_repair=150, outside=0.1, parts=40, hours=1, wage=10)
    assert crew == pytest.approx(6_500)


def test_student_crew_whose_every_repair_is_done_again_saves_nothing() -> None:
    crew = cost(tickets=100, price_per_repair=150, outside=1, parts=40, hours=1, wage=10)
    assert crew > cost(tickets=100, price_per_repair=150, outside=1, parts=40)


def test_student_crew_of_ash_grove() -> None:
    # Ash Grove, Missouri: about $30,000 saved in 3 years at an outside rate of $50 an hour, so
    # 600 hours (400 repairs of an hour and a half are ours). The crew is not paid and nothing is
    # done again: the vendor's bill is the saving.
    hours = float(repair_hours(np.array(400.0), np.array(1.5)))
    assert hours == 600
    vendor = cost(tickets=400, price_per_repair=1.5 * 50, outside=1)
    assert vendor - cost(tickets=400, hours=1.5) == 30_000


def test_protection_plan_is_paid_for_devices_that_never_break() -> None:
    assert cost(devices=1_000, price_per_device=30) == 30_000
    # A deductible of $25 on each of 50 repairs comes on top.
    with_deductible = cost(
        devices=1_000, tickets=50, price_per_device=30, price_per_repair=25, outside=1
    )
    assert with_deductible == 31_250


def test_prices_and_wages_grow_apart() -> None:
    # Prices by 10%: 10 x $100 x 1.1; wages by 20%: 10 x 2 hours x $15 x 1.2.
    spent = cost(tickets=10, parts=100, hours=2, wage=15, prices=1.1, wages=1.2)
    assert spent == pytest.approx(1_100 + 360)


def test_no_devices_and_no_repairs_cost_nothing() -> None:
    assert tickets(by_age(0, 0), by_age(0.1, 0.2)) == 0
    assert cost(price_per_device=30, price_per_repair=150, outside=1, parts=20, wage=10) == 0
