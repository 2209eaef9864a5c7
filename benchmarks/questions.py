"""What a question costs: goal seek over held draws, over new draws and without any, sensitivity.

Over held draws of the reference plan, every goal is sought with two levers that move money
and the slowest of the three counts: the answer is proved in all draws, so that its cost is a few
settlements of all of them. Other levers project the draws at every value tried.
"""

from __future__ import annotations

from functools import partial

from benchmarks.draws import FASTER, LOOPS, against_loops, least
from benchmarks.reference_plan import drawn_drivers, reference_plan
from planner.analysis.goal_seek.goals import GOALS
from planner.analysis.goal_seek.solve import Solution, hold, solve
from planner.analysis.goal_seek.trials import HeldDraws
from planner.analysis.sensitivity.one_at_a_time import sensitivity
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario

DRAWS, POINTS, ROUNDS, FEWER = 4_096, 1_024, 7, 3
MONEY = "goal seek, money lever, 4,096 held draws"
LEVY, FUND, CHANCE = "funding/Levy/amount", "funding/General fund/amount", 0.9
LIFE, PRICE = "devices/all/useful_life_years", "devices/all/unit_price"
#: Money that suffices today, so that there is a price and a life up to which it does.
ENOUGH = Scenario(
    "enough", changes=(Change("funding", "General fund", "amount", "set", 7_000_000.0),)
)


def measured() -> dict[str, float]:
    """Every kind of question, in milliseconds; the first against plain loops of as many draws."""
    plan = reference_plan()
    draws = drawn_drivers(plan, DRAWS, seed=4)
    held, district = hold(plan, draws=draws), read_plan(example("prairie-view"))

    def sought(lever: str, goal: str, given: HeldDraws | None = None) -> Solution:
        return solve(plan, lever, goal, chance=CHANCE, draws=given or draws)

    def with_enough(lever: str, goal: str) -> Solution:
        return solve(plan, lever, goal, chance=CHANCE, scenario=ENOUGH, draws=draws)

    sought(LEVY, "balanced", held)  # the draws are projected once, and held from now on
    goals = {
        f"{lever} {goal}": partial(sought, lever, goal, held)
        for lever in (LEVY, FUND)
        for goal in GOALS
    }
    took = against_loops(plan, goals, ROUNDS)
    slowest = max(took[words] for words in goals)
    runs = {
        "goal seek, money lever, draws projected first": lambda: sought(FUND, "policy"),
        "goal seek, useful life, 4,096 draws": lambda: with_enough(LIFE, "balanced"),
        "goal seek, device price, 4,096 draws": lambda: with_enough(PRICE, "policy"),
        "goal seek, money lever, no draws": lambda: solve(plan, FUND, "policy"),
        "goal seek, device price, no draws": lambda: solve(plan, PRICE, "policy"),
        "one step of each input": lambda: sensitivity(plan),
        "example district, where uncertainty comes from, 1,024 points": lambda: uncertainty_sources(
            district, draws=POINTS
        ),
    }
    return {
        f"milliseconds, {LOOPS}": 1e3 * took[LOOPS],
        f"{FASTER}, {MONEY}": took[LOOPS] * DRAWS / slowest,
        f"milliseconds, {MONEY}": 1e3 * slowest,
        **{f"milliseconds, {words}": 1e3 * least(run, FEWER) for words, run in runs.items()},
    }
