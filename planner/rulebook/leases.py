"""Leases of devices: level payments from the year of purchase on, and a buyout after them."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.sums import power


@dataclass
class Leases:
    """All leases of one fleet: what is due in which year, and the first year's orders paid so."""

    payments: dict[int, float] = field(default_factory=dict)
    ordered: float = 0.0


def sign(leases: Leases, year: int, cost: float, fleet: Cells) -> None:
    """Lease what is bought in a year, on the terms of that year."""
    for later in range(int(fleet["lease_years"])):
        owe(leases, year + later, cost * payment_of_one(fleet))
    owe(leases, year + fleet["lease_years"], cost * fleet["lease_buyout_rate"])


def owe(leases: Leases, year: int, amount: float) -> None:
    """Owe an amount in a year."""
    leases.payments[year] = due(leases, year) + amount


def due(leases: Leases, year: int) -> float:
    """What is owed in a year."""
    return leases.payments.get(year, 0.0)


def owed_already(tables: Tables, number: int, first_year: int) -> Leases:
    """Leases of a fleet that run when the plan starts, and the orders that they pay."""
    found = Leases()
    name = tables.rows["devices"][number]["name"]
    for lot in tables.rows["inventory"]:
        left = lot["lease_payments_left"]
        if lot["name"] != name or not lot["active"] or left is None:
            continue
        for later in range(int(left)):
            owe(found, first_year + later, lot["lease_payment"] or 0.0)
        owe(found, first_year + int(left), lot["lease_buyout"] or 0.0)
        if lot["bought"] >= first_year:
            found.ordered += lot["units"]
    return found


def payment_of_one(fleet: Cells) -> float:
    """Yearly payment for a dollar's worth of devices, the first at once."""
    rate, years = fleet["lease_rate"], fleet["lease_years"]
    if rate == 0:
        return float(1 / years)
    return float(rate / (1 + rate) / (1 - 1 / power(1 + rate, int(years))))


def all_payments_of_one(fleet: Cells) -> float:
    """All that is paid in the end for a dollar's worth of devices."""
    return float(fleet["lease_years"] * payment_of_one(fleet) + fleet["lease_buyout_rate"])
