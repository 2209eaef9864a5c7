"""Ten thousand draws, every set of fourteen options, long plans, memory: cost of many cases.

The limit of the machine is what its memory can move: the triad ``a = b + c x d``, measured in the
same run. A draw must at least read what varies and write what is kept.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from benchmarks.reference_plan import (
    draw_as_scenario,
    drawn_drivers,
    longer,
    options,
    reference_plan,
)
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.blocks import project_blocks, project_stacked
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals
from planner.rulebook import solve

DRAWS, LOOPED, OPTIONS, ROUNDS = 10_000, 5, 14, 5
LOOPS, FASTER = "plain loops, one case", "times as fast as plain loops"
TIMES, LONG_DRAWS = (1, 2, 4, 8), 2_048
TRIAD = 2**23
MIB, BYTES = 2**20, 8


def least(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Shortest time of several rounds: what the machine can do when nobody else is on it [s]."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def against_loops(
    plan: Plan, runs: Mapping[str, Callable[[], object]], rounds: int = ROUNDS
) -> dict[str, float]:
    """Shortest time of each run, and of one case by the slow reference model as ``LOOPS`` [s].

    All take turns, so that what else the machine does meanwhile falls on each of them.
    """
    loops: Callable[[], object] = partial(solve, plan, Scenario("base"))
    all_runs = {LOOPS: loops, **runs}
    times = [{words: least(run, 1) for words, run in all_runs.items()} for _ in range(rounds)]
    return {words: min(took[words] for took in times) for words in all_runs}


def triad() -> float:
    """Bytes that memory moves in a second, three arrays larger than any cache [bytes/s]."""
    a, b, c = (np.full(TRIAD, 1.0) for _ in range(3))

    def once() -> None:
        np.multiply(c, 3.0, out=a)
        np.add(a, b, out=a)

    once()
    # NumPy takes two steps: c and a, then a, b and a.
    return 5 * TRIAD * BYTES / least(once)


def charted(projection: Projection) -> dict[str, Floats]:
    """What a board charts of every draw, by year: cost by kind, who pays, the gap, the reserve."""
    lines, funding = projection.lines, projection.funding
    kinds = list(dict.fromkeys(line.line for line in lines))
    groups = np.array([[line.line == kind for line in lines] for kind in kinds], dtype=bool)
    return {
        "cost": projection.expenses.cost_of(groups),
        "paid": np.stack([paid.sum(axis=0) for paid in funding.paid_by]),
        "unfunded": funding.unfunded.sum(axis=0),
        "reserve": funding.reserve,
    }


def many_draws() -> dict[str, float]:
    """Draws of every driver against plain loops and against memory."""
    plan = reference_plan()
    variations = drawn_drivers(plan, DRAWS, seed=1)
    alone = [draw_as_scenario(variations, plan.years, case) for case in range(LOOPED)]
    loops = least(lambda: [solve(plan, scenario) for scenario in alone], 3) / LOOPED
    run = partial(project_blocks, plan, variations, DRAWS, charted)
    kept = run()
    for case, scenario in enumerate(alone):
        balance = list(solve(plan, scenario).reserve.values())
        np.testing.assert_allclose(kept["reserve"][:, case], balance, rtol=1e-9, atol=1e-6)
    took, moving = least(run), triad()
    moved = sum(v.values.nbytes for v in variations) + sum(a.nbytes for a in kept.values())
    return {
        "microseconds a draw, plain loops": loops * 1e6,
        "microseconds a draw": took / DRAWS * 1e6,
        FASTER: loops * DRAWS / took,
        "megabytes that must move": moved / 1e6,
        "triad, GB/s": moving / 1e9,
        "milliseconds that memory alone needs": moved / moving * 1e3,
        "times the memory limit": took / (moved / moving),
    }


def every_set_of_options() -> dict[str, float]:
    """Every combination of fourteen options, each projected."""
    plan = reference_plan()
    chosen = options(plan, OPTIONS)
    numbers = np.arange(2**OPTIONS)
    taken = (numbers >> np.arange(OPTIONS)[:, None]) % 2 == 1
    run = partial(project_stacked, plan, chosen, taken, yearly_totals)
    took = against_loops(plan, {"sets": run})
    return {
        "combinations": float(len(numbers)),
        f"milliseconds, {LOOPS}": 1e3 * took[LOOPS],
        "seconds": took["sets"],
        FASTER: took[LOOPS] * len(numbers) / took["sets"],
    }


def longer_plans() -> dict[str, float]:
    """How the cost of a draw grows with the rows of the plan."""
    found = {}
    for words, price_only in (
        ("copies that differ in every rate", False),
        ("copies that differ in price", True),
    ):
        times_of = []
        for times in TIMES:
            plan = longer(reference_plan(), times, price_only=price_only)
            variations = drawn_drivers(plan, LONG_DRAWS, seed=2)
            run = partial(project_blocks, plan, variations, LONG_DRAWS, yearly_totals)
            times_of.append(least(run))
        for times, took in zip(TIMES, times_of, strict=True):
            found[f"microseconds a draw, {times * 100} rows, {words}"] = took / LONG_DRAWS * 1e6
        power = np.log(times_of[-1] / times_of[0]) / np.log(TIMES[-1])
        found[f"grows as rows to the power, {words}"] = float(power)
    return found


def memory() -> dict[str, float]:
    """Most memory in use besides the results, whatever the number of draws [MiB]."""
    found = {}
    for times, draws in ((1, 1_000), (1, DRAWS), (TIMES[-1], LONG_DRAWS)):
        plan = longer(reference_plan(), times, price_only=False)
        variations = drawn_drivers(plan, draws, seed=3)
        tracemalloc.start()
        kept = project_blocks(plan, variations, draws, yearly_totals)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        working = peak - sum(array.nbytes for array in kept.values())
        words = f"{times * 100} rows, {draws:,} draws"
        found[f"MiB besides results, {words}"] = working / MIB
        if draws == DRAWS:
            drawn = sum(variation.values.nbytes for variation in variations)
            found[f"times the drawn numbers, {words}"] = working / drawn
    return found


#: What is measured here, by its heading in results.json.
PARTS: dict[str, Callable[[], dict[str, float]]] = {
    "10,000 draws, every driver uncertain": many_draws,
    "every set of options": every_set_of_options,
    "longer plans": longer_plans,
    "memory": memory,
}
