"""Money by the fiscal year it came in: how long it lasts, and what becomes of what is left."""

from __future__ import annotations

from planner.reference.accounts import funding_rules
from tests.reference_model import sources
from tests.reference_model.answer import Answer
from tests.reference_model.inputs import Cells


def months_available(source: Cells) -> float:
    """Months that money can be spent from the start of the year it came in."""
    if sources.usual(source, "unspent") != "carry":
        return float("inf")
    return sources.usual_number(source, "available_months")


def share_left(source: Cells, months: list[int], years_ago: int) -> float:
    """Share of a year in which money that came in some years ago can still be spent."""
    left = months_available(source) - 12 * years_ago
    return min(max(left, 0.0), len(months)) / 12


def what_becomes_of(answer: Answer, source: Cells, year: int, months: list[int]) -> float:
    """Carry, lapse or hand to the reserve what a source has left; the last is returned."""
    name = source["name"]
    vintages = answer.vintages[name]
    left = sum(vintages.values())
    rule = sources.usual(source, "unspent")
    if rule == "carry" and not sources.has_ended(source, months):
        carry(vintages, source, year, answer.received[name][year])
    elif rule != "keep":
        vintages.clear()
    carried = sum(vintages.values())
    to_reserve = left if rule == "reserve" else 0.0
    answer.carried[name][year] = carried
    answer.to_reserve[name][year] = to_reserve
    answer.lapsed[name][year] = left - carried - to_reserve
    return to_reserve


def carry(vintages: dict[int, float], source: Cells, year: int, received: float) -> None:
    """Leave in the vintages what may be spent next year."""
    limit = sources.usual_number(source, "carry_limit_rate")
    if is_too_small_for_a_limit(source):
        limit = float("inf")
    if limit < float("inf"):
        vintages[year] = min(vintages[year], limit * received)
    for came_in in list(vintages):
        if 12 * (year + 1 - came_in) >= months_available(source):
            del vintages[came_in]  # its months are over when the next year starts


def is_too_small_for_a_limit(source: Cells) -> bool:
    """Whether the kind's limit on carrying spares an allocation of this size."""
    spared = funding_rules()[source["kind"]].carry_exempt_below or 0.0
    whole = source["allocation"]
    return source["carry_limit_rate"] is None and whole is not None and whole < spared
