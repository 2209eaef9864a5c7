"""The data privacy program: what is due in a year, and the officer's share of time."""

from __future__ import annotations

import numpy as np

from planner.costs.cycles import level_cost
from planner.costs.data_privacy import officer_cost, privacy_cost
from planner.projection.expenses.amounts import plain
from planner.projection.expenses.cost_rows import TableCost, paid_as_it_comes
from planner.projection.expenses.row_terms import held, row_prices, share_of_row, wage_index
from planner.projection.inputs.cases import Inputs


def data_privacy(inputs: Inputs) -> TableCost:
    """The data privacy program: what is due in the year, and the officer's share of time."""
    table = "privacy"
    share = share_of_row(inputs, table) * inputs.of(table, "active")
    wages = wage_index(inputs)
    when_held = privacy_cost(
        inputs.of(table, "units"),
        inputs.of(table, "price"),
        inputs.of(table, "hours_per_unit"),
        inputs.of(table, "hourly_cost"),
        row_prices(inputs, table),
        wages,
        np.ones((1, 1, 1)),
        share,
    )
    officer = officer_cost(
        inputs.of(table, "fte"),
        inputs.of(table, "salary"),
        inputs.of(table, "benefits_rate"),
        wages,
        share,
    )
    level = level_cost(when_held, inputs.of(table, "every_years"))
    return paid_as_it_comes(
        plain(when_held * held(inputs, table) + officer), plain(level + officer)
    )
