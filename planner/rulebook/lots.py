"""Devices by the year they were bought in: how they are lost, when they are due, which stay."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import months_of
from planner.rulebook.sums import total
from planner.rulebook.supports import last_month_of_support

FOREVER = float("inf")


@dataclass(frozen=True)
class Lot:
    """Devices bought in one year; planned are those that the plan itself buys.

    ``supported`` is the last month of support: infinite where it does not end.
    """

    units: float
    bought: int
    supported: float
    planned: bool


def opening_lots(tables: Tables, number: int, first_year: int) -> tuple[list[Lot], float]:
    """What is there when the first year starts, and how much of it is ordered and unpaid."""
    name = tables.rows["devices"][number]["name"]
    lots = []
    orders = 0.0
    for row in tables.rows["inventory"]:
        if row["name"] == name and row["active"]:
            ends = last_month_of_support(row, tables)
            supported = FOREVER if ends is None else ends
            lots.append(Lot(row["units"], row["bought"], supported, planned=False))
            if row["bought"] == first_year:
                orders += row["units"]
    return lots, orders


def planned_lot(units: float, fleet: Cells, tables: Tables, year: int) -> Lot:
    """Devices that the plan buys in a year, with their support."""
    last = FOREVER
    if fleet["support_years"] is not None:
        first_month = months_of(year, tables.district["fiscal_year_start_month"])[0]
        last = first_month + 12 * fleet["support_years"] - 1
    return Lot(units, year, last, planned=True)


def loss_at(fleet: Cells, age: int, breakage_change: float) -> float:
    """Share of the devices of an age that is lost by the next year."""
    rate = fleet["loss_rate"]
    if rate is None:
        by_age = fleet["loss_by_age"]
        rate = by_age[min(age, len(by_age) - 1)]
    return float(min(rate * (1 + breakage_change), 1.0))


def after_losses(lots: list[Lot], fleet: Cells, tables: Tables, year: int) -> list[Lot]:
    """What is left in a year of the devices of the year before."""
    change = tables.drivers["breakage_change_rate"]
    return [
        replace(lot, units=lot.units * (1 - loss_at(fleet, int(year - 1 - lot.bought), change)))
        for lot in lots
    ]


def has_support(lot: Lot, tables: Tables, year: int) -> bool:
    """Whether support covers a year to its end."""
    return lot.supported >= months_of(year, tables.district["fiscal_year_start_month"])[-1]


def is_due(lot: Lot, fleet: Cells, tables: Tables, year: int) -> bool:
    """Whether a lot's life and the years it is deferred are over, or its support is."""
    due_year = lot.bought + fleet["useful_life_years"] + fleet["deferred_years"]
    return year >= due_year or not has_support(lot, tables, year)


def staying(lots: list[Lot], room: float) -> list[Lot]:
    """As many of some lots as there is room for, the latest bought first.

    Of the first year, what the plan buys comes before orders that were placed already.
    """
    kept = []
    for lot in sorted(lots, key=lambda lot: (-lot.bought, not lot.planned)):
        units = min(lot.units, max(room, 0.0))
        room -= units
        kept.append(replace(lot, units=units))
    return kept


def number_of(lots: list[Lot]) -> float:
    """Devices in some lots."""
    return total(lot.units for lot in lots)
