"""What rows of several tables share: part of a year, years in which they are due, indexes."""

from __future__ import annotations

from planner.arrays import Floats
from planner.costs.cycles import held_in_year
from planner.fiscal import share_of_year
from planner.projection.inputs.cases import Inputs


def held(inputs: Inputs, table: str) -> Floats:
    """1 in the years in which what the table lists is due."""
    return held_in_year(
        inputs.years, inputs.of(table, "next_year"), inputs.of(table, "every_years")
    )


def share_of_row(inputs: Inputs, table: str) -> Floats:
    """Share of each year between start and end."""
    return share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )


def row_prices(inputs: Inputs, table: str) -> Floats:
    """Index of a table's prices: each row's own growth, or that of other prices."""
    return inputs.index(table, "price_growth_rate", "general_inflation_rate")


def wage_index(inputs: Inputs) -> Floats:
    """Index of pay, shape (1, year, case or 1)."""
    return inputs.driver_index("wage_growth_rate")
