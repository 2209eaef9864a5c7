"""Bands of grades as districts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.enrollment.grades import GRADES, grades_of_band
from planner.plan.tables import history


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("K-5", "K", "5"),
        ("6-8", "6", "8"),
        ("9-12", "9", "12"),
        ("09-12", "9", "12"),
        ("PK-2", "PK", "2"),
        ("PreK-5", "PK", "5"),
        ("Pre-K-5", "PK", "5"),
        ("pre k to 5", "PK", "5"),
        ("P-K - 5", "PK", "5"),
        ("K", "K", "K"),
        ("kg", "K", "K"),
        ("Kindergarten", "K", "K"),
        ("Prekindergarten", "PK", "PK"),
        ("Grades 6-8", "6", "8"),
        ("grade 6", "6", "6"),
        ("Gr. 6-8", "6", "8"),
        ("6th-8th", "6", "8"),
        (" k \u2013 12 ", "K", "12"),
        ("1\u017ft-2nd", "1", "2"),  # a letter that is an "s" where case does not matter
        ("K-K", "K", "K"),
    ],
)
def test_band(text: str, first: str, last: str) -> None:
    places = grades_of_band(text)
    assert places == tuple(range(GRADES.index(first), GRADES.index(last) + 1))


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "K-", "-5", "5-3", "13", "0-5", "K-13", "all", "students", "Lincoln", "6-8-9"),
        *("8-Jun", "6/8", "6.0", "Grades", "K5", "TK-5", "6-8 and 9", "6--8", "\u0666-8"),
    ],
)
def test_not_a_band(text: str) -> None:
    assert grades_of_band(text) is None


def test_grades_are_in_order() -> None:
    assert GRADES[:3] == ("PK", "K", "1")
    assert GRADES[-1] == "12"
    assert len(GRADES) == len(set(GRADES)) == 14


@given(st.text())
def test_any_text_is_a_band_or_not(text: str) -> None:
    places = grades_of_band(text)
    assert places is None or 0 <= places[0] <= places[-1] < len(GRADES)


def test_grades_of_the_forecast_are_those_of_the_table() -> None:
    assert GRADES == history.GRADES
