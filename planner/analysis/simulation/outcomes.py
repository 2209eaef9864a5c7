"""What comes of one scenario in many futures: quantiles, chances, the cliff, standard errors.

A chance is the share of the futures in which something holds. Its standard error is that of the
number of draws: how far the sixteen independent parts of the draws lie apart. It says nothing of
whether the ranges are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.simulation.draws import PARTS
from planner.arrays import Floats
from planner.plan.what_if.scenarios import Scenario

#: Percentiles that are shown: 5, 25, 50, 75, 95.
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
#: What is kept of every draw: amounts by year.
KEPT = ("reserve", "cost", "structural_balance", "unfunded")


@dataclass(frozen=True)
class Estimate:
    """A number calculated from draws, and how far off it may be with so many draws."""

    value: float
    standard_error: float


@dataclass(frozen=True)
class Spread:
    """An amount by year over all draws [USD].

    Attributes
    ----------
    quantiles : ndarray, shape (level, year)
        At the levels of ``LEVELS``.
    mean, standard_error : ndarray, shape (year,)
        Mean over the draws, and its standard error.
    """

    quantiles: Floats
    mean: Floats
    standard_error: Floats


@dataclass(frozen=True)
class CliffSpread:
    """When one-time support falls most, and how far.

    Attributes
    ----------
    years : mapping of int to float
        Share of the draws in which it falls most in that year, most frequent first [share].
    none : float
        Share of the draws in which it does not fall [share].
    size : ndarray, shape (level,)
        How far it falls, over the draws in which it does, at ``LEVELS`` [USD].
    """

    years: Mapping[int, float]
    none: float
    size: Floats


@dataclass(frozen=True)
class Outcome:
    """One scenario in all draws.

    Attributes
    ----------
    scenario : Scenario
        What all draws have in common.
    years : tuple of int
        Fiscal years.
    yearly : mapping of str to ndarray, shape (year, draw)
        ``cost``, ``reserve``, ``structural_balance``, ``unfunded``, ``reserve_policy`` and
        ``ending_support``, as in ``Answers`` [USD].
    """

    scenario: Scenario
    years: tuple[int, ...]
    yearly: Mapping[str, Floats]

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return self.scenario.title or self.scenario.name

    @cached_property
    def spreads(self) -> Mapping[str, Spread]:
        """Spread of each amount of ``KEPT``, by its name."""
        return {name: spread_of(self.yearly[name]) for name in KEPT}

    @cached_property
    def at_policy(self) -> tuple[Estimate, ...]:
        """Chance that the reserve ends each year at or above the board's policy [share]."""
        return tuple(estimate(row) for row in self._stays_at_policy)

    @cached_property
    def at_policy_so_far(self) -> tuple[Estimate, ...]:
        """Chance that it has done so in every year until then [share]."""
        so_far = np.minimum.accumulate(self._stays_at_policy, axis=0)
        return tuple(estimate(row) for row in so_far)

    @cached_property
    def funded_so_far(self) -> tuple[Estimate, ...]:
        """Chance that every cost until the end of each year has a payer [share]."""
        paid = (self.yearly["unfunded"] <= A_CENT).astype(np.float64)
        return tuple(estimate(row) for row in np.minimum.accumulate(paid, axis=0))

    @cached_property
    def balanced(self) -> tuple[Estimate, ...]:
        """Chance that recurring money covers sustained cost, in each year [share]."""
        holds = (self.yearly["structural_balance"] >= -A_CENT).astype(np.float64)
        return tuple(estimate(row) for row in holds)

    @cached_property
    def cliff(self) -> CliffSpread:
        """When money that ends covers less than the year before by most, and how much."""
        support = self.yearly["ending_support"]
        falls = support[:-1] - support[1:]
        if not falls.size:
            return CliffSpread({}, 1.0, np.zeros(len(LEVELS)))
        worst, size = np.argmax(falls, axis=0), falls.max(axis=0)
        there = size >= A_CENT
        counts = np.bincount(worst[there], minlength=len(falls)) / size.size
        by_year = {self.years[k + 1]: float(counts[k]) for k in np.argsort(-counts, kind="stable")}
        sizes = np.quantile(size[there], LEVELS) if there.any() else np.zeros(len(LEVELS))
        found = {year: share for year, share in by_year.items() if share > 0}
        return CliffSpread(found, 1.0 - float(there.mean()), sizes)

    @cached_property
    def _stays_at_policy(self) -> Floats:
        yearly = self.yearly
        return (yearly["reserve"] >= yearly["reserve_policy"] - A_CENT).astype(np.float64)


def spread_of(amounts: Floats) -> Spread:
    """Quantiles, mean and standard error of amounts, shape (year, draw) [USD]."""
    parts = _means_of_parts(amounts)
    return Spread(
        quantiles=np.quantile(amounts, LEVELS, axis=1),
        mean=parts.mean(axis=1),
        standard_error=parts.std(axis=1, ddof=1) / np.sqrt(PARTS),
    )


def estimate(values: Floats) -> Estimate:
    """Mean of values by draw, and its standard error from the sixteen parts."""
    parts = _means_of_parts(values[None])[0]
    return Estimate(float(parts.mean()), float(parts.std(ddof=1) / np.sqrt(PARTS)))


def _means_of_parts(amounts: Floats) -> Floats:
    """Mean of each independent part of the draws, shape (year, part)."""
    return np.asarray(amounts.reshape(len(amounts), PARTS, -1).mean(axis=2))
