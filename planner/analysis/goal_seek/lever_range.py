"""The range of a lever in whole steps: looked over once, then narrowed to where a goal turns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.goal_seek.trials import Trials, met
from planner.analysis.goal_seek.turning_point import Guess, turn_in_draws
from planner.arrays import Floats, Places

#: Values tried over the range of a lever, and most whole numbers that are tried one by one.
_SPREAD, _COUNTED = 33, 100
#: An open range ends at so many doublings of twice the scale of the plan.
_DOUBLINGS = 8
#: Values tried between two others of one plan at a time.
_MANY, _ROUNDS = 31, 60
#: Rounds in which the best value of a range is looked for.
_ZOOMS = 8


@dataclass(frozen=True)
class Tried:
    """A step of a lever, and what the goal has to spare there [USD]."""

    step: int
    room: float


@dataclass(frozen=True)
class Steps:
    """Values of a lever as whole steps, in rising order, and what the goal has to spare at each.

    Attributes
    ----------
    places : ndarray of int
        Steps; ``per_unit`` of them are one unit of the lever.
    scores : ndarray
        What is to spare [USD].
    exact : bool
        Whether the scores are of all draws, or about right from a few.
    per_unit : int
        Steps in a unit.
    """

    places: Places
    scores: Floats
    exact: bool
    per_unit: int

    def value(self, step: int) -> float:
        """Value of a step."""
        return step / self.per_unit

    def at(self, place: int) -> Tried:
        """The step at a place."""
        return Tried(int(self.places[place]), float(self.scores[place]))

    @property
    def steady(self) -> bool:
        """Whether the goal gets only nearer, or only farther, along the range."""
        moves = np.diff(self.scores)
        return bool((moves >= -A_CENT).all() or (moves <= A_CENT).all())

    def where_met(self, step: int | None) -> tuple[tuple[float, float], ...]:
        """Stretches of the range in which the goal is met, with the boundary found."""
        places = self.places.tolist()
        holds = [met(score) for score in self.scores.tolist()]
        if step is not None and step not in places:
            after = int(np.searchsorted(self.places, step))
            places.insert(after, step)
            holds.insert(after, True)
        found: list[tuple[float, float]] = []
        for k, holding in enumerate(holds):
            if holding and k and holds[k - 1]:
                found[-1] = found[-1][0], self.value(places[k])
            elif holding:
                found.append((self.value(places[k]), self.value(places[k])))
        return tuple(found)


def look_over(trials: Trials) -> Steps:
    """Try values over the whole range of the lever, every whole number where they are few."""
    places = _range(trials)
    per_unit = trials.lever.per_unit
    counted = trials.lever.whole and len(places) <= _COUNTED
    exact = trials.count == 1
    values = places / per_unit
    scores = trials.scores(values) if exact else trials.thin_scores(values)
    seen = Steps(places, scores, exact, per_unit)
    return seen if counted or any(map(met, scores.tolist())) else _zoomed(trials, seen)


def _range(trials: Trials) -> Places:
    lever = trials.lever
    now = 0.0 if np.isnan(lever.now) else lever.now
    low, high = lever.low, lever.high
    if lever.column.kind == "fiscal_year":
        low, high = max(low, trials.plan.years[0] - 1), min(high, trials.plan.years[-1] + 1)
    if np.isinf(high):
        scale = 2 * max(abs(now), _scale_of(trials))
        doubled = scale * 2.0 ** np.arange(1, _DOUBLINGS + 1)
        values = np.concatenate([np.linspace(low, scale, _SPREAD), doubled])
    elif lever.whole and high - low < _COUNTED:
        values = np.arange(low, high + 1)
    else:
        values = np.linspace(low, high, 2 * _SPREAD - 1)
    values = np.clip(np.append(values, now), low, high)
    return np.unique(np.rint(values * lever.per_unit)).astype(np.intp)


def _scale_of(trials: Trials) -> float:
    """What an open range is measured by where the present value is small: a year's budget, or 1."""
    if trials.lever.column.kind != "money" or trials.lever.table not in ("funding", "district"):
        return 1.0
    return sum(row.amount or 0.0 for row in trials.plan.funding if row.active) or 1_000_000.0


def _zoomed(trials: Trials, seen: Steps) -> Steps:
    """More values around the best one, where none meets the goal: it may hold in between."""
    for _ in range(_ZOOMS):
        best = int(np.argmax(seen.scores))
        low = int(seen.places[max(best - 1, 0)])
        high = int(seen.places[min(best + 1, len(seen.places) - 1)])
        between = np.unique(np.linspace(low, high, _SPREAD).astype(np.intp))
        new = np.setdiff1d(between, seen.places)
        if not len(new) or np.ptp(seen.scores[max(best - 1, 0) : best + 2]) < 1e-6:
            break
        values = new / seen.per_unit
        scores = trials.scores(values) if seen.exact else trials.thin_scores(values)
        places, order = np.unique(np.append(seen.places, new), return_index=True)
        joined = np.append(seen.scores, scores)[order]
        seen = Steps(places, joined, seen.exact, seen.per_unit)
        if met(float(joined.max())):
            break
    return seen


