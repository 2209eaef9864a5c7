"""Capital money, and things that outlive the bond."""

from __future__ import annotations

import numpy as np
import pytest

from planner.revenue.capital import capital_money, outlives_bond


def test_capital_money_is_the_amount_grown_for_the_months_it_is_there() -> None:
    found = capital_money(np.array(800_000.0), np.array([1.0, 1.05, 1.05]), np.array([0.5, 1, 0]))
    assert found.tolist() == pytest.approx([400_000, 840_000, 0])


@pytest.mark.parametrize(
    ("life", "term", "expected"),
    [(4, 3, 1), (4, 4, 1), (4, 5, 0), (4, 20, 0), (4, np.nan, 1), (0, np.nan, 1)],
)
def test_thing_lasts_as_long_as_its_bond(life: float, term: float, expected: float) -> None:
    assert float(outlives_bond(np.array(life), np.array(term))) == expected
