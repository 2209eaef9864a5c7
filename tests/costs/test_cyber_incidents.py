"""Incidents: what insurance leaves, what is at stake, and when a contract would pay."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.cyber_incidents import (
    break_even_probability,
    days_lost,
    expected_loss,
    retained_loss,
)

#: GAO-23-105480, October 2022: losses, and learning lost in school days (three weeks are 15).
LOSS_LOW, LOSS_HIGH = 50_000.0, 1_000_000.0
DAYS_LOW, DAYS_HIGH = 3.0, 15.0
#: The design cost of the FCC's Cybersecurity Pilot (K-12 Dive, 2024).
PILOT_PER_STUDENT = 13.60


def retained(loss: float, deductible: float = np.inf, limit: float = 0.0) -> float:
    return float(retained_loss(np.array(loss), np.array(deductible), np.array(limit)))


def break_even(price: float, avoided: float) -> float:
    return float(break_even_probability(np.array(price), np.array(avoided)))


@pytest.mark.parametrize("loss", [0.0, LOSS_LOW, LOSS_HIGH])
@pytest.mark.parametrize("limit", [0.0, 500_000.0, np.inf])
def test_without_insurance_all_of_it_stays(loss: float, limit: float) -> None:
    assert retained(loss, np.inf, limit) == loss


@pytest.mark.parametrize("deductible", [0.0, 25_000.0, 2_000_000.0])
def test_a_limit_of_nothing_pays_nothing(deductible: float) -> None:
    assert retained(LOSS_HIGH, deductible, 0.0) == LOSS_HIGH


def test_loss_within_the_deductible_stays() -> None:
    assert retained(20_000, 25_000, 500_000) == 20_000


def test_loss_within_the_limit_costs_the_deductible() -> None:
    assert retained(LOSS_LOW, 25_000, 500_000) == 25_000
    # Exactly at deductible + limit nothing is above yet.
    assert retained(525_000, 25_000, 500_000) == 25_000


def test_what_is_above_the_limit_stays_too() -> None:
    # $1,000,000 - $500,000 that the insurer pays.
    assert retained(LOSS_HIGH, 25_000, 500_000) == 500_000


def test_policy_without_a_limit_leaves_the_deductible() -> None:
    assert retained(2_280_000, 25_000, np.inf) == 25_000


def test_insurer_pays_never_more_than_the_limit_and_never_less_than_nothing() -> None:
    loss = np.linspace(0, 3_000_000, 301)
    pays = loss - retained_loss(loss, np.array(25_000.0), np.array(500_000.0))
    assert pays.min() == 0
    assert pays.max() == pytest.approx(500_000)
    assert (np.diff(pays) >= 0).all()


def test_expected_loss_is_frequency_times_severity() -> None:
    # One in 50 years at $50,000, one in 10 years at $1,000,000.
    ends = expected_loss(np.array([0.02, 0.10]), np.array([LOSS_LOW, LOSS_HIGH]))
    assert ends.tolist() == [1_000, 100_000]


def test_no_incident_or_no_loss_is_nothing_at_stake() -> None:
    assert float(expected_loss(np.array(0.0), np.array(LOSS_HIGH))) == 0
    assert float(expected_loss(np.array(0.1), np.array(0.0))) == 0


def test_contract_breaks_even_where_its_price_is_the_expected_loss() -> None:
    # 4,000 students at $13.60 are $54,400: 5.44% of $1,000,000.
    price = 4_000 * PILOT_PER_STUDENT
    chance = break_even(price, LOSS_HIGH)
    assert chance == pytest.approx(0.0544)
    assert float(expected_loss(np.array(chance), np.array(LOSS_HIGH))) == pytest.approx(price)


def test_contract_dearer_than_the_loss_would_not_pay_with_an_incident_every_year() -> None:
    # The same contract against the low end: 54,400 / 50,000.
    assert break_even(4_000 * PILOT_PER_STUDENT, LOSS_LOW) == pytest.approx(1.088)


def test_contract_that_avoids_nothing_never_pays() -> None:
    assert break_even(50_000, 0.0) == np.inf
    assert break_even(0.0, 0.0) == np.inf


def test_free_contract_always_pays() -> None:
    assert break_even(0.0, LOSS_LOW) == 0


def test_insurance_raises_the_chance_at_which_a_contract_pays() -> None:
    # With a deductible of $25,000 and no limit only that can be avoided.
    insured = break_even(5_000, retained(LOSS_HIGH, 25_000, np.inf))
    assert insured == pytest.approx(0.2)
    assert insured > break_even(5_000, retained(LOSS_HIGH))


def test_days_at_stake_with_an_incident_every_year_are_those_of_the_incident() -> None:
    assert days_lost(np.array(1.0), np.array([DAYS_LOW, DAYS_HIGH])).tolist() == [3, 15]


def test_days_at_stake_in_a_year_are_a_share_of_those_of_the_incident() -> None:
    # One in four years, ends of GAO's range.
    assert days_lost(np.array(0.25), np.array([DAYS_LOW, DAYS_HIGH])).tolist() == [0.75, 3.75]
