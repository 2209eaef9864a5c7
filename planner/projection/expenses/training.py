"""Training in the years in which it is held."""

from __future__ import annotations

import numpy as np

from planner.costs.cycles import level_cost
from planner.costs.training import training_cost
from planner.projection.expenses.amounts import plain
from planner.projection.expenses.cost_rows import TableCost, paid_as_it_comes
from planner.projection.expenses.row_terms import held, row_prices, share_of_row, wage_index
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People


def training(inputs: Inputs, people: People) -> TableCost:
    """Training in the years in which it is held."""
    table, rows = "training", inputs.plan.training
    shape = (len(rows), len(inputs.years), inputs.cases)
    trained = np.array([people.group(row.serves) for row in rows]).reshape(shape)
    share = share_of_row(inputs, table) * inputs.of(table, "active")
    when_held = share * training_cost(
        trained,
        inputs.of(table, "share_trained_rate"),
        inputs.of(table, "price_per_person"),
        inputs.of(table, "hours"),
        inputs.of(table, "hourly_rate"),
        inputs.of(table, "flat_price"),
        row_prices(inputs, table),
        wage_index(inputs),
        np.ones((1, 1, 1)),
    )
    level = level_cost(when_held, inputs.of(table, "every_years"))
    return paid_as_it_comes(plain(when_held * held(inputs, table)), plain(level))
