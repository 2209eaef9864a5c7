"""The youngest grades: last count, line and births, by hand and by law."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.enrollment.entry import (
    ENTRY_METHOD,
    EntryMethod,
    birth_year,
    births_to_entry_ratio,
    entry_forecast,
)

NAN = math.nan
METHODS: tuple[EntryMethod, ...] = ("last", "trend", "births")


def test_last_count_stays() -> None:
    assert ENTRY_METHOD == "last"
    assert entry_forecast(np.array([90.0, 100, NAN]), 2).tolist() == [100, 100]


def test_line_goes_on_from_where_it_is_and_not_from_the_last_count() -> None:
    counts = np.array([100.0, 130, 100])
    assert entry_forecast(counts, 2, "trend").tolist() == pytest.approx([110, 110])


def test_line_passes_over_missing_counts() -> None:
    counts = np.array([NAN, 100.0, NAN, 120, NAN])
    assert entry_forecast(counts, 2, "trend").tolist() == pytest.approx([140, 150])


def test_line_never_falls_below_zero() -> None:
    assert entry_forecast(np.array([30.0, 20, 10]), 3, "trend").tolist() == [0, 0, 0]


def test_one_count_alone_has_no_slope() -> None:
    assert entry_forecast(np.array([NAN, 42.0]), 2, "trend").tolist() == [42, 42]


@pytest.mark.parametrize("method", METHODS)
def test_what_was_never_counted_is_unknown_unless_births_tell(method: EntryMethod) -> None:
    forecast = entry_forecast(np.array([NAN, NAN]), 2, method, np.full(4, 50.0))
    assert forecast.tolist() == [50, 50] if method == "births" else np.isnan(forecast).all()


def test_ratio_to_births_is_the_mean_of_yearly_ratios() -> None:
    students, births = np.array([80.0, 90, NAN, 50]), np.array([100.0, 100, 100, 0])
    assert float(births_to_entry_ratio(students, births)) == pytest.approx(0.85)
    assert float(births_to_entry_ratio(students, births, 3)) == pytest.approx(0.9)
    assert float(births_to_entry_ratio(students, np.zeros(4))) == 1.0


def test_births_of_five_years_ago_give_the_kindergarten() -> None:
    """Counts of fall 2024 and 2025 and births of 2019 to 2022; those of 2022 are not known."""
    births = np.array([100.0, 110, 120, NAN])
    forecast = entry_forecast(np.array([80.0, 88.0]), 2, "births", births)
    assert forecast.tolist() == pytest.approx([96, 96])
    assert [birth_year(fall) for fall in (2024, 2027)] == [2019, 2022]
    assert birth_year(2024, "PK") == 2020


@pytest.mark.parametrize("births", [None, np.ones(3)])
def test_births_are_needed_for_every_year(births: Floats | None) -> None:
    with pytest.raises(ValueError, match="births are needed"):
        entry_forecast(np.array([80.0, 88.0]), 2, "births", births)


COUNTS = st.lists(st.integers(1, 2000).map(float), min_size=1, max_size=10)


@given(COUNTS, st.sampled_from(METHODS), st.floats(0.01, 100))
def test_twice_the_students_twice_the_forecast(
    counts: list[float], method: EntryMethod, times: float
) -> None:
    births = np.arange(50.0, 50.0 + len(counts) + 4)
    one = entry_forecast(np.array(counts), 4, method, births)
    assert (one >= 0).all()
    more = entry_forecast(np.array(counts) * times, 4, method, births)
    assert np.allclose(more, one * times, rtol=1e-9, atol=1e-9 * times * 2000)


@given(st.integers(0, 2000), st.integers(1, 10), st.sampled_from(METHODS))
def test_what_never_changed_does_not_change(count: int, years: int, method: EntryMethod) -> None:
    forecast = entry_forecast(np.full(years, float(count)), 4, method, np.full(years + 4, 77.0))
    assert np.allclose(forecast, count, rtol=1e-12)


@given(COUNTS.filter(lambda counts: len(counts) > 1))
def test_line_is_that_of_numpy(counts: list[float]) -> None:
    expected = np.polynomial.Polynomial.fit(np.arange(len(counts)), counts, 1)
    ahead = np.arange(len(counts), len(counts) + 4)
    line = entry_forecast(np.array(counts), 4, "trend")
    assert np.allclose(line, np.maximum(expected(ahead), 0.0), rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_many_cases_at_once_are_each_case_alone(method: EntryMethod) -> None:
    draws = np.random.default_rng(2027)
    history = draws.uniform(0, 500, (9, 7))
    history[draws.uniform(size=history.shape) < 0.2] = NAN
    births = draws.uniform(50, 500, (13, 7))
    before = history.copy(), births.copy()
    together = entry_forecast(history, 4, method, births, 8)
    shared = entry_forecast(history, 4, method, births[:, 0], 8)
    for case in range(7):
        alone = entry_forecast(history[:, case], 4, method, births[:, case], 8)
        column = entry_forecast(
            history[:, case : case + 1], 4, method, births[:, case : case + 1], 8
        )
        assert np.array_equal(together[:, case], alone, equal_nan=True)
        assert np.array_equal(together[:, case : case + 1], column, equal_nan=True)
        alone = entry_forecast(history[:, case], 4, method, births[:, 0], 8)
        assert np.array_equal(shared[:, case], alone, equal_nan=True)
    assert np.array_equal(history, before[0], equal_nan=True)
    assert np.array_equal(births, before[1])
