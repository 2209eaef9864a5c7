"""A district's largest technology investments: what each costs, how often, and who pays it.

This has the shape of what New York asks for in Section G of a district's instructional technology
plan: the top five items, each with its estimated cost, whether that is one-time or annual, and the
source of funding. There a district sets the order; here the cost does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.analysis.compare import Comparison
from planner.analysis.figures import exact
from planner.arrays import Floats
from planner.projection.expenses.cost_rows import CostRow
from planner.projection.ledger import RESERVE, UNFUNDED
from planner.projection.project import Projection
from planner.projection.yearly_totals import A_CENT
from planner.reference.accounts import accounts

#: So many investments are asked for.
ASKED = 5
Occurs = Literal["one-time", "annual", "both"]


@dataclass(frozen=True)
class Investment:
    """One row of cost, over all years of the plan.

    Attributes
    ----------
    rank : int
        1 for the largest.
    item, kind : str
        What the district calls it, and its kind of cost.
    priority : int
        1 is kept first when money falls short, 9 last.
    cost : float
        In all [USD].
    occurs : Occurs
        Whether the cost recurs (``annual``, also where it does not fall due in every year), is paid
        once (``one-time``), or has parts of both.
    by_year : tuple of (int, float)
        Cost by fiscal year [USD].
    paid_by : tuple of (str, float)
        Who pays, the largest first: sources, ``reserve``, ``unfunded`` [USD].
    """

    rank: int
    item: str
    kind: str
    priority: int
    cost: float
    occurs: Occurs
    by_year: tuple[tuple[int, float], ...]
    paid_by: tuple[tuple[str, float], ...]


def top_investments(comparison: Comparison, asked: int | None = ASKED) -> tuple[Investment, ...]:
    """The largest investments of the main scenario, by cost over the plan.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan.
    asked : int, optional
        How many; None for all.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> largest, *_ = top_investments(compare(read_plan(example("prairie-view")), ["base"]))
    >>> largest.rank, largest.occurs
    (1, 'annual')
    """
    projection = comparison.main.projection
    items: dict[tuple[str, int, str], list[int]] = {}
    for number, line in enumerate(projection.lines):
        items.setdefault((line.table, line.row, line.name), []).append(number)
    cost = projection.expenses.cost[:, :, 0]
    by_size = sorted(items.values(), key=lambda numbers: -exact(float(cost[numbers].sum())))
    payers = list(_payers(projection))
    largest = [one for one in by_size if cost[one].sum() > A_CENT][:asked]
    return tuple(
        _investment(rank, projection, numbers, payers)
        for rank, numbers in enumerate(largest, start=1)
    )


def _investment(
    rank: int, projection: Projection, numbers: list[int], payers: Sequence[tuple[str, Floats]]
) -> Investment:
    lines = [projection.lines[number] for number in numbers]
    by_year = projection.expenses.cost[numbers, :, 0].sum(axis=0)
    paid: dict[str, float] = {}
    for name, amounts in payers:
        if (amount := exact(float(amounts[numbers].sum()))) > A_CENT:
            paid[name] = paid.get(name, 0.0) + amount
    return Investment(
        rank=rank,
        item=lines[0].name,
        kind=accounts()[lines[0].category].label,
        priority=lines[0].priority,
        cost=exact(float(by_year.sum())),
        occurs=_occurs(lines),
        by_year=tuple(
            (year, exact(float(amount)))
            for year, amount in zip(projection.years, by_year, strict=True)
        ),
        paid_by=tuple(sorted(paid.items(), key=lambda one: -one[1])),
    )


def _payers(projection: Projection) -> Iterator[tuple[str, Floats]]:
    """Who pays each row of cost, by row and year [USD]."""
    funding = projection.funding
    for number, fund in enumerate(projection.funds):
        yield fund.name, projection.by_line(funding.paid[number])[:, :, 0]
    yield RESERVE, projection.by_line(funding.reserve_paid)[:, :, 0]
    yield UNFUNDED, projection.by_line(funding.unfunded)[:, :, 0]


def _occurs(lines: Sequence[CostRow]) -> Occurs:
    recurs = {line.recurring for line in lines}
    if len(recurs) > 1:
        return "both"
    return "annual" if recurs.pop() else "one-time"
