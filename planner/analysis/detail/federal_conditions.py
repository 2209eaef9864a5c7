"""What federal money requires: conditions the plan counts on, and costs moved onto it.

Federal grants must add to what the district does, not replace it (supplement, not supplant),
and some require local spending to be maintained (maintenance of effort). The law's tests are not
run here; a plan that moves a local cost onto federal money is flagged for review.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.plan.rules.eligibility import eligibility_of, packaged_cell
from planner.projection.project import Projection
from planner.reference.accounts import accounts

FEDERAL = ("title_i_a", "title_ii_a", "title_iii_a", "title_iv_a", "idea_b", "slcgp")
LOCAL = ("general_fund", "local_levy", "capital_levy", "state_aid")
#: Less than this is rounding, or a remainder of a source that ran out [USD].
A_DOLLAR = 1.0


@dataclass(frozen=True)
class MovedCost:
    """A cost that local money paid and that federal money pays from some year on.

    Attributes
    ----------
    source, kind : str
        The federal source, and its kind.
    cost : str
        Row of cost.
    year : int
        First fiscal year in which federal money pays.
    amount : float
        What it pays in that year [USD].
    """

    source: str
    kind: str
    cost: str
    year: int
    amount: float


@dataclass(frozen=True)
class Condition:
    """A condition under which a source may pay a kind of cost in the plan.

    Attributes
    ----------
    source : str
        The source of money.
    cost : str
        Kind of cost, in plain words.
    condition, basis : str
        The condition, and the rule it comes from.
    verified : bool
        Whether the rule was read at its source.
    """

    source: str
    cost: str
    condition: str
    basis: str
    verified: bool


def moved_costs(
    projection: Projection, before: Projection | None = None, case: int = 0
) -> tuple[MovedCost, ...]:
    """Costs that move from local money onto federal money.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    before : Projection, optional
        The current plan, if the projection is another scenario of it: then a cost that
        local money paid there, in the same year, counts as well.
    case : int
        Which case.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> moved_costs(project(read_plan(example("prairie-view"))))
    ()
    """
    local = _paid_by(projection, LOCAL, case)
    found = []
    for s, fund in enumerate(projection.funds):
        if fund.kind not in FEDERAL:
            continue
        paid = projection.by_line(projection.funding.paid[s])[:, :, case]
        earlier = np.zeros_like(paid)
        earlier[:, 1:] = np.where(paid[:, :-1] < A_DOLLAR, local[:, :-1], 0.0)
        if before is not None:
            federal = _paid_by(before, FEDERAL, case)
            earlier = np.maximum(
                earlier, np.where(federal < A_DOLLAR, _paid_by(before, LOCAL, case), 0.0)
            )
        for number, line in enumerate(projection.lines):
            moved = np.flatnonzero((paid[number] > A_DOLLAR) & (earlier[number] > A_DOLLAR))
            if moved.size:
                t = int(moved[0])
                amount = float(min(paid[number, t], earlier[number, t]))
                year = projection.years[t]
                found.append(MovedCost(fund.name, fund.kind, line.name, year, amount))
    return tuple(found)


def _paid_by(projection: Projection, kinds: tuple[str, ...], case: int) -> Floats:
    """What sources of some kinds pay of each row, shape (line, year) [USD]."""
    chosen = np.array([fund.kind in kinds for fund in projection.funds], dtype=bool)
    together = projection.funding.paid[chosen].sum(axis=0)
    return np.asarray(projection.by_line(together)[:, :, case])


def conditions(projection: Projection, case: int = 0) -> tuple[Condition, ...]:
    """Conditions that the plan counts on: where a source pays what it may pay only under one.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = conditions(project(read_plan(example("prairie-view"))))
    >>> all(condition.condition for condition in found)
    True
    """
    found: dict[tuple[str, str], Condition] = {}
    for s, row in enumerate(projection.plan.funding):
        if row.kind == "erate":
            continue
        paid = projection.by_line(projection.funding.paid[s])[:, :, case].sum(axis=1)
        for number, line in enumerate(projection.lines):
            if paid[number] < A_DOLLAR:
                continue
            if eligibility_of(projection.plan, row, line.category) == "conditional":
                cell = packaged_cell(row, line.category)
                label = accounts()[line.category].label
                found[row.name, label] = Condition(
                    row.name, label, cell.condition, cell.source, cell.verified
                )
    return tuple(found.values())
