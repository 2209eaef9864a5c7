"""Words in charts: names of lines in order, apart and near their ends; letters clear of lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from planner.analysis.compare import compare
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.charts.cost_rows import cost_rows
from planner.views.charts.label_places import clear_of_lines, spread_out
from planner.views.format.theme import CHART_HEIGHT, PAPER_HEIGHT
from tests.generated_plans import examples
from tests.views.kept_plans import kept_comparison

ENDS = st.lists(st.floats(-5_000, 50_000, allow_subnormal=False), min_size=1, max_size=8)
#: Room of a line of text in an axis of 1,000 [units of the axis].
ROOM = 15 / PAPER_HEIGHT * 1.2 * 1_000
#: The same of a pixel of the screen; from a letter to the edge of its bar, and to a line.
PIXEL = 1.2 * 1_000 / CHART_HEIGHT
EDGE, CLEAR = 4.5 * PIXEL, 8 * PIXEL
HEIGHTS = st.floats(0, 1_000, allow_subnormal=False)
LINES = st.lists(
    st.tuples(HEIGHTS, st.floats(0, 60)).map(lambda one: (one[0], sum(one))), max_size=3
)


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


def room_next_to(place: float, lines: list[tuple[float, float]]) -> float:
    """From the middle of a letter to the nearest line; no more than it needs."""
    return min([CLEAR, *(max(low - place, place - high) for low, high in lines)])


@examples()
@given(HEIGHTS, st.floats(0.1, 400), LINES)
def test_no_place_in_the_part_is_better_for_its_letter(
    low: float, size: float, lines: list[tuple[float, float]]
) -> None:
    high, middle = low + size, low + size / 2
    found = clear_of_lines(low, high, lines, 1_000.0)
    assert min(low + EDGE, middle) - 0.001 <= found <= max(high - EDGE, middle) + 0.001
    room = room_next_to(found, lines)
    for place in np.linspace(min(low + EDGE, middle), max(high - EDGE, middle), 200):
        other = room_next_to(place, lines)
        assert other < room + PIXEL / 50
        if other > room - PIXEL / 1_000:
            assert abs(found - middle) < abs(place - middle) + PIXEL / 50


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ([], 500),
        ([(550, 560)], 500),
        ([(520, 525)], 520 - CLEAR),
        ([(475, 480)], 480 + CLEAR),
        ([(440, 440), (515, 515)], 515 - CLEAR),
        ([(480, 480), (520, 520)], 480 - CLEAR),
        ([(450, 470), (520, 540)], 540 + CLEAR),
        ([(400, 490), (500, 600)], 495),
        ([(405, 595)], 400 + EDGE),
    ],
)
def test_a_letter_goes_to_the_nearest_place_next_to_lines(
    lines: list[tuple[float, float]], place: float
) -> None:
    assert clear_of_lines(400.0, 600.0, lines, 1_000.0) == pytest.approx(place, abs=1e-4)


def test_a_letter_with_no_place_of_its_own_is_as_far_from_the_line_as_its_part_lets_it() -> None:
    assert clear_of_lines(480.0, 530.0, [(500.0, 504.0)], 1_000.0) == pytest.approx(530 - EDGE)
    assert clear_of_lines(495.0, 505.0, [(500.0, 500.0)], 1_000.0) == 500.0


@pytest.mark.parametrize("highest", [0.5, 0.0])
def test_on_an_axis_of_little_or_nothing_letters_are_clear_of_lines(highest: float) -> None:
    clear = CLEAR / 1_000 * (highest or 1.0)
    assert clear_of_lines(0.0, 0.5, [], highest) == 0.25
    for line, place in ((0.249, 0.249 + clear), (0.251, 0.251 - clear)):
        assert clear_of_lines(0.0, 0.5, [(line, line)], highest) == pytest.approx(place, abs=6e-5)


@pytest.mark.parametrize(
    ("revenue", "place"), [([0.0, 110_000.0, 110_000.0], 66.0), ([0.0, 60_000.0, 72_000.0], 63.0)]
)
def test_a_line_comes_to_a_letter_from_the_year_before(revenue: list[float], place: float) -> None:
    """Of three years; staff costs from 16 to 116 thousand in the third."""
    found = kept_comparison().main.figures
    lines = replace(found, recurring_revenue=revenue, sustained_cost=[0.0, 0.0, 0.0])
    rows = {(row["key"], row["year"]): row for row in cost_rows(lines).datasets["bars"]}
    row = rows["C", "FY2029"]
    assert (row["from"], row["to"], row["at"]) == (16.0, 116.0, place)


def test_no_line_runs_through_a_letter_of_the_example_district() -> None:
    """Nor near it, as far as its part has room for both."""
    drawn = cost_rows(compare(read_plan(example("prairie-view"))).main.figures)
    lines: dict[str, dict[str, float]] = {}
    for row in drawn.datasets["lines"]:
        lines.setdefault(row["line"], {})[row["year"]] = row["to"]
    years = [row["year"] for row in drawn.datasets["lines"]][: len(lines["Recurring revenue"])]
    pixel = 1.2 * max(row["to"] for row in drawn.datasets["bars"]) / CHART_HEIGHT
    moved = 0
    for row in drawn.datasets["bars"]:
        if (row["to"] - row["from"]) / pixel < 10.5:
            continue
        before = years[max(years.index(row["year"]) - 1, 0)]
        near = [0.8 * line[row["year"]] + 0.2 * line[before] for line in lines.values()]
        assert all(abs(at - row["at"]) / pixel > 4.5 for at in near), row
        moved += abs(row["at"] - (row["from"] + row["to"]) / 2) > 0.001
    assert moved >= 3
