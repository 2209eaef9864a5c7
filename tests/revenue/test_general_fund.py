"""The general fund's allocation: amount x growth x months."""

from __future__ import annotations

import numpy as np
import pytest

from planner.revenue.general_fund import allocation


@pytest.mark.parametrize(
    ("index", "share", "expected"),
    [
        (1.0, 1.0, 600_000),  # the first year brings what was typed
        (1.05, 1.0, 630_000),  # grown by 5%
        (0.9, 1.0, 540_000),  # an allocation may be cut
        (1.0, 0.25, 150_000),  # ended on 30 September, in a year that starts in July
        (1.05, 0.0, 0),  # no longer there
    ],
)
def test_allocation_is_the_amount_grown_for_the_months_it_is_there(
    index: float, share: float, expected: float
) -> None:
    found = allocation(np.array(600_000.0), np.array(index), np.array(share))
    assert float(found) == pytest.approx(expected)
