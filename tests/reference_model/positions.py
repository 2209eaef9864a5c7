"""Staff: what the technology positions cost."""

from __future__ import annotations

from tests.reference_model.inputs import Tables
from tests.reference_model.months import (
    first_month_covered,
    last_month_covered,
    months_of,
    share_covered,
)


def position_cost(number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """One row of staffing through all years."""
    cost = {}
    raises = 1.0
    for place, (year, now) in enumerate(tables.items()):
        row = now.rows["staffing"][number]
        if place > 0:
            rate = row["raise_rate"]
            raises *= 1 + (now.drivers["wage_growth_rate"] if rate is None else rate)
        share = share_covered(
            months_of(year, now.district["fiscal_year_start_month"]),
            first_month_covered(row["start_date"]),
            last_month_covered(row["end_date"]),
        )
        pay = row["fte"] * row["salary"] * raises * (1 + row["benefits_rate"])
        cost[year] = pay * (1 - row["vacancy_rate"]) * share if row["active"] else 0.0
    return cost
