"""Work in a plan: technology staff, training, data privacy, and the network that they run."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.costs.cycles import held_in_year
from planner.costs.data_privacy import officer_cost, privacy_cost
from planner.costs.network import (
    equipment_cost,
    equipment_replaced,
    maintenance_cost,
    sustainable_cost,
)
from planner.costs.staffing import outsourced_cost, position_cost, step_index, turnover_cost
from planner.costs.training import level_cost, training_cost
from planner.fiscal import share_of_year
from planner.projection.expenses.amounts import Amounts, plain
from planner.projection.expenses.cost_rows import Part, paid_as_it_comes
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People


def staffing(inputs: Inputs) -> Part:
    """Positions: salary, raises, steps, benefits and turnover, or a contractor in their place."""
    table = "staffing"
    share = _share_of_year(inputs, table)
    steps = step_index(
        _every_year(inputs, table, "step_rate"), _every_year(inputs, table, "steps_left")
    )
    fte = inputs.of(table, "fte") * inputs.of(table, "active")
    salary = inputs.of(table, "salary")
    # What a position costs without raises, times the raises that it shares with others.
    own = position_cost(
        fte,
        salary,
        steps,
        inputs.of(table, "benefits_rate"),
        inputs.of(table, "vacancy_rate"),
        share,
    ) + turnover_cost(
        fte,
        salary,
        steps,
        inputs.of(table, "turnover_rate"),
        inputs.of(table, "turnover_cost_rate"),
        share,
    )
    raises, kind = inputs.indexes(table, "raise_rate", "wage_growth_rate")
    bought = np.array([row.delivery == "outsourced" for row in inputs.plan.staffing], dtype=bool)
    if not bought.any():
        return paid_as_it_comes(Amounts(own, raises, kind))
    outside = outsourced_cost(
        np.nan_to_num(inputs.of(table, "outsourced_price")) * inputs.of(table, "active"),
        np.ones((1, 1, 1)),
        share,
    )
    prices = inputs.driver_index("general_inflation_rate")
    return paid_as_it_comes(
        Amounts(
            np.where(bought[:, None, None], outside, own),
            np.stack(np.broadcast_arrays(*raises, prices[0])),
            np.where(bought, len(raises), kind),
        )
    )


def training(inputs: Inputs, people: People) -> Part:
    """Training in the years in which it falls."""
    table, rows = "training", inputs.plan.training
    shape = (len(rows), len(inputs.years), inputs.cases)
    trained = np.array([people.group(row.serves) for row in rows]).reshape(shape)
    share = _share_of_year(inputs, table) * inputs.of(table, "active")
    when_held = share * training_cost(
        trained,
        inputs.of(table, "share_trained_rate"),
        inputs.of(table, "price_per_person"),
        inputs.of(table, "hours"),
        inputs.of(table, "hourly_rate"),
        inputs.of(table, "flat_price"),
        _row_prices(inputs, table),
        _wages(inputs),
        np.ones((1, 1, 1)),
    )
    level = level_cost(when_held, inputs.of(table, "every_years"))
    return paid_as_it_comes(plain(when_held * _held(inputs, table)), plain(level))


def privacy(inputs: Inputs) -> Part:
    """The data privacy program: what falls due in the year, and the officer's share of time."""
    table = "privacy"
    share = _share_of_year(inputs, table) * inputs.of(table, "active")
    wages = _wages(inputs)
    when_held = privacy_cost(
        inputs.of(table, "units"),
        inputs.of(table, "price"),
        inputs.of(table, "hours_per_unit"),
        inputs.of(table, "hourly_cost"),
        _row_prices(inputs, table),
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
        plain(when_held * _held(inputs, table) + officer), plain(level + officer)
    )


def network(inputs: Inputs) -> Part:
    """Network equipment: its replacement and its maintenance."""
    table = "network"
    units = inputs.of(table, "units") * inputs.of(table, "active")
    price, installed = inputs.of(table, "unit_price"), inputs.of(table, "installation_per_unit")
    life, index = inputs.of(table, "useful_life_years"), _row_prices(inputs, table)
    evenly = np.array([row.replacement == "even" for row in inputs.plan.network], dtype=np.float64)
    replaced = equipment_replaced(
        units, life, inputs.of(table, "next_replacement"), inputs.years, evenly[:, None, None]
    )
    upkeep = maintenance_cost(units, price, inputs.of(table, "maintenance_rate"), index)
    return paid_as_it_comes(
        plain(equipment_cost(replaced, price, installed, index) + upkeep),
        plain(sustainable_cost(units, price, installed, life, index) + upkeep),
    )


def _held(inputs: Inputs, table: str) -> Floats:
    """1 in the years in which what the table lists falls due."""
    return held_in_year(
        inputs.years, inputs.of(table, "next_year"), inputs.of(table, "every_years")
    )


def _share_of_year(inputs: Inputs, table: str) -> Floats:
    """Share of each year between start and end."""
    return share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )


def _every_year(inputs: Inputs, table: str, field: str) -> Floats:
    """A column with its year axis laid out."""
    column = inputs.of(table, field)
    return np.broadcast_to(column, (column.shape[0], len(inputs.years), column.shape[2]))


def _row_prices(inputs: Inputs, table: str) -> Floats:
    """Index of a table's prices: each row's own growth, or that of other prices."""
    return inputs.index(table, "price_growth_rate", "general_inflation_rate")


def _wages(inputs: Inputs) -> Floats:
    return inputs.driver_index("wage_growth_rate")
