"""Sets of options as far as the board page asks: which close the gap, and which is the best.

A set whose last year is not structurally balanced closes no gap, however the years before are
paid. So who pays what is settled only in the sets whose last year is; and where none of them closes
the gap, in those whose structural deficit alone is no larger than all that is missing with the
closest found. Every other set is farther from closing it than that one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.options.sets import last_balance, settled_money
from planner.arrays import Bools, Floats
from planner.projection.project import Projection

#: Sets with the smallest deficit, of which the first to be settled are chosen [sets].
_AT_FIRST = 512
#: Amounts that differ by less may be the same in cents [USD].
_SAME_CENT = 4 * A_CENT


def money_of_candidates(projection: Projection) -> Mapping[str, Floats]:
    """As ``set_money``, but what is not asked for is not a number.

    Which sets close the gap, and which of all cases the best is, is the same. So are all results
    of these sets but devices past their support.

    Parameters
    ----------
    projection : Projection
        One case for each set.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = money_of_candidates(project(read_plan(example("prairie-view"))))
    >>> bool(found["short"][0] >= 0), bool(np.isnan(found["past_support"][0]))
    (True, True)
    """
    balance = last_balance(projection)
    deficit = np.maximum(-balance, 0.0)
    settled = _Settled(projection, len(balance))
    lasting = balance > -A_CENT
    settled.add(lasting)
    if not (settled.get_through() & lasting).any():
        if not lasting.any():
            settled.add(deficit <= np.sort(deficit)[:_AT_FIRST][-1])
        closest = np.nanmin(settled.found["short"] + deficit)
        settled.add(deficit <= closest + _SAME_CENT)
    unknown = np.full(len(balance), np.nan)
    return {**settled.found, "structural_balance_last": balance, "past_support": unknown}


class _Settled:
    """Cases of a projection that are settled when they are asked for."""

    def __init__(self, projection: Projection, cases: int) -> None:
        self.projection, self.done = projection, np.zeros(cases, dtype=bool)
        names = "cost", "position", "unfunded_in_all", "short", "years_under"
        self.found = {name: np.full(cases, np.nan) for name in names}

    def add(self, wanted: Bools) -> None:
        """Settle those of the wanted cases that are not settled yet."""
        chosen = np.flatnonzero(wanted & ~self.done)
        if not len(chosen):
            return
        self.done[chosen] = True
        for name, amounts in settled_money(self.projection, chosen).items():
            self.found[name][chosen] = amounts

    def get_through(self) -> Bools:
        """Settled cases in which all cost is funded and the reserve is always at policy."""
        found = self.found
        return np.asarray((found["unfunded_in_all"] < A_CENT) & (found["years_under"] == 0))
