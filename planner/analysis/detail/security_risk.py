"""Security as risk: what an incident could cost, compared with the contract against it.

Losses are outside the budget, never in it. No return on investment is made up: what can be
said is the yearly chance of an incident above which the contract pays for itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.costs.cyber_incidents import (
    break_even_probability,
    days_lost,
    expected_loss,
    retained_loss,
)
from planner.plan.plan import Plan
from planner.plan.tables import IncidentRow
from planner.projection.project import Projection


@dataclass(frozen=True)
class Range:
    """A figure from its low to its high end."""

    low: float
    high: float


@dataclass(frozen=True)
class SecurityRisk:
    """One kind of incident, at both ends of what is typed.

    Attributes
    ----------
    name : str
        The kind of incident.
    per_year : Range
        Incidents in a year.
    loss, kept : Range
        What one costs, and what of it insurance leaves to the district [USD].
    expected : Range
        What the district would pay in an average year [USD].
    days, days_a_year : Range
        School days lost by one, and expected in a year [days].
    recovery_months : Range
        Months until all systems work again [months].
    knows_days, knows_recovery : bool
        Whether the district typed school days lost, and months to recover; zeros stand for blank
        cells otherwise.
    contract : str
        The service bought against it; empty if none is named.
    price : float
        Its price in the first year [USD].
    break_even : Range or None
        Yearly chance of an incident above which the contract pays for itself; above 1 it does
        not, even with an incident every year. The low chance belongs to the high loss.
    """

    name: str
    per_year: Range
    loss: Range
    kept: Range
    expected: Range
    days: Range
    days_a_year: Range
    recovery_months: Range
    contract: str
    price: float
    break_even: Range | None
    knows_days: bool
    knows_recovery: bool

    @property
    def insured(self) -> bool:
        """Whether insurance pays a part of the loss."""
        return self.kept != self.loss


def security_risks(projection: Projection, case: int = 0) -> tuple[SecurityRisk, ...]:
    """What each kind of incident puts at stake, and what the contract against it costs.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> risks = security_risks(project(read_plan(example("prairie-view"))))
    >>> all(risk.kept.high <= risk.loss.high for risk in risks)
    True
    """
    return tuple(_risk(projection, row, case) for row in projection.plan.incidents if row.active)


def _risk(projection: Projection, row: IncidentRow, case: int) -> SecurityRisk:
    often = np.array([row.per_year_low, row.per_year_high])
    loss = np.array([row.loss_low, row.loss_high])
    days = np.array([row.days_low, row.days_high])
    kept = retained_loss(loss, *insurance_of(projection.plan, row))
    price = _price(projection, row.contract, case)
    chance = break_even_probability(np.array(price), kept)
    return SecurityRisk(
        name=row.name,
        per_year=_ends(often),
        loss=_ends(loss),
        kept=_ends(kept),
        expected=_ends(expected_loss(often, kept)),
        days=_ends(days),
        days_a_year=_ends(days_lost(often, days)),
        recovery_months=Range(row.recovery_months_low, row.recovery_months_high),
        contract=row.contract,
        price=price,
        break_even=Range(float(chance[1]), float(chance[0])) if row.contract else None,
        knows_days=bool({"days_low", "days_high"} & row.model_fields_set),
        knows_recovery=bool({"recovery_months_low", "recovery_months_high"} & row.model_fields_set),
    )


def _ends(pair: Floats) -> Range:
    return Range(float(pair[0]), float(pair[1]))


def insurance_of(plan: Plan, row: IncidentRow) -> tuple[Floats, Floats]:
    """Deductible and limit of the insurance against an incident [USD].

    Without insurance the district pays all of a loss.
    """
    for service in plan.security:
        if service.name == row.insurance and service.active and service.deductible is not None:
            limit = np.inf if service.coverage_limit is None else service.coverage_limit
            return np.array(service.deductible), np.array(limit)
    return np.array(np.inf), np.array(0.0)


def _price(projection: Projection, name: str, case: int) -> float:
    """What a service costs in the first year, its prepaid part included [USD]."""
    expenses = projection.expenses
    for number, line in enumerate(projection.lines):
        if line.table == "security" and line.name == name:
            return float((expenses.cost + expenses.prepaid)[number, 0, case])
    return 0.0
