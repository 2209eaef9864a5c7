"""The plans of many districts, each under many draws, projected together.

Districts whose plans differ only in numbers are side by side on the case axis, each with every
draw, so that thirteen thousand districts cost no more than as many cases of one plan. What comes
out for a district is what its plan alone gives, but for rounding in the last digits. A county or a
state reads its table of districts by ``read_district_table``.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from planner.arrays import Floats
from planner.districts.district_table import DistrictTable, read_district_table
from planner.districts.projected import ProjectedDistricts
from planner.districts.put_together import called, check_fits, put_together
from planner.districts.same_shape import groups_in_table
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.blocks import Keep, Kept, block_size, project_blocks
from planner.projection.inputs.same_shape import PlanGroup, groups_of_plans
from planner.projection.inputs.scenario_plan import scenario_plan
from planner.projection.inputs.variations import Variation
from planner.projection.yearly_totals import A_CENT, yearly_totals

#: From arrays [..., district, draw] to arrays [..., district].
OverDraws = Callable[[Kept], Kept]

#: Parts of the districts that each of several processes takes: few, as handing one over costs
#: time, but more than one, so that a process that is held up does not hold up the others.
_PARTS_EACH = 2


def project_districts(
    model: Plan,
    table: DistrictTable | str | Path | Mapping[str, Sequence[object]],
    keep: Keep = yearly_totals,
    draws: Sequence[Variation] = (),
    count: int = 1,
    *,
    over_draws: OverDraws | None = None,
    scenario: str | Scenario = BASE,
    pool: Executor | None = None,
) -> ProjectedDistricts:
    """Project one model for every district of a table.

    Parameters
    ----------
    model : Plan
        The plan that all districts share but for the cells of the table.
    table : DistrictTable, str, Path or mapping
        What differs: a CSV file, or columns by heading, as ``read_district_table`` reads them; or
        what it gave.
    keep : callable
        What to keep of a projection: arrays by name, the case axis last. The totals by year if
        left out: cost, structural balance, unfunded cost, reserve and the rest.
    draws : sequence of Variation
        What differs between draws; every district has the same draws.
    count : int
        Number of draws.
    over_draws : callable, optional
        What to make of the draws of a district, such as ``mean_and_chances``.
    scenario : str or Scenario
        What all have in common, changed after the table and before the draws.
    pool : Executor, optional
        Processes that share the work, such as a ``ProcessPoolExecutor``; this process alone if
        left out. What is kept must be a function of a module then.

    Returns
    -------
    ProjectedDistricts
        What was kept by name, with the axes (..., district, draw), or (..., district) after
        ``over_draws``; ``frame()`` is a row for each district and year.

    Raises
    ------
    PlanError
        If the table has cells that cannot be read, or the model has no such scenario.

    Examples
    --------
    Two districts of one model, one with twice the staff:

    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> staff = {"name": ["East", "West"], "district/staff": [600, 1200]}
    >>> found = project_districts(read_plan(example("prairie-view")), staff)
    >>> found["cost"].shape[1:], bool(np.all(found["cost"][:, 1] > found["cost"][:, 0]))
    ((2, 1), True)
    >>> found.frame().groupby("district")["cost"].sum().idxmax()
    'West'
    """
    read = table if isinstance(table, DistrictTable) else read_district_table(model, table)
    work = _Work(keep, tuple(draws), count, over_draws, scenario_of(model, scenario))
    return _projected(groups_in_table(model, read), work, pool, read.names)


def project_plans(
    plans: Sequence[Plan],
    keep: Keep = yearly_totals,
    draws: Sequence[Variation] = (),
    count: int = 1,
    *,
    over_draws: OverDraws | None = None,
    scenario: Scenario | None = None,
    pool: Executor | None = None,
) -> ProjectedDistricts:
    """Project the plans of many districts, those with the same shape together.

    Parameters
    ----------
    plans : sequence of Plan
        One a district, with rows and fiscal years of its own.
    keep : callable
        What to keep of a projection: arrays that every plan has in the same shape, the totals by
        year if left out. Where plans cover other years, arrays that are as long as a plan has years
        are taken to be by year. ``plan`` of the projection is that of one of the districts.
    draws, count, over_draws, pool
        As in ``project_districts``.
    scenario : Scenario, optional
        What all have in common, changed before the draws.

    Returns
    -------
    ProjectedDistricts
        As of ``project_districts``, districts in the order of the plans. ``years`` are all that
        some plan has; where a plan does not have a year its amounts are not numbers, and
        ``counted`` says how many plans each year has.

    Raises
    ------
    ValueError
        If a plan has no row that the scenario or the draws change, does not have the years of the
        draws, or gives arrays of another shape; the district is named.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = project_plans([read_plan(example(n)) for n in ("prairie-view", "altoona-wi")])
    >>> found["cost"].shape[1:], len(found.frame()) == sum(found.counted.values())
    ((2, 1), True)
    """
    common = scenario or Scenario(BASE)
    named = {(draw.table, draw.row) for draw in draws} | {(c.table, c.row) for c in common.changes}
    by_name = any(table == "enrollment" and row != "all" for table, row in named)
    work = _Work(keep, tuple(draws), count, over_draws, common)
    groups = groups_of_plans(plans, by_school=by_name)
    for group in groups:
        check_fits(group.plan, named, draws)
    return _projected(groups, work, pool, tuple(called(plan) for plan in plans))


def mean_and_chances(totals: Kept) -> dict[str, Floats]:
    """Mean of the yearly totals over the draws, and how often a district runs short.

    Parameters
    ----------
    totals : mapping of str to ndarray, shape (year, district, draw)
        What ``yearly_totals`` keeps [USD].

    Returns
    -------
    dict of str to ndarray, shape (year, district)
        The mean of each [USD]; ``below_policy`` and ``unfunded_chance``, the share of draws in
        which the reserve ends the year below policy and in which something is unfunded [share].
    """
    means = {name: np.asarray(array.mean(axis=-1)) for name, array in totals.items()}
    below = totals["reserve"] < totals["reserve_policy"] - A_CENT
    short = totals["unfunded"] > A_CENT
    chances = {"below_policy": below.mean(axis=-1), "unfunded_chance": short.mean(axis=-1)}
    return {**means, **{name: np.asarray(share) for name, share in chances.items()}}


@dataclass(frozen=True)
class _Work:
    """What is done with every district."""

    keep: Keep
    draws: tuple[Variation, ...]
    count: int
    over_draws: OverDraws | None
    scenario: Scenario

    def on(self, group: PlanGroup) -> dict[str, Floats]:
        """Project districts with the same shape, as many at a time as fit into a block."""
        under = scenario_plan(group.plan, self.scenario)
        size = self.districts_at_once(under.plan)
        parts = []
        drawn: list[Variation] = []
        for first in range(0, len(group.places), size):
            here = min(size, len(group.places) - first)
            if not first or here < size:
                drawn = [self._for_each(draw, here) for draw in self.draws]
            own = [self._with_every_draw(c, first, first + here) for c in group.columns]
            moved = [*own, *under.numbers, *drawn]
            kept = project_blocks(under.plan, moved, here * self.count, self.keep)
            by_draw = {n: a.reshape(*a.shape[:-1], here, self.count) for n, a in kept.items()}
            parts.append(by_draw if self.over_draws is None else self.over_draws(by_draw))
        axis = -2 if self.over_draws is None else -1
        return {name: np.concatenate([p[name] for p in parts], axis=axis) for name in parts[0]}

    def districts_at_once(self, plan: Plan) -> int:
        """As many districts as fit into a block with all their draws, or one."""
        return max(block_size(plan) // self.count, 1)

    def districts_of_a_part(self, group: PlanGroup, workers: int) -> int:
        """Districts that a process takes at a time, in whole blocks."""
        size = self.districts_at_once(group.plan)
        blocks = math.ceil(len(group.places) / size)
        return math.ceil(blocks / (_PARTS_EACH * workers)) * size

    def _with_every_draw(self, column: Variation, first: int, last: int) -> Variation:
        """What differs from district to district, the same in all draws of a district."""
        return replace(column, values=np.repeat(column.values[:, first:last], self.count, axis=1))

    def _for_each(self, draw: Variation, districts: int) -> Variation:
        """What differs from draw to draw, the same in all districts."""
        values = np.tile(draw.values, (1, districts)) if draw.values.shape[1] > 1 else draw.values
        if draw.cases is None:
            return replace(draw, values=values)
        begins = self.count * np.arange(districts)[:, None]
        return replace(draw, values=values, cases=(begins + draw.cases).ravel())


def _projected(
    groups: list[PlanGroup], work: _Work, pool: Executor | None, names: tuple[str, ...]
) -> ProjectedDistricts:
    """All groups, each district at its own place."""
    parts = groups
    if pool is not None:
        sizes = [work.districts_of_a_part(group, _workers(pool)) for group in groups]
        pairs = zip(groups, sizes, strict=True)
        parts = [part for group, size in pairs for part in _parts(group, size)]
    done = map(work.on, parts) if pool is None else pool.map(work.on, parts)
    axis = -2 if work.over_draws is None else -1
    return put_together(parts, done, axis, names)


def _workers(pool: Executor) -> int:
    """Processes of a pool; the executors of the standard library do not say it publicly."""
    return int(getattr(pool, "_max_workers", None) or os.cpu_count() or 1)


def _parts(group: PlanGroup, size: int) -> Iterator[PlanGroup]:
    """A group in parts of so many districts."""
    for first in range(0, len(group.places), size):
        here = slice(first, first + size)
        own = tuple(replace(c, values=c.values[:, here]) for c in group.columns)
        yield PlanGroup(group.plan, group.places[here], own)
