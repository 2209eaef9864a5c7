"""What cases cost, before it is asked who pays."""

from __future__ import annotations

from dataclasses import dataclass

from planner.projection.expenses.project_expenses import Expenses, project_expenses
from planner.projection.funding.erate_support import ErateShare, erate_share_of_cost
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People
from planner.projection.reuse import Unchanged


@dataclass(frozen=True)
class Costed:
    """What cases cost, before it is asked who pays.

    Attributes
    ----------
    expenses : Expenses
        Cost of every row.
    erate_share : ErateShare
        Share of it that E-Rate pays while it runs [share].
    """

    expenses: Expenses
    erate_share: ErateShare


def cost_inputs(
    inputs: Inputs,
    people: People,
    unchanged: Unchanged | None = None,
    before: Costed | None = None,
) -> Costed:
    """What the inputs of one or many cases cost.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    people : People
        Headcounts.
    unchanged : Unchanged, optional
        What these inputs have in common with those before.
    before : Costed, optional
        What those cost; what follows from the same inputs is taken from it.
    """
    if before is None or unchanged is None:
        expenses = project_expenses(inputs, people)
        return Costed(expenses, erate_share_of_cost(inputs, expenses, people))
    if unchanged.erate:
        return before
    if unchanged.cost:
        expenses = before.expenses
    else:
        known = before.expenses.fleets if unchanged.fleets else None
        expenses = project_expenses(inputs, people, known)
    return Costed(expenses, erate_share_of_cost(inputs, expenses, people))
