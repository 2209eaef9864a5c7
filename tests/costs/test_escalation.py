"""How prices grow: one step a year, none in the first."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.escalation import contract_price_index, price_index

YEARS = np.array([2027.0, 2028.0, 2029.0, 2030.0, 2031.0])


def path(*values: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """One row and one case of yearly values."""
    return np.array(values, dtype=np.float64).reshape(1, -1, 1)


def steady(value: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return path(*[value] * len(YEARS))


def test_growth_of_the_first_year_is_not_used() -> None:
    # Prices are stated in the first year: what they did to get there is past.
    assert price_index(path(9.0, 0.1, 0.1)).ravel() == pytest.approx([1, 1.1, 1.21])


def test_growth_of_a_year_is_the_step_from_the_year_before() -> None:
    assert price_index(path(0.0, 0.5, 0.0)).ravel().tolist() == [1, 1.5, 1.5]


def test_prices_may_fall() -> None:
    assert price_index(path(0.0, -0.5, 0.0)).ravel().tolist() == [1, 0.5, 0.5]


def test_one_year_has_no_growth() -> None:
    assert price_index(path(0.25)).ravel().tolist() == [1]


def test_no_rows_give_no_rows() -> None:
    assert price_index(np.zeros((0, 3, 1))).shape == (0, 3, 1)


def index(term: float, renewal: float, inside: float = 0.0, renewed: float = 1.0) -> list[float]:
    """Index of a contract that doubles at each renewal, so that renewals can be counted."""
    found = contract_price_index(
        steady(inside), steady(renewed), steady(term), steady(renewal), YEARS
    )
    return [float(value) for value in found.ravel()]


def test_term_of_one_year_renews_every_year_from_the_second() -> None:
    # A blank renewal is the second year, and the price typed is that of the first.
    assert index(1, np.nan) == [1, 2, 4, 8, 16]


def test_renewal_in_the_first_year_is_already_in_the_price() -> None:
    # 2027 is a renewal, but 2027's price was typed; the next is three years on, in 2030.
    assert index(3, 2027) == [1, 1, 1, 2, 2]


def test_renewal_before_the_plan_sets_the_rhythm() -> None:
    # 2025, 2028, 2031.
    assert index(3, 2025) == [1, 2, 2, 2, 4]


def test_no_renewal_before_the_next_one_even_if_terms_would_fit() -> None:
    # Two-year terms from 2030 on: 2028 is not a renewal though it is two years earlier.
    assert index(2, 2030) == [1, 1, 1, 2, 2]


def test_renewal_after_the_plan_leaves_the_escalator_alone() -> None:
    assert index(5, 2040, inside=0.5) == [1, 1.5, 2.25, 3.375, 5.0625]


def test_year_of_renewal_has_the_renewal_and_not_the_escalator() -> None:
    assert index(2, 2029, inside=0.5, renewed=1.0) == [1, 1.5, 3, 4.5, 9]
