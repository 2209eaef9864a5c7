"""Technology positions: salary, raises, steps, benefits, turnover, or a contractor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.arrays import Bools
from planner.costs.staffing import insurance_cost, outsourced_cost, position_cost, turnover_cost
from planner.projection.expenses.amounts import Amounts
from planner.projection.expenses.cost_rows import TableCost, paid_as_it_comes
from planner.projection.expenses.row_terms import share_of_row
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.dollars import insurance_index, salary_steps


def staffing(inputs: Inputs) -> TableCost:
    """Positions: salary, raises, steps, benefits and turnover, or a contractor instead."""
    table = "staffing"
    share = share_of_row(inputs, table)
    steps = salary_steps(inputs)
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
        return paid_as_it_comes(_with_insurance(inputs, Amounts(own, raises, kind), bought))
    outside = outsourced_cost(
        np.nan_to_num(inputs.of(table, "outsourced_price")) * inputs.of(table, "active"),
        np.ones((1, 1, 1)),
        share,
    )
    prices = inputs.driver_index("general_inflation_rate")
    amounts = Amounts(
        np.where(bought[:, None, None], outside, own),
        np.stack(np.broadcast_arrays(*raises, prices[0])),
        np.where(bought, len(raises), kind),
    )
    return paid_as_it_comes(_with_insurance(inputs, amounts, bought))


def _with_insurance(inputs: Inputs, amounts: Amounts, bought: Bools) -> Amounts:
    """The same with benefits in dollars, which grow otherwise than pay.

    The rows that have them share nothing: each becomes a series of its own.
    """
    table = "staffing"
    per_fte = inputs.of(table, "benefits_per_fte")
    insured = np.flatnonzero(~bought & (per_fte > 0).any(axis=(1, 2)))
    if not insured.size:
        return amounts
    insurance = insurance_cost(
        inputs.of(table, "fte") * inputs.of(table, "active"),
        per_fte,
        insurance_index(inputs),
        inputs.of(table, "vacancy_rate"),
        share_of_row(inputs, table),
    )
    series = amounts.rows()[insured] + insurance[insured]
    own, kind = np.array(amounts.own), np.array(amounts.kind)
    own[insured], kind[insured] = 1.0, len(amounts.shared) + np.arange(len(insured))
    shared = np.concatenate(
        [np.broadcast_to(part, (len(part), *series.shape[1:])) for part in (amounts.shared, series)]
    )
    return replace(amounts, own=own, shared=shared, kind=kind)
