"""More options than can be tried in every combination: a search that says what it has proved.

Up to 16,384 allowed sets are all projected. Beyond that, candidates are proposed by a linear
program over the options' single effects (HiGHS) and by changing one option at a time, and each
is projected exactly. Then every set that takes little service is projected, from the least up, as
many as there is room for. That is the proof: no set that takes as little as this can be missed, so
a closing set among them is the cheapest there is, and if none of them closes the gap, every set
that does takes more. Single effects only propose; they prove nothing, because effects overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.options.sets import Masks, SetMeasures, allowed_sets, breaks_nothing, sets_of
from planner.arrays import Bools, Floats
from planner.plan.tables.options import OptionRow

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

#: At most this many sets are all projected: fourteen options in every combination.
MOST_SETS = 2**14
_ROUNDS, _BISECTIONS = 12, 40

Measure = Callable[[Bools], SetMeasures]


@dataclass(frozen=True)
class ProjectedSets:
    """Sets that were projected.

    Attributes
    ----------
    masks : ndarray of int
        The sets by number, in rising order.
    measures : SetMeasures
        The measures of each.
    proved_to : float
        Every allowed set that takes at most this much service is among them; infinite if all
        sets are [points].
    """

    masks: Masks
    measures: SetMeasures
    proved_to: float


@dataclass(frozen=True)
class SingleEffects:
    """What the plan lacks, and what each option alone does about it.

    Attributes
    ----------
    lacking : ndarray, shape (need,)
        Money missing by need: the reserve's policy in each year, balance in the last [USD].
    effect : ndarray, shape (need, option)
        What each option alone adds [USD].
    """

    lacking: Floats
    effect: Floats


@dataclass
class _Projected:
    """Sets on the way, each projected once."""

    options: Sequence[OptionRow]
    measure: Measure
    masks: list[Masks] = field(default_factory=list)
    parts: list[SetMeasures] = field(default_factory=list)

    def add(self, masks: Masks) -> None:
        """Project the sets that were not projected before."""
        new = np.setdiff1d(masks, self.known())
        if len(new):
            self.masks.append(new)
            self.parts.append(self.measure(sets_of(new, len(self.options))))

    def known(self) -> Masks:
        """Numbers of all sets so far, in the order in which they were projected."""
        return np.concatenate([np.empty(0, dtype=np.int64), *self.masks])

    def found(self, proved_to: float) -> ProjectedSets:
        """All sets in rising order of their numbers."""
        masks = self.known()
        order = np.argsort(masks)
        names = [f.name for f in fields(SetMeasures)]
        joined = [np.concatenate([getattr(part, name) for part in self.parts]) for name in names]
        return ProjectedSets(
            masks[order], SetMeasures(*(array[order] for array in joined)), proved_to
        )

    def best(self) -> tuple[int, bool, float]:
        """The best set so far, whether it closes the gap, and the service it takes."""
        found = self.found(0.0)
        place = best_place(found.measures)
        measures = found.measures
        return int(found.masks[place]), bool(measures.closes[place]), float(measures.points[place])


def best_place(found: SetMeasures) -> int:
    """The cheapest set that closes the gap; if none does, the one that comes closest.

    Cheapest means the least service lost, then the fewest options, then the most money.
    """
    gap = np.where(found.closes, 0.0, np.round(found.gap * 100) + 1.0)
    cents = np.round(found.position * 100)
    order = np.lexsort((np.arange(len(gap)), -cents, found.size, found.points, gap))
    return int(order[0])


def search_sets(
    options: Sequence[OptionRow],
    measure: Measure,
    effects: Callable[[], SingleEffects],
    most: int = MOST_SETS,
) -> ProjectedSets:
    """Project every allowed set, or search where there are more than ``most``.

    Parameters
    ----------
    options : sequence of OptionRow
        The options.
    measure : callable
        Projects sets exactly; shape (option, set).
    effects : callable
        Single effects of the options, asked for only where a search is needed.
    most : int
        Sets that may be projected one and all [sets].

    Returns
    -------
    ProjectedSets
        The sets projected, and how far they are all that there are.
    """
    everything = allowed_sets(options, most)
    if everything is not None:
        return ProjectedSets(everything, measure(sets_of(everything, len(options))), np.inf)
    projected = _Projected(options, measure)
    projected.add(np.zeros(1, dtype=np.int64))
    _propose(projected, effects())
    _climb(projected)
    _, closes, points = projected.best()
    proved_to = _least_service(projected, most, points if closes else np.inf)
    _climb(projected)
    return projected.found(proved_to)


def _propose(projected: _Projected, effects: SingleEffects) -> None:
    """Sets that would be cheapest if effects added up, with more margin from round to round."""
    margin = np.zeros_like(effects.lacking)
    for _ in range(_ROUNDS):
        mask = _program(projected.options, effects, effects.lacking + margin)
        if mask is None:
            break
        projected.add(np.array([mask], dtype=np.int64))
        if projected.best()[1]:
            return
        margin = margin * 1.5 + np.maximum(effects.lacking, 0.0) * 0.1 + 1.0
    mask = _program(projected.options, effects, None)
    if mask is not None:
        projected.add(np.array([mask], dtype=np.int64))


def _program(
    options: Sequence[OptionRow], effects: SingleEffects, needed: Floats | None
) -> int | None:
    """Least service lost that provides what is needed; without needs, the most money."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import

    count = len(options)
    rules = [*_rules(options)]
    if needed is None:
        cost = -effects.effect.sum(axis=0)
    else:
        cost = np.array([row.service_points for row in options]) + 1e-3
        rules.append(LinearConstraint(effects.effect, lb=needed))
    found = milp(cost, integrality=np.ones(count), bounds=Bounds(0, 1), constraints=rules)
    if found.x is None:
        return None
    return sum(1 << k for k in range(count) if found.x[k] > 0.5)


