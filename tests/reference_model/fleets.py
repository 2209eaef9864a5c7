"""Devices: what is in service, what is bought, what a level refresh would cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reference_model.inputs import Cells, Tables
from tests.reference_model.months import months_of
from tests.reference_model.people import students_in


@dataclass
class FleetYears:
    """One fleet, year by year."""

    cost: dict[int, float] = field(default_factory=dict)
    sustained: dict[int, float] = field(default_factory=dict)
    bought: dict[int, float] = field(default_factory=dict)
    in_service: dict[int, float] = field(default_factory=dict)


@dataclass
class Lot:
    """Devices bought in one year, and the last month of their support if that is known."""

    units: float
    bought: int
    last_supported: int | None = None


def needed(fleet: Cells, tables: Tables, by_row: list[float], staff: float) -> float:
    """Devices a fleet needs in a year."""
    if not fleet["active"]:
        return 0.0
    if fleet["serves"] == "nobody":
        people = 0.0
    elif fleet["serves"] == "staff":
        people = staff
    else:
        people = students_in(tables, by_row, fleet["serves"])
    in_use = people * fleet["units_per_person"] + fleet["fixed_units"]
    units: float = in_use * (1 + fleet["spares_rate"])
    return units


def has_left(lot: Lot, year: int, last_month: int, life: int) -> bool:
    """Whether a lot is past its useful life, or its support ends before the year does."""
    too_old = year > lot.bought + life - 1
    return too_old or (lot.last_supported is not None and lot.last_supported < last_month)


def level_purchase(units: float, loss: float, life: int) -> float:
    """Yearly purchase that keeps a fleet of a size from ageing past its life."""
    if loss == 0:
        return units / life
    return units * loss / (1 - (1 - loss) ** life)


def fleet_years(
    number: int,
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    staff: dict[int, float],
) -> FleetYears:
    """One fleet through all years."""
    result = FleetYears()
    first_year = min(tables)
    lots, orders = opening_lots(tables[first_year], number, first_year)
    index = 1.0
    for year, now in tables.items():
        fleet = now.rows["devices"][number]
        if year > first_year:
            rate = fleet["price_growth_rate"]
            index *= 1 + (now.drivers["device_price_growth_rate"] if rate is None else rate)
            for lot in lots:
                lot.units *= 1 - fleet["loss_rate"]
        life = fleet["useful_life_years"]
        last_month = months_of(year, now.district["fiscal_year_start_month"])[-1]
        lots = [lot for lot in lots if not has_left(lot, year, last_month, life)]
        still_there = sum(lot.units for lot in lots)
        need = needed(fleet, now, students[year], staff[year])
        new = max(need - still_there, 0.0)
        lots.append(Lot(new, year))
        price = (fleet["unit_price"] + fleet["setup_per_unit"]) * index
        level = level_purchase(need, fleet["loss_rate"], life)
        ordered = orders if year == first_year and fleet["active"] else 0.0
        result.bought[year] = ordered + new
        result.in_service[year] = still_there + new if fleet["active"] else 0.0
        result.cost[year] = result.bought[year] * price
        result.sustained[year] = level * price
    return result


def opening_lots(tables: Tables, number: int, first_year: int) -> tuple[list[Lot], float]:
    """What is there when the first year starts, and how much of it is ordered and unpaid."""
    name = tables.rows["devices"][number]["name"]
    lots = []
    orders = 0.0
    for row in tables.rows["inventory"]:
        if row["name"] == name and row["active"]:
            day = row["support_ends"]
            support = None if day is None else 12 * day.year + day.month - 1
            lots.append(Lot(row["units"], row["bought"], support))
            if row["bought"] == first_year:
                orders += row["units"]
    return lots, orders
