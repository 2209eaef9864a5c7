"""The disclosure of one long contract: what is owed, its interest, and the asset."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from planner.arrays import Floats
from planner.costs.subscription_liability import disclosure

PAYMENTS = [20_000.0, 21_000.0, 0.0, 25_000.0]
BOTH = pytest.mark.parametrize("in_advance", [True, False])
RATES = pytest.mark.parametrize("rate", [0.0, 0.01, 0.04, 0.12])


def present_value(payments: Sequence[float] | Floats, rate: float, in_advance: bool) -> float:
    """What is owed at the start of a contract."""
    return float(disclosure(payments, rate, in_advance).opening[0])


def test_two_payments_at_the_end_of_the_year() -> None:
    # 20,000 / 1.04 + 20,000 / 1.04^2
    assert present_value([20_000.0, 20_000.0], 0.04, in_advance=False) == pytest.approx(37_721.89)


@BOTH
@RATES
def test_present_value_discounts_each_payment(rate: float, in_advance: bool) -> None:
    first = 0 if in_advance else 1
    expected = sum(
        payment / (1 + rate) ** years for years, payment in enumerate(PAYMENTS, start=first)
    )
    assert present_value(PAYMENTS, rate, in_advance) == pytest.approx(expected, rel=1e-12)
    assert present_value(np.array(PAYMENTS), rate, in_advance) == pytest.approx(expected, rel=1e-12)


@BOTH
def test_without_interest_it_is_the_sum_of_payments(in_advance: bool) -> None:
    assert present_value(PAYMENTS, 0.0, in_advance) == sum(PAYMENTS)


@BOTH
def test_dearer_money_makes_it_less(in_advance: bool) -> None:
    values = [present_value(PAYMENTS, rate, in_advance) for rate in np.linspace(0, 0.5, 11)]
    assert all(later < earlier for earlier, later in pairwise(values))


def test_payments_at_the_end_of_the_year_are_worth_a_year_less() -> None:
    advance, arrears = (present_value(PAYMENTS, 0.04, in_advance) for in_advance in (True, False))
    assert arrears * 1.04 == pytest.approx(advance)


@BOTH
@RATES
def test_liability_rolls_forward_to_nothing(rate: float, in_advance: bool) -> None:
    schedule = disclosure(PAYMENTS, rate, in_advance)
    owed = present_value(PAYMENTS, rate, in_advance)
    for period, payment in enumerate(PAYMENTS):
        assert schedule.opening[period] == pytest.approx(owed)
        interest = rate * (owed - payment if in_advance else owed)
        assert schedule.interest[period] == pytest.approx(interest, abs=1e-9)
        owed += interest - payment
        assert schedule.closing[period] == pytest.approx(owed, abs=1e-9)
    assert schedule.closing[-1] == 0


@BOTH
@RATES
def test_principal_adds_up_to_the_liability(rate: float, in_advance: bool) -> None:
    schedule = disclosure(PAYMENTS, rate, in_advance)
    principal = schedule.payment - schedule.interest
    assert principal.sum() == pytest.approx(schedule.opening[0], rel=1e-12)
    assert schedule.interest.sum() == pytest.approx(sum(PAYMENTS) - schedule.opening[0], abs=1e-9)


def test_year_without_payment_adds_interest_to_what_is_owed() -> None:
    schedule = disclosure(PAYMENTS, 0.04, in_advance=True)
    assert schedule.closing[2] == pytest.approx(schedule.opening[2] * 1.04)


def test_asset_is_the_liability_with_cost_and_prepayment_less_incentives() -> None:
    schedule = disclosure(
        PAYMENTS, 0.04, True, capitalizable_cost=3_000, prepaid=5_000, incentives=1_000
    )
    assert schedule.asset_opening[0] == pytest.approx(schedule.opening[0] + 7_000)
    # None of the three changes what is owed.
    assert np.array_equal(schedule.opening, disclosure(PAYMENTS, 0.04, True).opening)


def test_asset_is_written_off_evenly_to_nothing() -> None:
    schedule = disclosure(PAYMENTS, 0.04, True, capitalizable_cost=3_000)
    assert schedule.amortization == pytest.approx(np.full(4, schedule.asset_opening[0] / 4))
    assert schedule.amortization.sum() == pytest.approx(schedule.asset_opening[0])
    assert schedule.asset_opening - schedule.amortization == pytest.approx(
        schedule.asset_closing, abs=1e-9
    )
    assert schedule.asset_closing[-1] == 0
    assert np.array_equal(schedule.asset_closing[:-1], schedule.asset_opening[1:])


def test_contract_without_payments_has_no_schedule() -> None:
    with pytest.raises(ValueError, match="at least one payment"):
        disclosure([], 0.04, in_advance=True)


def test_payments_given_stay_as_they_were() -> None:
    payments = np.array(PAYMENTS)
    schedule = disclosure(payments, 0.04, in_advance=False)
    schedule.payment[0] = 0.0
    assert payments.tolist() == PAYMENTS


def test_asset_is_written_off_over_the_part_of_the_last_year() -> None:
    # $18,000 for a year and a half: $12,000 in the first year, $6,000 in the second.
    schedule = disclosure([0.0, 0.0], 0.04, True, prepaid=18_000, last_period=0.5)
    assert schedule.amortization.tolist() == pytest.approx([12_000, 6_000])
    assert not schedule.opening.any()
