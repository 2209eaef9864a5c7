"""Aid that pays back a share of what the district itself spent the year before.

It depends on who paid in that year, so it is not known before the year is settled: the waterfall
asks for it year by year.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.arrays import Bools, Floats, Places, Span, taken_cases
from planner.revenue.state_aid import reimbursed_aid


@dataclass(frozen=True)
class PaidBack:
    """Terms of one source of such aid, shape (year, case) each.

    Attributes
    ----------
    number : int
        Number of the source.
    rate : ndarray
        Share of what was spent that is paid back; 0 where the source is of another form [share].
    most : ndarray
        Most that is paid in the year; infinity for no limit [USD].
    share : ndarray
        Share of the year in which the aid is there [share].
    calculated_on : ndarray of bool, shape (line,)
        Rows of cost whose spending it pays back.
    """

    number: int
    rate: Floats
    most: Floats
    share: Floats
    calculated_on: Bools

    def spread(self, each: Places) -> PaidBack:
        """The same for many cases, each of which has the terms of one of these."""
        return replace(
            self,
            rate=taken_cases(self.rate, each),
            most=taken_cases(self.most, each),
            share=taken_cases(self.share, each),
        )

    def of_years(self, years: slice) -> PaidBack:
        """The same in some years only."""
        return replace(self, rate=self.rate[years], most=self.most[years], share=self.share[years])

    def aid(self, year: int | slice, spent: Floats, cases: Span = slice(None)) -> Floats:
        """Aid of a year, or of several, for what was spent the year before, in some cases [USD]."""
        terms = self.rate[year, cases], self.most[year, cases]
        return np.asarray(reimbursed_aid(spent, *terms) * self.share[year, cases])
