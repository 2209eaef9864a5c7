"""What a source of money may pay: its row, the packaged table, and the district's own word.

The packaged table says for each kind of money and kind of cost yes, no, or under which
condition. A condition counts as met only where the district names the cost itself in
``pays_for``: nothing is assumed for it. The table ``eligibility`` changes a cell to yes or no.
"""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.tables import FundingRow
from planner.reference.accounts import accounts
from planner.reference.eligibility import Eligibility, eligibility

#: Kind of money whose condition for infrastructure has a limit of its own (ESEA 4109(b)).
_LIMITED_KIND, _LIMITED_NOTE = "title_iv_a", "C3"


def eligibility_of(plan: Plan, fund: FundingRow, category: str) -> str:
    """Whether a source may pay a kind of cost: ``yes``, ``no`` or ``conditional``."""
    for row in plan.eligibility:
        if row.active and (row.name, row.category) == (fund.name, category):
            return row.may_pay
    return packaged_cell(fund, category).status


def packaged_cell(fund: FundingRow, category: str) -> Eligibility:
    """Cell of the packaged table, with its condition and source."""
    return eligibility(fund.kind, category)


def may_pay(plan: Plan, fund: FundingRow, category: str, name: str) -> bool:
    """Whether a source may pay one row of cost, E-Rate aside.

    Parameters
    ----------
    plan : Plan
        The plan, with its own word on eligibility.
    fund : FundingRow
        The source.
    category, name : str
        Kind of cost and name of the row.
    """
    named = {accounts()[category].line, category, name} & set(fund.pays_for)
    if fund.pays_for and not named and "all" not in fund.pays_for:
        return False
    cell = eligibility_of(plan, fund, category)
    return cell == "yes" or (cell == "conditional" and bool(named))


def is_infrastructure(category: str) -> bool:
    """Whether a kind of cost is technology infrastructure in the sense of ESEA 4109(b).

    >>> is_infrastructure("student_devices"), is_infrastructure("teacher_training")
    (True, False)
    """
    return eligibility(_LIMITED_KIND, category).note == _LIMITED_NOTE
