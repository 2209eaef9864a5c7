"""What is missing in a scenario until the gap is closed, from its plain figures.

It is what ``sets.set_money`` says of many sets at once. The page itself runs this
(``planner/twin``), so it stays within what can be translated.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.analysis.figures import Figures
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total


@dataclass(frozen=True)
class Gap:
    """What is missing.

    Attributes
    ----------
    short : float
        Lump sum at the start that would pay what is unfunded and keep the reserve at policy in
        every year [USD].
    structural : float
        Recurring revenue less sustained cost in the last year [USD].
    last_year : int
        That year.
    closed : bool
        Whether nothing is missing: every cost is funded, the reserve always at policy, and the
        last year structurally balanced.
    """

    short: float
    structural: float
    last_year: int
    closed: bool


def gap_of(found: Figures) -> Gap:
    """What is missing in a scenario until the gap is closed.

    Parameters
    ----------
    found : Figures
        What the scenario means.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> main = compare(read_plan(example("prairie-view")), ["base"]).main
    >>> gap_of(main.figures).closed
    False
    """
    so_far, short = 0.0, 0.0
    keeps_policy = True
    for place, unfunded in enumerate(found.unfunded):
        so_far = so_far + unfunded
        short = max(short, found.reserve_policy[place] - found.reserve[place] + so_far)
        keeps_policy = keeps_policy and found.reserve[place] >= found.reserve_policy[place] - A_CENT
    structural = found.structural_balance[-1]
    funded = total(found.unfunded) < A_CENT
    closed = funded and keeps_policy and structural > -A_CENT
    return Gap(short, structural, found.years[-1], closed)
