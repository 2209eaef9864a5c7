"""Labels of lines that end near each other: in order, apart, and as near as they can be."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from planner.views.charts.label_places import spread_out
from planner.views.format.theme import PAPER_HEIGHT
from tests.generated_plans import examples

ENDS = st.lists(st.floats(-5_000, 50_000, allow_subnormal=False), min_size=1, max_size=8)
#: Room of a line of text in an axis of 1,000 [units of the axis].
ROOM = 15 / PAPER_HEIGHT * 1.2 * 1_000


@examples()
@given(ENDS, st.integers(1, 3))
def test_places_are_those_of_an_isotonic_regression(ends: list[float], lines: int) -> None:
    lowest, highest = min(ends), max(ends)
    room = lines * 15 / PAPER_HEIGHT * 1.2 * (max(highest, 0.0) - min(lowest, 0.0) or 1.0)
    order = np.argsort(ends, kind="stable")
    steps = room * np.arange(len(ends))
    expected = np.empty(len(ends))
    expected[order] = isotonic_regression(np.array(ends)[order] - steps).x + steps
    assert spread_out(ends, lowest, highest, lines) == pytest.approx(expected, abs=1.01e-4)


@examples()
@given(ENDS)
def test_labels_do_not_touch(ends: list[float]) -> None:
    places = sorted(spread_out(ends, 0.0, 1_000.0))
    assert all(above - below > ROOM - 0.001 for below, above in pairwise(places))


def test_labels_with_room_between_them_stand_at_their_ends() -> None:
    assert spread_out([900.0, 0.0, 450.0], 0.0, 1_000.0) == [900.0, 0.0, 450.0]


def test_three_labels_at_one_end_stand_around_it() -> None:
    places = spread_out([500.0, 500.0, 500.0], 0.0, 1_000.0)
    assert places == pytest.approx([500 - ROOM, 500, 500 + ROOM], abs=1e-4)


def test_a_later_label_pushes_all_before_it() -> None:
    """Two that touch are set apart, which makes the upper one touch the third."""
    lower, middle, upper = spread_out([400.0, 410.0, 480.0], 0.0, 1_000.0)
    assert (middle - lower, upper - middle) == pytest.approx((ROOM, ROOM), abs=1e-3)
    assert lower + middle + upper == pytest.approx(400 + 410 + 480, abs=1e-3)


def test_without_an_axis_labels_are_still_apart() -> None:
    low, high = spread_out([0.0, 0.0], 0.0, 0.0)
    assert high - low == pytest.approx(ROOM / 1_000, abs=1e-4)


def test_on_an_axis_of_less_than_one_labels_are_apart_by_its_own_measure() -> None:
    room = ROOM / 1_000 * 0.5
    places = spread_out([0.5, 0.5], 0.0, 0.5)
    assert places == pytest.approx([0.5 - room / 2, 0.5 + room / 2], abs=1e-4)
