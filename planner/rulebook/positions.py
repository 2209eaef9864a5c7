"""Staff: what the technology positions cost."""

from __future__ import annotations

from planner.rulebook.inputs import (
    Cells,
    Tables,
    driver_index,
    in_dollars_of,
    price_index,
    year_it_states,
)
from planner.rulebook.months import share_between


def position_cost(number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """One row of staffing through all years, own people or a contractor."""
    cost = {}
    prices = driver_index(tables, "general_inflation_rate")
    pay = pay_index(number, tables)
    insurance = price_index(
        tables, "staffing", number, "benefits_growth_rate", "health_insurance_growth_rate"
    )
    for year, now in tables.items():
        row = now.rows["staffing"][number]
        if row["delivery"] == "outsourced":
            a_year = in_dollars_of(tables, ("staffing", number, "outsourced_price"), year, prices)
        else:
            a_year = own_people(
                row, in_dollars_of(tables, ("staffing", number, "salary"), year, pay)
            )
            dollars = ("staffing", number, "benefits_per_fte")
            each = in_dollars_of(tables, dollars, year, insurance)
            a_year += row["fte"] * each * (1 - row["vacancy_rate"])
        cost[year] = a_year * share_between(row, now, year) if row["active"] else 0.0
    return cost


def pay_index(number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """A salary in every year over that of the first: raises, and steps since it was stated."""
    raises = price_index(tables, "staffing", number, "raise_rate", "wage_growth_rate")
    found = {}
    steps = 1.0
    for year, now in tables.items():
        row = now.rows["staffing"][number]
        stated = max(year_it_states(tables, "staffing", number, year), min(tables))
        if 1 <= year - min(stated, max(tables)) <= row["steps_left"]:
            steps *= 1 + row["step_rate"]
        found[year] = raises[year] * steps
    return found


def own_people(row: Cells, salary: float) -> float:
    """Pay of a year's own people, and what it costs to replace those who leave."""
    salaries: float = row["fte"] * salary
    pay = salaries * (1 + row["benefits_rate"]) * (1 - row["vacancy_rate"])
    return float(pay + salaries * row["turnover_rate"] * row["turnover_cost_rate"])
