"""Where a goal turns in many draws: a few steps of the lever tried in all of them.

Money moves the room of a draw along straight pieces. Two steps tried give each draw a line; where
enough of the lines are at or above nothing, the goal should turn, and that step and the one
next to it are tried next. The lines only say where to look: a step counts as meeting the goal or
not because all draws were tried at it, and where lines mislead the middle is tried instead.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.goal_seek.trials import Trials, met
from planner.arrays import Floats

#: Each further step away from where a few draws turn is so many times as long.
_LONGER = 1.5
#: Tries in which lines must halve what is left, or show the other side of the turning point.
_BY_LINES = 3


@dataclass(frozen=True)
class Guess:
    """What is known of the turn before all draws are tried.

    Attributes
    ----------
    tried : tuple of int
        Steps to begin with: about where a few draws turn, or one on each side.
    toward : {-1, 1}
        Where the goal is met from there.
    slope : float
        Room of the deciding draw for each step, about [USD].
    ends : tuple of int
        First and last step of the range.
    clearest : tuple of int
        Step of the failing stretch that is farthest from turning, and of the stretch that meets
        the goal: a narrow stretch must not be stepped over.
    """

    tried: tuple[int, ...]
    toward: int
    slope: float
    ends: tuple[int, int]
    clearest: tuple[int, int]


def turn_in_draws(trials: Trials, guess: Guess, per_unit: int) -> int | None:
    """A step at which the goal is met in enough draws and next to it is not.

    Parameters
    ----------
    trials : Trials
        The lever, the goal and the draws.
    guess : Guess
        Where to begin.
    per_unit : int
        Steps in a unit of the lever.

    Returns
    -------
    int or None
        None if there is no turn between the first step tried and the end of the range.
    """
    search = _Search(trials, guess, per_unit)
    for step in guess.tried:
        search.look_at(step)
    while (step_or_none := search.next_step()) is not None:
        search.look_at(step_or_none)
    return search.ends[True] if len(search.ends) == 2 else None


@dataclass(frozen=True)
class _Tried:
    """A step, or the lever left alone, tried in all draws.

    Attributes
    ----------
    step : float
        Where, in steps of the lever.
    rooms : ndarray, shape (draw,)
        What the goal has to spare in every draw [USD].
    deciding : float
        The room that decides [USD].
    """

    step: float
    rooms: Floats
    deciding: float


@dataclass
class _Search:
    """What has been tried in all draws, and the nearest steps that fail and that meet the goal."""

    trials: Trials
    guess: Guess
    per_unit: int
    #: Step by whether it meets the goal.
    ends: dict[bool, int] = field(default_factory=dict)
    #: What lines are drawn through.
    tried: list[_Tried] = field(default_factory=list)
    #: Steps left between the two sides, try by try.
    left: list[int] = field(default_factory=list)

    def look_at(self, step: int) -> None:
        """Try a step in all draws."""
        here = self._tried_at(step, self.trials.rooms(np.array([step / self.per_unit]))[0])
        self.tried.append(here)
        holds = met(here.deciding)
        own, other = self.ends.get(holds), self.ends.get(not holds)
        # Of the steps that meet the goal keep the nearest to one that does not, and back.
        if own is None or other is None or abs(step - other) < abs(own - other):
            self.ends[holds] = step

    def next_step(self) -> int | None:
        """What to try next; None when all is known."""
        if len(self.ends) < 2:
            return self._other_side()
        fails, meets = self.ends[False], self.ends[True]
        self.left.append(abs(meets - fails))
        if self.left[-1] <= 1:
            return None
        slow = len(self.left) > _BY_LINES and 2 * self.left[-1] > self.left[-1 - _BY_LINES]
        by_lines = None if slow else self._crossing(fails, meets, holds=False)
        if by_lines is None:
            return (fails + meets) // 2
        last_to_fail, first_to_meet = by_lines
        return first_to_meet if first_to_meet != meets else last_to_fail

    def _other_side(self) -> int | None:
        """A step farther on, where the other side of the turn may be; None at the end of the range.

        All steps tried so far either meet the goal or fail it.
        """
        holds, here = next(iter(self.ends.items()))
        direction = -self.guess.toward if holds else self.guess.toward
        end = self.guess.ends[1 if direction > 0 else 0]
        if here == end:
            return None
        stops = [self._farther(here, end, direction, holds=holds), end]
        clearest = self.guess.clearest[not holds]
        if (clearest - here) * direction > 0:
            stops.append(clearest)  # a narrow stretch must not be stepped over
        return min(stops, key=lambda step: abs(step - here))

    def _farther(self, here: int, end: int, direction: int, *, holds: bool) -> int:
        """Where lines reach the other outcome; else as the slope says, farther at every try."""
        tries = len(self.tried)
        by_lines = self._crossing(here, end, holds=holds) if tries <= _BY_LINES else None
        if by_lines is not None:
            return by_lines[1]
        slope = self.guess.slope
        reach = abs(self.tried[-1].deciding) / slope if slope > 0 else 1.0
        longer = min(max(reach, 1.0) * _LONGER**tries, float(abs(end - here)))
        return here + direction * int(np.ceil(longer))

    def _crossing(self, start: int, end: int, *, holds: bool) -> tuple[int, int] | None:
        """Two steps between which the goal turns if every draw goes along a line.

        The first is on the side of ``start``, where the goal is known to hold or not to hold.
        None where lines do not go from there to the other outcome at the end.
        """
        one, other = self._nearest_two()
        if one.step == other.step:
            return None
        slopes = (one.rooms - other.rooms) / (one.step - other.step)
        need = self.trials.must_hold(len(one.rooms))

        def as_at_start(step: int) -> bool:
            met_in = np.count_nonzero(one.rooms + slopes * (step - one.step) >= -A_CENT)
            return (int(met_in) >= need) == holds

        if not as_at_start(start) or as_at_start(end):
            return None
        near, far = start, end
        while abs(far - near) > 1:
            middle = (near + far) // 2
            near, far = (middle, far) if as_at_start(middle) else (near, middle)
        return near, far

    def _nearest_two(self) -> list[_Tried]:
        """The two tried whose deciding room is nearest to nothing.

        The lever left alone is far away: it serves as one only while there is no other.
        """
        if len(self.tried) > 1:
            return sorted(self.tried, key=lambda tried: abs(tried.deciding))[:2]
        now = self.trials.lever.now * self.per_unit
        if not np.isfinite(now):
            return 2 * self.tried
        return [self.tried[0], self._tried_at(now, self.trials.rooms_now)]

    def _tried_at(self, step: float, rooms: Floats) -> _Tried:
        return _Tried(step, rooms, float(self.trials.deciding(rooms[None])[0]))
