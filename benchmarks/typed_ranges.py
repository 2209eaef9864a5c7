"""Ranges as a New Jersey district types them, what ``simulate`` draws, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.district_budgets import LAST, Record
from benchmarks.later_years import lasting
from planner.analysis.simulation.outcomes import Outcome
from planner.analysis.simulation.simulate import simulate
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import check_ranges
from tests.small_plan import small_plan

DRAWS, TYPED = 1024, 1_000_000.0
#: Nine in ten, eight in ten and the middle.
ENDS = (0.05, 0.1, 0.5, 0.9, 0.95)


@dataclass(frozen=True)
class Way:
    """How a district turns what was seen into ranges.

    ``spent``, the range of actual cost over budget: ``none``, that of ``all`` districts, or,
    around the ``own`` share of the last year seen, how far such shares moved in a year. ``growth``:
    ``none``; of single years, drawn ``each`` year or as ``one`` for all; or one of the whole
    ``span`` seen. ``lasts``: whether the range of single years is widened by what forecasts of
    prices missed, and its years agree as far as that part lasts.
    """

    spent: str
    growth: str
    lasts: bool = False


def ranges_of(seen: Record, line: str, origin: int, way: Way) -> list[dict[str, Any]]:
    """Rows of ``ranges`` as a district types them, in tenths of a percent."""
    rows: list[dict[str, Any]] = []
    if way.spent != "none":
        share = seen.spent(line, origin)
        if way.spent == "own":
            share = share[-1] / share[-2]
        shape = {"field": "price", "how": "multiply", "shape": "lognormal"}
        rows.append({"name": f"{line}: spent", **shape, **_shares(share)})
    if way.growth != "none":
        grown = np.quantile(seen.growth(line, origin, span=way.growth == "span"), [0.05, 0.95])
        shape = {"field": "renewal_increase_rate", "how": "set", "shape": "normal"}
        each: dict[str, Any] = {"every_year": way.growth == "each"}
        if way.lasts:
            grown, each["year_correlation"] = widened(grown, lasting(origin))
        # Supplies and purchased services leave what a plan takes for growth, -50% to 100%.
        low, high = (f"{end:.1%}" for end in np.clip(grown, -0.5, 1.0))
        rows.append({"name": f"{line}: growth", **shape, **each, "low": low, "high": high})
    return [{"table": "licenses", "changes": line, **row} for row in rows]


def _shares(values: Floats) -> dict[str, str]:
    low, high = np.quantile(values, [0.05, 0.95])
    return {"low": f"{low:.3f}", "high": f"{high:.3f}"}


def widened(ends: Floats, lasts: Floats) -> tuple[Floats, float]:
    """Ends of a range with what lasts added, and how closely its years then agree.

    The two are independent, so the distances from their middles add up as the sides of a right
    angle; the square of what lasts, over the square of both, is the same in all years.
    """
    middle, half, lasting_half = ends.mean(), np.ptp(ends) / 2.0, np.ptp(lasts) / 2.0
    both = np.hypot(half, lasting_half)
    return middle + np.array([-both, both]), round(float((lasting_half / both) ** 2), 2)


def plan_of(
    prices: Mapping[str, float],
    ranges: list[dict[str, Any]],
    origin: int,
    likely: float,
    last: int = LAST,
) -> Plan:
    """Rows of cost at their budget, paid by a fund that is the budget and grows as cost did."""
    flat = {"category": "instructional_software", "basis": "flat", "renewal_increase_rate": likely}
    fund = {"name": "Budget", "kind": "general_fund", "unspent": "lapse", "growth_rate": likely}
    fund["amount"] = sum(prices.values())
    plan = small_plan(
        district={"first_year": origin, "years": last - origin + 1},
        licenses=[{"name": line, "price": price, **flat} for line, price in prices.items()],
        funding=[fund],
        ranges=ranges,
    )
    assert check_ranges(plan) == []
    return plan


def simulated(seen: Record, line: str, origin: int, way: Way) -> Outcome:
    """One row of cost of a round budget; with one row, cost goes with what is typed."""
    ranges = ranges_of(seen, line, origin, way)
    plan = plan_of({line: TYPED}, ranges, origin, seen.likely_growth(line, origin))
    return simulate(plan, DRAWS).main


def ends_of(outcome: Outcome) -> Floats:
    """Ends and middle of the futures, shape (level of ``ENDS``, year) [USD]."""
    return np.quantile(outcome.yearly["cost"], ENDS, axis=1)


@dataclass(frozen=True)
class Held:
    """What came, shape (year, district), and the ends, shape (end, year, district) [USD]."""

    came: Floats
    ends: Floats

    def within(self, most: bool = True) -> Floats:
        """Share of districts inside nine (or eight) in ten futures, by year [share]."""
        low, high = self.ends[[0, 4] if most else [1, 3]]
        return np.asarray(((self.came >= low) & (self.came <= high)).mean(axis=1))

    def above(self) -> Floats:
        """Share of districts above nine in ten futures, by year [share]."""
        return np.asarray((self.came > self.ends[4]).mean(axis=1))

    def cells(self) -> list[str]:
        """Eight and nine in ten by year, and how far apart the last year's ends are [percent]."""
        pairs = zip(self.within(most=False), self.within(), strict=True)
        wide = np.median(self.ends[4, -1] / self.ends[0, -1]) - 1.0
        return [*(f"{100 * eight:.0f} / {100 * nine:.0f}" for eight, nine in pairs), f"{wide:.0%}"]
