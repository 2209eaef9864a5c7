"""What is known of a source of money in words: its last day, and whether voters passed it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from planner.fiscal import end_edge
from planner.plan.plan import Plan
from planner.plan.rules.votes import PASSED, awaits_vote
from planner.plan.tables import FundingRow
from planner.projection.project import Projection
from planner.reference.accounts import funding_rules


def last_day(projection: Projection, place: int, case: int = 0) -> date | None:
    """Last day of a source, which a scenario may have moved; None where it continues.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    place : int
        Place of the source in its table.
    case : int
        Which case.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> projection = project(read_plan(example("prairie-view")))
    >>> last_day(projection, 1).isoformat()
    '2028-09-30'
    """
    typed = projection.plan.funding[place].end_date
    edges = projection.inputs.of("funding", "end_date")[place, -1]
    edge = float(edges[case if len(edges) > 1 else 0])
    if not np.isfinite(edge):
        return None
    if typed is not None and end_edge(typed) == edge:
        return typed
    # What is moved is kept as a month: it ends with the last day before it.
    year, month = divmod(int(edge), 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def vote_of(plan: Plan, row: FundingRow) -> str | None:
    """Of a levy, whether voters passed it, as in the column ``voted``; None for other money.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    row : FundingRow
        A source of it.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> [vote_of(plan, row) for row in plan.funding if row.kind == "local_levy"]
    ['passed', 'not_yet_counted']
    """
    if funding_rules()[row.kind].line != "local_levy":
        return None
    return row.voted or ("not_yet_left_out" if awaits_vote(plan, row) else PASSED)
