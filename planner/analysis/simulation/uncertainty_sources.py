"""Where the uncertainty of a plan comes from: Sobol indices of its results over its ranges.

Ranges that move together make one input, and so do all years of a range that is drawn every year.
What the plan has no range for is taken as known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.analysis.simulation.draw_variations import project_draws
from planner.analysis.simulation.draws import values_of, widths_of
from planner.analysis.simulation.sobol_indices import Indices, sobol_indices
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import UncertainInput, uncertain_inputs
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.yearly_totals import yearly_totals

#: Results whose uncertainty is shared out.
RESULTS = (
    "cost over all years",
    "structural balance in the last year",
    "reserve at the end",
    "unfunded over all years",
)


@dataclass(frozen=True)
class UncertaintySources:
    """Shares of the variance of each result.

    Attributes
    ----------
    names : tuple of str
        Uncertain inputs, those that move together joined by "and".
    results : tuple of str
        What varies.
    indices : Indices
        First-order and total indices, shape (result, input).
    draws, seed : int
        What makes them the same again.
    """

    names: tuple[str, ...]
    results: tuple[str, ...]
    indices: Indices
    draws: int
    seed: int


def uncertainty_sources(
    plan: Plan, scenario: str | Scenario = BASE, draws: int = 1024, seed: int = 1
) -> UncertaintySources:
    """Share out the uncertainty of a plan's results to its ranges and votes.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        What else applies.
    draws : int
        Points; the plan is projected draws x (inputs + 2) times.
    seed : int
        The same seed gives the same indices.

    Returns
    -------
    UncertaintySources
        With no inputs where the plan has neither ranges nor votes.

    References
    ----------
    As ``sobol_indices``.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = uncertainty_sources(read_plan(example("prairie-view")), draws=64)
    >>> found.indices.total.shape == (4, len(found.names))
    True
    """
    asked = scenario_of(plan, scenario)
    inputs = uncertain_inputs(plan)
    years = len(plan.years)
    widths = widths_of(inputs, years)
    names, groups = _groups(inputs, widths)

    def results(share: Floats) -> Floats:
        drawn = values_of(inputs, widths, share)
        totals = project_draws(plan, asked, inputs, drawn, share.shape[1], yearly_totals)
        cost, unfunded = totals["cost"].sum(axis=0), totals["unfunded"].sum(axis=0)
        return np.array([cost, totals["structural_balance"][-1], totals["reserve"][-1], unfunded])

    if not groups:
        empty = np.empty((len(RESULTS), 0))
        nothing = Indices(empty, empty, empty, np.zeros(len(RESULTS)), 0)
        return UncertaintySources((), RESULTS, nothing, draws, seed)
    found = sobol_indices(results, sum(widths), draws, seed, groups=groups)
    return UncertaintySources(names, RESULTS, found, draws, seed)


def _groups(
    inputs: Sequence[UncertainInput], widths: Sequence[int]
) -> tuple[tuple[str, ...], list[list[int]]]:
    """Independent inputs by name, and the columns of points that belong to each."""
    by_name = {one.name: one for one in inputs}
    starts = np.cumsum([0, *widths]).tolist()
    members: dict[str, list[str]] = {}
    columns: dict[str, list[int]] = {}
    for one, start, width in zip(inputs, starts, widths, strict=False):
        root = one
        while root.moves_with:
            root = by_name[root.moves_with]
        columns.setdefault(root.name, []).extend(range(start, start + width))
        if one.active:
            members.setdefault(root.name, []).append(one.name)
    names = tuple(" and ".join(found) for found in members.values())
    return names, [columns[root] for root in members]
