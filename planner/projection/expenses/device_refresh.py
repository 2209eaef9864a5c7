"""Refresh in a plan: what the purchases of devices cost, at once or by the payments of a lease."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.costs.device_refresh import refresh_cost, trade_in_credit
from planner.costs.leases import lease_level_cost, lease_payments
from planner.projection.expenses.amounts import ONE, Amounts, plain
from planner.projection.expenses.cost_rows import TableCost, paid_as_it_comes
from planner.projection.expenses.existing_leases import existing_leases
from planner.projection.expenses.fleets import Fleets
from planner.projection.inputs.cases import Inputs

#: Terms of a lease, and what is used for fleets that are not leased.
_LEASE_TERMS = (("lease_years", 1.0), ("lease_rate", 0.0), ("lease_buyout_rate", 0.0))


def device_refresh(inputs: Inputs, fleets: Fleets) -> TableCost:
    """What the purchases cost, at once or by a lease, and the leases that already run."""
    table = "devices"
    price, once, index = device_prices(inputs)
    trade_in = inputs.of(table, "trade_in")
    leased = np.array([row.replacement == "lease" for row in inputs.plan.devices], dtype=bool)
    running = existing_leases(inputs)
    if running is None and not leased.any() and trade_in.shape[2] == 1 and not trade_in.any():
        own = refresh_cost(ONE, price, once, ONE)
        units = fleets.bought_by_kind, fleets.level_by_kind
        if len(index) == 1:
            return paid_as_it_comes(
                *(Amounts(own, of_kind, fleets.kind, index) for of_kind in units)
            )
        each = np.arange(len(own))
        return paid_as_it_comes(
            *(Amounts(own, by_kind[fleets.kind] * index, each) for by_kind in units)
        )
    to_pay = fleets.bought
    if running is not None:
        to_pay = np.array(to_pay)
        to_pay[:, 0] -= running.ordered * inputs.of(table, "active")[:, 0]
    bought = paid = refresh_cost(to_pay, price, once, index)
    level = refresh_cost(fleets.level, price, once, index)
    if trade_in.any():
        paid = bought - trade_in_credit(fleets.retired, trade_in, bought)
    years, rate, buyout = (np.nan_to_num(inputs.of(table, f), nan=n) for f, n in _LEASE_TERMS)
    is_leased = leased[:, None, None]
    paid = np.where(is_leased, lease_payments(bought, rate, years, buyout), paid)
    return paid_as_it_comes(
        plain(paid if running is None else paid + running.due),
        plain(np.where(is_leased, lease_level_cost(level, rate, years, buyout), level)),
    )


def device_prices(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    """Price of a device, what is paid once with it, and how both grow, by fleet."""
    table = "devices"
    once = inputs.of(table, "setup_per_unit") + inputs.of(table, "management_license")
    index = inputs.index(table, "price_growth_rate", "device_price_growth_rate")
    return inputs.of(table, "unit_price"), once, index
