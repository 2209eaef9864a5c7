"""What one move of a slider costs: from the lever to the numbers of a chart.

One case is a lever of the desk as it is. With draws, the percentiles of the reserve by year are the
chart; the draws are held, and what does not depend on the lever is not calculated again.
"""

from __future__ import annotations

import itertools
from functools import partial
from typing import Literal

import numpy as np

from benchmarks.draws import FASTER, LOOPS, MIB, against_loops
from benchmarks.reference_plan import drawn_drivers, reference_plan
from planner.analysis.compare import compare
from planner.arrays import Floats
from planner.plan.what_if.scenarios import Change, Scenario
from planner.projection.blocks import keep_memory_warm
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection, project, project_inputs, projected_again
from planner.views import charts

DRAWS, ROUNDS, MANY = 4_096, 15, "4,096 held draws"
PERCENTS = (5, 25, 50, 75, 95)
How = Literal["set", "add", "multiply"]


def moved(table: str, row: str, field: str, how: How, value: float) -> Variation:
    """One cell, or the same cell of all rows, moved in every draw."""
    return Variation(table, row, field, how, np.array([[value]]))


def percentiles(balance: Floats) -> Floats:
    """Percentiles of the reserve, shape (percent, year)."""
    places = [int(percent / 100 * (balance.shape[1] - 1)) for percent in PERCENTS]
    return np.partition(balance, places, axis=1)[:, places].T


def measured() -> dict[str, float]:
    """Every kind of move, in milliseconds and against plain loops."""
    plan, at = reference_plan(), itertools.count()
    draws = drawn_drivers(plan, DRAWS, seed=4)
    keep_memory_warm()
    held = project_inputs(case_inputs(plan, draws, DRAWS), (Scenario("draw"),) * DRAWS)
    alone = project(plan)

    def one_case() -> object:
        change = Change("devices", "all", "unit_price", "set", 300.0 + next(at))
        return charts.who_pays(compare(plan, [Scenario("slider", changes=(change,))]))

    def of_all_draws(table: str, row: str, field: str, how: How) -> Floats:
        lever = moved(table, row, field, how, 1.0 + 0.001 * (next(at) % 50))
        return percentiles(projected_again(held, [lever]).funding.reserve)

    levers: dict[str, tuple[str, str, str, How]] = {
        "money alone": ("funding", "Levy", "amount", "multiply"),
        "price of devices": ("devices", "all", "unit_price", "multiply"),
        "price of a license": ("licenses", "License 1", "price", "multiply"),
        "positions": ("staffing", "all", "fte", "multiply"),
        "wage growth": ("assumptions", "wage_growth_rate", "value", "multiply"),
        "devices for each student": ("devices", "all", "units_per_person", "multiply"),
        "useful life": ("devices", "all", "useful_life_years", "add"),
        "enrollment": ("enrollment", "all", "students", "multiply"),
    }
    more_money = moved("funding", "Levy", "amount", "set", 1_000_000.0)
    took = against_loops(
        plan,
        {
            "one case, any lever, to chart data": one_case,
            "one case, money alone": lambda: projected_again(alone, [more_money]),
            **{
                f"{MANY}, {words}": partial(of_all_draws, *lever) for words, lever in levers.items()
            },
        },
        ROUNDS,
    )
    took[f"{MANY}, the slowest lever"] = max(took[f"{MANY}, {words}"] for words in levers)
    return {
        **{f"milliseconds, {words}": 1e3 * seconds for words, seconds in took.items()},
        **{
            f"{FASTER}, {words}": took[LOOPS] * (DRAWS if MANY in words else 1) / seconds
            for words, seconds in took.items()
            if words != LOOPS
        },
        "MiB that 4,096 held draws take": _held(held) / MIB,
    }


def _held(projection: Projection) -> float:
    """Bytes of the arrays that a held projection keeps for its draws."""
    parts = (projection.expenses, projection.expenses.fleets, projection.funding)
    arrays = [a for part in parts for a in vars(part).values() if isinstance(a, np.ndarray)]
    return float(sum(a.nbytes for a in arrays if a.strides[-1] != 0))
