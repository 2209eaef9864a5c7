"""The base year: what it cost, what the ledger says of it, and how the plan's first year differs.

Boards ask first whether the plan starts from what was really spent. Actuals and ledger are
compared when the tables are read; this module lays the comparison out, with the plan's first year
next to it. Nothing is shown for a plan without actuals, and nothing here blocks.
"""

from __future__ import annotations

import math

from planner.analysis.actuals import actuals_by_kind
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.plan.plan import Plan
from planner.plan.rules.tie_out import Difference, in_dollars, tie_out
from planner.projection.project import Projection
from planner.reference.accounts import accounts
from planner.views.format.markup import Block, TableRow, joined, paragraphs, table_block
from planner.views.format.money import dollars, foot, whole

TOTAL = "All technology"


def tie_out_block(plan: Plan) -> Block | None:
    """Actuals next to the ledger by kind of cost, to the cent; nothing without both tables."""
    found = tie_out(plan)
    if not found:
        return None
    years = dict.fromkeys(entry.fiscal_year for entry in found)
    return joined(*(_tied([e for e in found if e.fiscal_year == year], year) for year in years))


def first_year_block(projection: Projection) -> Block | None:
    """Base year actuals next to the plan's first year, by kind of cost; none without actuals.

    Parameters
    ----------
    projection : Projection
        The plan carried forward; its first case is shown.
    """
    first = projection.plan.district.first_year
    actuals = actuals_by_kind(projection.plan)
    if not actuals:
        return None
    base, spent = list(actuals.items())[-1]
    costs: dict[str, float] = {}
    for line, cost in zip(projection.lines, projection.expenses.cost[:, 0, 0], strict=True):
        costs[line.category] = costs.get(line.category, 0.0) + float(cost)
    kinds = [kind for kind in accounts() if spent.get(kind) or costs.get(kind)]
    before = foot([spent.get(kind, 0.0) for kind in kinds], whole(math.fsum(spent.values())))
    after = foot([costs.get(kind, 0.0) for kind in kinds], whole(math.fsum(costs.values())))
    rows = [
        _compared(accounts()[kind].label, was, will)
        for kind, was, will in zip(kinds, before, after, strict=True)
    ]
    rows.append(_compared(TOTAL, sum(before), sum(after), "total"))
    was, will = f"Actuals {fiscal_year_label(base)}", f"Plan {fiscal_year_label(first)}"
    caption = "Base year actuals and the plan's first year, in dollars"
    note = (
        "The two need not match: prices, purchases, and staffing change from year to year. The "
        "plan counts the full cost before E-Rate discounts; actuals may count only the "
        "district's share."
    )
    shown = table_block(caption, ["Kind of cost", was, will, "Plan over (under) actuals"], rows)
    return joined(shown, paragraphs(note, style="planner-note"))


def base_year(comparison: Comparison) -> tuple[Block, ...]:
    """Both tables, for the page's appendix; none for a plan without actuals."""
    blocks = (tie_out_block(comparison.plan), first_year_block(comparison.main.projection))
    return tuple(block for block in blocks if block is not None)


def _tied(found: list[Difference], year: int) -> Block:
    caption = f"Actuals against the general ledger, {fiscal_year_label(year)}, in dollars"
    rows = [_ledger_row(entry) for entry in found]
    return table_block(caption, ["Kind of cost", "Actuals", "Ledger", "Difference"], rows)


def _ledger_row(found: Difference) -> TableRow:
    name = accounts()[found.category].label if found.category else TOTAL
    in_ledger = "in the total" if found.ledger is None else _exact(found.ledger)
    difference = "" if found.ledger is None else _exact(found.difference)
    style = "" if found.category else "total"
    return TableRow(name, [_exact(found.actuals), in_ledger, difference], style)


def _exact(cents: int) -> str:
    """Money to the cent as a table shows it: parentheses below zero.

    >>> _exact(-30_050), _exact(0)
    ('($300.50)', '$0')
    """
    return f"({in_dollars(-cents)})" if cents < 0 else in_dollars(cents)


def _compared(name: str, was: int, will: int, style: str = "") -> TableRow:
    return TableRow(name, [dollars(was), dollars(will), dollars(will - was)], style)
