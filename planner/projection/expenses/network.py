"""Network equipment: its replacement and its maintenance."""

from __future__ import annotations

import numpy as np

from planner.costs.network import (
    equipment_cost,
    equipment_replaced,
    maintenance_cost,
    sustainable_cost,
)
from planner.projection.expenses.amounts import plain
from planner.projection.expenses.cost_rows import TableCost, paid_as_it_comes
from planner.projection.expenses.row_terms import row_prices
from planner.projection.inputs.cases import Inputs


def network(inputs: Inputs) -> TableCost:
    """Network equipment: its replacement and its maintenance."""
    table = "network"
    units = inputs.of(table, "units") * inputs.of(table, "active")
    price, installed = inputs.of(table, "unit_price"), inputs.of(table, "installation_per_unit")
    life, index = inputs.of(table, "useful_life_years"), row_prices(inputs, table)
    evenly = np.array([row.replacement == "even" for row in inputs.plan.network], dtype=np.float64)
    replaced = equipment_replaced(
        units, life, inputs.of(table, "next_replacement"), inputs.years, evenly[:, None, None]
    )
    upkeep = maintenance_cost(units, price, inputs.of(table, "maintenance_rate"), index)
    return paid_as_it_comes(
        plain(equipment_cost(replaced, price, installed, index) + upkeep),
        plain(sustainable_cost(units, price, installed, life, index) + upkeep),
    )
