"""A simulation as a document that other programs can read: ``planner simulate --json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.analysis.simulation.incident_losses import IncidentLosses
from planner.analysis.simulation.outcomes import LEVELS, Estimate, Outcome
from planner.analysis.simulation.simulate import Simulation


def simulation_document(
    simulation: Simulation, losses: Sequence[IncidentLosses], version: str
) -> dict[str, Any]:
    """Everything a simulation says, as plain values.

    Parameters
    ----------
    simulation : Simulation
        Scenarios in the same futures.
    losses : sequence of IncidentLosses
        Incidents outside the budget.
    version : str
        Version of the planner.

    Returns
    -------
    dict
        Amounts in dollars, chances from 0 to 1; see docs/uncertainty.md.
    """
    return {
        "plan": simulation.plan.name,
        "digest": simulation.plan.digest,
        "planner_version": version,
        "draws": simulation.draws,
        "seed": simulation.seed,
        "method": simulation.method,
        "fiscal_years": list(simulation.years),
        "levels": list(LEVELS),
        "drawn": [one.name for one in simulation.inputs],
        "scenarios": [_scenario(found) for found in simulation.outcomes],
        "incidents": [_incident(one) for one in losses],
    }


def _scenario(found: Outcome) -> dict[str, Any]:
    cliff = found.cliff
    return {
        "name": found.scenario.name,
        "title": found.title,
        "reserve_at_or_above_policy": [_estimate(c) for c in found.at_policy],
        "reserve_at_or_above_policy_until_then": [_estimate(c) for c in found.at_policy_so_far],
        "every_cost_paid_until_then": [_estimate(c) for c in found.funded_so_far],
        "structurally_balanced": [_estimate(c) for c in found.balanced],
        "cliff": {
            "chance_by_year": {str(year): share for year, share in cliff.years.items()},
            "none": cliff.none,
            "size": cliff.size.tolist(),
        },
        **{
            name: {
                "quantiles": spread.quantiles.tolist(),
                "mean": spread.mean.tolist(),
                "standard_error": spread.standard_error.tolist(),
            }
            for name, spread in found.spreads.items()
        },
    }


def _incident(one: IncidentLosses) -> dict[str, Any]:
    even = one.break_even
    # A chance above 1 means never: the contract would not pay for itself with an incident a year.
    ends = None if even is None else [x if x <= 1 else None for x in (even.low, even.high)]
    return {
        "name": one.risk.name,
        "chance_in_a_year": _estimate(one.any_in_year),
        "chance_in_all_years": _estimate(one.any_in_horizon),
        "loss_in_a_year": {"quantiles": one.a_year.tolist(), **_estimate(one.mean_a_year)},
        "loss_in_all_years": {"quantiles": one.horizon.tolist(), **_estimate(one.mean_horizon)},
        "school_days_in_all_years": {
            "quantiles": one.days_horizon.tolist(),
            **_estimate(one.mean_days),
        },
        "contract": one.risk.contract,
        "contract_price": one.risk.price,
        "years_with_a_loss_above_the_price": _estimate(one.above_price),
        "break_even_chance": ends,
    }


def _estimate(found: Estimate) -> dict[str, float]:
    return {"value": found.value, "standard_error": found.standard_error}
