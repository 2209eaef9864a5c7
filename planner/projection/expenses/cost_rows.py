"""Rows of cost: what each is, and where it was typed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.tables.roster import COST_TABLES
from planner.plan.tables.row import BudgetRow
from planner.projection.expenses.amounts import Amounts, plain
from planner.reference.accounts import accounts


@dataclass(frozen=True)
class CostRow:
    """One row of cost: what it is and where it was typed.

    Attributes
    ----------
    name, table, line, category : str
        What it is called, where it is, and which line of the budget and kind of cost it is.
    recurring : bool
        Whether it is a cost of every year.
    erate_filed : bool
        Whether the district asks E-Rate for its discount on it.
    file : str
    row : int
        Where it was typed.
    fund_code, account_code : str
        The district's own codes.
    priority : int
        1 is paid first when money falls short, 9 last.
    began_on : str
        What paid for it first: ``esser``, ``other_one_time``, or nothing.
    """

    name: str
    table: str
    line: str
    category: str
    recurring: bool
    erate_filed: bool
    file: str
    row: int
    fund_code: str = ""
    account_code: str = ""
    priority: int = 2
    began_on: str = ""

    @property
    def erate_category(self) -> str:
        """E-Rate's category of what the district asks for: category_one, category_two, none."""
        return accounts()[self.category].erate_category if self.erate_filed else "none"


@dataclass(frozen=True)
class TableCost:
    """Cost of the rows of one table [USD].

    Attributes
    ----------
    cost : Amounts
        What is paid in the year.
    prepaid : Amounts
        What would be paid if it had not been prepaid.
    sustained : Amounts
        Sustainable annual cost.
    """

    cost: Amounts
    prepaid: Amounts
    sustained: Amounts


def paid_as_it_comes(cost: Amounts, sustained: Amounts | None = None) -> TableCost:
    """Cost with nothing prepaid; the sustained cost is the same unless given."""
    nothing = plain(np.zeros((len(cost.kind), 1, 1)))
    return TableCost(cost, nothing, cost if sustained is None else sustained)


#: Cost of a table without rows.
NO_ROWS = paid_as_it_comes(plain(np.zeros((0, 1, 1))))


@cached_per_plan
def plan_lines(plan: Plan) -> tuple[CostRow, ...]:
    """Rows of cost in the order of the arrays: table by table, as the budget has them."""
    found = []
    for table in COST_TABLES:
        for row in plan.rows(table):
            assert isinstance(row, BudgetRow), f"{table} is a table of cost without priorities"
            category: str = getattr(row, "category")  # noqa: B009  every table of cost has it
            recurring = getattr(row, "recurring", "yes") == "yes"
            filed = getattr(row, "erate_filed", "yes") == "yes"
            words = accounts()[category].line, category, recurring, filed
            where = row.file, row.row, row.fund_code, row.account_code
            rank = int(row.priority), row.began_on
            found.append(CostRow(row.name, table, *words, *where, *rank))
    return tuple(found)
