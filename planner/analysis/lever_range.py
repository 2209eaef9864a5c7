"""The range of a lever in whole steps: looked over once, then narrowed to where a goal turns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.trials import Trials, met
from planner.fiscal import Floats
from planner.projection.variations import Places

#: Values tried over the range of a lever, and most whole numbers that are tried one by one.
_SPREAD, _COUNTED = 33, 100
#: An open range ends at so many doublings of twice the scale of the plan.
_DOUBLINGS = 8
#: Values tried between two others at a time: many of one plan, few where each has many draws.
_MANY, _FEW, _ROUNDS = 31, 2, 60
#: Rounds in which the best value of a range is looked for.
_ZOOMS = 8


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

    def value(self, place: int) -> float:
        """Value of a step."""
        return place / self.per_unit


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
    return _narrowed(trials, seen, fails, meets)


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


def _narrowed(trials: Trials, seen: Steps, fails: int, meets: int) -> int | None:
    """Narrow down between two of the values tried until they are one step apart."""
    ends = [int(seen.places[fails]), int(seen.places[meets])]
    rooms = [float(seen.scores[fails]), float(seen.scores[meets])]
    if not seen.exact:
        found = _around(trials, seen, ends, rooms)
        if found is None:
            return None
        ends, rooms = found
    at_a_time = _MANY if trials.count == 1 else _FEW
    for turn in range(_ROUNDS):
        apart = abs(ends[1] - ends[0])
        if apart <= 1:
            break
        inner = _between(ends, rooms, at_a_time, halve=trials.count > 1 and turn % 3 == 2)
        scores = trials.scores(inner / seen.per_unit).tolist()
        for place, room in zip(inner.tolist(), scores, strict=True):
            side = int(met(room))
            # Of the values that meet the goal keep the nearest to one that does not, and back.
            if abs(place - ends[1 - side]) < abs(ends[side] - ends[1 - side]):
                ends[side], rooms[side] = place, room
    return ends[1]


def _between(ends: list[int], rooms: list[float], count: int, *, halve: bool) -> Places:
    """Steps to try next: where a line crosses nothing, and the middle or an even spread."""
    low, high = min(ends), max(ends)
    short, spare = -rooms[0], max(rooms[1], 0.0)
    share = short / (short + spare) if short > 0 else 0.5
    crossing = ends[0] + share * (ends[1] - ends[0])
    guesses = [int(np.floor(crossing)), int(np.ceil(crossing))]
    even = [(low + high) // 2] if halve else []
    if count > _FEW:
        even = np.linspace(low, high, count + 2).astype(int).tolist()
    inner = np.clip(np.array([*guesses, *even], dtype=np.intp), low + 1, high - 1)
    return np.unique(inner)


def _around(
    trials: Trials, seen: Steps, ends: list[int], rooms: list[float]
) -> tuple[list[int], list[float]] | None:
    """A step that fails in all draws and one that meets the goal, near where a few draws turn."""
    crossing = (
        int(_between(ends, rooms, _FEW, halve=False)[0]) if abs(ends[1] - ends[0]) > 1 else ends[1]
    )
    slope = abs(rooms[1] - rooms[0]) / abs(ends[1] - ends[0])
    toward = 1 if ends[1] > ends[0] else -1
    first, last = int(seen.places[0]), int(seen.places[-1])
    place, room = crossing, float(trials.scores(np.array([crossing / seen.per_unit]))[0])
    start = met(room)
    known = {start: (place, room)}
    reach = max(abs(room) / slope if slope > 0 else 1.0, 1.0)
    while True:
        reach *= 1.5
        place = min(max(int(place + (-toward if start else toward) * np.ceil(reach)), first), last)
        room = float(trials.scores(np.array([place / seen.per_unit]))[0])
        known[met(room)] = place, room
        if len(known) == 2:
            break
        if place in (first, last):
            return None
    fails, meets = known[False], known[True]
    return [fails[0], meets[0]], [fails[1], meets[1]]


def present_step(trials: Trials) -> int:
    """The step nearest to the present value; that of nothing where the cell is blank."""
    now = trials.lever.now
    return 0 if np.isnan(now) else int(np.rint(now * trials.lever.per_unit))


def best_of(trials: Trials, seen: Steps) -> int:
    """The value tried with most to spare; of several alike the nearest to the present one."""
    top = float(seen.scores.max())
    now = present_step(trials)
    alike = seen.places[seen.scores >= top - 0.005]
    return int(alike[np.argmin(np.abs(alike - now))])
