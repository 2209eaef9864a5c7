"""What technology actually cost in the years before the plan, by kind of cost and budget line."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.reference.accounts import accounts

#: Years before the plan that are shown: a board compares with three at most [years].
YEARS_SHOWN = 3


def actuals_by_kind(plan: Plan) -> dict[int, dict[str, float]]:
    """What was spent, by fiscal year and kind of cost, the earliest year first [USD].

    Parameters
    ----------
    plan : Plan
        What the district typed; rows that are not active are left out.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> actuals_by_kind(read_plan(example("altoona-wi")))
    {}
    """
    found: dict[int, dict[str, float]] = {}
    first = plan.district.first_year
    for row in sorted(plan.actuals, key=lambda row: row.year(first)):
        if row.active:
            of_year = found.setdefault(row.year(first), {})
            of_year[row.category] = of_year.get(row.category, 0.0) + row.amount
    return found


def actuals_by_line(plan: Plan) -> dict[int, dict[str, float]]:
    """What was spent before the plan, by fiscal year and budget line [USD].

    The last three years before the plan's first, the earliest first; a year without actuals is
    left out.
    """
    found: dict[int, dict[str, float]] = {}
    first = plan.district.first_year
    for year, by_kind in actuals_by_kind(plan).items():
        if first - YEARS_SHOWN <= year < first:
            of_year = found.setdefault(year, {})
            for kind, amount in by_kind.items():
                line = accounts()[kind].line
                of_year[line] = of_year.get(line, 0.0) + amount
    return found