def boundary(trials: Trials, seen: Steps, *, met_now: bool) -> int | None:
    """The step nearest to the present value at which the goal is met and next to it is not.

    None if every value tried meets the goal, or none does.
    """
    if not len(_turns(seen)) and not seen.exact:
        # A few draws show no turn; all of them may have one near an end or near the best value.
        few = np.unique([0, int(np.argmax(seen.scores)), len(seen.places) - 1])
        scores = trials.scores(seen.places[few] / seen.per_unit)
        seen = Steps(seen.places[few], scores, exact=True, per_unit=seen.per_unit)
    turns = _turns(seen)
    if not len(turns):
        return None
    now = present_step(trials)
    turn = min(turns.tolist(), key=lambda t: _distance(seen, t, now, met_now=met_now))
    fails, meets = (turn, turn + 1) if met(float(seen.scores[turn + 1])) else (turn + 1, turn)
    if trials.count > 1:
        return turn_in_draws(trials, _guessed(seen, fails, meets), seen.per_unit)
    return _narrowed(trials, seen.at(fails), seen.at(meets)).step


def _turns(seen: Steps) -> Places:
    """Places after which the goal changes from met to not met, or back."""
    holds = np.array([met(score) for score in seen.scores.tolist()])
    return np.flatnonzero(holds[1:] != holds[:-1])


def _distance(seen: Steps, turn: int, now: int, *, met_now: bool) -> tuple[int, int]:
    """How far a turn is from the present value: its failing side if the goal is met now.

    A stretch seen at one value alone has two turns: that which faces the present value is nearer.
    """
    side = turn if met(float(seen.scores[turn])) != met_now else turn + 1
    other = 2 * turn + 1 - side
    return abs(int(seen.places[side]) - now), abs(int(seen.places[other]) - now)


def _narrowed(trials: Trials, fails: Tried, meets: Tried) -> Tried:
    """Narrow down between two of the values tried; the one that meets the goal, one step away."""
    for _ in range(_ROUNDS):
        if abs(meets.step - fails.step) <= 1:
            break
        steps = _between(fails, meets)
        scores = trials.scores(steps / trials.lever.per_unit)
        for step, score in zip(steps.tolist(), scores.tolist(), strict=True):
            # Of the values that meet the goal keep the nearest to one that does not, and back.
            if met(score) and abs(step - fails.step) < abs(meets.step - fails.step):
                meets = Tried(step, score)
            elif not met(score) and abs(step - meets.step) < abs(fails.step - meets.step):
                fails = Tried(step, score)
    return meets


def _between(fails: Tried, meets: Tried) -> Places:
    """Steps to try next: where a line crosses nothing, and an even spread."""
    low, high = sorted((fails.step, meets.step))
    crossing = _crossing(fails, meets)
    even = np.linspace(low, high, _MANY + 2).astype(int).tolist()
    guesses = [int(np.floor(crossing)), int(np.ceil(crossing))]
    return np.unique(np.clip(np.array([*guesses, *even], dtype=np.intp), low + 1, high - 1))


def _crossing(fails: Tried, meets: Tried) -> float:
    """Where a line between a step that fails and one that meets the goal crosses nothing."""
    short, spare = -fails.room, max(meets.room, 0.0)
    share = short / (short + spare) if short > 0 else 0.5
    return fails.step + share * (meets.step - fails.step)


def _guessed(seen: Steps, fails: int, meets: int) -> Guess:
    """Where all draws may turn, if a few of them turn between two of the values tried."""
    failing, meeting = seen.at(fails), seen.at(meets)
    both = (failing.step, meeting.step)
    return Guess(
        tried=both if seen.exact else (round(_crossing(failing, meeting)),),
        toward=1 if meeting.step > failing.step else -1,
        slope=abs(meeting.room - failing.room) / abs(meeting.step - failing.step),
        ends=(int(seen.places[0]), int(seen.places[-1])),
        clearest=(_clearest(seen, fails, fails - meets), _clearest(seen, meets, meets - fails)),
    )


def _clearest(seen: Steps, place: int, way: int) -> int:
    """The step of a stretch of like values, from a place on, that is farthest from turning."""
    stretch = [place]
    while 0 <= place + way < len(seen.places):
        place += way
        if met(float(seen.scores[place])) != met(float(seen.scores[stretch[0]])):
            break
        stretch.append(place)
    return int(seen.places[max(stretch, key=lambda p: abs(float(seen.scores[p])))])


def present_step(trials: Trials) -> int:
    """The step nearest to the present value; that of nothing where the cell is blank."""
    now = trials.lever.now
    return 0 if np.isnan(now) else int(np.rint(now * trials.lever.per_unit))


def best_of(trials: Trials, seen: Steps) -> int:
    """The value tried with most to spare; of several equal ones, the nearest to the present one."""
    top = float(seen.scores.max())
    now = present_step(trials)
    as_good = seen.places[seen.scores >= top - A_CENT]
    return int(as_good[np.argmin(np.abs(as_good - now))])
