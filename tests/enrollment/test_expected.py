"""How far the total of a forecast may go: by hand, by law, and against what has been seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats
from planner.enrollment.cohort_survival import forecast_by_grade
from planner.enrollment.expected import expected_students, held_to_history


def held(alone: Sequence[float], history: Sequence[float]) -> list[float]:
    """Totals of a district with one grade."""
    counts = (np.array([of], np.float64) for of in (alone, history))
    return [float(total) for total in held_to_history(*counts)[0]]


def test_small_district_stays_as_last_counted() -> None:
    assert held([900, 1200], [800, 1000]) == [1000, 1000]
    assert held([900, 1200], [400, 500]) == [500, 500]


def test_large_district_follows_its_classes() -> None:
    assert held([3010, 2950], [3000, 3000]) == pytest.approx([3010, 2950])


def test_in_between_half_of_the_change_counts() -> None:
    assert held([2040, 1980], [2000, 2000]) == pytest.approx([2020, 1990])


def test_total_may_always_change_by_three_percent() -> None:
    assert held([9000, 1000], [4000, 4000]) == pytest.approx([4120, 4000 * 0.97**2])


def test_total_changes_at_most_as_it_did() -> None:
    """From 4,000 to 5,000 in five years is 4.56% a year; a fall is limited to 3%."""
    history = [4000, 4000, 4000, 4000, 4000, 5000]
    assert held([9000, 9000], history) == pytest.approx([5000 * 1.25**0.2, 5000 * 1.25**0.4])
    assert held([1000], history) == pytest.approx([4850])


def test_six_percent_is_the_most() -> None:
    assert held([99999] * 2, [5000, 10000]) == pytest.approx([10600, 11236])
    assert held([0.1] * 2, [20000, 10000]) == pytest.approx([9400, 8836])


def test_only_the_latest_five_years_say_how_fast() -> None:
    assert held([99999], [100, *[5000] * 6]) == pytest.approx([5150])


def test_years_not_counted_in_full_say_nothing() -> None:
    history = np.array([[np.nan, 2000, 2000], [100, 2000, 2000.0]])
    assert held_to_history(np.array([[9e4], [0.0]]), history).sum() == pytest.approx(4120)
    nothing = np.array([[0.0, 4000], [0, 0]])
    assert held_to_history(np.array([[9e4], [0.0]]), nothing).sum() == pytest.approx(4120)


def test_never_more_than_twice_nor_less_than_half() -> None:
    grown = held([99999] * 20, [4000, 8000])
    assert max(grown) == grown[-1] == 16000
    shrunk = held([1] * 20, [9000, 4500])
    assert shrunk[-1] >= 2250


def test_classes_that_have_all_left_are_the_last_count() -> None:
    assert held([0, 0], [4000, 4000]) == [4000, 4000]


def test_one_first_grader_in_one_odd_year() -> None:
    """The case of 200 students that became 5,150."""
    history = np.array([[1.0, 100, 100, 100], [100, 100, 100, 100]])
    assert expected_students(history, np.full(5, 100.0), 5).tolist() == [[100] * 5] * 2


# Laws.


@st.composite
def histories(draw: st.DrawFn) -> Floats:
    grades, years = draw(st.integers(2, 14)), draw(st.integers(1, 8))
    row = st.lists(st.integers(0, 900).map(float), min_size=years, max_size=years)
    return np.array(draw(st.lists(row, min_size=grades, max_size=grades)))


@given(histories(), st.integers(1, 20))
def test_no_forecast_leaves_what_is_allowed(history: Floats, years: int) -> None:
    entry = np.repeat(history[0, -1], years)
    total = expected_students(history, entry, years).sum(axis=0)
    latest = history[:, -1].sum()
    for later, now in enumerate(total.tolist(), 1):
        assert latest / 2 - 1e-9 <= now <= latest * 2 + 1e-9
        assert latest * 0.94**later - 1e-9 <= now <= latest * 1.06**later + 1e-9
    if latest <= 1000:
        assert np.allclose(total, latest, rtol=1e-12)


@given(histories())
def test_grades_are_those_of_the_classes(history: Floats) -> None:
    """Only the total is held: shares of grades are those of cohort survival."""
    entry = np.repeat(history[0, -1], 4)
    alone, expected = forecast_by_grade(history, entry, 4), expected_students(history, entry, 4)
    there = alone.sum(axis=0) > 0
    if history[:, -1].sum() > 0:
        one, other = (of[:, there] / of[:, there].sum(axis=0) for of in (alone, expected))
        assert np.allclose(one, other, rtol=1e-9, atol=1e-12)


def test_many_cases_at_once_are_each_case_alone() -> None:
    history = np.random.default_rng(2027).uniform(0, 500, (14, 9, 7))
    entry = history[:2, -1][:, None].repeat(5, axis=1)
    together = expected_students(history, entry, 5)
    for case in range(7):
        alone = expected_students(history[..., case], entry[..., case], 5)
        assert np.allclose(together[..., case], alone, rtol=1e-14)
