"""Sets of options: which may be taken together, and the results of each set.

A set is a column of yes and no, one for each option. Its money is judged by exact projection of
all its changes at once, never by adding up single effects: a longer life saves less where fewer
devices are left. What it takes in service is the sum of the district's own points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from planner.analysis.answers import A_CENT
from planner.arrays import Bools, Floats, Places, sum_of_rows, taken_cases
from planner.plan.plan import Plan
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.scenarios import Scenario
from planner.projection.blocks import Keep, block_size, project_stacked
from planner.projection.project import Projection
from planner.projection.yearly_totals import yearly_totals

#: Sets as numbers: bit k says whether option k is taken.
Masks: TypeAlias = npt.NDArray[np.int64]

#: Points are typed with a few digits; sums that differ by less are the same.
_A_HAIR = 1e-9


@dataclass(frozen=True)
class SetMeasures:
    """Results of sets of options; every array has one number for each set.

    Attributes
    ----------
    cost : ndarray
        Cost over all years [USD].
    position : ndarray
        Reserve at the end less everything that was left unfunded: what a set leaves the district
        over the plan is the change in it, whether it lowers cost or adds money [USD].
    unfunded_in_all : ndarray
        Unfunded cost, over all years [USD].
    short : ndarray
        Lump sum at the start that would pay what is unfunded and keep the reserve at policy in
        every year [USD].
    structural_balance_last : ndarray
        Recurring revenue less sustained cost in the last year [USD].
    years_under : ndarray
        Years in which the reserve ends below policy [years].
    past_support : ndarray
        Devices in service past the end of their support, summed over the years [device-years].
    points : ndarray
        Service lost, as the district judged it [points].
    size : ndarray
        Options taken [options].
    """

    cost: Floats
    position: Floats
    unfunded_in_all: Floats
    short: Floats
    structural_balance_last: Floats
    years_under: Floats
    past_support: Floats
    points: Floats
    size: Floats

    @property
    def gets_through(self) -> Bools:
        """Sets that get through the plan: all cost is funded, the reserve always at policy."""
        return np.asarray((self.unfunded_in_all < A_CENT) & (self.years_under == 0))

    @property
    def lasts(self) -> Bools:
        """Sets that close the gap for good: the last year is structurally balanced."""
        return np.asarray(self.structural_balance_last > -A_CENT)

    @property
    def closes(self) -> Bools:
        """Sets that close the gap: they get through the plan, and for good."""
        return self.gets_through & self.lasts

    @property
    def gap(self) -> Floats:
        """What is missing: the lump sum, and the structural deficit of the last year [USD]."""
        return np.asarray(self.short + np.maximum(-self.structural_balance_last, 0.0))

    def part(self, sets: Places | Bools) -> SetMeasures:
        """Some of the sets."""
        return SetMeasures(*(getattr(self, field.name)[sets] for field in fields(self)))

    def at(self, place: int) -> dict[str, float]:
        """Numbers of one set by name."""
        found: Any = {field.name: float(getattr(self, field.name)[place]) for field in fields(self)}
        return {**found, "gap": float(self.gap[place])}


def sets_of(masks: Masks, count: int) -> Bools:
    """Sets by their numbers: option k is taken where bit k is set; shape (option, set).

    >>> sets_of(np.array([0, 1, 2, 3]), 2).astype(int).tolist()
    [[0, 1, 0, 1], [0, 0, 1, 1]]
    """
    return np.asarray((masks >> np.arange(count, dtype=np.int64)[:, None]) & 1 == 1)


def allowed_sets(options: Sequence[OptionRow], most: int, limit: float = np.inf) -> Masks | None:
    """Numbers of all sets that break neither ``excludes`` nor ``needs``, in rising order.

    Parameters
    ----------
    options : sequence of OptionRow
        The options; what one needs and is not among them is never taken.
    most : int
        Sets to find; of more there is no list [sets].
    limit : float
        Most service that a set may take [points].

    Returns
    -------
    ndarray of int or None
        The sets, none first; None where there are more.
    """
    place = {row.name: k for k, row in enumerate(options)}
    rest = sum(min(row.service_points, 0.0) for row in options)
    masks, points = np.zeros(1, dtype=np.int64), np.zeros(1)
    for k in _needed_first(options):
        row = options[k]
        rest -= min(row.service_points, 0.0)
        lost = points + row.service_points
        may = lost + rest <= limit + _A_HAIR
        for name in row.needs:
            may &= (masks >> place[name]) & 1 == 1 if name in place else False
        for other in options:
            if other.name in row.excludes or row.name in other.excludes:
                may &= (masks >> place[other.name]) & 1 == 0
        keep = points + rest <= limit + _A_HAIR
        masks = np.concatenate([masks[keep], masks[may] | np.int64(1 << k)])
        points = np.concatenate([points[keep], lost[may]])
        if len(masks) > most:
            return None
    return np.sort(masks)


def _needed_first(options: Sequence[OptionRow]) -> list[int]:
    """Places of the options, each after those that it needs; there are no circles."""
    place = {row.name: k for k, row in enumerate(options)}
    order: list[int] = []

    def add(k: int) -> None:
        if k not in order:
            for name in options[k].needs:
                if name in place:
                    add(place[name])
            order.append(k)

    for k in range(len(options)):
        add(k)
    return order


def breaks_nothing(options: Sequence[OptionRow], taken: Bools) -> Bools:
    """Which sets break neither ``excludes`` nor ``needs``."""
    place = {row.name: k for k, row in enumerate(options)}
    allowed = np.ones(taken.shape[1], dtype=bool)
    for k, row in enumerate(options):
        for name in row.excludes:
            if name in place:
                allowed &= ~(taken[k] & taken[place[name]])
        for name in row.needs:
            allowed &= ~taken[k] | (taken[place[name]] if name in place else False)
    return allowed


def measure_sets(
    plan: Plan,
    base: Scenario,
    scenarios: Sequence[Scenario],
    taken: Bools,
    points: Floats,
    keep: Keep | None = None,
) -> SetMeasures:
    """Project sets of options exactly, each with all its changes at once.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    base : Scenario
        What all sets have in common, changed first.
    scenarios : sequence of Scenario
        The options' changes, in the order in which they are stacked.
    taken : ndarray of bool, shape (option, set)
        The sets.
    points : ndarray, shape (option,)
        Service lost by each option [points].
    keep : callable, optional
        What makes the results of a projection, ``set_money`` if left out.

    Returns
    -------
    SetMeasures
        Results of each set.
    """
    always = np.ones((1, taken.shape[1]), dtype=bool)
    stacked = np.concatenate([always, taken])
    asked = plan, [base, *scenarios], stacked, keep or set_money
    found = project_stacked(*asked, in_totals=True)
    lost = np.round(points @ taken, 9)
    return SetMeasures(**found, points=lost, size=taken.sum(axis=0).astype(np.float64))


def set_money(projection: Projection) -> Mapping[str, Floats]:
    """Results of a set of options in money, for every case of a projection."""
    every = np.arange(projection.inputs.cases, dtype=np.intp)
    return {
        **settled_money(projection, every),
        "structural_balance_last": last_balance(projection),
        "past_support": projection.expenses.past_support.sum(axis=0),
    }


def last_balance(projection: Projection) -> Floats:
    """Structural balance of the last year, for every case of a projection [USD]."""
    return np.asarray(projection.structural_in(slice(-1, None)).balance[0])


def settled_money(projection: Projection, cases: Places) -> dict[str, Floats]:
    """Those results that follow from who pays what.

    Parameters
    ----------
    projection : Projection
        One case for each set.
    cases : ndarray of int
        Cases that are asked for, in rising order; settled in parts, which needs less memory.
    """
    count = max(math.ceil(len(cases) / block_size(projection.plan)), 1)
    parts = [_settled(projection, part) for part in np.array_split(cases, count)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _settled(projection: Projection, cases: Places) -> dict[str, Floats]:
    funding = projection.funding_of(cases)
    rate = projection.inputs.district["reserve_policy_rate"]
    policy = funding.cost * taken_cases(rate, cases)
    balance, unfunded = funding.reserve, sum_of_rows(funding.unfunded)
    position = balance - np.cumsum(unfunded, axis=0)
    return {
        "cost": funding.cost.sum(axis=0),
        "position": position[-1],
        "unfunded_in_all": unfunded.sum(axis=0),
        "short": np.maximum((policy - position).max(axis=0), 0.0),
        "years_under": (balance < policy - A_CENT).sum(axis=0).astype(np.float64),
    }


def yearly_position(projection: Projection) -> Mapping[str, Floats]:
    """Position of every year and case: reserve less all that was unfunded so far [USD]."""
    totals = yearly_totals(projection)
    return {
        "position": totals["reserve"] - np.cumsum(totals["unfunded"], axis=0),
        "policy": totals["reserve_policy"],
        "structural": totals["structural_balance"][-1],
    }


def in_order_of_loss(found: SetMeasures, sets: Places) -> Places:
    """Sets from the least service lost, then the fewest options, then the most money."""
    cents = np.round(found.position[sets] * 100)
    return np.asarray(sets[np.lexsort((sets, -cents, found.size[sets], found.points[sets]))])
