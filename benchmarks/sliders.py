"""What one move of a slider costs: from the lever to the numbers of a chart.

One case is the explorer as it is. With draws, the percentiles of the reserve by year are the
chart. A move of money alone settles the same cost again; every other move projects the draws
anew, because no part of the projection is kept but the draws.
"""

from __future__ import annotations

import itertools

import numpy as np

from benchmarks.draws import MIB, least
from benchmarks.reference_plan import drawn_drivers, reference_plan
from planner.analysis.compare import compare
from planner.fiscal import Floats
from planner.plan.scenarios import Change, Scenario
from planner.projection.blocks import project_blocks, yearly_totals
from planner.projection.cases import case_inputs
from planner.projection.project import Projection, project, project_inputs, projected_again
from planner.projection.variations import Variation
from planner.views import charts

DRAWS, FEWER, ROUNDS = 4_096, 1_024, 15
PERCENTS = (5, 25, 50, 75, 95)


def levy(amount: float) -> Variation:
    """The levy at an amount."""
    return Variation("funding", "Levy", "amount", "set", np.array([[amount]]))


def price(amount: float) -> Variation:
    """All devices at one price."""
    return Variation("devices", "all", "unit_price", "set", np.array([[amount]]))


def percentiles(balance: Floats) -> Floats:
    """Percentiles of the reserve, shape (percent, year)."""
    places = [int(percent / 100 * (balance.shape[1] - 1)) for percent in PERCENTS]
    return np.partition(balance, places, axis=1)[:, places].T


def measured() -> dict[str, float]:
    """Every kind of move [milliseconds]."""
    plan, at = reference_plan(), itertools.count()
    draws = {count: drawn_drivers(plan, count, seed=4) for count in (DRAWS, FEWER)}
    inputs = case_inputs(plan, draws[DRAWS], DRAWS)
    held = project_inputs(inputs, (Scenario("draw"),) * DRAWS)
    alone = project(plan)

    def moved() -> float:
        return 300.0 + next(at)

    def one_case() -> object:
        change = Change("devices", "all", "unit_price", "set", moved())
        return charts.who_pays(compare(plan, [Scenario("slider", changes=(change,))]))

    def all_anew(count: int) -> Floats:
        variations = [*draws[count], price(moved())]
        kept = project_blocks(plan, variations, count, balance_of)
        return percentiles(kept["balance"])

    runs = {
        "one case, any lever, to chart data": one_case,
        "one case, money alone, settled again": lambda: projected_again(
            alone, [levy(1_000 * moved())]
        ),
        "4,096 held draws, money alone, to percentiles": lambda: percentiles(
            projected_again(held, [levy(1_000 * moved())]).funding.balance
        ),
        "4,096 draws, any other lever, to percentiles": lambda: all_anew(DRAWS),
        "1,024 draws, any other lever, to percentiles": lambda: all_anew(FEWER),
    }
    found = {f"milliseconds, {words}": 1e3 * least(run, ROUNDS) for words, run in runs.items()}
    return {**found, "MiB that 4,096 held draws take": _held(held) / MIB}


def balance_of(projection: Projection) -> dict[str, Floats]:
    """The reserve only."""
    return {"balance": yearly_totals(projection)["balance"]}


def _held(projection: Projection) -> float:
    """Bytes of the arrays that a held projection keeps for its draws."""
    parts = (projection.expenses, projection.expenses.fleets, projection.funding)
    arrays = [a for part in parts for a in vars(part).values() if isinstance(a, np.ndarray)]
    return float(sum(a.nbytes for a in arrays if a.strides[-1] != 0))
