"""Draws as variations of a plan: what the engine is given, within what the tables allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.tables.ranges import YES_NO
from planner.plan.what_if.changes import ALL, cell_bounds
from planner.plan.what_if.ranges import UncertainInput
from planner.plan.what_if.scenarios import Change, Scenario
from planner.projection.blocks import Keep, project_blocks
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.scenario_plan import scenario_plan
from planner.projection.inputs.variations import Variation, engine_value


def project_draws(
    plan: Plan,
    scenario: Scenario,
    inputs: Sequence[UncertainInput],
    drawn: Mapping[str, Floats],
    count: int,
    keep: Keep,
    *,
    in_totals: bool = False,
) -> dict[str, Floats]:
    """Project a scenario in every draw, and keep what is asked for.

    Parameters
    ----------
    plan, scenario, inputs, drawn
        As of ``drawn_variations``.
    count : int
        Number of draws.
    keep : callable
        What to keep of a projection, see ``project_blocks``.
    in_totals : bool
        As of ``project_blocks``.

    Returns
    -------
    dict of str to ndarray
        What was kept, with all draws in the last axis.
    """
    moved = drawn_variations(plan, scenario, inputs, drawn)
    common = scenario.without_numbers
    return project_blocks(plan, moved, count, keep, common, in_totals=in_totals)


def drawn_variations(
    plan: Plan,
    scenario: Scenario,
    inputs: Sequence[UncertainInput],
    drawn: Mapping[str, Floats],
) -> list[Variation]:
    """What is drawn, around what a scenario says.

    What is set comes before the scenario's own changes, so that a scenario has the last word;
    what is added or multiplied comes after them, so that it lies around the scenario's value.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : Scenario
        What all draws have in common; its numbers are among the variations.
    inputs : sequence of UncertainInput
        What is uncertain.
    drawn : mapping of str to ndarray, shape (year or 1, draw)
        Value of each; those that are missing are not varied.

    Returns
    -------
    list of Variation
        In the order in which they are made, the scenario's numbers among them.
    """
    under = scenario_plan(plan, scenario)
    around = under.inputs()
    here = [one for one in inputs if one.name in drawn]
    first = [_variation(one, drawn[one.name], around) for one in here if one.change.how == "set"]
    last = [_variation(one, drawn[one.name], around) for one in here if one.change.how != "set"]
    return [*first, *under.numbers, *last]


def _variation(one: UncertainInput, drawn: Floats, around: Inputs) -> Variation:
    change = one.change
    cell = change.table, change.row, change.field, change.how
    if one.shape == YES_NO:
        value = engine_value(change.field, change.column, change.value)
        if change.how == "set":
            in_draws = np.flatnonzero(drawn[0])
            return Variation(*cell, np.array([[value]]), in_draws, change.from_year)
        drawn = np.where(drawn > 0, value, 0.0 if change.how == "add" else 1.0)
    values = _within(change, drawn, around)
    if (values == values[:, :1]).all():  # all draws the same: one case stands for them
        values = values[:, :1]
    return Variation(*cell, values, None, change.from_year)


def _within(change: Change, drawn: Floats, around: Inputs) -> Floats:
    """Draws cut off where the cell would leave what its table allows."""
    low, high = cell_bounds(change.table, change.row, change.field)
    least, most = -np.inf if low is None else low, np.inf if high is None else high
    if change.how == "set":
        return np.clip(drawn, least, most)
    base = _base(change, around)
    base = np.where(np.isnan(base), 0.0, base)
    if change.how == "add":
        floor, ceiling = least - base, most - base
    else:
        with np.errstate(divide="ignore", invalid="ignore"):
            ends = np.sort(np.stack([least / base, most / base]), axis=0)
        floor = np.where(base == 0.0, -np.inf, ends[0])
        ceiling = np.where(base == 0.0, np.inf, ends[1])
    floor, ceiling = floor.max(axis=0)[:, None], ceiling.min(axis=0)[:, None]
    if ((drawn >= floor) & (drawn <= ceiling)).all():
        return drawn
    return np.asarray(np.minimum(np.maximum(drawn, floor), ceiling))


def _base(change: Change, around: Inputs) -> Floats:
    """The cells that a change touches as the scenario has them, shape (row, year or 1)."""
    if change.table == "district":
        return around.district[change.field][None, :, 0]
    if change.table == "assumptions":
        names = list(around.drivers) if change.row == ALL else [change.row]
        return np.stack([around.drivers[name][:, 0] for name in names])
    rows = around.plan.rows(change.table)
    chosen = [k for k, row in enumerate(rows) if change.row in (ALL, row.key)]
    return around.tables[change.table][change.field][chosen, :, 0]