def _rules(options: Sequence[OptionRow]) -> list[LinearConstraint]:
    """What options exclude and need, as rows of a linear program."""
    from scipy.optimize import LinearConstraint  # slow to import

    place = {row.name: k for k, row in enumerate(options)}
    rows, most = [], []
    for k, row in enumerate(options):
        for name in row.excludes:
            if name in place:
                rows.append({k: 1.0, place[name]: 1.0})
                most.append(1.0)
        for name in row.needs:
            rows.append({k: 1.0, place[name]: -1.0} if name in place else {k: 1.0})
            most.append(0.0)
    if not rows:
        return []
    matrix = np.zeros((len(rows), len(options)))
    for number, row_of in enumerate(rows):
        matrix[number, list(row_of)] = list(row_of.values())
    return [LinearConstraint(matrix, ub=np.array(most))]


def _climb(projected: _Projected) -> None:
    """From the best set to a better one, one or two options at a time, while there is one."""
    count = len(projected.options)
    single = np.int64(1) << np.arange(count, dtype=np.int64)
    pairs = (single[:, None] ^ single).ravel()
    for _ in range(_ROUNDS):
        best, _, _ = projected.best()
        near = np.unique(np.int64(best) ^ np.concatenate([single, pairs]))
        near = near[breaks_nothing(projected.options, sets_of(near, count))]
        projected.add(near)
        if projected.best()[0] == best:
            return


def _least_service(projected: _Projected, most: int, wanted: float) -> float:
    """Project every set that takes little service; up to how much there was room for."""
    options = projected.options
    points = np.array([row.service_points for row in options])
    low, high = float(points[points < 0].sum()), float(points[points > 0].sum())
    if wanted < np.inf and (masks := allowed_sets(options, most, wanted)) is not None:
        projected.add(masks)
        return wanted
    room, kept = -np.inf, np.empty(0, dtype=np.int64)
    high = min(high, wanted)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        masks = allowed_sets(options, most, middle)
        if masks is None:
            high = middle
        else:
            low, room, kept = middle, middle, masks
    if not len(kept):
        return room
    projected.add(kept)
    return float(np.round(points @ sets_of(kept, len(options)), 9).max())
