"""Options: every choice the district could make, in every combination, projected exactly.

Which sets close the gap at the least loss of service, what more money costs in service, what one
option saves alone and with the best set, and what waiting a year costs. Up to 16,384 allowed
sets are all projected (fourteen options that exclude nothing); beyond that a search says what it
has proved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.options.cards import OptionCard, option_cards, single_effects
from planner.analysis.options.frontier import frontier
from planner.analysis.options.search import MOST_SETS, best_place, search_sets
from planner.analysis.options.sets import (
    Masks,
    SetMeasures,
    in_order_of_loss,
    measure_sets,
    sets_of,
)
from planner.arrays import Bools, Floats, Places
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenario
from planner.plan.what_if.scenarios import BASE, Scenario, outcome_problems, scenario_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OptionStudy:
    """Results of the options, alone and together.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    base : Scenario
        What all sets have in common.
    options : tuple of OptionRow
        The options, in the order typed.
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
    cards : tuple of OptionCard
        What each option does, alone and with the best set, the one that does most for good first.
    waiting : float or None
        What waiting a year with all of the best set costs; None where it changes words, which
        have no year [USD].
    """

    plan: Plan
    base: Scenario
    options: tuple[OptionRow, ...]
    masks: Masks
    measures: SetMeasures
    left_out: int
    proved_to: float
    cards: tuple[OptionCard, ...]
    waiting: float | None

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
        titles = {card.option.name: card.title for card in self.cards}
        return tuple(titles[name] for name in self.names(place))

    def frame(self) -> pd.DataFrame:
        """All sets as a table: yes and no for each option, then the results of the set."""
        import pandas as pd

        sets = {row.name: self.taken[k] for k, row in enumerate(self.options)}
        return pd.DataFrame({**sets, **vars(self.measures), "closes": self.measures.closes})


def options(plan: Plan, *, scenario: str | Scenario = BASE, most: int = MOST_SETS) -> OptionStudy:
    """Project the combinations of a plan's options and find which are worth taking.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        What all combinations have in common: the current plan, or one in which the levy fails.
    most : int
        Combinations that are projected one and all; with more allowed, the sets are searched
        [sets].

    Returns
    -------
    OptionStudy
        The sets, the frontier, the cheapest sets that close the gap, a card for each option.

    Raises
    ------
    PlanError
        If there is no such scenario, or if an option combined with it results in something that the
        tables refuse.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> study = options(read_plan(example("prairie-view")))
    >>> study.exact, len(study.closing) > 0
    (True, True)
    """
    base = scenario_of(plan, scenario)
    rows = open_options(plan)
    scenarios = [option_scenario(plan, row) for row in rows]
    check_on_top(plan, base, scenarios)
    points = np.array([row.service_points for row in rows], dtype=np.float64)
    measure = partial(_measured, plan, base, scenarios, points)
    effects = partial(single_effects, plan, base, scenarios)
    found = search_sets(rows, measure, effects, most)
    best = best_place(found.measures)
    cards, waiting = option_cards(plan, base, rows, scenarios, found, best)
    exact = np.isinf(found.proved_to)
    return OptionStudy(
        plan=plan,
        base=base,
        options=rows,
        masks=found.masks,
        measures=found.measures,
        left_out=2 ** len(rows) - len(found.masks) if exact else -1,
        proved_to=found.proved_to,
        cards=cards,
        waiting=waiting,
    )


def _measured(
    plan: Plan, base: Scenario, scenarios: Sequence[Scenario], points: Floats, taken: Bools
) -> SetMeasures:
    return measure_sets(plan, base, scenarios, taken, points)


def check_on_top(plan: Plan, base: Scenario, scenarios: Sequence[Scenario]) -> None:
    """Refuse an option that, combined with the scenario, results in something not allowed."""
    if base.changes:
        found = [p for s in scenarios for p in outcome_problems(plan, (*base.changes, *s.changes))]
        if found:
            raise PlanError(found)
