"""Federal formula grants: late receipts, limits on technology, and 27 months to spend."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from planner.fiscal import first_month, start_edge
from planner.revenue.federal_titles import (
    carry_limit,
    received_with_delay,
    spendable_share,
    title_iv_a_limits,
)
from planner.revenue.yearly_money import yearly_money

#: Allocation from which the shares hold, and the greatest shares for technology and of it.
LAW = (30_000.0, 0.6, 0.15)


def test_title_money_is_the_allocation_grown_for_the_months_it_is_there() -> None:
    found = yearly_money(np.array(80_000.0), np.array([1.0, 0.88, 0.88]), np.array([1.0, 0.5, 0]))
    assert found.tolist() == pytest.approx([80_000, 35_200, 0])


def received(money: list[float], delay: float, steady: float = 1.0) -> list[float]:
    amounts = np.array(money, np.float64).reshape(1, -1, 1)
    found = received_with_delay(amounts, np.array(delay), np.array(steady))
    return [float(amount) for amount in found.ravel()]


def test_money_without_delay_comes_in_its_year() -> None:
    assert received([120, 90, 60], 0) == [120, 90, 60]


def test_late_months_come_in_the_next_year() -> None:
    # A quarter of each year's money is late: 90 + 30, 60 + 30, 0 + 20.
    assert received([120, 80, 0], 3) == pytest.approx([120, 90, 20])


def test_new_source_starts_with_a_gap() -> None:
    assert received([120, 120, 120], 3, steady=0) == pytest.approx([90, 120, 120])
    assert received([0, 120, 120], 3) == pytest.approx([0, 90, 120])


def test_twelve_months_late_is_the_year_before() -> None:
    assert received([120, 80, 50], 12) == pytest.approx([120, 120, 80])
    assert received([120, 80, 50], 12, steady=0) == pytest.approx([0, 120, 80])


def test_delay_of_a_steady_source_changes_nothing() -> None:
    assert received([120, 120, 120], 7) == pytest.approx([120, 120, 120])


@pytest.mark.parametrize("delay", [0, 1, 3, 6, 11, 12])
def test_delay_loses_nothing_but_what_comes_after_the_plan(delay: float) -> None:
    money = [120.0, 75.0, 130.0]
    assert sum(received(money, delay, steady=0)) == pytest.approx(
        sum(money) - money[-1] * delay / 12
    )


def test_delay_may_differ_by_case() -> None:
    found = received_with_delay(
        np.full((1, 2, 1), 120.0), np.array([[[0.0, 6.0]]]), np.zeros((1, 1, 1))
    )
    assert found[0].T.tolist() == [[120, 120], [60, 120]]


def limits(allocation: float) -> tuple[float, float]:
    technology, infrastructure = title_iv_a_limits(np.array(allocation), *LAW)
    return float(technology), float(infrastructure)


def test_title_iv_a_of_a_hundred_thousand_dollars() -> None:
    # 20% well-rounded and 20% safe and healthy leave 60%; 15% of that is infrastructure.
    assert limits(100_000) == pytest.approx((60_000, 9_000))


def test_small_title_iv_a_allocation_may_all_go_to_technology() -> None:
    assert limits(29_999) == pytest.approx((29_999, 0.15 * 29_999))
    assert limits(30_000) == pytest.approx((18_000, 2_700))
    assert limits(0) == (0, 0)


def test_shares_may_be_changed_when_the_law_does() -> None:
    technology, infrastructure = title_iv_a_limits(np.array(10_000.0), 0.0, 0.5, 0.25)
    assert (float(technology), float(infrastructure)) == (5_000, 1_250)


def spendable(arrives: float, months: float, start_month: int = 7) -> list[float]:
    years = np.array([first_month(year, start_month) for year in range(2027, 2031)], np.float64)
    return [float(share) for share in spendable_share(np.array(arrives), np.array(months), years)]


def test_money_of_july_may_be_spent_for_two_years_and_a_quarter() -> None:
    assert spendable(start_edge(date(2026, 7, 1)), 27) == [1, 1, 0.25, 0]


def test_money_that_comes_in_october_ends_as_much_later() -> None:
    assert spendable(start_edge(date(2026, 10, 1)), 27) == [0.75, 1, 0.5, 0]


def test_district_with_a_calendar_year_has_the_same_27_months() -> None:
    # Calendar years 2027 to 2030; the money of July 2026 ends on 30 September 2028.
    assert spendable(start_edge(date(2026, 7, 1)), 27, start_month=1) == [1, 0.75, 0, 0]


def test_money_without_a_limit_stays() -> None:
    assert spendable(first_month(2028), np.inf) == [0, 1, 1, 1]
    assert spendable(-np.inf, np.inf) == [1, 1, 1, 1]


def test_money_that_never_comes_is_never_spent() -> None:
    assert spendable(np.inf, 27) == [0, 0, 0, 0]


def limit(rate: float, allocation: float, exempt_below: float) -> float:
    return float(carry_limit(np.array(rate), np.array(allocation), np.array(exempt_below)))


def test_title_i_carries_fifteen_percent_unless_the_district_is_small() -> None:
    assert limit(0.15, 50_000, 50_000) == 0.15
    assert limit(0.15, 49_999, 50_000) == np.inf


def test_rule_without_exemption_or_limit() -> None:
    assert limit(0.05, 10, 0) == 0.05
    assert limit(np.inf, 90_000, 50_000) == np.inf
