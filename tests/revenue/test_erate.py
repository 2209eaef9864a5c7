"""E-Rate: the eligible share, the discount at the edges of its bands, the Category Two budget."""

from __future__ import annotations

import numpy as np
import pytest

from planner.reference.erate import discount_bands
from planner.revenue.erate import (
    category_two_budget,
    category_two_use,
    discount_rate,
    eligible_rate,
    is_rural,
)


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
    found = category_two_use(
        np.array(eligible, np.float64).reshape(-1, 1),
        np.array(budgets, np.float64)[:, :, None],
        np.array(shares, np.float64),
        np.array([used]),
    )
    asked = np.array(eligible) * np.array(shares).sum(axis=0)
    assert np.allclose((found.used + found.above).sum(axis=0)[:, 0], asked)
    return [float(amount) for amount in found.used.sum(axis=0).ravel()]


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
    found = category_two_use(
        np.zeros((3, 1)), np.full((1, 3, 1), 100.0), np.ones((1, 3)), np.zeros(1)
    )
    assert not found.used.any()
    assert not found.above.any()


def eligible(
    students: list[float], lunch: list[float], certified: list[float], multiplier: float = 1.6
) -> float:
    """Eligible share in one year and one case."""
    of_schools, lunch_rate, certified_rate = (
        np.array(part, np.float64).reshape(-1, 1, 1) for part in (students, lunch, certified)
    )
    return float(eligible_rate(of_schools, lunch_rate, certified_rate, np.array(multiplier)).item())


NO_CEP = np.nan


def test_eligible_share_is_that_of_all_students_and_not_the_mean_of_schools() -> None:
    # 10 of 100 and 450 of 900: 46%, not 30%.
    assert eligible([100, 900], [0.1, 0.5], [NO_CEP, NO_CEP]) == pytest.approx(0.46)


def test_cep_school_counts_its_directly_certified_students_times_the_multiplier() -> None:
    assert eligible([500], [0.9], [0.5]) == pytest.approx(0.8)


@pytest.mark.parametrize(("certified", "share"), [(0.0, 0.0), (0.625, 1.0), (0.63, 1.0), (1, 1.0)])
def test_cep_school_counts_no_more_than_all_of_its_students(certified: float, share: float) -> None:
    assert eligible([500], [np.nan], [certified]) == pytest.approx(share)


def test_cap_holds_for_each_school_and_not_for_the_district() -> None:
    # 500 of 500 (not 640) and 160 of 500.
    assert eligible([500, 500], [np.nan, np.nan], [0.8, 0.2]) == pytest.approx(0.66)


def test_district_without_students_has_no_eligible_share() -> None:
    assert eligible([0, 0], [0.5, 0.5], [NO_CEP, 0.4]) == 0


def test_eligible_share_follows_enrollment_by_year_and_case() -> None:
    students = np.array([[[100.0, 100.0], [300.0, 100.0]], [[100.0, 300.0], [100.0, 100.0]]])
    lunch = np.array([0.0, 1.0]).reshape(2, 1, 1)
    found = eligible_rate(students, lunch, np.full((2, 1, 1), np.nan), np.array(1.6))
    assert found.tolist() == [[0.5, 0.75], [0.25, 0.5]]


def test_eligible_share_of_a_cep_district_sets_its_discount() -> None:
    # Without the multiplier 48% would be the band of 60%; with it 76.8% is that of 85%.
    assert discount(eligible([500], [np.nan], [0.48])) == 0.85
    assert discount(eligible([500], [np.nan], [0.48], multiplier=1.0)) == 0.60


@pytest.mark.parametrize(
    ("rural", "is_open", "expected"),
    [
        ([1, 0], [1, 1], 0),  # exactly half is urban
        ([1, 1, 0], [1, 1, 1], 1),
        ([1, 0, 0], [1, 1, 1], 0),
        ([1, 1, 0], [1, 0, 1], 0),  # the closed school does not count
        ([1, 0], [1, 0], 1),
        ([1, 1], [0, 0], 0),  # no school is open
    ],
)
def test_district_is_rural_when_more_than_half_of_its_open_schools_are(
    rural: list[float], is_open: list[float], expected: float
) -> None:
    assert float(is_rural(np.array(rural, np.float64), np.array(is_open, np.float64))) == expected


def test_locale_may_change_from_year_to_year_as_schools_close() -> None:
    rural = np.array([1.0, 0.0]).reshape(2, 1, 1)
    is_open = np.array([[[1.0], [1.0]], [[1.0], [0.0]]])
    assert is_rural(rural, is_open).ravel().tolist() == [0, 1]


def test_sums_over_many_schools_are_the_same_in_one_case_as_in_many() -> None:
    students = np.random.default_rng(3).uniform(1, 900, (40, 7))
    together = category_two_budget(students, 201.57, 30_175.0, False)
    alone = [category_two_budget(students[:, [case]], 201.57, 30_175.0, False) for case in range(7)]
    assert np.array_equal(together, np.concatenate(alone))
