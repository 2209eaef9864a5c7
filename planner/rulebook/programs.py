"""What falls every so many years: training, the data privacy program, network equipment."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.rulebook.inputs import Cells, Tables, driver_index, in_dollars_of, price_index
from planner.rulebook.months import share_between
from planner.rulebook.people import people_served


@dataclass
class ProgramYears:
    """One row, year by year."""

    cost: dict[int, float] = field(default_factory=dict)
    sustained: dict[int, float] = field(default_factory=dict)


def falls(first: int, every: int, year: int) -> bool:
    """Whether a thing that first falls in one year and then every so many falls in a year."""
    return year >= first and (year - first) % every == 0


def next_in(row: Cells, tables: dict[int, Tables]) -> int:
    """First year in which a training or a part of the privacy program falls."""
    return min(tables) if row["next_year"] is None else row["next_year"]


def training_years(
    number: int,
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    staff: dict[int, float],
    teachers: dict[int, float],
) -> ProgramYears:
    """One row of training through all years."""
    result = ProgramYears()
    prices = price_index(tables, "training", number, "price_growth_rate", "general_inflation_rate")
    wages = driver_index(tables, "wage_growth_rate")
    for year, now in tables.items():
        row = now.rows["training"][number]
        people = people_served(now, students[year], staff[year], teachers[year], row["serves"])
        trained = people * row["share_trained_rate"]
        for_one = in_dollars_of(tables, ("training", number, "price_per_person"), year, prices)
        hourly = in_dollars_of(tables, ("training", number, "hourly_rate"), year, wages)
        for_one += row["hours"] * hourly
        flat = in_dollars_of(tables, ("training", number, "flat_price"), year, prices)
        if_it_falls = trained * for_one + flat
        if_it_falls *= share_between(row, now, year) if row["active"] else 0.0
        now_it_falls = falls(next_in(row, tables), row["every_years"], year)
        result.cost[year] = if_it_falls if now_it_falls else 0.0
        result.sustained[year] = if_it_falls / row["every_years"]
    return result


def privacy_years(number: int, tables: dict[int, Tables]) -> ProgramYears:
    """One row of the data privacy program through all years."""
    result = ProgramYears()
    prices = price_index(tables, "privacy", number, "price_growth_rate", "general_inflation_rate")
    wages = driver_index(tables, "wage_growth_rate")
    for year, now in tables.items():
        row = now.rows["privacy"][number]
        share = share_between(row, now, year) if row["active"] else 0.0
        for_one = in_dollars_of(tables, ("privacy", number, "price"), year, prices)
        hourly = in_dollars_of(tables, ("privacy", number, "hourly_cost"), year, wages)
        for_one += row["hours_per_unit"] * hourly
        if_it_falls = row["units"] * for_one * share
        salary = in_dollars_of(tables, ("privacy", number, "salary"), year, wages)
        pay = row["fte"] * salary * (1 + row["benefits_rate"]) * share
        now_it_falls = falls(next_in(row, tables), row["every_years"], year)
        result.cost[year] = pay + (if_it_falls if now_it_falls else 0.0)
        result.sustained[year] = pay + if_it_falls / row["every_years"]
    return result


def network_years(number: int, tables: dict[int, Tables]) -> ProgramYears:
    """One row of network equipment through all years."""
    result = ProgramYears()
    prices = price_index(tables, "network", number, "price_growth_rate", "general_inflation_rate")
    for year, now in tables.items():
        row = now.rows["network"][number]
        units = row["units"] if row["active"] else 0.0
        level = units / row["useful_life_years"]
        replaced = level
        if row["replacement"] == "as_due":
            all_of_it = falls(row["next_replacement"], row["useful_life_years"], year)
            replaced = units if all_of_it else 0.0
        price = in_dollars_of(tables, ("network", number, "unit_price"), year, prices)
        installed = in_dollars_of(
            tables, ("network", number, "installation_per_unit"), year, prices
        )
        upkeep = units * price * row["maintenance_rate"]
        result.cost[year] = replaced * (price + installed) + upkeep
        result.sustained[year] = level * (price + installed) + upkeep
    return result
