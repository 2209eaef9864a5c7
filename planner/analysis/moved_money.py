"""Levers that move money only: the inputs of cases whose cost is known, with the lever moved.

Amounts of sources and what the reserve starts with or must hold change who pays what, not what
anything costs. Levers that move cost are left to ``Lever.variation`` and a projection anew.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.analysis.levers import ALL, Lever
from planner.fiscal import Floats
from planner.projection.cases import Inputs

_RESERVE = ("reserve_opening_balance", "reserve_policy_rate")


def moves_money_only(lever: Lever) -> bool:
    """Whether no cost depends on the lever."""
    return lever.table == "funding" or (lever.table == "district" and lever.field in _RESERVE)


def with_lever(inputs: Inputs, lever: Lever, value: float | Floats) -> Inputs:
    """The inputs with the lever moved.

    Parameters
    ----------
    inputs : Inputs
        One case or many.
    lever : Lever
        A lever that moves money only.
    value : float or ndarray, shape (case,)
        Its value in all cases, or in each.
    """
    since = sum(year < (lever.from_year or 0) for year in inputs.plan.years)
    if lever.table == "district":
        column = inputs.district[lever.field][None]
        changed = _laid(column, slice(None), since, lever, value, inputs)[0]
        return replace(inputs, district={**inputs.district, lever.field: changed})
    column = inputs.of(lever.table, lever.field)
    keys = [row.key for row in inputs.plan.rows(lever.table)]
    rows = slice(None) if lever.row == ALL else slice(p := keys.index(lever.row), p + 1)
    changed = _laid(column, rows, since, lever, value, inputs)
    table = {**inputs.tables[lever.table], lever.field: changed}
    return replace(inputs, tables={**inputs.tables, lever.table: table})


def _laid(
    column: Floats, rows: slice, since: int, lever: Lever, value: float | Floats, inputs: Inputs
) -> Floats:
    """A column after the lever, shape (row, year or 1, case or 1)."""
    years = len(inputs.years) if since else column.shape[1]
    cases = column.shape[2] if np.ndim(value) == 0 else inputs.cases
    array = np.array(np.broadcast_to(column, (column.shape[0], years, cases)))
    if lever.how == "set":
        array[rows, since:] = value
    elif lever.how == "add":
        array[rows, since:] += value
    else:
        array[rows, since:] *= value
    return array
