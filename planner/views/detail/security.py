"""Security as risk, in words: what is at stake, and when a contract pays for itself."""

from __future__ import annotations

import math

from planner.analysis.compare import Comparison
from planner.analysis.detail.security_risk import Range, SecurityRisk, security_risks
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent


def risk(comparison: Comparison) -> Block:
    """Incidents beside the budget: loss as a range, days at stake, break-even chance."""
    found = security_risks(comparison.main.projection)
    if not found:
        return paragraphs("No incident is described in this plan, so none is weighed.")
    rows = [row for one in found for row in _rows(one)]
    caption = "What an incident puts at stake, beside the budget"
    lead = bullets([_sentence(one) for one in found])
    note = (
        "Losses are ranges, never part of the budget, and no return on investment is claimed: "
        "whether a contract prevents an incident is not known."
    )
    return joined(
        lead,
        table_block(caption, ["Figure", "Low", "High"], rows),
        paragraphs(note, style="planner-note"),
    )


def _sentence(one: SecurityRisk) -> str:
    kept = _span(one.kept)
    days = f"{one.days.low:g} to {one.days.high:g} school days" if one.days.high else "no days"
    insured = " after insurance" if one.kept != one.loss else ""
    said = f"{one.name}: one incident would cost the district {kept}{insured} and {days}"
    if one.break_even is None:
        return f"{said}. No contract is weighed against it."
    at_best, at_worst = one.break_even.low, one.break_even.high
    if math.isinf(at_best):
        return f"{said}. Insurance leaves nothing to pay, so no contract pays for itself by it."
    if at_best > 1:
        return (
            f"{said}. {one.contract}, at {about(one.price)} a year, costs more than such an "
            "incident every year would."
        )
    chance = (
        f"above {percent(round(at_best, 3))}"
        if at_worst > 1
        else f"above {percent(round(at_best, 3))} to {percent(round(at_worst, 3))}"
    )
    worst = " if the loss is at its high end, and not at all at its low end" if at_worst > 1 else ""
    return (
        f"{said}. {one.contract}, at {about(one.price)} a year, pays for itself if it prevents "
        f"one and the yearly chance of one is {chance}{worst}."
    )


def _span(amounts: Range) -> str:
    if amounts.low == amounts.high:
        return about(amounts.low)
    return f"{about(amounts.low)} to {about(amounts.high)}"


def _rows(one: SecurityRisk) -> list[TableRow]:
    money = (
        ("Loss from one", one.loss),
        ("Of it the district keeps", one.kept),
        ("Expected in an average year", one.expected),
    )
    numbers = (
        ("Incidents a year", one.per_year),
        ("School days lost by one", one.days),
        ("School days expected in a year", one.days_a_year),
        ("Months to recover", one.recovery_months),
    )
    return [
        TableRow(one.name, [], "group"),
        *(TableRow(name, [dollars(r.low), dollars(r.high)]) for name, r in money),
        *(TableRow(name, [f"{r.low:g}", f"{r.high:g}"]) for name, r in numbers),
    ]
