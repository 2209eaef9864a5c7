"""Simulation: the plan carried forward in thousands of futures at once.

Every future draws each uncertain input again and is projected in full. All scenarios share the same
draws, so that what differs between two of them is the scenario and not chance. Without ranges
and votes, every future is the projection.

What a range leaves out stays out: the quantiles say what follows if the district's own ranges
are right, not what will happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.simulation.draw_variations import project_draws
from planner.analysis.simulation.draws import Method, draws
from planner.analysis.simulation.outcomes import LEVELS, Outcome
from planner.arrays import Floats, sum_of_rows
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import UncertainInput, uncertain_inputs
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.blocks import Keep
from planner.projection.ending_money import ending_support
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Simulation:
    """Scenarios of a plan in the same draws.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    draws, seed, method : int, int, str
        How many futures, and what makes them the same ones again.
    inputs : tuple of UncertainInput
        What is drawn.
    outcomes : tuple of Outcome
        One for each scenario, in the order asked for.
    """

    plan: Plan
    draws: int
    seed: int
    method: str
    inputs: tuple[UncertainInput, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def main(self) -> Outcome:
        """The scenario asked for first."""
        return self.outcomes[0]

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years."""
        return self.plan.years

    def frame(self) -> pd.DataFrame:
        """Spreads as a table: a row for each scenario, amount and fiscal year [USD]."""
        import pandas as pd

        rows = [
            {
                "scenario": outcome.scenario.name,
                "amount": amount,
                "fiscal_year": year,
                "mean": spread.mean[y],
                "standard_error": spread.standard_error[y],
                **{f"p{level:.0%}"[:-1]: spread.quantiles[q, y] for q, level in enumerate(LEVELS)},
            }
            for outcome in self.outcomes
            for amount, spread in outcome.spreads.items()
            for y, year in enumerate(self.years)
        ]
        return pd.DataFrame(rows)


def simulate(
    plan: Plan,
    draws: int = 4096,
    seed: int = 1,
    scenarios: Sequence[str | Scenario] = (BASE,),
    *,
    method: Method = "sobol",
    keep: Keep | None = None,
) -> Simulation:
    """Carry a plan forward in many futures, all scenarios in the same ones.

    Parameters
    ----------
    plan : Plan
        What the district typed, with its ranges and chances of approval.
    draws : int
        Number of futures, a multiple of 16; a power of two is best.
    seed : int
        The same seed gives the same futures, to the last digit.
    scenarios : sequence of str or Scenario
        Scenarios, the main one first.
    method : {"sobol", "random"}
        Scrambled Sobol points, or plain random ones.
    keep : callable, optional
        What is kept of every future, where totals are all that is asked of its cost, such as
        ``whether_money_lasts``; everything that is asked of an ``Outcome`` if left out.

    Returns
    -------
    Simulation
        Quantiles, chances and the cliff, with standard errors.

    Raises
    ------
    PlanError
        If the plan has no such scenario.
    ValueError
        If the number of draws is not a multiple of 16.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = simulate(read_plan(example("prairie-view")), draws=256)
    >>> bool(0.0 <= found.main.funded_so_far[-1].value <= 1.0)
    True
    """
    inputs = tuple(one for one in uncertain_inputs(plan))
    drawn = draw_all(plan, inputs, draws, seed, method)
    asked = [scenario_of(plan, scenario) for scenario in scenarios]
    what = draws, keep or futures
    found = tuple(
        Outcome(
            one,
            plan.years,
            project_draws(plan, one, inputs, drawn, *what, in_totals=keep is not None),
        )
        for one in asked
    )
    here = tuple(one for one in inputs if one.active)
    return Simulation(plan, draws, seed, method, here, found)


def draw_all(
    plan: Plan, inputs: Sequence[UncertainInput], count: int, seed: int, method: Method = "sobol"
) -> Mapping[str, Floats]:
    """Draws of everything uncertain in a plan; see ``draws``."""
    return draws(inputs, len(plan.years), count, seed, method)


def futures(projection: Projection) -> dict[str, Floats]:
    """What a simulation keeps of a projection, shape (year, case) each [USD]."""
    totals = yearly_totals(projection)
    return {
        **whether_money_lasts(projection),
        "cost": totals["cost"],
        "structural_balance": totals["structural_balance"],
        "ending_support": ending_support(projection),
    }


def whether_money_lasts(projection: Projection) -> dict[str, Floats]:
    """The part of it that says how often the reserve lasts and every cost is funded [USD].

    Of an ``Outcome`` only ``at_policy``, ``at_policy_so_far`` and ``funded_so_far`` can be asked.
    """
    return {
        "reserve": projection.funding.reserve,
        "reserve_policy": projection.reserve_policy,
        "unfunded": sum_of_rows(projection.funding.unfunded),
    }
