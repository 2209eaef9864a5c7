"""Public figures on a day, in words: value, unit, since when, and who says so."""

from __future__ import annotations

from datetime import date

from planner.plan.tables.column import show_day
from planner.reference.esser import esser_rounds
from planner.reference.facts import Fact, facts
from planner.views.format.markup import Block, bullets
from planner.views.format.money import dollars


def facts_block(on: str = "") -> Block:
    """Every dated figure in effect on a day, and the rounds of relief money.

    Parameters
    ----------
    on : str
        The day as 2027-07-01; today if left out.

    Raises
    ------
    ValueError
        If the day cannot be read.

    Examples
    --------
    >>> "201.57 USD per student" in facts_block("2027-07-01").text
    True
    """
    try:
        day = date.fromisoformat(on) if on else date.today()
    except ValueError:
        msg = f'"{on}" is not a day. Type year-month-day, for example 2027-07-01'
        raise ValueError(msg) from None
    holding = [fact for fact in facts() if _holds(fact, day)]
    said = [_fact_sentence(fact) for fact in holding]
    relief = [
        f"ESSER {one.round} ({one.law}): {dollars(one.total)}; to be obligated by "
        f"{show_day(one.obligate_by)} and paid by {show_day(one.liquidate_by)}. {one.source}"
        f"{'' if one.verified else ' (not verified)'}."
        for one in esser_rounds()
    ]
    return bullets([*said, *relief])


def _holds(fact: Fact, day: date) -> bool:
    begun = fact.starts is None or fact.starts <= day
    return begun and (fact.ends is None or day <= fact.ends)


def _fact_sentence(fact: Fact) -> str:
    name = fact.name.replace("_", " ")
    since = f", from {show_day(fact.starts)}" if fact.starts else ""
    until = f"{'' if since else ','} through {show_day(fact.ends)}" if fact.ends else ""
    checked = "" if fact.verified else " (not verified)"
    return f"{name}: {fact.value:,.10g} {fact.unit}{since}{until}. {fact.source}{checked}."
