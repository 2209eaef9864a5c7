"""Sets of options: which of them close the gap, and the cheapest that does.

What the board page says of the options; what each option does by itself is in ``study``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from planner.analysis.options.cards import single_effects
from planner.analysis.options.frontier import frontier
from planner.analysis.options.search import MOST_SETS, best_place, search_sets
from planner.analysis.options.sets import (
    Masks,
    SetMeasures,
    in_order_of_loss,
    measure_sets,
    set_money,
    sets_of,
)
from planner.arrays import Bools, Floats, Places
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenarios
from planner.plan.what_if.scenarios import BASE, Change, Scenario, outcome_problems, scenario_of
from planner.projection.blocks import Keep


@dataclass(frozen=True)
class SetStudy:
    """Results of the sets of options.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    base : Scenario
        What all sets have in common.
    options : tuple of OptionRow
        The options, in the order typed.
    scenarios : tuple of Scenario
        What each option changes.
    masks : ndarray of int
        The sets projected, none first: bit k says whether option k is taken.
    measures : SetMeasures
        Results of each set.
    left_out : int
        Combinations that break ``excludes`` or ``needs`` [sets]; -1 where they were not counted,
        because not all combinations were looked at.
    proved_to : float
        Every allowed set that takes at most this much service was projected; infinite where all
        sets were [points].
    """

    plan: Plan
    base: Scenario
    options: tuple[OptionRow, ...]
    scenarios: tuple[Scenario, ...]
    masks: Masks
    measures: SetMeasures
    left_out: int
    proved_to: float

    @property
    def exact(self) -> bool:
        """Whether every allowed combination was projected."""
        return bool(np.isinf(self.proved_to))

    @cached_property
    def taken(self) -> Bools:
        """Which options each set takes, shape (option, set)."""
        return sets_of(self.masks, len(self.options))

    @cached_property
    def closing(self) -> Places:
        """Sets that close the gap, the cheapest first: least service, then fewest options."""
        return in_order_of_loss(self.measures, np.flatnonzero(self.measures.closes))

    @cached_property
    def frontier(self) -> Places:
        """Sets that no other beats in money and service, the least service lost first."""
        found = self.measures
        return frontier(found.position, found.points, found.size)

    @cached_property
    def best(self) -> int:
        """The cheapest set that closes the gap; if none does, the one that comes closest."""
        return best_place(self.measures)

    @cached_property
    def stopgap(self) -> int | None:
        """The cheapest set that gets through the plan, where it takes less than the best set.

        It does not close the gap for good. None where there is no other than the best, or where
        the plan gets through without any option.
        """
        through = in_order_of_loss(self.measures, np.flatnonzero(self.measures.gets_through))
        if not len(through) or self.measures.gets_through[0] or through[0] == self.best:
            return None
        return int(through[0])

    @property
    def proved(self) -> bool:
        """Whether no set can be better than the best: of those that close the gap, cheaper."""
        if self.exact:
            return True
        closes = bool(self.measures.closes[self.best])
        return closes and float(self.measures.points[self.best]) <= self.proved_to

    def names(self, place: int) -> tuple[str, ...]:
        """Options of a set by name."""
        return tuple(
            row.name for row, taken in zip(self.options, self.taken[:, place], strict=True) if taken
        )

    def titles(self, place: int) -> tuple[str, ...]:
        """Options of a set as the page calls them."""
        titles = {one.name: one.title for one in self.scenarios}
        return tuple(titles[name] for name in self.names(place))


def study_sets(
    plan: Plan,
    *,
    scenario: str | Scenario = BASE,
    most: int = MOST_SETS,
    keep: Keep = set_money,
) -> SetStudy:
    """Project the combinations of a plan's options and find which close the gap.

    Parameters
    ----------
    plan, scenario, most
        As of ``options``.
    keep : callable
        What makes the results of a projection; ``money_of_candidates`` where only the sets that
        close the gap and the best one are asked for.

    Returns
    -------
    SetStudy
        The sets, the frontier, the cheapest sets that close the gap.

    Raises
    ------
    PlanError
        As ``options``.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> study = study_sets(read_plan(example("prairie-view")))
    >>> len(study.titles(study.best)), len(study.masks)
    (6, 4608)
    """
    base = scenario_of(plan, scenario)
    rows = open_options(plan)
    scenarios = tuple(option_scenarios(plan)[row.name] for row in rows)
    check_on_top(plan, base, scenarios)
    points = np.array([row.service_points for row in rows], dtype=np.float64)
    measure = partial(_measured, plan, base, scenarios, points, keep)
    effects = partial(single_effects, plan, base, scenarios)
    found = search_sets(rows, measure, effects, most)
    exact = np.isinf(found.proved_to)
    return SetStudy(
        plan=plan,
        base=base,
        options=rows,
        scenarios=scenarios,
        masks=found.masks,
        measures=found.measures,
        left_out=2 ** len(rows) - len(found.masks) if exact else -1,
        proved_to=found.proved_to,
    )


def _measured(
    plan: Plan,
    base: Scenario,
    scenarios: Sequence[Scenario],
    points: Floats,
    keep: Keep,
    taken: Bools,
) -> SetMeasures:
    return measure_sets(plan, base, scenarios, taken, points, keep)


def check_on_top(plan: Plan, base: Scenario, scenarios: Sequence[Scenario]) -> None:
    """Refuse an option that, combined with the scenario, results in something not allowed."""
    if not base.changes:
        return
    together = [(*base.changes, *one.changes) for one in scenarios]
    found = [p for changes in together for p in outcome_problems(plan, changes, _judged(plan))]
    if found:
        raise PlanError(found)


@cached_per_plan
def _judged(_plan: Plan) -> dict[tuple[Change, ...], list[Problem]]:
    """What the tables say of options on top of a scenario: a page asks more than once."""
    return {}
