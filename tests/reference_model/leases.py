"""Leases of devices: level payments from the year of purchase on, and a buyout after them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.reference_model.inputs import Cells


@dataclass
class Leases:
    """All leases of one fleet: what is due in which year."""

    payments: dict[int, float] = field(default_factory=dict)

    def sign(self, year: int, cost: float, fleet: Cells) -> None:
        """Lease what is bought in a year, on the terms of that year."""
        for later in range(int(fleet["lease_years"])):
            self.add(year + later, cost * payment_of_one(fleet))
        self.add(year + fleet["lease_years"], cost * fleet["lease_buyout_rate"])

    def add(self, year: int, amount: float) -> None:
        """Owe an amount in a year."""
        self.payments[year] = self.payments.get(year, 0.0) + amount

    def due(self, year: int) -> float:
        """What is owed in a year."""
        return self.payments.get(year, 0.0)


def payment_of_one(fleet: Cells) -> float:
    """Yearly payment for a dollar's worth of devices, the first at once."""
    rate, years = fleet["lease_rate"], fleet["lease_years"]
    if rate == 0:
        return float(1 / years)
    return float(rate / (1 + rate) / (1 - (1 + rate) ** -years))


def all_payments_of_one(fleet: Cells) -> float:
    """All that is paid in the end for a dollar's worth of devices."""
    return float(fleet["lease_years"] * payment_of_one(fleet) + fleet["lease_buyout_rate"])
