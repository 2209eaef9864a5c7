"""The first sheet of a workbook of many districts: the answer, what is counted, how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.analysis.roll_up.roll_up import RollUp
from planner.views.format.counts import how_many
from planner.views.roll_up.answer import (
    answer_sentences,
    calls,
    masthead,
    other_scenario_sentences,
    vote_sentence,
)
from planner.views.roll_up.names import scenario_titles
from planner.views.roll_up.region import peak_sentence
from planner.workbook.book_parts import SHOWN, BookSheet, FrontLine

_HOW_TO_READ = (
    ("Fiscal years", "2027 is FY2027, the fiscal year that ends in 2027."),
    ("Empty cells", "The plan does not say, or does not cover the year. A zero is a zero."),
    (
        "Dollars",
        "Dollars of each year, as the district pays them. Cells hold cents that are not shown.",
    ),
)


def front_lines(
    roll_up: RollUp, sheets: Sequence[BookSheet], prepared: date, version: str
) -> list[FrontLine]:
    """What the first sheet says, answer first.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    sheets : sequence of BookSheet
        The other sheets.
    prepared : date
        The day on which the workbook is made.
    version : str
        Version of the planner that makes it.
    """
    return [
        *_answer(roll_up),
        *_counted(roll_up),
        FrontLine("Prepared", prepared, SHOWN["day"]),
        FrontLine("Planner version", version),
        FrontLine("Scenario", "What is shown", is_heading=True),
        *_scenarios(roll_up),
        FrontLine("Sheet", "What it holds", is_heading=True),
        *(FrontLine(one.name, one.about, leads_to=one.name) for one in sheets),
        FrontLine("How to read it", "", is_heading=True),
        *(FrontLine(label, said) for label, said in _HOW_TO_READ),
    ]


def _answer(roll_up: RollUp) -> Iterator[FrontLine]:
    """The answer as the page gives it, and whom to call."""
    for sentence in answer_sentences(roll_up):
        yield FrontLine("Answer", sentence)
    if not roll_up.standings:
        return
    head, *called = calls(roll_up).text.split("\n")
    for place, line in enumerate(called):
        yield FrontLine("" if place else head, line.removeprefix("- "))
    votes, peak = vote_sentence(roll_up), peak_sentence(roll_up)
    others = [("Votes", votes), ("Device purchases", peak)]
    others += [("Other scenarios", said) for said in other_scenario_sentences(roll_up)]
    yield from (FrontLine(label, said) for label, said in others if said)


def _counted(roll_up: RollUp) -> Iterator[FrontLine]:
    """How many districts are counted, and which years and scenarios are shown."""
    counts = (
        ("Districts shown", {one.plan for one in roll_up.standings}),
        ("Districts in the totals only", {one.plan for one in roll_up.unnamed}),
        ("Plans that could not be read", {o.plan for o in roll_up.failures if not o.scenario}),
    )
    for place, (label, plans) in enumerate(counts):
        if plans or not place:
            yield FrontLine(label, len(plans), SHOWN["number"])
    yield FrontLine("Years and scenarios", masthead(roll_up).text.split("\n")[-1])


def _scenarios(roll_up: RollUp) -> Iterator[FrontLine]:
    """Every scenario by its title: what plans call it, and how many districts have none."""
    for scenario, title in scenario_titles(roll_up).items():
        there = roll_up.in_scenario(scenario)
        said = f'Called "{scenario}" in the plans. {how_many(len(there), "district")}'
        if stand_in := sum(one.stands_in for one in there):
            shown = "is shown with its current plan: it has"
            if stand_in > 1:
                shown = "are shown with their current plan: they have"
            said += f", of which {stand_in:,} {shown} no such scenario"
        yield FrontLine(title, f"{said}.")
