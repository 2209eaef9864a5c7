"""A levy: collected evenly between its dates."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from planner.fiscal import end_edge, first_month, share_of_year, start_edge
from planner.revenue.local_levy import levy_proceeds


@pytest.mark.parametrize(
    ("first_day", "last_day", "expected"),
    [
        (date(2020, 1, 1), date(2035, 12, 31), 600_000),
        (date(2020, 1, 1), date(2026, 12, 31), 300_000),  # half of FY2027
        (date(2027, 6, 15), date(2035, 12, 31), 50_000),  # June counts from the 15th or earlier
        (date(2027, 6, 16), date(2035, 12, 31), 0),  # the next month, so the next year
        (date(2020, 1, 1), date(2026, 7, 14), 0),  # July is not covered to the 15th
        (date(2026, 9, 1), date(2026, 9, 30), 50_000),  # one month
    ],
)
def test_levy_is_collected_for_the_months_it_covers(
    first_day: date, last_day: date, expected: float
) -> None:
    share = share_of_year(start_edge(first_day), end_edge(last_day), first_month(2027))
    found = levy_proceeds(np.array(600_000.0), np.array(1.0), share)
    assert float(found) == pytest.approx(expected)


def test_levy_grows_only_where_it_says_so() -> None:
    assert float(levy_proceeds(np.array(600.0), np.array(1.02), np.array(1.0))) == 612
