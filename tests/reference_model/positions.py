"""Staff: what the technology positions cost."""

from __future__ import annotations

from tests.reference_model.inputs import Cells, Tables, driver_index, price_index
from tests.reference_model.months import share_between


def position_cost(number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """One row of staffing through all years, own people or a contractor."""
    cost = {}
    raises = price_index(tables, "staffing", number, "raise_rate", "wage_growth_rate")
    prices = driver_index(tables, "general_inflation_rate")
    steps = 1.0
    for place, (year, now) in enumerate(tables.items()):
        row = now.rows["staffing"][number]
        if 1 <= place <= row["steps_left"]:
            steps *= 1 + row["step_rate"]
        if row["delivery"] == "outsourced":
            a_year = row["outsourced_price"] * prices[year]
        else:
            a_year = own_people(row, raises[year] * steps)
        cost[year] = a_year * share_between(row, now, year) if row["active"] else 0.0
    return cost


def own_people(row: Cells, above_first: float) -> float:
    """Pay of a year's own people, and what it costs to replace those who leave."""
    salaries: float = row["fte"] * row["salary"] * above_first
    pay = salaries * (1 + row["benefits_rate"]) * (1 - row["vacancy_rate"])
    return float(pay + salaries * row["turnover_rate"] * row["turnover_cost_rate"])
