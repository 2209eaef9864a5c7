"""Pay of an average technology position, which puts costs and savings in numbers of positions."""

from __future__ import annotations

from planner.plan.plan import Plan


def average_pay(plan: Plan) -> float | None:
    """Salary and benefits of an average technology position in the plan's first year [USD].

    Positions count by their full-time equivalents; what a contractor does is left out. None
    where the plan has no position of its own.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> round(average_pay(read_plan(example("prairie-view"))))
    98599
    """
    own = [row for row in plan.staffing if row.active and row.delivery == "own"]
    positions = sum(row.fte for row in own)
    if not positions:
        return None
    pay = (row.salary * (1.0 + row.benefits_rate) + row.benefits_per_fte for row in own)
    return sum(row.fte * each for row, each in zip(own, pay, strict=True)) / positions
