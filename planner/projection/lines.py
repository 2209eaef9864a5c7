"""Rows of cost: what each is, and where it was typed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.fiscal import Floats
from planner.plan.once import once_per_plan
from planner.plan.plan import COST_TABLES, Plan
from planner.reference.accounts import accounts


@dataclass(frozen=True)
class Line:
    """One row of cost: what it is and where it was typed."""

    name: str
    table: str
    line: str
    category: str
    recurring: bool
    file: str
    row: int


@dataclass(frozen=True)
class Part:
    """Cost of the rows of one table, shape (row, year or 1, case or 1) each [USD].

    Attributes
    ----------
    cost : ndarray
        What is paid in the year.
    prepaid : ndarray
        What would be paid had it not been prepaid.
    sustained : ndarray
        Yearly cost of keeping it up.
    """

    cost: Floats
    prepaid: Floats
    sustained: Floats


def paid_as_it_comes(cost: Floats, sustained: Floats | None = None) -> Part:
    """Cost of which nothing is prepaid; it sustains itself unless said otherwise."""
    return Part(cost, np.zeros((len(cost), 1, 1)), cost if sustained is None else sustained)


#: Cost of a table without rows.
NO_ROWS = paid_as_it_comes(np.zeros((0, 1, 1)))


@once_per_plan
def plan_lines(plan: Plan) -> tuple[Line, ...]:
    """Rows of cost in the order of the arrays: table by table, as the budget has them."""
    found = []
    for table in COST_TABLES:
        for row in plan.rows(table):
            category: str = getattr(row, "category")  # noqa: B009  every table of cost has it
            recurring = getattr(row, "recurring", "yes") == "yes"
            line = accounts()[category].line
            found.append(Line(row.name, table, line, category, recurring, row.file, row.row))
    return tuple(found)
