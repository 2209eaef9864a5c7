"""What the order of paying costs: the plan's own order compared with the best assignment.

Sources pay in order, year after year, as a district does. The best assignment sees all years at
once and spends restricted and ending money where it does the most. The difference is what a better
order, or a choice of what each source pays, would save. It is a best case with perfect foresight,
not a promise: nobody knows the years ahead as the plan does. Where rows have priorities, it leaves
least unfunded of what is kept first, even where that leaves more of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.analysis.optimization.assignment_model import Assignment, assignment_model
from planner.arrays import Floats, Places
from planner.projection.funding.pools import pools_of
from planner.projection.project import Projection, reserve_of

#: Less than a dollar is not worth another order [USD].
A_DOLLAR = 1.0


@dataclass(frozen=True)
class Move:
    """What one payer pays of one budget line over all years, in order and at best [USD]."""

    payer: str
    line: str
    in_order: float
    at_best: float


@dataclass(frozen=True)
class OfPriority:
    """What is unfunded of rows of one priority over all years, in order and at best [USD]."""

    priority: int
    in_order: float
    at_best: float


@dataclass(frozen=True)
class BestAssignment:
    """The plan's own order and the best assignment.

    Attributes
    ----------
    unfunded_in_order, unfunded_at_best : ndarray, shape (year,)
        What is left unfunded [USD].
    by_priority : tuple of OfPriority
        The same by priority, what is kept first before the rest.
    moves : tuple of Move
        Which payments differ, the largest difference first; as few as the best allows, and
        none if the order is as good.
    """

    unfunded_in_order: Floats
    unfunded_at_best: Floats
    by_priority: tuple[OfPriority, ...]
    moves: tuple[Move, ...]

    @property
    def better(self) -> bool:
        """Whether the best leaves less unfunded, first of what is kept first."""
        differ = (each.in_order - each.at_best for each in self.by_priority)
        return next((saved > 0.0 for saved in differ if abs(saved) > A_DOLLAR), False)

    @property
    def saved(self) -> float:
        """Unfunded cost over all years that could be paid [USD].

        Below zero where paying more of what is kept first leaves more of the rest.
        """
        return float(self.unfunded_in_order.sum() - self.unfunded_at_best.sum())


def best_assignment(projection: Projection, case: int = 0) -> BestAssignment:
    """Find the assignment of money to cost that leaves least unfunded over all years.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Returns
    -------
    BestAssignment
        Both, and what differs.

    References
    ----------
    Linear program solved by HiGHS through scipy.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> best_assignment(project(read_plan(example("prairie-view")))).saved > -0.01
    True
    """
    funding = projection.funding
    pools = pools_of(projection.expenses, projection.money, projection.erate_share.of_cost)
    in_order, shape = funding.unfunded[:, :, case], funding.paid.shape[:3]
    if not in_order.any():  # no order leaves less
        return _compared(pools.priority, in_order, in_order)
    model = assignment_model(pools, projection.money, reserve_of(projection.inputs), case)
    chosen = model.amounts(model.least_unfunded(in_order), shape)
    found = _compared(pools.priority, in_order, chosen[2])
    if not found.better:
        return found
    nearest = model.amounts(_nearest(model, projection, case), shape)
    moves = _moves(projection, case, *nearest[:2])
    return replace(_compared(pools.priority, in_order, nearest[2]), moves=moves)


def _compared(priority: Places, in_order: Floats, at_best: Floats) -> BestAssignment:
    """What is unfunded of every pool in every year, in order and at best, compared."""
    by_priority = (
        OfPriority(int(each), *(float(u[priority == each].sum()) for u in (in_order, at_best)))
        for each in np.unique(priority)
    )
    return BestAssignment(in_order.sum(axis=0), at_best.sum(axis=0), tuple(by_priority), ())


def _nearest(model: Assignment, projection: Projection, case: int) -> Floats:
    """Of all assignments as good, the one that moves least money against the plan's order."""
    program, funding = model.program, projection.funding
    program.cost = [0.0] * len(program.cost)
    for (s, k, y), places in model.paid.items():
        _stay_near(model, places, float(funding.paid[s, k, y, case]))
    for (k, y), place in model.reserve.items():
        _stay_near(model, [place], float(funding.reserve_paid[k, y, case]))
    return program.solve()[0]


def _stay_near(model: Assignment, places: list[int], amount: float) -> None:
    """Every dollar away from an amount, up or down, costs one."""
    program = model.program
    up, down = program.variable(cost=1.0), program.variable(cost=1.0)
    program.equal([*((place, 1.0) for place in places), (up, -1.0), (down, 1.0)], amount)


def _moves(projection: Projection, case: int, paid: Floats, reserve: Floats) -> tuple[Move, ...]:
    """Payments by payer and budget line that differ over all years."""
    funding = projection.funding
    names = [*(fund.name for fund in projection.funds), "Technology reserve"]
    before = [*funding.paid[..., case], funding.reserve_paid[..., case]]
    after = [*paid, reserve]
    lines = [line.line for line in projection.lines]
    found = []
    for name, old, new in zip(names, before, after, strict=True):
        by_row = [projection.by_line(pools[..., None])[..., case] for pools in (old, new)]
        for budget_line in dict.fromkeys(lines):
            here = np.array([line == budget_line for line in lines])
            in_order, at_best = (float(rows[here].sum()) for rows in by_row)
            if abs(at_best - in_order) > A_DOLLAR:
                found.append(Move(name, budget_line, in_order, at_best))
    return tuple(sorted(found, key=lambda move: -abs(move.at_best - move.in_order)))
