"""Repair of devices: how many repairs, who does them, what they cost."""

from __future__ import annotations

from planner.rulebook.fleets import FleetYears
from planner.rulebook.inputs import Cells, Tables, driver_index, in_dollars_of, price_index
from planner.rulebook.months import share_between
from planner.rulebook.sums import total

#: Devices in service by age, of each fleet.
Ages = list[tuple[int, float]]


def repair_cost(
    number: int, tables: dict[int, Tables], fleets: dict[str, FleetYears]
) -> dict[int, float]:
    """One row of repair through all years."""
    cost = {}
    prices = price_index(tables, "repair", number, "price_growth_rate", "general_inflation_rate")
    wages = driver_index(tables, "wage_growth_rate")
    for year, now in tables.items():
        row = now.rows["repair"][number]
        ages: Ages = []
        for name, fleet in fleets.items():
            if row["fleet"] in ("", name):
                ages = [*ages, *fleet.ages[year]]
        devices = total(units for _, units in ages)
        repairs = repairs_of(row, ages, now.drivers["breakage_change_rate"])
        paid = {
            field: in_dollars_of(tables, ("repair", number, field), year, prices)
            for field in ("parts_per_repair", "price_per_repair", "price_per_device")
        }
        paid["hourly_wage"] = in_dollars_of(tables, ("repair", number, "hourly_wage"), year, wages)
        a_year = cost_of(row, devices, repairs, paid)
        cost[year] = a_year * share_between(row, now, year) if row["active"] else 0.0
    return cost


def repairs_of(row: Cells, ages: Ages, breakage_change: float) -> float:
    """Repairs of a year that this row does."""
    repairs = 0.0
    for age, units in ages:
        rate = row["repair_rate"]
        if rate is None:
            by_age = row["repair_by_age"]
            rate = by_age[min(age, len(by_age) - 1)]
        repairs += units * rate
    return float(repairs * (1 + breakage_change) * row["share_rate"])


def cost_of(row: Cells, devices: float, repairs: float, paid: dict[str, float]) -> float:
    """Cost of a year of twelve months, by who repairs, at the prices and the pay of the year."""
    parts, price = paid["parts_per_repair"], paid["price_per_repair"]
    if row["who"] == "staff":
        cost = repairs * parts
    elif row["who"] == "student_crew":
        cost = repairs * (parts + row["redone_rate"] * price)
        cost += repairs * row["hours_per_repair"] * paid["hourly_wage"]
    else:
        cost = repairs * (parts + price)
        if row["who"] == "protection_plan":
            cost += devices * paid["price_per_device"]
    return float(cost)
