"""Money by the fiscal year it came in: how long it lasts, and what becomes of what is left."""

from __future__ import annotations

from planner.rulebook import sources
from planner.rulebook.answer import Answer
from planner.rulebook.inputs import Cells
from planner.rulebook.sums import total


def months_available(source: Cells) -> float:
    """Months that money can be spent from the start of the year it came in."""
    if sources.usual(source, "unspent") != "carry":
        return float("inf")
    return sources.usual_number(source, "available_months")


def share_left(source: Cells, months: list[int], years_ago: int) -> float:
    """Share of a year in which money that came in some years ago can still be spent."""
    left = months_available(source) - 12 * years_ago
    return min(max(left, 0.0), len(months)) / 12


def turns(source: Cells, years_ago: int) -> list[float | None]:
    """When money pays within a year, as shares of the year; None is where a limit is tested."""
    tested = limit_after_months(source)
    if years_ago != 1 or tested == 12:
        return [1.0]
    return [tested / 12 - 1, None, 1.0]


def limit_after_months(source: Cells) -> float:
    """Months after which only a share of a year's money may be left."""
    return float(source["rule"]["carry_limit_months"] or 12.0)


def carry_limit(source: Cells) -> float:
    """Share of a year's money that may be left when the limit is tested."""
    if sources.usual(source, "unspent") != "carry" or is_too_small_for_a_limit(source):
        return float("inf")
    return sources.usual_number(source, "carry_limit_rate")


def lapse_above_limit(answer: Answer, source: Cells, year: int) -> None:
    """Money of the year before that is above the limit lapses when the limit is tested."""
    name, limit = source["name"], carry_limit(source)
    vintages = answer.vintages[name]
    if limit < float("inf") and year - 1 in answer.received[name]:
        most = limit * answer.received[name][year - 1]
        over = max(vintages[year - 1] - most, 0.0)
        vintages[year - 1] -= over
        answer.lapsed[name][year] = over


def what_becomes_of(answer: Answer, source: Cells, year: int, months: list[int]) -> float:
    """Carry, lapse or hand to the reserve what a source has left; the last is returned."""
    name = source["name"]
    vintages = answer.vintages[name]
    left = total(vintages.values())
    rule = sources.usual(source, "unspent")
    if rule == "carry" and not sources.has_ended(source, months):
        carry(vintages, source, year, answer.received[name][year])
    elif rule != "keep":
        vintages.clear()
    carried = total(vintages.values())
    to_reserve = left if rule == "reserve" else 0.0
    answer.carried[name][year] = carried
    answer.to_reserve[name][year] = to_reserve
    over_limit = answer.lapsed[name].get(year, 0.0)
    answer.lapsed[name][year] = over_limit + left - carried - to_reserve
    return to_reserve


def carry(vintages: dict[int, float], source: Cells, year: int, received: float) -> None:
    """Leave in the vintages what may be spent next year."""
    limit = carry_limit(source)
    if limit < float("inf") and limit_after_months(source) == 12:
        vintages[year] = min(vintages[year], limit * received)
    for came_in in list(vintages):
        if 12 * (year + 1 - came_in) >= months_available(source):
            del vintages[came_in]  # its months are over when the next year starts


def is_too_small_for_a_limit(source: Cells) -> bool:
    """Whether the kind's limit on carrying spares an allocation of this size."""
    spared = source["rule"]["carry_exempt_below"] or 0.0
    whole = source["allocation"]
    no_limit_typed = source["carry_limit_rate"] is None
    return bool(no_limit_typed and whole is not None and whole < spared)
