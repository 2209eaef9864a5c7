"""Who pays, looked at twice: what another order would save, and what federal money requires."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.analysis.detail.federal_conditions import MovedCost, conditions, moved_costs
from planner.analysis.optimization.best_assignment import A_DOLLAR, BestAssignment, best_assignment
from planner.fiscal import fiscal_year_label
from planner.reference.accounts import LINE_LABELS
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars

#: Payments that a table names; the rest are smaller.
MOVES_SHOWN = 8


def order_of_money(comparison: Comparison) -> Block:
    """What the plan's order of payment costs, compared with the best case."""
    found = best_assignment(comparison.main.projection)
    if not found.better:
        return paragraphs(
            "No other way of assigning the same money to the same costs would leave less unfunded."
        )
    rows = [
        TableRow(
            f"{move.payer}: {LINE_LABELS[move.line]}",
            [
                dollars(move.in_order),
                dollars(move.at_best),
                dollars(round(move.at_best) - round(move.in_order)),
            ],
        )
        for move in found.moves[:MOVES_SHOWN]
    ]
    caption = "Payments that the best case changes, total over all years, in dollars"
    headings = ["Payer and budget line", "In the plan's order", "In the best case", "Change"]
    return joined(paragraphs(_order_sentence(found)), table_block(caption, headings, rows))


def _order_sentence(found: BestAssignment) -> str:
    differ = [p for p in found.by_priority if abs(p.in_order - p.at_best) >= A_DOLLAR]
    by_priority = "; ".join(
        f"{about(each.at_best)} instead of {about(each.in_order)} of priority {each.priority}"
        for each in differ
    )
    at_best, in_order = (
        about(float(amounts.sum())) for amounts in (found.unfunded_at_best, found.unfunded_in_order)
    )
    instead = f"{at_best} unfunded instead of {in_order}"
    would = f"save at most {about(found.saved, 'up')}"
    if found.saved < A_DOLLAR:
        would = "leave less of what is kept first unfunded, and more of the rest"
        instead = f"{at_best} unfunded as well" if at_best == in_order else instead
    said = (
        f"Paying bills in a better order would {would}: with perfect foresight, the same money "
        f"would leave {instead}."
    )
    return said if len(found.by_priority) < 2 else f"{said} By priority: {by_priority}."


def federal_rules(comparison: Comparison) -> Block:
    """Conditions the plan counts on, and local costs that move to federal money."""
    main = comparison.main.projection
    base = next(
        (a.projection for a in comparison.answers if a.projection.scenarios[0].name == "base"),
        None,
    )
    moved = moved_costs(main, base)
    counted_on = conditions(main)
    parts = []
    if moved:
        parts.append(bullets([_moved_sentence(one) for one in moved]))
    if counted_on:
        rows = [
            TableRow(
                f"{one.source}: {one.cost}",
                [one.condition, one.basis + ("" if one.verified else " (not verified)")],
            )
            for one in counted_on
        ]
        caption = "Conditions this plan counts on, which the district must be able to document"
        parts.append(
            table_block(caption, ["Source and cost", "Condition", "Rule"], rows, words=True)
        )
    if not parts:
        return paragraphs("No source pays a cost that it may pay only under a condition.")
    return joined(*parts)


def _moved_sentence(one: MovedCost) -> str:
    said = (
        f"{one.cost} was paid with local money; starting in {fiscal_year_label(one.year)}, "
        f"{one.source} pays {about(one.amount)} of it. Federal money must add to local spending, "
        "not replace it (supplement, not supplant)."
    )
    if one.kind == "idea_b":
        return f"{said} IDEA also requires local spending to be maintained from year to year."
    return f"{said} Check with the state agency before adopting the plan."
