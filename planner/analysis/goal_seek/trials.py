"""Trials of a lever: what a goal has to spare at many values of it, in one plan or in many draws.

Every value and every draw is a case. All draws are projected once, and at each value only what
depends on the lever is recalculated; draws that are held keep their projection from one question
to the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.analysis.answers import A_CENT, Answers, answers
from planner.analysis.goal_seek.goals import Goal
from planner.analysis.goal_seek.levers import Lever
from planner.arrays import Floats, Places
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.projection.blocks import keep_memory_warm, numbers_of_a_case, project_blocks
from planner.projection.inputs.scenario_plan import ScenarioPlan, scenario_plan
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection, project, project_inputs, projected_again
from planner.projection.yearly_totals import yearly_totals

#: Draws whose cost is kept in one block, and numbers that are kept at most: about 400 MB.
_BLOCK, _MOST_KEPT = 4096, 50_000_000
#: Draws that represent all of them when the full range of a lever is scanned, and values
#: that are tried in them at a time: all values of an open range.
_THIN, _AT_A_TIME = 32, 42


@dataclass(frozen=True)
class HeldDraws:
    """The draws of a plan under a scenario, and their cost from when it is first asked for.

    Questions about the same draws may share them. What is kept is released with this object; it is
    at most 400 MB, and nothing at all where the draws are too many or have too many rows.

    Attributes
    ----------
    plan, scenario : Plan, Scenario
        What is drawn, and under which scenario.
    shared : Scenario
        What all cases have in common: the scenario, or its words and choices alone where the
        draws are around its numbers and include them.
    draws : tuple of Variation
        What differs between draws; empty for the plan as typed.
    count : int
        Number of draws, 1 for the plan as typed.
    """

    plan: Plan
    scenario: Scenario
    shared: Scenario
    draws: tuple[Variation, ...] = ()
    count: int = 1

    @cached_property
    def before(self) -> Answers:
        """The plan as typed, under the scenario."""
        return answers(project(self.plan, self.scenario))

    @property
    def kept(self) -> bool:
        """Whether the cost of the draws is kept; not that of one, nor of too many."""
        return 1 < self.count <= _MOST_KEPT / numbers_of_a_case(self._under.plan)

    @cached_property
    def costed(self) -> tuple[Projection, ...]:
        """Every draw projected, in blocks that follow each other."""
        keep_memory_warm()
        firsts = range(0, self.count, _BLOCK)
        return tuple(self._cost_of(first, min(first + _BLOCK, self.count)) for first in firsts)

    @cached_property
    def thin(self) -> Places:
        """The few draws that represent all."""
        return np.arange(0, self.count, max(self.count // _THIN, 1), dtype=np.intp)

    @cached_property
    def thin_costed(self) -> Projection:
        """The few draws projected, all of them several times over."""
        tiled = [_tiled(variation, self.thin, _AT_A_TIME) for variation in self.draws]
        return self._project(tiled, len(self.thin) * _AT_A_TIME)

    @cached_property
    def _under(self) -> ScenarioPlan:
        """The plan under what all cases have in common."""
        return scenario_plan(self.plan, self.shared)

    def _cost_of(self, first: int, last: int) -> Projection:
        own = [variation.part(first, last) for variation in self.draws]
        return self._project(own, last - first)

    def _project(self, variations: list[Variation], cases: int) -> Projection:
        return project_inputs(self._under.inputs(variations, cases), (self.shared,) * cases)


@dataclass(frozen=True)
class Trials:
    """A lever, a goal, and the draws in which it must hold."""

    lever: Lever
    goal: Goal
    held: HeldDraws

    @property
    def plan(self) -> Plan:
        """What the district typed."""
        return self.held.plan

    @property
    def scenario(self) -> Scenario:
        """What else applies."""
        return self.held.scenario

    @property
    def count(self) -> int:
        """Number of draws, 1 for the plan as typed."""
        return self.held.count

    def rooms(self, values: Floats) -> Floats:
        """What is to spare in the worst year, shape (value, draw) [USD]."""
        if self.count == 1:
            return self._projected(values, None)
        # Rows of draws are kept: what proves an answer is also what is said about it.
        new = np.array([value for value in values.tolist() if value not in self._known])
        if len(new):
            rows = self._settled(new) if self._costed else self._projected(new, None)
            self._known.update(zip(new.tolist(), rows, strict=True))
        return np.array([self._known[value] for value in values.tolist()])

    @cached_property
    def rooms_now(self) -> Floats:
        """The same with the lever left alone, shape (draw,) [USD]."""
        if self._costed:
            return np.concatenate([self._room(block) for block in self._costed])
        return self._room_of_cases(self.held.draws, self.count)

    def scores(self, values: Floats) -> Floats:
        """Room of the draw that decides, at each value: at or above nothing the goal is met."""
        return self.deciding(self.rooms(values))

    def thin_scores(self, values: Floats) -> Floats:
        """About the same from a few of the draws, to look over the whole range of the lever."""
        thin = self.held.thin
        if not self._costed:
            return self.deciding(self._projected(values, thin))
        block, found = self.held.thin_costed, []
        for first in range(0, len(values), _AT_A_TIME):
            # The last value fills all places that are left over.
            places = np.minimum(np.arange(first, first + _AT_A_TIME), len(values) - 1)
            moved = self.lever.variation(np.repeat(values[places], len(thin)))
            room = self._room(projected_again(block, [moved]))
            found.append(np.reshape(room, (_AT_A_TIME, len(thin))))
        return self.deciding(np.concatenate(found)[: len(values)])

    def deciding(self, rooms: Floats) -> Floats:
        """Room of the draw that must hold for the goal to hold in enough draws.

        Parameters
        ----------
        rooms : ndarray, shape (value, draw)
            What is to spare [USD].
        """
        place = rooms.shape[1] - self.must_hold(rooms.shape[1])
        return np.asarray(np.partition(rooms, place, axis=1)[:, place])

    def must_hold(self, count: int) -> int:
        """In how many of so many draws the goal must hold."""
        chance = 1.0 if self.goal.chance is None else self.goal.chance
        return min(max(math.ceil(chance * count - 1e-9), 1), count)

    def _projected(self, values: Floats, picked: Places | None) -> Floats:
        """Every value in every draw, or in some, as cases of one call."""
        draws = np.arange(self.count, dtype=np.intp) if picked is None else picked
        tiled = [_tiled(variation, draws, len(values)) for variation in self.held.draws]
        moved = self.lever.variation(np.repeat(values, len(draws)))
        room = self._room_of_cases([*tiled, moved], len(values) * len(draws))
        return np.reshape(room, (len(values), len(draws)))

    def _room_of_cases(self, variations: Sequence[Variation], cases: int) -> Floats:
        totals = project_blocks(self.plan, variations, cases, yearly_totals, self.held.shared)
        return self.goal.room(totals, self.plan.years)

    @property
    def _costed(self) -> tuple[Projection, ...]:
        """Every draw projected; none where the draws are not kept."""
        return self.held.costed if self.held.kept else ()

    @cached_property
    def _known(self) -> dict[float, Floats]:
        """Room of every draw at the values tried."""
        return {}

    def _settled(self, values: Floats) -> Floats:
        """Room of every draw at values of the lever."""
        keep_memory_warm()
        rows = [[self._at(block, value) for block in self._costed] for value in values.tolist()]
        return np.array([np.concatenate(row) for row in rows])

    def _at(self, block: Projection, value: float) -> Floats:
        moved = self.lever.variation(np.array([value]))
        return self._room(projected_again(block, [moved]))

    def _room(self, block: Projection) -> Floats:
        return self.goal.room(yearly_totals(block), self.plan.years)


def _tiled(variation: Variation, picked: Places, times: int) -> Variation:
    """The variation in some of the draws, those draws several times over."""
    if not variation.differs:
        return variation
    if variation.cases is None:
        return replace(variation, values=np.tile(variation.values[:, picked], (1, times)))
    held = np.isin(picked, variation.cases)
    places = np.searchsorted(variation.cases, picked[held])
    cases = np.flatnonzero(np.tile(held, times))
    values = variation.values
    if values.shape[1] > 1:
        values = np.tile(values[:, places], (1, times))
    return replace(variation, values=values, cases=cases)


def met(room: float) -> bool:
    """Whether a goal is met, half a cent of rounding let pass."""
    return room >= -A_CENT
