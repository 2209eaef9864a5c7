"""How the charts of what a reader tries out on a page are drawn, whichever parts they will have.

A move may bring a part that the published chart does not have, such as unfunded cost, or drop one.
Python hands over shapes for all parts that can occur; the page's script keeps those that do.
"""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.tables import ChangeRow, ScenarioRow
from planner.plan.what_if.changes import changed_column
from planner.projection.expenses.cost_rows import plan_lines
from planner.projection.funding.sources import plan_funds
from planner.reference.accounts import LINE_LABELS
from planner.views.charts.cost import cost_shape
from planner.views.charts.kept_shapes import Shape
from planner.views.charts.money import payers_shape, reserve_shape
from planner.views.format.drawn_names import drawn_name
from planner.views.format.footed_amounts import RESERVE, UNFUNDED


def live_shapes(plan: Plan) -> dict[str, Shape]:
    """Shapes of the charts that follow a reader's moves.

    Parameters
    ----------
    plan : Plan
        The published plan.

    Returns
    -------
    dict of str to dict
        Name of each chart -> its layers for all budget lines of the plan, and for all its sources,
        the reserve and unfunded cost. Size and style are those of the published chart.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> list(live_shapes(read_plan(example("prairie-view"))))
    ['cost_against_revenue', 'who_pays', 'reserve_against_policy']
    """
    lines = {line.line for line in plan_lines(plan)}
    labels = [label for name, label in LINE_LABELS.items() if name in lines]
    payers = dict.fromkeys([*(fund.name for fund in plan_funds(plan)), RESERVE, UNFUNDED])
    shapes = {
        "cost_against_revenue": cost_shape(labels),
        "who_pays": payers_shape(plan, [drawn_name(name) for name in payers]),
        "reserve_against_policy": reserve_shape(has_policy=_may_have_policy(plan)),
    }
    return {name: {"layer": shape["layer"]} for name, shape in shapes.items()}


def _may_have_policy(plan: Plan) -> bool:
    """Whether the board states what the reserve is to be, in the plan, later, or in a scenario."""
    later = [row for row in plan.changes if row.active]
    rows: list[ChangeRow | ScenarioRow] = [*later, *plan.scenarios]
    changed = [changed_column(row) for row in rows if row.table == "district"]
    return plan.district.reserve_policy_rate > 0 or "reserve_policy_rate" in changed
