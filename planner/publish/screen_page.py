"""The page of a screen: one HTML file that opens offline, with every district packed in it."""

from __future__ import annotations

import json
from datetime import date

from planner import __version__
from planner.districts.tally import by_state, tally
from planner.fiscal import fiscal_year_label
from planner.plan.cells.moments import long_date
from planner.plan.plan import Plan
from planner.publish.page.shell import content_security_policy, page_script, page_style
from planner.publish.screening import Screened
from planner.views.format.markup import bullets, paragraphs, text_of
from planner.views.format.packed_text import packed
from planner.views.screen import sections, sentences
from planner.views.screen.district_rows import look_up
from planner.views.screen.finder import finder, finder_words
from planner.views.screen.notes import limits, method_notes, scaled_table_html
from planner.views.screen.state_names import state_heading
from planner.views.screen.summary import opening_sentences

TITLE = "Could districts sustain this technology?"


def screen_file(state: str) -> str:
    """Name of the page.

    >>> screen_file("OH"), screen_file("")
    ('screen-oh.html', 'screen.html')
    """
    return f"screen-{state.lower()}.html" if state else "screen.html"


def screen_page(found: Screened, plan: Plan, prepared: date) -> str:
    """The whole page.

    Parameters
    ----------
    found : Screened
        The screen, and the districts of it that are shown.
    plan : Plan
        The model, as typed.
    prepared : date
        The day on which the page is made.
    """
    script = page_script("screen.js", "screen")
    states = sorted({found.screen.survey.words["state"][k] for k in found.places} - {""})
    data = look_up(found.screen, found.peers, found.places)
    data["words"] = finder_words(len(states), peers_in=len(set(data["state"])))
    where = state_heading(found.state) or _all_of(found)
    title = f"{TITLE} {where}"
    line = (
        f"The model is {plan.district.name}, "
        f"{fiscal_year_label(plan.years[0])} to {fiscal_year_label(plan.years[-1])}. "
        f"Prepared {long_date(prepared)}."
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{content_security_policy([script])}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light"><meta name="referrer" content="no-referrer">'
        f"<title>{text_of(title)}</title><style>{page_style(screens=True)}</style></head><body>"
        '<a class="planner-skip" href="#main">Skip to the report</a>'
        f'<header class="planner-masthead"><p class="planner-district">{text_of(where)}</p>'
        f"<h1>{TITLE}</h1><p>{text_of(line)}</p></header>"
        f'<main id="main" tabindex="-1">{_body(found, states)}</main>'
        f'<footer class="planner-footer">{_provenance(found, plan)}</footer>'
        f'<script type="application/gzip" id="planner-screen-data">'
        f"{packed(json.dumps(data, separators=(',', ':'), allow_nan=False))}</script>"
        f"<script>{script}</script></body></html>\n"
    )


def _all_of(found: Screened) -> str:
    return "All districts of the survey" if found.screen.survey.packaged else "All districts"


def _body(found: Screened, states: list[str]) -> str:
    """Everything between the head and the foot."""
    screen, places = found.screen, found.places
    counted = tally(screen, places, found.state)
    tallies = [] if found.state else by_state(screen)
    answer = f'<p class="planner-answer">{text_of(sentences.answer_sentence(counted))}</p>'
    cards = sections.screen_cards(counted, screen.survey.year)
    said = paragraphs(*opening_sentences(screen, counted)).html
    unknown = [*sentences.not_known_sentences(counted), sentences.silent_states(tallies)]
    parts = {
        "What districts spend on technology": sections.distribution(screen, places),
        "Outcome by state": sections.state_table(tallies) if len(tallies) > 1 else "",
        "Farthest from sustaining it": sections.ranking(screen, places, states=len(states) > 1),
        "Find a district": finder(states),
        "What is not known, and why": bullets([one for one in unknown if one]).html
        if counted.not_known
        else "",
        "How it was calculated": bullets(method_notes(screen)).html + scaled_table_html(screen),
        "What the survey cannot say" if screen.survey.packaged else "What the table says": bullets(
            limits(screen)
        ).html,
    }
    html = "".join(f"<h2>{text_of(name)}</h2>{part}" for name, part in parts.items() if part)
    return (
        f'<div class="planner-opening">{answer}{cards}{said}</div>'
        f'<div class="planner-report planner-screen">{html}</div>'
    )


def _provenance(found: Screened, plan: Plan) -> str:
    """Where the page comes from, so that it can be made again."""
    survey = found.screen.survey
    source = "a table of your own"
    if survey.packaged:
        source = (
            "National Center for Education Statistics and US Census Bureau, School District "
            "Finance Survey (F-33), FY2022, provisional; public domain"
        )
    facts = {
        "Model": plan.name,
        "Fingerprint of its tables": plan.digest,
        "Districts": source,
        "Draws": str(found.screen.draws),
        "Planner version": __version__,
    }
    rows = "".join(f"<dt>{text_of(name)}</dt><dd>{text_of(v)}</dd>" for name, v in facts.items())
    return f'<dl class="planner-provenance">{rows}</dl>'
