"""Ranges of enrollment to type, from what forecasts missed, and how such ranges would have held.

A range is ``add`` to ``enrollment_growth_rate``, normal, drawn each year. Its ends are what
forecasts missed one year ahead; how closely its years agree is what makes it as wide five years
ahead as the forecasts missed by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.enrollment_backtest import (
    AHEAD,
    AHEAD_HEADS,
    ASIDE,
    FEWEST,
    FIRST,
    LAST,
    ORIGINS,
    SIZES,
    districts,
    forecast,
    table,
)
from planner.analysis.simulation.draws import draws
from planner.arrays import Floats
from planner.plan.what_if.ranges import UncertainInput
from planner.plan.what_if.scenarios import Change

CELL = Change("assumptions", "enrollment_growth_rate", "value", "add", 0.0)
DRAWS = 4096


@dataclass(frozen=True)
class Typed:
    """A range as typed, to a tenth of a percent and a tenth of a correlation."""

    low: float
    high: float
    agree: float

    def ends(self) -> Floats:
        """Ends of nine in ten futures by years ahead, shape (end, year) [times the forecast]."""
        one = UncertainInput(
            "Enrollment",
            "normal",
            CELL,
            low=self.low,
            high=self.high,
            every_year=True,
            year_correlation=self.agree,
        )
        futures = np.cumprod(1.0 + draws([one], AHEAD, DRAWS, 1)["Enrollment"], axis=0)
        return np.asarray(np.quantile(futures, [0.05, 0.95], axis=1))


@cache
def told(origin: int) -> Floats:
    """Students forecast for every district, once for all sizes, shape (year ahead, district)."""
    seen = origin - FIRST + 1
    return np.asarray(forecast(districts()[:, :seen], min(AHEAD, LAST - origin)).sum(axis=0))


@cache
def missed(origin: int, ahead: int, size: str) -> Floats:
    """Students over those forecast, in districts of a size [ratio]."""
    total, seen = districts().sum(axis=0), origin - FIRST + 1
    low, high = SIZES[size]
    base, actual = total[seen - 1], total[seen + ahead - 1]
    chosen = (base >= max(low, FEWEST)) & (base < high) & (actual > 0)
    return np.asarray(actual[chosen] / told(origin)[ahead - 1, chosen])


def known(ahead: int, size: str, first: int, last: int) -> Floats:
    """What all forecasts missed whose outcome came in some years [ratio]."""
    origins = [origin for origin in ORIGINS if first <= origin + ahead <= last]
    return np.concatenate([missed(origin, ahead, size) for origin in origins])


def typed(size: str, last: int) -> Typed:
    """The range that a district of a size types, knowing the outcomes up to a year."""
    near, far = (known(ahead, size, FIRST, last) for ahead in (1, AHEAD))
    low, high = np.quantile(near, [0.05, 0.95]) - 1.0
    wide = np.ptp(np.log(np.quantile(far, [0.05, 0.95]))) / np.ptp(np.log1p([low, high]))
    # Sums of years that agree by r have a variance of n + n (n - 1) r.
    agree = (wide**2 - AHEAD) / (AHEAD * (AHEAD - 1))
    return Typed(
        round(float(low), 3), round(float(high), 3), round(float(np.clip(agree, 0.0, 1.0)), 1)
    )


def held(size: str) -> Floats:
    """Share of districts inside nine in ten, in years kept aside, by years ahead [share]."""
    ends = typed(size, ASIDE - 1).ends()
    came = [known(ahead, size, ASIDE, LAST) for ahead in range(1, AHEAD + 1)]
    inside = [((of >= ends[0, k]) & (of <= ends[1, k])).mean() for k, of in enumerate(came)]
    return np.array(inside)


def by_size() -> str:
    """The ranges to type, and how those of 2020 would have held."""
    rows = []
    for size in SIZES:
        now = typed(size, LAST)
        cells = [f"{now.low:.1%}", f"{now.high:.1%}", f"{now.agree:g}"]
        rows.append([size, *cells, *(f"{share:.0%}" for share in held(size))])
    head = ["students", "low", "high", "year_correlation", *AHEAD_HEADS]
    return (
        "Ranges of yearly growth to type, from the errors of all years; and how often ranges made\n"
        f"the same way from years up to {ASIDE - 1} held since {ASIDE} (90% would be right):\n\n"
        + table(head, rows)
    )
