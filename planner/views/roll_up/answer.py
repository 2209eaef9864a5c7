"""The answer for many districts, as a superintendent reads it aloud: how many, who first, why."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding, years_covered
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, joined, paragraphs, text_of
from planner.views.format.masthead import prepared_on
from planner.views.format.money import about
from planner.views.format.terms import named_attribute
from planner.views.roll_up.measure_words import reason
from planner.views.roll_up.names import (
    NO_DECKS,
    Decks,
    district_names,
    linked,
    scenario_titles,
)
from planner.views.roll_up.region import peak_sentence, region_sentence

TITLE = "Who needs help first"
#: So many districts are called today.
CALLED = 3
#: So many are named in a sentence; of more, the first ones are.
_NAMED = 5


def masthead(roll_up: RollUp, prepared: str = "") -> Block:
    """How many districts, which years and scenarios; the date if one is given."""
    years = years_covered(roll_up.standings)
    span = [fiscal_year_label(year) for year in dict.fromkeys((*years[:1], *years[-1:]))]
    plans = {one.plan for one in roll_up.standings}
    line = ". ".join(
        [
            *([" to ".join(span)] if span else []),
            f"Scenarios: {', '.join(scenario_titles(roll_up).values())}",
            *([f"Prepared {prepared_on(prepared)}"] if prepared else []),
        ]
    )
    place = how_many(len(plans), "district")
    html = (
        f'<header class="planner-masthead"{named_attribute(district_names(roll_up).values())}>'
        f'<p class="planner-district">{place}</p><h1>{TITLE}</h1><p>{text_of(line)}.</p></header>'
    )
    return Block(html, f"{place}\n{TITLE}\n{line}.")


def answer(roll_up: RollUp, decks: Decks = NO_DECKS) -> Block:
    """The answer in the first scenario, then who is called today, then the other scenarios.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    decks : mapping
        Addresses of their pages, by plan and scenario.
    """
    lead = paragraphs(*answer_sentences(roll_up), style="planner-answer")
    if not roll_up.standings:
        return lead
    others = [
        vote_sentence(roll_up),
        peak_sentence(roll_up),
        *other_scenario_sentences(roll_up),
    ]
    return joined(lead, calls(roll_up, decks), paragraphs(*[said for said in others if said]))


def answer_sentences(roll_up: RollUp) -> list[str]:
    """How many districts miss a criterion, the worst year of all, and which plans are missing."""
    missing = " ".join(said for said in (_unnamed(roll_up), _missing(roll_up)) if said)
    if not roll_up.standings:
        none = "No district is named." if roll_up.unnamed else "No plan could be projected."
        return [f"{none} {missing}".strip()]
    main = roll_up.scenarios[0]
    parts = [_how_many_short(roll_up, main), region_sentence(roll_up, main), missing]
    return [" ".join(part for part in parts if part)]


def calls(roll_up: RollUp, decks: Decks = NO_DECKS) -> Block:
    """Whom to call today: the districts at the head of the table, each with its first reason."""
    names, main = district_names(roll_up), roll_up.scenarios[0]
    first = [one for one in roll_up.in_scenario(main) if roll_up.missed(one)]
    called = [(one.plan, why_called(roll_up, one)) for one in first[:CALLED]]
    if not called:
        return Block("", "")
    head = "Call today" if len(called) == 1 else f"Call these {len(called)} today"
    items = "".join(
        f"<li><strong>{linked(names[plan], decks.get((plan, main), ''))}</strong>: "
        f"{text_of(why)}</li>"
        for plan, why in called
    )
    text = "\n".join(f"- {names[plan]}: {why}" for plan, why in called)
    html = f'<p><strong>{head}</strong></p><ol class="roll-up-call">{items}</ol>'
    return Block(html, f"{head}\n{text}")


def vote_sentence(roll_up: RollUp) -> str:
    """Whose plans count on a vote that is still to come; blank where none does."""
    found = []
    for standing in roll_up.in_scenario(roll_up.scenarios[0]):
        amount = standing.measures["vote_at_risk"].amount or 0.0
        if amount > 0:
            found.append((amount, standing))
    if not found:
        return ""
    found.sort(key=lambda pair: -pair[0])
    names = district_names(roll_up)
    most = about(found[0][0], "up")
    if len(found) == 1:
        name = names[found[0][1].plan]
        return f"One district counts on a vote that is still to come: {name}, up to {most} a year."
    listed = _listed([names[standing.plan] for _, standing in found])
    return (
        f"{len(found):,} districts count on votes that are still to come, up to {most} a year "
        f"each: {listed}."
    )


def other_scenario_sentences(roll_up: RollUp) -> list[str]:
    """How many districts miss a criterion in each other scenario, and the worst year there."""
    titles = scenario_titles(roll_up)
    said = []
    for scenario in roll_up.scenarios[1:]:
        there = roll_up.in_scenario(scenario)
        stand_in = sum(one.stands_in for one in there)
        short = _in_sentence(_how_many_short(roll_up, scenario))
        sentence = f"{titles[scenario]}: {short} {region_sentence(roll_up, scenario)}"
        if stand_in:
            count = how_many(stand_in, "district has", "districts have")
            it, them = ("it", "its") if stand_in == 1 else ("them", "their")
            sentence += f" {count} no such scenario; for {it}, {them} current plan is counted."
        said.append(sentence)
    return said


def _how_many_short(roll_up: RollUp, scenario: str) -> str:
    there = roll_up.in_scenario(scenario)
    short = sum(bool(roll_up.missed(one)) for one in there)
    if not short:
        return _all_meet(len(there))
    title = _in_sentence(roll_up.criteria[0].title)
    said = f"{short:,} of {how_many(len(there), 'district')} {_miss(short)} at least one criterion"
    first = sum(roll_up.judged(one)[0].is_missed for one in there)
    if not first:
        return f"{said}; all meet the most important one, {title}."
    every = "it" if short == 1 else "all of them"
    who = every if first == short else f"{first:,} of them"
    return f"{said}; {who} {_miss(first)} the most important one, {title}."


def _all_meet(count: int) -> str:
    if count < 3:
        return f"{'The district meets' if count == 1 else 'Both districts meet'} every criterion."
    return f"All {count:,} districts meet every criterion."


def _miss(count: int) -> str:
    return "misses" if count == 1 else "miss"


def _in_sentence(title: str) -> str:
    """A title inside a sentence: without its capital, unless the first word is an abbreviation."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _missing(roll_up: RollUp) -> str:
    """That plans are not counted because they could not be read; blank if all are."""
    plans = len({one.plan for one in roll_up.failures if not one.scenario})
    if not plans:
        return ""
    counted = "it is not counted" if plans == 1 else "they are not counted"
    return f"{how_many(plans, 'plan')} could not be read; {counted}."


def _unnamed(roll_up: RollUp) -> str:
    """That small districts are in the region's totals only; blank if every district is named."""
    plans = len({one.plan for one in roll_up.unnamed})
    if not plans:
        return ""
    totals = "it is" if plans == 1 else "they are"
    return (
        f"{how_many(plans, 'small district is', 'small districts are')} not named; {totals} "
        "counted in the region's totals only."
    )


def why_called(roll_up: RollUp, standing: DistrictStanding) -> str:
    """What a district is called about first, in dollars and year; blank if it meets all criteria.

    How many more criteria it does not meet follows.
    """
    missed = roll_up.missed(standing)
    if not missed:
        return ""
    first, *others = missed
    more = len(others)
    said = reason(first)
    if not more:
        return f"{said}."
    return f"{said}. {how_many(more, 'more criterion is', 'more criteria are')} not met."


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence, with how many more there are; semicolons keep states with them."""
    if len(names) <= _NAMED:
        return f"{'; '.join(names[:-1])}; and {names[-1]}"
    more = how_many(len(names) - CALLED, "other")
    return f"{'; '.join(names[:CALLED])}; and {more}"
