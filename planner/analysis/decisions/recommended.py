"""What the options do that staff recommends: each, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.analysis.compare import Comparison
from planner.analysis.effect import Effect, effect_of, money_of_plan
from planner.analysis.options.cards import all_they_need
from planner.analysis.options.set_study import check_on_top
from planner.arrays import Floats
from planner.plan.problems.problem import PlanError
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenarios, recommended_options
from planner.projection.blocks import project_stacked
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals


@dataclass(frozen=True)
class Recommendation:
    """What staff recommends, against the plan without it.

    Attributes
    ----------
    options : tuple of OptionRow
        Options that are recommended.
    titles : tuple of str
        How the page calls them.
    effects : tuple of Effect
        What each does with nothing else but what it needs, as on its card.
    unfunded : tuple of float
        Unfunded cost over all years, without them and with all of them [USD].
    gap : tuple of float
        Structural gap of the last year, without them and with all of them; 0 for none
        [USD a year].
    """

    options: tuple[OptionRow, ...]
    titles: tuple[str, ...]
    effects: tuple[Effect, ...]
    unfunded: tuple[float, float]
    gap: tuple[float, float]


def recommendation(comparison: Comparison) -> Recommendation | None:
    """What staff recommends does in the main scenario; None if nothing is recommended.

    It is None as well where the tables refuse the options on top of the scenario.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the first is the one it is about.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> recommendation(compare(read_plan(example("altoona-wi")), ["base"])) is None
    True
    """
    plan, base = comparison.plan, comparison.scenarios[0]
    chosen, every = recommended_options(plan), open_options(plan)
    if not chosen:
        return None
    scenarios = [option_scenarios(plan)[row.name] for row in every]
    try:
        check_on_top(plan, base, scenarios)
    except PlanError:
        return None
    places = [every.index(row) for row in chosen]
    needed = all_they_need(every)[:, places]
    one = np.eye(len(every), dtype=bool)[:, places]
    together = np.array([[row in chosen] for row in every], dtype=bool)
    none = np.zeros_like(together)
    taken = np.concatenate([needed, needed | one, none, together], axis=1)
    always = np.ones((1, taken.shape[1]), dtype=bool)
    found = project_stacked(plan, [base, *scenarios], np.concatenate([always, taken]), _kept)
    money = [
        {name: float(amounts[case]) for name, amounts in found.items()}
        for case in range(taken.shape[1])
    ]
    count = len(chosen)
    unfunded, gap = found["unfunded"], np.maximum(-found["structural"], 0.0)
    return Recommendation(
        chosen,
        tuple(scenarios[place].title for place in places),
        tuple(effect_of(money[k], money[count + k]) for k in range(count)),
        (float(unfunded[-2]), float(unfunded[-1])),
        (float(gap[-2]), float(gap[-1])),
    )


def _kept(projection: Projection) -> Mapping[str, Floats]:
    totals = yearly_totals(projection)
    found = {
        **money_of_plan(projection),
        "unfunded": totals["unfunded"].sum(axis=0),
        "structural": totals["structural_balance"][-1],
    }
    # Rounded as the cards are, so that the two say the same.
    return {name: np.round(amounts, 6) for name, amounts in found.items()}
