"""Security risk, in words: what is at stake, and when a contract pays for itself."""

from __future__ import annotations

import math

from planner.analysis.compare import Comparison
from planner.analysis.detail.security_risk import Range, SecurityRisk, security_risks
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent

#: What a contract is weighed against where insurance bears the loss.
_BEYOND_MONEY = (
    "weigh it against the total loss and the school days lost, and ask whether the insurer "
    "requires it."
)


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
    """Loss and days lost first; then when the contract pays for itself."""
    days = f" and {_days(one.days)}" if one.knows_days else ""
    said = f"{one.name}: one incident would cost {_span(one.loss)}{days}"
    if one.insured and one.kept.high < 1:
        said += "; insurance pays all of it"
    elif one.insured:
        said += f"; after insurance, the district pays {_span(one.kept)} of it"
    return f"{said}. {_against_it(one)}"


def _against_it(one: SecurityRisk) -> str:
    """What speaks for the contract in money, and what does not depend on money."""
    if one.break_even is None:
        return "No contract is compared with it."
    at_best, at_worst = one.break_even.low, one.break_even.high
    contract = f"{one.contract}, at {about(one.price)} a year,"
    if math.isinf(at_best):
        return f"Do not judge {one.contract} by money alone: {_BEYOND_MONEY}"
    if at_best >= 1 and one.insured:
        return (
            f"{contract} costs at least as much as the district's share of one incident every "
            f"year. That is no reason to drop it: {_BEYOND_MONEY}"
        )
    if at_best >= 1:
        return f"{contract} costs at least as much as one such incident every year."
    on_share = "On the district's share alone, " if one.insured else ""
    return (
        f"{on_share}{contract} pays for itself if it prevents an incident whose yearly chance is "
        f"{_break_even(at_best, at_worst)}."
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
    """Figures of one kind of incident; what the district did not type is not shown as zero."""
    money = (
        ("Loss per incident", one.loss),
        ("District's share after insurance", one.kept),
        ("Expected loss in an average year", one.expected),
    )
    numbers = [("Incidents per year", one.per_year)]
    if one.knows_days:
        numbers += [
            ("School days lost per incident", one.days),
            ("Expected school days lost in an average year", one.days_a_year),
        ]
    if one.knows_recovery:
        numbers.append(("Months to recover", one.recovery_months))
    return [
        TableRow(one.name, [], "group"),
        *(TableRow(name, [dollars(r.low), dollars(r.high)]) for name, r in money),
        *(TableRow(name, [f"{r.low:g}", f"{r.high:g}"]) for name, r in numbers),
    ]
