"""State aid: the year it comes, its limit, and the two-year allotment."""

from __future__ import annotations

import numpy as np
import pytest

from planner.revenue.state_aid import (
    paid_later,
    per_student_aid,
    reimbursed_aid,
    two_year_allotment,
)

YEARS = np.arange(2027.0, 2033.0)


def test_aid_by_the_student_follows_enrollment_growth_and_months() -> None:
    students = np.array([1000.0, 900.0, 900.0])
    index, share = np.array([1.0, 1.02, 1.02]), np.array([1.0, 1.0, 0.5])
    found = per_student_aid(students, np.array(50.0), index, share)
    assert found.tolist() == pytest.approx([50_000, 45_900, 22_950])


@pytest.mark.parametrize(
    ("spent", "aid_rate", "most", "expected"),
    [
        (30_000, 1.0, 48_000, 30_000),  # spent less than the limit
        (48_000, 1.0, 48_000, 48_000),
        (90_000, 1.0, 48_000, 48_000),
        (90_000, 0.5, 48_000, 45_000),  # half is paid back: the limit is on the aid
        (90_000, 1.0, np.inf, 90_000),
        (0, 1.0, 48_000, 0),
        (0, 1.0, np.inf, 0),
    ],
)
def test_reimbursed_aid_is_what_was_spent_up_to_a_limit(
    spent: float, aid_rate: float, most: float, expected: float
) -> None:
    assert float(reimbursed_aid(np.array(spent), np.array(aid_rate), np.array(most))) == expected


def allotted(first_year: float) -> list[float]:
    flat = np.ones((1, YEARS.size, 1))
    return [
        float(amount)
        for amount in two_year_allotment(np.array(100.0), flat, YEARS, np.array(first_year)).ravel()
    ]


@pytest.mark.parametrize(
    ("first_year", "expected"),
    [
        (2027, [100, 0, 100, 0, 100, 0]),
        (2028, [0, 100, 0, 100, 0, 100]),
        (2030, [0, 0, 0, 100, 0, 100]),  # nothing before the first
        (2032, [0, 0, 0, 0, 0, 100]),
        (2040, [0, 0, 0, 0, 0, 0]),
        (2026, [0, 100, 0, 100, 0, 100]),  # began before the plan
        (2019, [100, 0, 100, 0, 100, 0]),
    ],
)
def test_allotment_arrives_whole_every_second_year(
    first_year: float, expected: list[float]
) -> None:
    assert allotted(first_year) == expected


def test_allotment_grows_by_the_index_of_the_year_it_arrives() -> None:
    index = np.array([1.0, 1.1, 1.2, 1.3, 1.4, 1.5]).reshape(1, -1, 1)
    found = two_year_allotment(np.array(100.0), index, YEARS, np.array(2028.0))
    assert found.ravel().tolist() == pytest.approx([0, 110, 0, 130, 0, 150])


def test_texas_allotment_is_reckoned_per_student_for_two_years() -> None:
    # $171.84 for each of 1,000 students, FY2024 and FY2025 together.
    found = two_year_allotment(
        np.array(171.84 * 1000), np.ones((1, 2, 1)), np.array([2024.0, 2025.0]), np.array(2024.0)
    )
    assert found.ravel().tolist() == [171_840, 0]


EARNED = np.array([[[100.0], [110.0], [120.0]]])
BEFORE = np.array([[[90.0]]])


def test_money_without_delay_comes_in_its_year() -> None:
    assert np.array_equal(paid_later(EARNED, np.array(0.0), BEFORE), EARNED)


def test_money_paid_a_year_later_starts_with_what_was_earned_before() -> None:
    assert paid_later(EARNED, np.array(1.0), BEFORE).ravel().tolist() == [90, 100, 110]


def test_new_aid_that_is_paid_later_leaves_the_first_year_empty() -> None:
    assert paid_later(EARNED, np.array(1.0), 0 * BEFORE).ravel().tolist() == [0, 100, 110]


def test_delay_is_that_of_each_row_and_case() -> None:
    earned = np.concatenate([EARNED, 2 * EARNED])
    delays = np.array([[[0.0, 1.0]], [[1.0, 0.0]]])
    found = paid_later(earned, delays, np.zeros((2, 1, 1)))
    assert found[:, :, 0].tolist() == [[100, 110, 120], [0, 200, 220]]
    assert found[:, :, 1].tolist() == [[0, 100, 110], [200, 220, 240]]


def test_delay_loses_nothing_but_the_last_year() -> None:
    late = paid_later(EARNED, np.array(1.0), BEFORE)
    assert late.sum() + EARNED[0, -1, 0] == EARNED.sum() + BEFORE.sum()


def test_plan_of_one_year_receives_the_year_before() -> None:
    assert paid_later(EARNED[:, :1], np.array(1.0), BEFORE).ravel().tolist() == [90]
