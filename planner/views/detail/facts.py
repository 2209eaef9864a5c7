"""Public figures on a day, in words: value, unit, since when, who says so, and what is overdue."""

from __future__ import annotations

from datetime import date

from planner.plan.tables.column import show_day
from planner.reference.defaults import Default
from planner.reference.esser import esser_rounds
from planner.reference.facts import Fact, facts
from planner.reference.overdue import overdue
from planner.views.format.markup import Block, bullets, joined, paragraphs
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
    day = _day(on)
    holding = [fact for fact in facts() if _holds(fact, day)]
    said = [_fact_sentence(fact) for fact in holding]
    relief = [
        f"ESSER {one.round} ({one.law}): {dollars(one.total)}; to be obligated by "
        f"{show_day(one.obligate_by)} and paid by {show_day(one.liquidate_by)}. {one.source}"
        f"{'' if one.verified else ' (not verified)'}."
        for one in esser_rounds()
    ]
    return bullets([*said, *relief])


def overdue_block(on: str = "") -> Block:
    """Every public figure of which a newer one should be out on a day, and where to look for it.

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
    >>> print(overdue_block("2020-07-01").text)
    No public figure is overdue on 7/1/2020.
    """
    day = _day(on)
    found = overdue(day)
    if not found:
        return paragraphs(f"No public figure is overdue on {show_day(day)}.")
    count = f"{len(found)} public figures are" if len(found) > 1 else "1 public figure is"
    said = [
        f"{_named(figure)}; a newer figure was due {show_day(figure.next_due or day)}. "
        f"Where to look: {figure.where_to_look}."
        for figure in found
    ]
    return joined(paragraphs(f"{count} overdue on {show_day(day)}."), bullets(said))


def _day(on: str) -> date:
    """The day that is asked about, or today."""
    try:
        return date.fromisoformat(on) if on else date.today()
    except ValueError:
        msg = f'"{on}" is not a day. Type year-month-day, for example 2027-07-01'
        raise ValueError(msg) from None


def _named(figure: Default | Fact) -> str:
    return f"{figure.name.replace('_', ' ')}: {figure.value:,.10g} {figure.unit}"


def _holds(fact: Fact, day: date) -> bool:
    begun = fact.starts is None or fact.starts <= day
    return begun and (fact.ends is None or day <= fact.ends)


def _fact_sentence(fact: Fact) -> str:
    since = f", from {show_day(fact.starts)}" if fact.starts else ""
    until = f"{'' if since else ','} through {show_day(fact.ends)}" if fact.ends else ""
    checked = "" if fact.verified else " (not verified)"
    return f"{_named(fact)}{since}{until}. {fact.source}{checked}."
