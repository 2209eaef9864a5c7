"""How many futures are shown on the desk, that they are always the same ones, and what to type."""

from __future__ import annotations

import math

from planner.analysis.simulation.simulate import Simulation
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import uncertain_inputs
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, paragraphs


def which_futures(simulation: Simulation, to_come: int = 0) -> str:
    """How many futures these are, and whether more of them follow.

    Parameters
    ----------
    simulation : Simulation
        The plan in many futures.
    to_come : int
        How many futures are being calculated next; 0 where these are all [futures].
    """
    count, seed = simulation.draws, simulation.seed
    if to_come:
        found = simulation.main
        errors = [c.standard_error for c in (*found.at_policy_so_far, *found.funded_so_far)]
        # Two standard errors: what a chance seldom moves by.
        points = max(1, math.ceil(200 * max(errors)))
        return (
            f"A first look at {count:,} futures (seed {seed}): chances may still move by about "
            f"{how_many(points, 'point')}. {to_come:,} futures follow."
        )
    return (
        f"{count:,} futures (seed {seed}), the same ones whatever you move: what changes is what "
        "you changed, not chance. The page on what could happen has the same ones."
    )


def what_to_type(plan: Plan) -> Block:
    """What to type so that chances can be given; nothing where something varies already."""
    if uncertain_inputs(plan):
        return Block("", "")
    return joined(
        paragraphs(
            "Nothing in this plan is uncertain yet: there is one future, and no chances can be "
            "given. Two things can be entered:"
        ),
        bullets(
            [
                "In the table ranges, a row for each input that may turn out differently: which "
                "cell, how low, how high, and where that comes from. For example raises: from one "
                "point below the plan to one and a half above it, drawn again each year.",
                "In the table funding, the chance that voters approve a levy (column "
                "renewal_probability).",
            ]
        ),
    )
