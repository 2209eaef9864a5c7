"""E-Rate: the discount at the edges of its bands, and the Category Two budget."""

from __future__ import annotations

import numpy as np
import pytest

from planner.fiscal import Floats
from planner.reference.erate import discount_bands
from planner.revenue.erate import category_two_allowed, category_two_budget, discount_rate


def discount(lunch_rate: float, locale: str = "urban", category: str = "category_two") -> float:
    bands = discount_bands(locale)
    percents = [band.lunch_percent_from for band in bands]
    rates = [getattr(band, category) for band in bands]
    return float(discount_rate(np.array(lunch_rate), percents, rates))


@pytest.mark.parametrize(
    ("lunch_rate", "urban", "rural"),
    [
        (0.0, 0.20, 0.25),
        (0.0049, 0.20, 0.25),  # 0.49% rounds to 0
        (0.005, 0.40, 0.50),  # a half goes up, to 1%
        (0.194, 0.40, 0.50),
        (0.195, 0.50, 0.60),
        (0.345, 0.60, 0.70),
        (0.494, 0.60, 0.70),
        (0.495, 0.80, 0.80),
        (0.744, 0.80, 0.80),
        (0.745, 0.85, 0.85),
        (1.0, 0.85, 0.85),
    ],
)
def test_discount_follows_the_lunch_share_in_whole_percent(
    lunch_rate: float, urban: float, rural: float
) -> None:
    assert discount(lunch_rate, "urban") == urban
    assert discount(lunch_rate, "rural") == rural


def test_category_one_reaches_ninety_percent_and_category_two_eighty_five() -> None:
    assert discount(0.8, category="category_one") == 0.90
    assert discount(0.8, category="category_two") == 0.85


def test_rounding_survives_the_noise_of_floating_point() -> None:
    # 0.345 + 0.15 is 0.49499999999999994: what was typed means 49.5%, so 50% and 80 cents.
    assert discount(0.345 + 0.15) == 0.80


def budget(*students: float, school_by_school: bool = True) -> float:
    """Budget at $200 a student and $30,000 a school."""
    return float(category_two_budget(np.array(students), 200.0, 30_000.0, school_by_school))


def test_large_schools_get_the_amount_per_student() -> None:
    assert budget(500, 1000) == 300_000


def test_small_school_gets_the_floor() -> None:
    # 200 x 149 = 29,800 is less than the floor; 150 students meet it.
    assert budget(149) == 30_000
    assert budget(150) == 30_000
    assert budget(151) == 30_200


def test_ten_schools_or_fewer_reckon_each_school_alone() -> None:
    # 100,000 for the large one and the floor for the small one; together only 104,000.
    assert budget(500, 20, school_by_school=True) == 130_000
    assert budget(500, 20, school_by_school=False) == 104_000


def test_larger_district_takes_the_better_of_students_and_schools() -> None:
    assert budget(*[10] * 12, school_by_school=False) == 360_000
    assert budget(*[1000] * 12, school_by_school=False) == 2_400_000


def test_school_without_students_has_no_budget() -> None:
    assert budget(500, 0) == 100_000
    assert budget(10, 0, 0, school_by_school=False) == 30_000


def test_district_without_students_has_no_budget() -> None:
    assert budget(0, 0) == 0


def allowed(
    eligible: list[float], budgets: list[list[float]], shares: list[list[float]], used: float = 0.0
) -> list[float]:
    """What fits year by year; budgets and shares have one row for each cycle."""
    found = category_two_allowed(
        np.array(eligible, np.float64).reshape(-1, 1),
        np.array(budgets, np.float64)[:, :, None],
        np.array(shares, np.float64),
        np.array([used]),
    )
    return [float(amount) for amount in found.ravel()]


def test_budget_is_used_up_in_order() -> None:
    assert allowed([60, 60, 60], [[100] * 3], [[1] * 3]) == [60, 40, 0]


def test_what_was_used_before_counts_against_the_first_cycle_only() -> None:
    assert allowed([60, 60], [[100, 100], [100, 100]], [[1, 0], [0, 1]], used=70) == [30, 60]


def test_more_used_than_there_is_leaves_nothing_and_not_less() -> None:
    assert allowed([60], [[100]], [[1]], used=500) == [0]


def test_unused_budget_does_not_move_into_the_next_cycle() -> None:
    assert allowed([10, 300], [[100, 100], [100, 100]], [[1, 0], [0, 1]]) == [10, 100]


def test_budget_rises_with_enrollment_inside_a_cycle_and_never_falls() -> None:
    # 100, then 120, then 80: the third year still has the 120, of which 100 are used.
    assert allowed([50, 50, 50], [[100, 120, 80]], [[1] * 3]) == [50, 50, 20]


def test_calendar_year_between_two_cycles_belongs_half_to_each() -> None:
    # Cost of 100 in the year, 50 in each cycle: the old one has 20 left, the new one plenty.
    assert allowed([100], [[20], [500]], [[0.5], [0.5]]) == [70]


def test_years_without_eligible_cost_use_nothing() -> None:
    found: Floats = category_two_allowed(
        np.zeros((3, 1)), np.full((1, 3, 1), 100.0), np.ones((1, 3)), np.zeros(1)
    )
    assert not found.any()
