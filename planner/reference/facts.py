"""Public figures that apply for a time: rules, limits and published changes, with their sources.

A fact is looked up by its name and a day, when a plan is checked or a report cites it. A figure
that is not confirmed against a page says so. Facts are not defaults: no cell of a plan is filled
from here. Dates that are not numbers, such as those of the rule on accessible web pages, are left
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class Fact:
    """One public figure and the days it applies to.

    Attributes
    ----------
    value : float
        The figure, in the unit that ``unit`` names.
    starts, ends : date or None
        First and last day; None if the source gives no day or the figure still applies.
    verified : bool
        False if the figure is not confirmed against a page.
    next_due : date or None
        Day from which a newer figure should be out; None if the row has been replaced already.
    where_to_look : str
        Who publishes it, and on which page.
    """

    name: str
    value: float
    unit: str
    starts: date | None
    ends: date | None
    verified: bool
    source: str
    note: str
    next_due: date | None
    where_to_look: str


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def facts() -> tuple[Fact, ...]:
    """Every fact, in the order of the table.

    >>> facts()[0].name
    'erate_c2_per_student'
    """
    return tuple(
        Fact(
            name=row["name"],
            value=float(row["value"]),
            unit=row["unit"],
            starts=_day(row["from"]),
            ends=_day(row["to"]),
            verified=row["status"] != "unverified",
            source=row["source"],
            note=row["note"],
            next_due=_day(row["next_due"]),
            where_to_look=row["where_to_look"],
        )
        for row in reference_table("facts")
    )


def _span(fact: Fact) -> str:
    """Days of a fact in words, such as ``2021-07-01 to 2026-06-30``."""
    if fact.starts and fact.ends:
        return f"{fact.starts} to {fact.ends}"
    if fact.starts:
        return f"{fact.starts} onwards"
    return f"up to {fact.ends}" if fact.ends else "all days"


def fact_on(name: str, day: date) -> Fact:
    """The figure that applies on a day.

    Parameters
    ----------
    name : str
        Name of the fact, such as ``cep_multiplier`` [name].
    day : date
        Day the figure is needed for [date].

    Returns
    -------
    Fact
        The figure with its unit and source [unit named in it].

    Raises
    ------
    ValueError
        If there is no such fact, or none for that day; says which days there are.

    Examples
    --------
    >>> fact_on("erate_c2_per_student", date(2026, 7, 1)).value
    201.57
    >>> fact_on("federal_equipment_threshold", date(2024, 9, 30)).value
    5000.0
    """
    named = [fact for fact in facts() if fact.name == name]
    if not named:
        msg = f"there is no public figure named {name!r}"
        raise ValueError(msg)
    for fact in named:
        if (fact.starts or date.min) <= day <= (fact.ends or date.max):
            return fact
    there_is = "; ".join(_span(fact) for fact in named)
    msg = f"{name}: no figure for {day}. There are figures for: {there_is}"
    raise ValueError(msg)
