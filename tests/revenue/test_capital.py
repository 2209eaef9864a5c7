"""Capital money."""

from __future__ import annotations

import numpy as np
import pytest

from planner.revenue.capital import capital_money


def test_capital_money_is_the_amount_grown_for_the_months_it_is_there() -> None:
    found = capital_money(np.array(800_000.0), np.array([1.0, 1.05, 1.05]), np.array([0.5, 1, 0]))
    assert found.tolist() == pytest.approx([400_000, 840_000, 0])
