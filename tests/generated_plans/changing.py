"""Plans of which some number or date is another one from a year on, in every scenario."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables import ChangeRow
from planner.plan.tables.column import show_day
from planner.plan.tables.roster import DATED_TABLES
from planner.plan.what_if.changes import Change, base_changes
from tests.generated_plans.plans import plans
from tests.generated_plans.scenarios import acceptable, changes


@st.composite
def changing_plans(draw: st.DrawFn, *, erate: bool | None = None) -> Plan:
    """A plan, and in some of them up to three changes of its own."""
    plan = draw(plans(erate=erate))
    for number in range(draw(st.sampled_from((0, 0, 1, 3)))):
        change = draw(changes(plan, words=False))
        if change is None or change.from_year is None or change.table not in DATED_TABLES:
            continue
        row = ChangeRow(
            table=change.table,
            changes=change.row,
            field=change.field,
            how=change.how,
            value=typed(change),
            from_year=change.from_year,
            file="changes.csv",
            row=number + 2,
        )
        more = replace(plan, changes=(*plan.changes, row))
        if would_be_read(more):
            plan = more
    return plan


def typed(change: Change) -> str:
    """The value of a change as a district would type it."""
    value = change.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return show_day(value)
    if change.column.kind == "rate" and change.how != "multiply":
        return f"{float(str(value)) * 100:.10g}%"
    return f"FY{value}" if change.column.kind == "fiscal_year" else f"{value:.10g}"


def would_be_read(plan: Plan) -> bool:
    """Whether the changes of a plan can be read, and leave tables that would be accepted."""
    try:
        return acceptable(replace(plan, changes=()), base_changes(plan))
    except PlanError:
        return False
