"""Losses from cyber incidents in words and a table, outside the budget."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.analysis.simulation.incident_losses import IncidentLosses
from planner.analysis.simulation.outcomes import Estimate
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, TableRow, bullets, joined, paragraphs, table_block
from planner.views.format.money import about, dollars, percent
from planner.views.questions.simulation import chance_cell, chance_words


def incidents_block(losses: Sequence[IncidentLosses], years: int, draws: int) -> Block:
    """Incidents outside the budget: losses, chances, days; never a return on investment."""
    if not losses:
        return paragraphs("No incident is described in this plan, so none is drawn.")
    rows = [row for one in losses for row in _incident_rows(one, years)]
    note = (
        "Losses are outside the budget and not part of any number above. No return on investment "
        "is claimed, because nobody knows whether a contract prevents an incident."
    )
    return joined(
        bullets([_incident_sentence(one, years, draws) for one in losses]),
        table_block("What incidents could cost the district", ["Figure", "Value"], rows),
        paragraphs(note, style="planner-note"),
    )


def _incident_sentence(one: IncidentLosses, years: int, draws: int) -> str:
    name, contract = one.risk.name, one.risk.contract
    loss, days = float(one.horizon[-1]), float(one.days_horizon[-1])
    said = f"{name}: at least one occurs within {years} years "
    said += chance_words(one.any_in_horizon, draws)
    if loss >= 1:
        said += (
            f"; in 1 of 20 futures the district's losses{_after_insurance(one)} are "
            f"{about(loss, 'down')} or more"
        )
        if one.risk.knows_days:
            said += f", and in 1 of 20 futures {_days(days)} or more are lost"
    if not contract:
        return f"{said}."
    often = one.above_price.value
    when = f"In {percent(round(often, 3))} of years" if often > 0 else "In none of the years drawn"
    above = "the loss exceeds" if often > 0 else "does the loss exceed"
    return f"{said}. {when} {above} the {about(one.risk.price)} a year that {contract} costs."


def _after_insurance(one: IncidentLosses) -> str:
    return " after insurance" if one.risk.insured else ""


def _days(count: float) -> str:
    return how_many(math.floor(count), "school day")


def _incident_rows(one: IncidentLosses, years: int) -> list[TableRow]:
    rows = [
        TableRow(one.risk.name, [], "group"),
        TableRow("Chance of at least one in a year", [chance_cell(one.any_in_year)]),
        TableRow(f"Chance of at least one in {years} years", [chance_cell(one.any_in_horizon)]),
        TableRow(f"Loss{_after_insurance(one)} in a year, average", [_money(one.mean_a_year)]),
        TableRow(f"Loss in {years} years, average", [_money(one.mean_horizon)]),
        TableRow(f"Loss in {years} years, 95th percentile", [dollars(float(one.horizon[-1]))]),
    ]
    if one.risk.knows_days:
        days = f"{one.mean_days.value:.1f}"
        rows.append(TableRow(f"School days lost in {years} years, average", [days]))
    if one.break_even is not None:  # there is a contract
        low, high = (_or_never(x) for x in (one.break_even.low, one.break_even.high))
        ends = low if low == high else f"{low} to {high}"
        rows += [
            TableRow("Yearly price of the contract", [dollars(one.risk.price)]),
            TableRow("Chance that a year's loss exceeds it", [chance_cell(one.above_price)]),
            TableRow("Yearly chance of an incident at which it pays for itself", [ends]),
        ]
    return rows


def _money(amount: Estimate) -> str:
    return f"{dollars(amount.value)}, standard error {dollars(amount.standard_error)}"


def _or_never(chance: float) -> str:
    return "never" if chance > 1 else percent(round(chance, 3))
