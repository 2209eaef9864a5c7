"""Cohort survival: the published example, special cases by hand, laws, and plain loops."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.enrollment.cohort_survival import (
    RATIO_YEARS,
    forecast_by_grade,
    survival_ratios,
)

ROOT = Path(__file__).parents[2]
W7: dict[str, Any] = next(
    example
    for example in json.loads((ROOT / "tests/data/worked_examples.json").read_text("utf-8"))
    if example["id"] == "W7"
)
GRADES_OF_W7 = ("K", "1", "2")
NAN = math.nan


def history_of_w7() -> Floats:
    by_year = W7["inputs"]["history"].values()
    return np.array([[year[grade] for year in by_year] for grade in GRADES_OF_W7], np.float64)


def test_published_ratios() -> None:
    """Compared as closely as the digits that are printed: 0.925 is exact, 0.9678363 has seven."""
    published = W7["published"]["ratios"]
    ratios = survival_ratios(history_of_w7())
    assert float(ratios[0]) == pytest.approx(published["K-1"], abs=1e-12)
    assert float(ratios[1]) == pytest.approx(published["1-2"], abs=5e-8)


def test_published_forecast() -> None:
    forecast = forecast_by_grade(history_of_w7(), np.array(W7["inputs"]["entry"], np.float64), 3)
    for place, year in enumerate(("2024", "2025", "2026")):
        for grade, students in zip(GRADES_OF_W7, forecast[:, place], strict=True):
            assert float(students) == pytest.approx(W7["published"][year][grade], abs=5e-6)


def test_two_ratios_count_the_same_whatever_the_size_of_the_grade() -> None:
    ratios = survival_ratios(np.array([[100.0, 300, 0], [0, 50, 300]]))
    assert float(ratios[0]) == (0.5 + 1.0) / 2
    assert float(ratios[0]) != (50 + 300) / (100 + 300)


def test_one_odd_year_does_not_rule_the_ratio() -> None:
    """A single child in kindergarten, or a first grade that was not counted in full."""
    history = np.array([[100.0, 1, 100, 100, 100], [90, 90, 95, 92, 9]])
    assert survival_ratios(history).tolist() == [(0.9 + 0.92) / 2]
    assert survival_ratios(history[:, 1:]).tolist() == [0.92]


def test_missing_counts_and_empty_grades_are_passed_over() -> None:
    history = np.array([[100.0, 0, NAN, 100, 7], [7, 80, 50, 50, 90]])
    assert float(survival_ratios(history)[0]) == pytest.approx((0.8 + 0.9) / 2)
    history[1, 4] = NAN
    assert float(survival_ratios(history)[0]) == 0.8


@pytest.mark.parametrize(
    "history", [[[0.0, 0], [5, 5]], [[NAN, 3], [5, 5]], [[9.0], [8]]], ids=repr
)
def test_without_any_ratio_everybody_moves_up(history: list[list[float]]) -> None:
    assert survival_ratios(np.array(history)).tolist() == [1.0]


def test_only_the_latest_ratios_count() -> None:
    history = np.array([[100.0] * 8, [0, 10, 20, 30, 40, 50, 60, 70]])
    assert float(survival_ratios(history)[0]) == pytest.approx(0.5)
    assert float(survival_ratios(history, ratio_years=2)[0]) == pytest.approx(0.65)
    assert float(survival_ratios(history, ratio_years=99)[0]) == pytest.approx(0.4)


def test_two_entry_grades_do_not_feed_each_other() -> None:
    history = np.array([[40.0, 40], [100, 100], [90, 90]])
    entry = np.array([[50.0, 60], [110, 120]])
    assert forecast_by_grade(history, entry, 2).tolist() == [[50, 60], [110, 120], [90, 99]]


def test_grade_that_none_feeds_stays_and_one_that_empties_moves_on() -> None:
    """No grade 1 for two years: grade 2 comes from elsewhere. A kindergarten just closed."""
    elsewhere = np.array([[50.0, 50], [0, 0], [70, 80]])
    assert forecast_by_grade(elsewhere, np.zeros(2), 2)[2].tolist() == [80, 80]
    opened = np.array([[NAN, NAN], [60.0, NAN], [NAN, NAN]])
    assert forecast_by_grade(elsewhere, np.zeros(2), 2, opened)[2].tolist() == [80, 60]
    closed = np.array([[50.0, 0], [50, 50], [50, 50]])
    assert forecast_by_grade(closed, np.zeros(3), 3)[1:].tolist() == [[0, 0, 0], [50, 0, 0]]


def test_later_years_roll_forward_from_a_typed_number() -> None:
    history = np.array([[100.0, 100], [50, 50], [50, 50]])
    typed = np.full((3, 2), NAN)
    typed[1, 0] = 80.0
    forecast = forecast_by_grade(history, np.array([100.0, 100]), 2, typed)
    assert forecast.tolist() == [[100, 100], [80, 50], [50, 80]]


def test_typed_entry_holds_too() -> None:
    typed = np.array([[200.0, NAN], [NAN, NAN]])
    forecast = forecast_by_grade(
        np.array([[100.0, 100], [50, 50]]), np.array([100.0, 100]), 2, typed
    )
    assert forecast.tolist() == [[200, 100], [50, 100]]


def test_grade_not_counted_in_the_latest_year_is_unknown_until_a_number_is_typed() -> None:
    history = np.array([[100.0, NAN], [90, 90]])
    entry = np.array([100.0, 100])
    assert np.isnan(forecast_by_grade(history, entry, 2)[1]).tolist() == [True, False]
    typed = np.array([[NAN, NAN], [88.0, NAN]])
    assert forecast_by_grade(history, entry, 2, typed)[1].tolist() == [88, 90]


# Laws.


@st.composite
def histories(draw: st.DrawFn, missing: bool = False) -> Floats:
    grades, years = draw(st.integers(2, 14)), draw(st.integers(1, 8))
    count = st.integers(0, 2000).map(float)
    if missing:
        count = st.one_of(count, st.just(NAN))
    row = st.lists(count, min_size=years, max_size=years)
    rows = draw(st.lists(row, min_size=grades, max_size=grades))
    return np.array(rows)


@st.composite
def typed_numbers(draw: st.DrawFn, grades: int, years: int) -> Floats:
    cell = st.one_of(st.just(NAN), st.just(NAN), st.integers(0, 2000).map(float))
    row = st.lists(cell, min_size=years, max_size=years)
    return np.array(draw(st.lists(row, min_size=grades, max_size=grades)))


def latest_known(history: Floats) -> Floats:
    history[:, -1] = np.where(np.isnan(history[:, -1]), 11.0, history[:, -1])
    return history


def in_plain_loops(
    history: list[list[float]], entry: list[float], typed: list[list[float]]
) -> list[list[float]]:
    """The same without NumPy, one student count after the other."""

    def empty(counts: list[float]) -> bool:
        return all(count == 0 or math.isnan(count) for count in counts[-2:])

    grades, seen = len(history), len(history[0])
    before = [history[grade][-1] for grade in range(grades)]
    ratios = []
    for grade in range(grades - 1):
        found = []
        for year in range(max(0, seen - 1 - RATIO_YEARS), seen - 1):
            lower, upper = history[grade][year], history[grade + 1][year + 1]
            if lower > 0 and not math.isnan(upper):
                found.append(upper / lower)
        if len(found) > 2:
            found = sorted(found)[1:-1]
        ratios.append(sum(found) / len(found) if found else 1.0)
    years = []
    for year, entering in enumerate(entry):
        now = [entering] + [before[grade] * ratios[grade] for grade in range(grades - 1)]
        for grade in range(1, grades):
            if before[grade - 1] == 0 and empty(history[grade - 1]):
                now[grade] = before[grade]
        for grade in range(grades):
            if not math.isnan(typed[grade][year]):
                now[grade] = typed[grade][year]
        years.append(now)
        before = now
    return [[year[grade] for year in years] for grade in range(grades)]


@given(st.data())
def test_agrees_with_plain_loops(data: st.DataObject) -> None:
    history = latest_known(data.draw(histories(missing=True)))
    entry = data.draw(st.lists(st.floats(0, 2000), min_size=1, max_size=6))
    typed = data.draw(typed_numbers(len(history), len(entry)))
    forecast = forecast_by_grade(history, np.array(entry), len(entry), typed)
    plain = in_plain_loops(history.tolist(), entry, typed.tolist())
    assert np.allclose(forecast, plain, rtol=1e-9, atol=1e-9)
    assert np.array_equal(forecast[~np.isnan(typed)], typed[~np.isnan(typed)])
    assert (forecast >= 0).all()


@given(st.lists(st.integers(1, 2000), min_size=2, max_size=14), st.integers(1, 8))
def test_what_never_changed_does_not_change(by_grade: list[int], years: int) -> None:
    now = np.array(by_grade, np.float64)
    forecast = forecast_by_grade(np.tile(now[:, None], (1, years)), np.full(5, now[0]), 5)
    if years > 1:
        assert np.allclose(forecast, now[:, None], rtol=1e-12)


@given(histories(), st.floats(0.01, 100))
def test_twice_the_students_twice_the_forecast(history: Floats, times: float) -> None:
    entry = np.repeat(history[0, -1], 4)
    one = forecast_by_grade(history, entry, 4)
    assert np.allclose(forecast_by_grade(history * times, entry * times, 4), one * times, rtol=1e-9)


@given(st.integers(2, 14), st.integers(2, 8), st.integers(1, 10))
def test_where_everybody_moves_up_every_class_is_followed(
    grades: int, years: int, ahead: int
) -> None:
    """Class ``c`` enters in year ``c``: with ratios of one its size never changes."""

    def size(entered: int) -> float:
        return 100.0 + 7.0 * (entered % 5)

    history = np.array([[size(year - grade) for year in range(years)] for grade in range(grades)])
    entry = np.array([size(years + step) for step in range(ahead)])
    forecast = forecast_by_grade(history, entry, ahead)
    followed = [[size(years + step - grade) for step in range(ahead)] for grade in range(grades)]
    assert np.allclose(forecast, followed, rtol=1e-12)


# Cases.

CASES = 7
DRAWS = np.random.default_rng(2027)


def test_many_cases_at_once_are_each_case_alone_and_inputs_stay_as_they_were() -> None:
    history = DRAWS.uniform(0, 500, (14, 9, CASES))
    history[DRAWS.uniform(size=history.shape) < 0.1] = NAN
    entry, typed = DRAWS.uniform(0, 500, (2, 12, CASES)), np.full((14, 12, CASES), NAN)
    typed[5, 3, ::2] = 123.0
    inputs = (history, entry, typed)
    before = [array.copy() for array in inputs]
    together = forecast_by_grade(history, entry, 12, typed, 8)
    for case in range(CASES):
        alone = forecast_by_grade(history[..., case], entry[..., case], 12, typed[..., case], 8)
        part = slice(case, case + 1)
        column = forecast_by_grade(history[..., part], entry[..., part], 12, typed[..., part], 8)
        assert np.array_equal(together[..., case], alone, equal_nan=True)
        assert np.array_equal(together[..., case : case + 1], column, equal_nan=True)
    for old, new in zip(before, inputs, strict=True):
        assert np.array_equal(old, new, equal_nan=True)


def test_inputs_without_cases_meet_inputs_with_cases() -> None:
    history = DRAWS.uniform(1, 500, (4, 3))
    entry, typed = DRAWS.uniform(1, 500, (1, 5, CASES)), np.full((4, 5), NAN)
    typed[2, 1] = 55.0
    together = forecast_by_grade(history, entry, 5, typed)
    for case in range(CASES):
        alone = forecast_by_grade(history, entry[0, :, case], 5, typed)
        assert np.array_equal(together[..., case], alone)
    of_cases = forecast_by_grade(DRAWS.uniform(1, 500, (4, 3, CASES)), entry[0], 5, typed)
    assert of_cases.shape == (4, 5, CASES)
    assert (of_cases[2, 1] == 55.0).all()
