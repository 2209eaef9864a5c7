"""Leases and financed purchases of devices that already run when the plan starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.costs.leases import payments_left
from planner.projection.inputs.cases import Inputs


@dataclass(frozen=True)
class ExistingLeases:
    """What the leases of devices in service still cost, by fleet.

    Attributes
    ----------
    due : ndarray, shape (fleet, year, case or 1)
        Payments and buyouts of the year [USD].
    ordered : ndarray, shape (fleet, case or 1)
        Orders of the first year that they pay, so that nothing else pays them [devices].
    """

    due: Floats
    ordered: Floats


def existing_leases(inputs: Inputs) -> ExistingLeases | None:
    """Leases typed in the inventory; None where there are none.

    Their terms are those of the first year, as everything that is counted then.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    """

    def first(field: str) -> Floats:
        return inputs.of("inventory", field)[:, :1]

    left = first("lease_payments_left")
    leased = ~np.isnan(left)
    if not leased.any():
        return None
    active = first("active")
    payments = payments_left(
        np.nan_to_num(first("lease_payment")) * active,
        np.where(leased, left, -1.0),
        np.nan_to_num(first("lease_buyout")) * active,
        len(inputs.years),
    )
    now = first("bought") >= inputs.years[0]
    orders = (first("units") * active * leased * now)[:, 0]
    fleets = [row.name for row in inputs.plan.devices]
    due = np.zeros((len(fleets), *payments.shape[1:]))
    ordered = np.zeros((len(fleets), orders.shape[1]))
    for place, lot in enumerate(inputs.plan.inventory):
        due[fleets.index(lot.name)] += payments[place]
        ordered[fleets.index(lot.name)] += orders[place]
    return ExistingLeases(due, ordered)
