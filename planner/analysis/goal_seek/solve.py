"""Goal seek: the value of a lever at which a goal is met, proved by projecting it.

The range of the lever is looked over in one call, then narrowed between a value that meets the
goal and one that does not until they are one step apart, a cent for money. Nothing is assumed
about the lever: a goal may hold in the middle of its range, at both ends, everywhere or nowhere.
In draws, what is found is proved in all of them: the value meets the goal, the step next to it
does not. Several questions may share the draws, see ``hold``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.analysis.answers import A_CENT, Answers, answers
from planner.analysis.goal_seek.goals import Goal, goal_of
from planner.analysis.goal_seek.lever_range import best_of, boundary, look_over, present_step
from planner.analysis.goal_seek.levers import Lever, lever_of
from planner.analysis.goal_seek.trials import HeldDraws, Trials, met
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.what_if.scenarios import BASE, Scenario, outcome_problems, scenario_of
from planner.projection.inputs.variations import Variation
from planner.projection.project import project


@dataclass(frozen=True)
class Solution:
    """What a lever must be for a goal to hold.

    Attributes
    ----------
    lever, goal, scenario
        What was asked.
    draws : int
        Draws in which it was tried, 1 for the plan as typed.
    value : float or None
        The value nearest to the present one at which the goal is met; one step back it is not,
        unless the plan's own value meets it already: then it is the last that still does. None
        if no value meets it, or every value does.
    met_now : bool
        Whether the goal is met with the lever left alone.
    flat : bool
        Whether the lever does not touch what the goal asks.
    steady : bool
        Whether more of the lever always helps, or always harms.
    holds : tuple of (float, float)
        From where to where the goal is met, as far as the range was looked over.
    best, best_room : float
        Value tried with most to spare, and how much that is; below zero what is short [USD].
    room_now : float
        What the deciding draw has to spare with the lever left alone [USD].
    chance_now, chance : float or None
        Share of the draws in which the goal holds with the lever left alone, and at the value or,
        without one, at the best; None without draws [share].
    before, after : Answers
        The plan as typed, and with the lever at the value or, without one, at the best.
    """

    lever: Lever
    goal: Goal
    scenario: Scenario
    draws: int
    value: float | None
    met_now: bool
    flat: bool
    steady: bool
    holds: tuple[tuple[float, float], ...]
    best: float
    best_room: float
    room_now: float
    chance_now: float | None
    chance: float | None
    before: Answers
    after: Answers

    @property
    def always(self) -> bool:
        """Whether every value tried meets the goal."""
        return self.value is None and bool(self.holds)


def hold(
    plan: Plan,
    scenario: str | Scenario = BASE,
    draws: int | Sequence[Variation] = 4096,
    seed: int = 1,
) -> HeldDraws:
    """Draws kept for several questions, so they are not projected again for each.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        What else applies.
    draws : int or sequence of Variation
        Number of draws from the plan's ranges, or draws of your own; 0 for the plan as typed.
    seed : int
        Seed of the draws.

    Returns
    -------
    HeldDraws
        Passed to ``solve`` instead of a number of draws.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> held = hold(plan, draws=64)
    >>> lever = "funding/General fund, technology/amount"
    >>> [solve(plan, lever, goal, chance=0.8, draws=held).draws for goal in ("funded", "policy")]
    [64, 64]
    """
    asked = scenario_of(plan, scenario)
    return HeldDraws(plan, asked, *_drawn(plan, asked, draws, seed))


def solve(
    plan: Plan,
    lever: str,
    goal: str,
    *,
    by: int | None = None,
    chance: float | None = None,
    scenario: str | Scenario = BASE,
    draws: int | Sequence[Variation] | HeldDraws = 0,
    seed: int = 1,
    from_year: int | None = None,
) -> Solution:
    """Find the value of a lever at which a goal is met.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    lever : str
        ``funding/Technology levy/amount``, or a short name: see ``lever_of``.
    goal : str
        ``balanced``, ``policy`` or ``funded``: see ``Goal``.
    by : int, optional
        Fiscal year from which (balanced) or through which (policy, funded) the goal must hold.
    chance : float, optional
        Share of the draws in which it must hold; all of them if left out [share].
    scenario : str or Scenario
        What else applies.
    draws : int, sequence of Variation or HeldDraws
        Number of draws from the plan's ranges, draws of your own, or draws that are held; 0 for
        the plan as typed.
    seed : int
        Seed of the draws.
    from_year : int, optional
        First fiscal year the lever is moved for.

    Returns
    -------
    Solution
        The value, or that there is none, and the plan before and after.

    Raises
    ------
    PlanError
        If lever or goal are not understood, or the tables would refuse the answer.
    ValueError
        If the draws that are held are those of another plan or scenario.

    References
    ----------
    Ours: a signed room in the worst year, narrowed in whole steps.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> found = solve(plan, "funding/General fund, technology/amount", "funded")
    >>> found.met_now, found.value > found.lever.now, found.after.first_unfunded is None
    (False, True, True)
    """
    asked = scenario_of(plan, scenario)
    sought = goal_of(plan, goal, by, chance)
    if chance is not None and not draws:
        raise PlanError([Problem("P125", "goal", facts={"value": f"{chance:.0%}"})])
    moved = lever_of(plan, lever, asked, from_year)
    held = draws if isinstance(draws, HeldDraws) else hold(plan, asked, draws, seed)
    if (held.plan is not plan and held.plan != plan) or held.scenario != asked:
        msg = "the draws that are held are those of another plan or scenario"
        raise ValueError(msg)
    money = moved.column.kind == "money" and moved.table in ("funding", "district")
    if held.count > 1 and money:
        # Draws are never right to the dollar.
        moved = replace(moved, per_unit=1)
    return _solved(Trials(moved, sought, held))


def _drawn(
    plan: Plan, scenario: Scenario, draws: int | Sequence[Variation], seed: int
) -> tuple[Scenario, tuple[Variation, ...], int]:
    """What all draws share, what differs between them, and how many there are."""
    if not isinstance(draws, int):
        given = tuple(draws)
        wide = [v.values.shape[1] for v in given if v.cases is None]
        return scenario, given, max(wide, default=1)
    if not draws:
        return scenario, (), 1
    # Imported here: it takes long, and only draws need it.
    from planner.analysis.simulation.draw_variations import drawn_variations
    from planner.analysis.simulation.simulate import draw_all
    from planner.plan.what_if.ranges import uncertain_inputs

    inputs = uncertain_inputs(plan)
    drawn = drawn_variations(plan, scenario, inputs, draw_all(plan, inputs, draws, seed))
    if not any(variation.differs for variation in drawn):
        return scenario, (), 1
    return scenario.without_numbers, tuple(drawn), draws


def _solved(trials: Trials) -> Solution:
    """Look the range over, narrow down, and prove what was found."""
    lever, goal = trials.lever, trials.goal
    now = trials.rooms_now
    room_now = float(trials.deciding(now[None])[0])
    seen = look_over(trials)
    step = boundary(trials, seen, met_now=met(room_now))
    if step is not None:
        at = step
    elif met(float(seen.scores.min())):  # every value meets it, also the present one
        at = present_step(trials)
    else:
        at = best_of(trials, seen)
    value = seen.value(at)
    rooms = trials.rooms(np.array([value]))[0]
    many = trials.count > 1
    solution = Solution(
        lever=lever,
        goal=goal,
        scenario=trials.scenario,
        draws=trials.count,
        value=None if step is None else value,
        met_now=met(room_now),
        flat=bool(np.ptp(seen.scores) < A_CENT) and abs(room_now - seen.scores[0]) < A_CENT,
        steady=seen.steady,
        holds=seen.where_met(step),
        best=value,
        best_room=float(trials.deciding(rooms[None])[0]),
        room_now=room_now,
        chance_now=_share_met(now) if many else None,
        chance=_share_met(rooms) if many else None,
        before=trials.held.before,
        after=_proved(trials, value, meets=step is not None),
    )
    return replace(solution, flat=solution.flat and step is None)


def _share_met(rooms: Floats) -> float:
    return float(np.mean(rooms >= -A_CENT))


def _proved(trials: Trials, value: float, *, meets: bool) -> Answers:
    """The plan with the lever at a value, projected by itself as anybody would.

    A value that the tables would refuse is not an answer; where nothing was found, the plan stays.
    """
    changes = (*trials.scenario.changes, trials.lever.change(value))
    problems = outcome_problems(trials.plan, changes)
    if problems and not meets:
        return trials.held.before
    if problems:
        problem = problems[0].facts.get("problem", str(problems[0]))
        facts = {"value": f"{value:,.10g}", "problem": problem}
        raise PlanError([Problem("P126", "lever", facts=facts)])
    name = f"{trials.scenario.name}, {trials.lever.name} {value:,.10g}"
    return answers(project(trials.plan, Scenario(name, changes=changes)))
