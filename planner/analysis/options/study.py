"""Options: every choice the district could make, in every combination, projected exactly.

Which sets close the gap at the least loss of service, what more money costs in service, what one
option saves alone and with the best set, and what waiting a year costs. Up to 16,384 allowed
sets are all projected (fourteen options that exclude nothing); beyond that a search says what it
has proved.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from planner.analysis.options.cards import OptionCard, option_cards
from planner.analysis.options.search import MOST_SETS, ProjectedSets
from planner.analysis.options.set_study import SetStudy, study_sets
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OptionStudy(SetStudy):
    """Results of the options, alone and together.

    Attributes
    ----------
    cards : tuple of OptionCard
        What each option does, alone and with the best set, the one that does most for good first.
    waiting : float or None
        What waiting a year with all of the best set costs; None where it changes words, which
        have no year [USD].
    """

    cards: tuple[OptionCard, ...]
    waiting: float | None

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
    sets = study_sets(plan, scenario=scenario, most=most)
    found = ProjectedSets(sets.masks, sets.measures, sets.proved_to)
    in_common = plan, sets.base, sets.options, sets.scenarios
    cards, waiting = option_cards(*in_common, found, sets.best)
    parts = {field.name: getattr(sets, field.name) for field in fields(SetStudy)}
    return OptionStudy(**parts, cards=cards, waiting=waiting)
