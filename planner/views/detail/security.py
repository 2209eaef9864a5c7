"""Security risk, in words: what is at stake, and when a contract pays for itself."""

from __future__ import annotations

import math

from planner.analysis.compare import Comparison
from planner.analysis.detail.security_risk import Range, SecurityRisk, security_risks
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent


def risk(comparison: Comparison) -> Block:
    """Incidents outside the budget: loss as a range, days at stake, break-even chance."""
    found = security_risks(comparison.main.projection)
    if not found:
        return paragraphs("The plan describes no cyber incidents, so their risk is not shown.")
    rows = [row for one in found for row in _rows(one)]
    caption = "What a cyber incident could cost, outside the budget"
    lead = bullets([_sentence(one) for one in found])
    note = (
        "Losses are ranges and are never part of the budget. No return on investment is claimed: "
        "no one knows whether a contract prevents an incident."
    )
    return joined(
        lead,
        table_block(caption, ["Figure", "Low", "High"], rows),
        paragraphs(note, style="planner-note"),
    )


def _sentence(one: SecurityRisk) -> str:
    kept = _span(one.kept)
    days = _days(one.days)
    insured = " after insurance" if one.kept != one.loss else ""
    said = f"{one.name}: one incident would cost the district {kept}{insured} and {days}"
    if one.break_even is None:
        return f"{said}. No contract is compared with it."
    at_best, at_worst = one.break_even.low, one.break_even.high
    if math.isinf(at_best):
        return f"{said}. Insurance covers all of it, so no contract pays for itself on it alone."
    if at_best >= 1:
        return (
            f"{said}. {one.contract}, at {about(one.price)} a year, costs at least as much as "
            "one such incident every year."
        )
    return (
        f"{said}. {one.contract}, at {about(one.price)} a year, pays for itself if it prevents "
        f"an incident whose yearly chance is {_break_even(at_best, at_worst)}."
    )


def _break_even(at_best: float, at_worst: float) -> str:
    """The chance above which a contract pays for itself, by the size of the loss."""
    chance = f"above {percent(round(at_best, 3))}"
    if at_best == at_worst:
        return chance
    if at_worst >= 1:
        return f"{chance} for a loss at the high end; for one at the low end it never does"
    return (
        f"{chance} for a loss at the high end, or above {percent(round(at_worst, 3))} for one at "
        "the low end"
    )


def _days(found: Range) -> str:
    if found.high == 0:
        return "no school days"
    if found.low == found.high:
        return f"{found.high:g} school {'day' if found.high == 1 else 'days'}"
    return f"{found.low:g} to {found.high:g} school days"


def _span(amounts: Range) -> str:
    if amounts.low == amounts.high:
        return about(amounts.low)
    return f"{about(amounts.low)} to {about(amounts.high)}"


def _rows(one: SecurityRisk) -> list[TableRow]:
    money = (
        ("Loss per incident", one.loss),
        ("District's share after insurance", one.kept),
        ("Expected loss in an average year", one.expected),
    )
    numbers = (
        ("Incidents per year", one.per_year),
        ("School days lost per incident", one.days),
        ("Expected school days lost in an average year", one.days_a_year),
        ("Months to recover", one.recovery_months),
    )
    return [
        TableRow(one.name, [], "group"),
        *(TableRow(name, [dollars(r.low), dollars(r.high)]) for name, r in money),
        *(TableRow(name, [f"{r.low:g}", f"{r.high:g}"]) for name, r in numbers),
    ]
