"""What a funding source may pay for: its row, the packaged table, and the district's decisions.

For each kind of funding and kind of cost, the packaged table says yes, no, or under which
condition. A condition counts as met only if the district names the cost itself in ``pays_for``:
nothing is assumed. The table ``eligibility`` changes a cell to yes or no.
"""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.tables import FundingRow
from planner.reference.accounts import accounts
from planner.reference.eligibility import Eligibility, eligibility

#: Kind of funding whose condition for infrastructure has its own limit (ESEA 4109(b)).
_LIMITED_KIND, _LIMITED_NOTE = "title_iv_a", "C3"


def eligibility_of(plan: Plan, fund: FundingRow, category: str) -> str:
    """Whether a source may pay for a kind of cost: ``yes``, ``no`` or ``conditional``."""
    for row in plan.eligibility:
        if row.active and (row.name, row.category) == (fund.name, category):
            return row.may_pay
    return packaged_cell(fund, category).status


def packaged_cell(fund: FundingRow, category: str) -> Eligibility:
    """Cell of the packaged table, with its condition and source."""
    return eligibility(fund.kind, category)


def may_pay(plan: Plan, fund: FundingRow, category: str, name: str) -> bool:
    """Whether a source may pay for one cost row, E-Rate aside.

    Parameters
    ----------
    plan : Plan
        The plan, with its own decisions on eligibility.
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


def is_calculated_on(plan: Plan, fund: FundingRow, category: str, name: str) -> bool:
    """Whether aid paid a year later is calculated on a cost row: as typed, or on what it may pay.

    Parameters
    ----------
    plan : Plan
        The plan, with its own decisions on eligibility.
    fund : FundingRow
        The source.
    category, name : str
        Kind of cost and name of the row.
    """
    if not fund.reimburses:
        return may_pay(plan, fund, category, name)
    return bool({accounts()[category].line, category, name, "all"} & set(fund.reimburses))


def is_infrastructure(category: str) -> bool:
    """Whether a kind of cost is technology infrastructure in the sense of ESEA 4109(b).

    >>> is_infrastructure("student_devices"), is_infrastructure("teacher_training")
    (True, False)
    """
    return eligibility(_LIMITED_KIND, category).note == _LIMITED_NOTE
