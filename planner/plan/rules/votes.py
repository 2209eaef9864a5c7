"""Levies that voters have not passed: which of them the plan counts on.

A levy that starts during the plan, or that has a chance of approval, needs a vote unless the
district says that it has been held. It counts only if the district says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.fiscal import first_month, start_edge
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.tables import FundingRow
from planner.reference.accounts import funding_rules

PASSED, COUNTED = "passed", "not_yet_counted"


def awaits_vote(plan: Plan, fund: FundingRow) -> bool:
    """Whether a source is a levy that voters have not passed, as far as the plan says."""
    if funding_rules()[fund.kind].line != "local_levy" or fund.voted == PASSED:
        return False
    if fund.voted or fund.renewal_probability is not None:
        return True
    opening = first_month(plan.years[0], plan.district.fiscal_year_start_month)
    return fund.start_date is not None and start_edge(fund.start_date) > opening


def is_counted(plan: Plan, fund: FundingRow) -> bool:
    """Whether the plan counts on a source: it is in the plan, and not a vote that is left out."""
    return fund.active and (fund.voted == COUNTED or not awaits_vote(plan, fund))


@cached_per_plan
def counted_without_vote(plan: Plan) -> tuple[FundingRow, ...]:
    """Levies that the plan counts on although voters have not passed them."""
    return tuple(fund for fund in plan.funding if fund.active and fund.voted == COUNTED)


def check_votes(plan: Plan) -> Iterator[Problem]:
    """A levy that needs a vote, and no word on whether it was held."""
    for fund in plan.funding:
        if fund.active and not fund.voted and awaits_vote(plan, fund):
            yield at(fund, "W75", "voted")


VOTES = (check_votes,)
