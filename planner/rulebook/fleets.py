"""Devices: what is in service, what is bought, what a level refresh would cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.rulebook import leases, lots
from planner.rulebook.inputs import Cells, Tables, in_dollars_of, price_index
from planner.rulebook.lots import Lot, number_of
from planner.rulebook.people import people_served
from planner.rulebook.sums import total


@dataclass
class FleetYears:
    """One fleet, year by year."""

    cost: dict[int, float] = field(default_factory=dict)
    sustained: dict[int, float] = field(default_factory=dict)
    bought: dict[int, float] = field(default_factory=dict)
    in_service: dict[int, float] = field(default_factory=dict)
    past_life: dict[int, float] = field(default_factory=dict)
    past_support: dict[int, float] = field(default_factory=dict)
    ages: dict[int, list[tuple[int, float]]] = field(default_factory=dict)


def needed(fleet: Cells, tables: Tables, by_row: list[float], staff: float) -> float:
    """Devices a fleet needs in a year."""
    if not fleet["active"]:
        return 0.0
    people = people_served(tables, by_row, staff, 0.0, fleet["serves"])
    in_use = people * fleet["units_per_person"] + fleet["fixed_units"]
    units: float = in_use * (1 + fleet["spares_rate"])
    return units


def level_purchase(units: float, fleet: Cells, breakage_change: float) -> float:
    """Yearly purchase that keeps a fleet of a size from aging past its life."""
    surviving, of_one = 1.0, 0.0
    for age in range(int(fleet["useful_life_years"])):
        of_one += surviving
        surviving *= 1 - lots.loss_at(fleet, age, breakage_change)
    return units / of_one


def fleet_years(
    number: int,
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    staff: dict[int, float],
) -> FleetYears:
    """One fleet through all years."""
    result = FleetYears()
    first_year = min(tables)
    there, orders = lots.opening_lots(tables[first_year], number, first_year)
    owed = leases.owed_already(tables[first_year], number, first_year)
    index = price_index(tables, "devices", number, "price_growth_rate", "device_price_growth_rate")
    leased = leases.Leases()
    for year, now in tables.items():
        fleet = now.rows["devices"][number]
        if year > first_year:
            there = lots.after_losses(there, fleet, now, year)
        need = needed(fleet, now, students[year], staff[year])
        level = level_purchase(need, fleet, now.drivers["breakage_change_rate"])
        new, stay = refresh(there, fleet, now, year, need, level)
        out_of_service = number_of(there) - number_of(stay)
        there = [*stay, lots.planned_lot(new, fleet, now, year)]
        bought = new + (orders if year == first_year and fleet["active"] else 0.0)
        price = total(
            in_dollars_of(tables, ("devices", number, field), year, index)
            for field in ("unit_price", "setup_per_unit", "management_license")
        )
        to_pay = bought
        if year == first_year and fleet["active"]:
            to_pay -= owed.ordered
        if fleet["replacement"] == "lease":
            leases.sign(leased, year, to_pay * price, fleet)
            cost = leases.due(leased, year)
            result.sustained[year] = level * price * leases.all_payments_of_one(fleet)
        else:
            cost = max(to_pay * price - fleet["trade_in"] * out_of_service, 0.0)
            result.sustained[year] = level * price
        # A fleet left out buys nothing, but owes what it has leased.
        result.cost[year] = cost + leases.due(owed, year)
        result.bought[year] = bought
        count(result, there, fleet, now, year)
    return result


def refresh(
    there: list[Lot], fleet: Cells, tables: Tables, year: int, need: float, level: float
) -> tuple[float, list[Lot]]:
    """What is bought in a year in addition to orders, and what of the devices there stays."""
    due = [lot for lot in there if lots.is_due(lot, fleet, tables, year)]
    not_due = [lot for lot in there if not lots.is_due(lot, fleet, tables, year)]
    policy = fleet["replacement"]
    new = max(need - number_of(not_due), 0.0)
    if policy in ("as_due", "lease"):
        return new, not_due
    if policy == "capped":
        new = min(new, fleet["yearly_cap"])
    else:
        new = min(level, need)
        not_due = lots.staying(not_due, need - new)
    missing = need - new - number_of(not_due)
    with_support = [lot for lot in due if lots.has_support(lot, tables, year)]
    without = [lot for lot in due if not lots.has_support(lot, tables, year)]
    first = lots.staying(with_support, missing)
    then = lots.staying(without, missing - number_of(first))
    return new, [*not_due, *first, *then]


def count(result: FleetYears, there: list[Lot], fleet: Cells, tables: Tables, year: int) -> None:
    """Count what is in service in a year: nothing of a fleet that is left out of the plan."""
    if not fleet["active"]:
        there = []
    result.in_service[year] = number_of(there)
    result.ages[year] = [(int(year - lot.bought), lot.units) for lot in there]
    life = fleet["useful_life_years"]
    result.past_life[year] = number_of([lot for lot in there if year >= lot.bought + life])
    without = [lot for lot in there if not lots.has_support(lot, tables, year)]
    result.past_support[year] = number_of(without)
