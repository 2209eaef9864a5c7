"""Losses from cyber incidents in many futures, outside the budget and never in it.

How often incidents come and what one costs are ranges; their ends are read as the 5th and 95th
percentile of lognormal shapes (uniform ones where the low end is 0, which no lognormal shape
reaches). A future has one true frequency; incidents of a year are Poisson around it; each costs a
loss and school days of its own. Insurance takes its part of every loss.

No return on security spending is given: nobody has published by how much a contract lowers the
chance or the loss. What is given is how often a year's loss would exceed the contract's price,
which is no saving, as the contract may not prevent it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.detail.security_risk import (
    Range,
    SecurityRisk,
    insurance_of,
    security_risks,
)
from planner.analysis.simulation.distributions import shape_values
from planner.analysis.simulation.outcomes import LEVELS, Estimate, estimate
from planner.arrays import Floats
from planner.costs.cyber_incidents import retained_loss
from planner.plan.plan import Plan
from planner.plan.tables import IncidentRow
from planner.projection.project import project

#: Sets the random numbers of incidents apart from those of the budget.
_APART = 2**31


@dataclass(frozen=True)
class IncidentLosses:
    """One kind of incident in many futures.

    Attributes
    ----------
    risk : SecurityRisk
        The same at both ends of what is typed, with the contract and its break-even chance.
    a_year, horizon : ndarray, shape (level,)
        What the district would pay itself in one year and in all years, at ``LEVELS`` [USD].
    mean_a_year, mean_horizon : Estimate
        The same on average [USD].
    any_in_year, any_in_horizon : Estimate
        Chance of at least one incident [share].
    above_price : Estimate
        Chance that a year's loss exceeds the first year's price of the contract [share].
    days_horizon : ndarray, shape (level,)
        School days lost in all years, at ``LEVELS`` [days].
    mean_days : Estimate
        The same on average [days].
    """

    risk: SecurityRisk
    a_year: Floats
    horizon: Floats
    mean_a_year: Estimate
    mean_horizon: Estimate
    any_in_year: Estimate
    any_in_horizon: Estimate
    above_price: Estimate
    days_horizon: Floats
    mean_days: Estimate

    @property
    def break_even(self) -> Range | None:
        """Yearly chance of an incident above which the contract pays for itself [share]."""
        return self.risk.break_even


def incident_losses(plan: Plan, draws: int = 4096, seed: int = 1) -> tuple[IncidentLosses, ...]:
    """What each kind of incident would cost over the years of the plan.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    draws : int
        Number of futures, a multiple of 16.
    seed : int
        The same seed gives the same futures.

    Returns
    -------
    tuple of IncidentLosses
        One for each kind of incident that is in the plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> losses = incident_losses(read_plan(example("prairie-view")))
    >>> all(found.horizon[0] <= found.horizon[-1] for found in losses)
    True
    """
    risks = security_risks(project(plan))
    active = [(place, row) for place, row in enumerate(plan.incidents) if row.active]
    return tuple(
        _losses(plan, row, risk, draws, np.random.default_rng([seed, _APART, place]))
        for (place, row), risk in zip(active, risks, strict=True)
    )


def _losses(
    plan: Plan, row: IncidentRow, risk: SecurityRisk, draws: int, stream: np.random.Generator
) -> IncidentLosses:
    years = len(plan.years)
    often = _drawn(stream, draws, row.per_year_low, row.per_year_high)
    counts = stream.poisson(often, (years, draws))
    each = int(counts.sum())
    losses = _drawn(stream, each, row.loss_low, row.loss_high)
    kept = retained_loss(losses, *insurance_of(plan, row))
    days = _drawn(stream, each, row.days_low, row.days_high)
    paid, lost = _added_up(counts, kept), _added_up(counts, days)
    happens = (counts > 0).astype(np.float64)
    return IncidentLosses(
        risk=risk,
        a_year=np.quantile(paid, LEVELS),
        horizon=np.quantile(paid.sum(axis=0), LEVELS),
        mean_a_year=estimate(paid.mean(axis=0)),
        mean_horizon=estimate(paid.sum(axis=0)),
        any_in_year=estimate(happens.mean(axis=0)),
        any_in_horizon=estimate(happens.max(axis=0)),
        above_price=estimate((paid > risk.price).mean(axis=0)),
        days_horizon=np.quantile(lost.sum(axis=0), LEVELS),
        mean_days=estimate(lost.sum(axis=0)),
    )


def _drawn(stream: np.random.Generator, count: int, low: float, high: float) -> Floats:
    """Values of a range whose ends are its 5th and 95th percentile, or from nothing to high."""
    share = 1.0 - stream.random(count)  # above 0, where no lognormal value lies
    share = np.clip(share, 2.0**-53, 1.0 - 2.0**-53)
    return shape_values("lognormal" if low > 0 else "uniform", share, low, low, high)


def _added_up(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]], each: Floats) -> Floats:
    """Total of the incidents of each year and draw."""
    place = np.repeat(np.arange(counts.size), counts.ravel())
    total = np.bincount(place, weights=each, minlength=counts.size)
    return np.asarray(total.reshape(counts.shape), dtype=np.float64)
