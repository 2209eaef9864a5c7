"""Leases: level payments in advance, leases that overlap, and the buyout."""

from __future__ import annotations

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.leases import lease_level_cost, lease_payments, level_payment


def payment(amount: float = 1000.0, rate: float = 0.05, years: float = 4.0) -> float:
    return float(level_payment(np.array(amount), np.array(rate), np.array(years)))


def test_without_interest_the_amount_is_divided_by_the_years() -> None:
    assert payment(rate=0.0) == 250


@pytest.mark.parametrize("rate", [0.0, 0.03, 0.2])
def test_one_payment_at_delivery_has_no_interest(rate: float) -> None:
    assert payment(rate=rate, years=1.0) == pytest.approx(1000, rel=1e-12)


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.25])
@pytest.mark.parametrize("years", [2, 3, 4, 7])
def test_payments_pay_the_lease_off(rate: float, years: int) -> None:
    level, owed = payment(rate=rate, years=years), 1000.0
    for _ in range(years - 1):
        owed = (owed - level) * (1 + rate)
    assert owed == pytest.approx(level, rel=1e-12)


def test_very_small_rate_is_close_to_none() -> None:
    assert payment(rate=1e-14) == pytest.approx(250, rel=1e-12)
    assert payment(rate=1e-9) == pytest.approx(250 * (1 + 1.5e-9), rel=1e-12)


def test_dearer_money_and_a_shorter_lease_cost_more_a_year() -> None:
    assert payment(rate=0.06) > payment(rate=0.05) > payment(rate=0.0)
    assert payment(years=3.0) > payment(years=4.0)


def due(
    financed: list[float],
    rate: float | list[float] = 0.0,
    years: float | list[float] = 3.0,
    buyout: float | list[float] = 0.0,
) -> list[float]:
    """Payments of each year; terms are one number or one for each year of purchase."""
    parts: list[Floats] = [
        np.array(part, np.float64).reshape(1, -1, 1) for part in (financed, rate, years, buyout)
    ]
    return [float(amount) for amount in lease_payments(*parts).ravel()]


def test_one_purchase_is_paid_over_the_years_of_its_lease() -> None:
    assert due([300, 0, 0, 0, 0]) == [100, 100, 100, 0, 0]


def test_purchases_of_several_years_overlap() -> None:
    assert due([300, 0, 600, 0, 0]) == [100, 100, 300, 200, 200]


def test_what_falls_after_the_plan_is_not_shown() -> None:
    assert due([0, 0, 0, 300]) == [0, 0, 0, 100]
    assert due([0, 300], years=1, buyout=0.5) == [0, 300]


def test_buyout_comes_in_the_year_after_the_last_payment() -> None:
    assert due([300, 0, 0, 0, 0], buyout=0.1) == pytest.approx([100, 100, 100, 30, 0])
    assert due([300, 0], years=1, buyout=0.1) == pytest.approx([300, 30])


def test_terms_are_those_of_the_year_of_purchase() -> None:
    # 300 over three years, then 300 over two years with a buyout of a third.
    found = due([300, 300, 0, 0, 0], years=[3, 2, 9, 9, 9], buyout=[0, 1 / 3, 1, 1, 1])
    assert found == pytest.approx([100, 250, 250, 100, 0])
    dearer = due([0, 300, 0, 0, 0], rate=[0.5, 0.1, 0.9, 0.9, 0.9])
    assert dearer == pytest.approx([0, *[payment(300, 0.1, 3)] * 3, 0])


def test_lease_of_one_year_without_buyout_is_a_purchase() -> None:
    assert due([300, 20, 0, 50], rate=0.07, years=1) == pytest.approx([300, 20, 0, 50])


def test_no_purchases_no_payments() -> None:
    assert due([0, 0, 0], rate=0.05, buyout=0.1) == [0, 0, 0]


def test_leases_add_up() -> None:
    both = due([300, 50, 70, 0], rate=0.04, buyout=0.1)
    alone = np.add(
        due([300, 0, 70, 0], rate=0.04, buyout=0.1), due([0, 50, 0, 0], rate=0.04, buyout=0.1)
    )
    assert both == pytest.approx(list(alone))


def level(rate: float, years: float, buyout: float) -> float:
    parts = (np.array(part) for part in (100.0, rate, years, buyout))
    return float(lease_level_cost(*parts))


def test_level_cost_without_interest_is_what_is_bought() -> None:
    assert level(0.0, 4.0, 0.0) == 100
    assert level(0.0, 4.0, 0.25) == 125


@pytest.mark.parametrize("rate", [0.0, 0.05])
@pytest.mark.parametrize("years", [1, 2, 4])
@pytest.mark.parametrize("buyout", [0.0, 0.1])
def test_level_cost_is_where_the_payments_end_up(rate: float, years: int, buyout: float) -> None:
    payments = due([100.0] * 8, rate, years, buyout)
    assert payments[years:] == pytest.approx([level(rate, years, buyout)] * (8 - years))
    assert all(early < payments[-1] + 1e-9 for early in payments)
