"""Laws of the frontier: no member is beaten, and everything else is."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.options.frontier import frontier
from tests.generated_plans import examples

SETS = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(0, 6), st.integers(0, 4)), min_size=1, max_size=60
)


def beats(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """At least as good in money and service, better in one; or the same, smaller or earlier."""
    (money, points, size, place), (other_money, other_points, other_size, other_place) = one, other
    if (money, points) == (other_money, other_points):
        return (size, place) < (other_size, other_place)
    return money >= other_money and points <= other_points


@examples(300)
@given(SETS)
def test_no_member_is_beaten_and_every_other_set_is(sets: list[tuple[int, int, int]]) -> None:
    money, points, size = (np.array(column, dtype=np.float64) for column in zip(*sets, strict=True))
    members = frontier(money, points, size).tolist()
    placed = [(*one, place) for place, one in enumerate(sets)]
    for one in placed:
        beaten = any(beats(other, one) for other in placed if other != one)
        assert (one[3] in members) != beaten


def test_members_rise_in_money_and_in_service_lost() -> None:
    draws = np.random.default_rng(5)
    money, points = draws.normal(size=500), draws.integers(0, 30, 500).astype(np.float64)
    members = frontier(money, points, np.ones(500))
    assert np.all(np.diff(points[members]) > 0)
    assert np.all(np.diff(money[members]) > 0)


def test_less_than_a_cent_makes_no_member() -> None:
    money = np.array([100.0, 100.0001, 101.0])
    assert frontier(money, np.array([1.0, 2.0, 3.0]), np.ones(3)).tolist() == [0, 2]
    nearly_half = np.array([100.0, 100.00496, 100.00504])
    assert frontier(nearly_half, np.array([1.0, 2.0, 3.0]), np.ones(3)).tolist() == [0, 2]
