"""Trials of a lever: what a goal has to spare at many values of it, in one plan or in many draws.

Every value and every draw is a case. Where the lever moves money only, the cost of all draws is
reckoned once and only what pays it is settled again.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.goals import Goal
from planner.analysis.levers import ALL, Lever
from planner.fiscal import Floats
from planner.plan.plan import Plan
from planner.plan.scenarios import Scenario, apply_changes
from planner.projection.blocks import project_blocks, yearly_totals
from planner.projection.cases import Inputs, case_inputs
from planner.projection.merged import merged_rows
from planner.projection.project import Projection, project_inputs, settled_with
from planner.projection.variations import Places, Variation, variation_of

#: Draws whose cost is kept at a time, and the most that are kept at all: about 150 MB.
_BLOCK, _MOST_KEPT = 1024, 16_384
#: Draws that stand for all of them when the whole range of a lever is looked over.
_THIN = 32


@dataclass(frozen=True)
class Trials:
    """A lever, a goal, and the draws in which it must hold.

    Attributes
    ----------
    plan, lever, goal, scenario
        What is asked.
    shared : Scenario
        What all cases have in common: the scenario, or its words and choices alone where the
        draws lie around its numbers and bring them along.
    draws : sequence of Variation
        What differs between draws; empty for the plan as typed.
    count : int
        Number of draws, 1 for the plan as typed.
    """

    plan: Plan
    lever: Lever
    goal: Goal
    scenario: Scenario
    shared: Scenario
    draws: tuple[Variation, ...] = ()
    count: int = 1

    def rooms(self, values: Floats) -> Floats:
        """What is to spare in the worst year, shape (value, draw) [USD]."""
        if not self._costed:
            return self._projected(values, None)
        rows = [
            [self._settled(block, value) for block in self._costed] for value in values.tolist()
        ]
        return np.array([np.concatenate(row) for row in rows])

    def rooms_now(self) -> Floats:
        """The same with the lever left alone, shape (draw,) [USD]."""
        if self._costed:
            rooms = [self.goal.room(yearly_totals(b), self.plan.years) for b in self._costed]
            return np.concatenate(rooms)
        totals = project_blocks(
            self.plan, self.draws, self.count, yearly_totals, self.shared, merged=self.count > 1
        )
        return self.goal.room(totals, self.plan.years)

    def scores(self, values: Floats) -> Floats:
        """Room of the draw that decides, at each value: at or above nothing the goal is met."""
        return self.deciding(self.rooms(values))

    def thin_scores(self, values: Floats) -> Floats:
        """About the same from a few of the draws, to look over the whole range of the lever."""
        picked = np.arange(0, self.count, max(self.count // _THIN, 1), dtype=np.intp)
        return self.deciding(self._projected(values, picked))

    def deciding(self, rooms: Floats) -> Floats:
        """Room of the draw that must hold for the goal to hold in enough draws.

        Parameters
        ----------
        rooms : ndarray, shape (value, draw)
            What is to spare [USD].
        """
        count = rooms.shape[1]
        chance = 1.0 if self.goal.chance is None else self.goal.chance
        must_hold = min(max(math.ceil(chance * count - 1e-9), 1), count)
        place = count - must_hold
        return np.asarray(np.partition(rooms, place, axis=1)[:, place])

    def _projected(self, values: Floats, picked: Places | None) -> Floats:
        """Every value in every draw, or in some, as cases of one call."""
        draws = np.arange(self.count, dtype=np.intp) if picked is None else picked
        tiled = [_tiled(variation, draws, len(values)) for variation in self.draws]
        moved = self.lever.variation(np.repeat(values, len(draws)))
        cases = len(values) * len(draws)
        totals = project_blocks(
            self.plan, [*tiled, moved], cases, yearly_totals, self.shared, merged=self.count > 1
        )
        room = self.goal.room(totals, self.plan.years)
        return np.reshape(room, (len(values), len(draws)))

    @cached_property
    def _costed(self) -> tuple[Projection, ...]:
        """Every draw projected, in blocks; none where the lever moves cost or there is one draw."""
        if self.count == 1 or self.count > _MOST_KEPT or not _moves_money_only(self.lever):
            return ()
        words = tuple(change for change in self.shared.changes if not change.numeric)
        plan = apply_changes(self.plan, words) if words else self.plan
        shared = [variation_of(change) for change in self.shared.changes if change.numeric]
        moved = self.lever.variation(np.zeros(1))
        plan = merged_rows(plan, [*shared, *self.draws, moved])
        found = []
        for first in range(0, self.count, _BLOCK):
            last = min(first + _BLOCK, self.count)
            own = [variation.part(first, last) for variation in self.draws]
            inputs = case_inputs(plan, [*shared, *own], last - first)
            found.append(project_inputs(inputs, (self.shared,) * inputs.cases))
        return tuple(found)

    def _settled(self, block: Projection, value: float) -> Floats:
        """Room of the draws of a block at a value of a lever that moves money only."""
        settled = settled_with(block, _moved(block.inputs, self.lever, value))
        return self.goal.room(yearly_totals(settled), self.plan.years)


def _moves_money_only(lever: Lever) -> bool:
    reserve = ("reserve_opening_balance", "reserve_policy_rate")
    return lever.table == "funding" or (lever.table == "district" and lever.field in reserve)


def _moved(inputs: Inputs, lever: Lever, value: float) -> Inputs:
    """The inputs with the lever at a value."""
    since = sum(year < (lever.from_year or 0) for year in inputs.plan.years)
    if lever.table == "district":
        column = inputs.district[lever.field][None]
        changed = _laid(column, slice(None), since, lever, value, len(inputs.years))[0]
        return replace(inputs, district={**inputs.district, lever.field: changed})
    column = inputs.of(lever.table, lever.field)
    keys = [row.key for row in inputs.plan.rows(lever.table)]
    rows = slice(None) if lever.row == ALL else slice(p := keys.index(lever.row), p + 1)
    changed = _laid(column, rows, since, lever, value, len(inputs.years))
    table = {**inputs.tables[lever.table], lever.field: changed}
    return replace(inputs, tables={**inputs.tables, lever.table: table})


def _laid(
    column: Floats, rows: slice, since: int, lever: Lever, value: float, years: int
) -> Floats:
    shape = (column.shape[0], years if since else column.shape[1], column.shape[2])
    array = np.array(np.broadcast_to(column, shape))
    if lever.how == "set":
        array[rows, since:] = value
    elif lever.how == "add":
        array[rows, since:] += value
    else:
        array[rows, since:] *= value
    return array


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
