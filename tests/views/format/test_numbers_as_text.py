"""Numbers are written by whole numbers alone, and to the letter as Python's formats write them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from hypothesis import given
from hypothesis import strategies as st

from planner.views.format.counts import how_many
from planner.views.format.money import (
    Rounding,
    about,
    foot,
    nearest,
    percent,
    whole,
    with_commas,
    with_decimals,
)

#: Any amount, amounts to a hundredth of a cent, and amounts at or near an exact half.
VALUES = st.one_of(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False),
    st.integers(-(10**15), 10**15).map(lambda number: number / 10_000),
    st.integers(-(10**11), 10**11).map(lambda number: number / 8),
    st.integers(-(10**9), 10**9).map(lambda number: number * 500.0),
)
SHARES = st.floats(min_value=-99, max_value=99, allow_nan=False)


def excel_round(amount: float) -> int:
    return int(math.copysign(math.floor(abs(amount) + 0.5), amount))


def about_by_formats(amount: float, rounding: Rounding) -> str:
    """Money in a sentence as Python's own formats write it."""
    size = round(abs(amount), 2)
    rounded = ROUNDED[rounding]
    if size < 10_000:
        return f"${rounded(size):,}"
    if (thousands := rounded(size / 1000)) < 1000:
        return f"${thousands * 1000:,}"
    if (hundredths := rounded(size / 10_000)) < 100_000:
        return f"${hundredths / 100:.2f} million"
    return f"${rounded(size / 10_000_000) / 100:,.2f} billion"


ROUNDED: Mapping[Rounding, Callable[[float], int]] = {
    "near": excel_round,
    "down": math.floor,
    "up": math.ceil,
}


@given(VALUES)
def test_a_value_is_rounded_as_python_rounds_it(value: float) -> None:
    assert nearest(value, 1) == round(value)
    assert nearest(value, 100) == round(round(value, 2) * 100)
    assert whole(value) == excel_round(value)


@given(VALUES, st.integers(0, 2))
def test_commas_and_decimals_are_those_of_a_format(value: float, places: int) -> None:
    assert with_commas(whole(value)) == f"{whole(value):,}"
    assert with_decimals(value, places) == f"{value:z.{places}f}"
    assert how_many(value, "year") == f"{value:z,.0f} year{'' if round(value) == 1 else 's'}"


@given(VALUES, st.sampled_from(["near", "down", "up"]))
def test_money_in_a_sentence_is_that_of_a_format(amount: float, rounding: Rounding) -> None:
    assert about(amount, rounding) == about_by_formats(amount, rounding)


@given(SHARES)
def test_a_percentage_is_that_of_a_format(share: float) -> None:
    by_format = f"{round(share * 100, 2):g}%"
    assert percent(share) == ("0%" if by_format == "-0%" else by_format)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=30))
def test_cents_that_add_up_to_half_a_dollar_are_not_lost(cents: list[int]) -> None:
    parts = [one / 100 for one in [*cents, (50 - sum(cents)) % 100]]
    assert sum(foot(parts)) == whole(math.fsum(parts))
