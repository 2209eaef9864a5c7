"""The part of a screen's page in which a reader looks up a district and its peers."""

from __future__ import annotations

from collections.abc import Sequence

from planner.views.format.markup import text_of
from planner.views.screen.sections import UNKNOWN, ranking_headings
from planner.views.screen.state_names import state_heading

#: What the page says of one district, and of its peers, by the column of ``look_up``.
FACTS = {
    "students": "Students",
    "spending": "Spends on technology, per student",
    "cost": "The model's technology, per student",
    "gap": "Short by, in its worst year, per student",
    "chance": "Criterion met in draws",
    "relief": "Technology paid with relief money, per student",
    "title": "Title I money, per student",
    "current": "Current spending, per student",
}
_WORDS = ' class="words"'
_PEERS = ("students", "title", "current", "spending", "gap")


def finder(states: Sequence[str]) -> str:
    """Fields to look up a district, and the places where the script puts what it finds.

    Parameters
    ----------
    states : sequence of str
        States to choose from; none where all districts are in one.
    """
    choices = "".join(
        f'<option value="{text_of(state)}">{text_of(state_heading(state))}</option>'
        for state in states
    )
    state_field = (
        '<label for="screen-state">State</label><select id="screen-state">'
        f'<option value="">All states</option>{choices}</select>'
        if len(states) > 1
        else ""
    )
    facts = "".join(f'<dt data-fact="{key}">{text_of(f)}</dt><dd></dd>' for key, f in FACTS.items())
    heads = "".join(f'<th scope="col" data-fact="{k}">{text_of(FACTS[k])}</th>' for k in _PEERS)
    return (
        '<p id="screen-without">Looking up a district needs JavaScript. Without it, planner screen '
        "--csv writes every district with its peers to a table.</p>"
        '<div id="screen-finder" hidden><div class="planner-finder">'
        '<label for="screen-name">Name or NCES number</label>'
        '<input id="screen-name" type="search" autocomplete="off" spellcheck="false">'
        f"{state_field}</div>"
        '<p id="screen-count" role="status"></p>'
        '<div class="planner-scroll" role="region" aria-label="Districts found" tabindex="0">'
        '<table class="planner-table" id="screen-found"><caption>Districts, worst first, in '
        "dollars per student</caption><thead><tr>"
        f"{_heads(ranking_headings())}</tr></thead><tbody></tbody></table></div>"
        '<section id="screen-one" aria-labelledby="screen-one-name" hidden>'
        '<h3 id="screen-one-name" tabindex="-1"></h3><p id="screen-one-outcome"></p>'
        f'<dl class="planner-provenance">{facts}</dl>'
        '<div class="planner-scroll" role="region" aria-label="Its nearest peers" tabindex="0">'
        '<table class="planner-table" id="screen-peers"><caption>Its nearest peers, by size, '
        "Title I money per student and current spending per student</caption>"
        f'<thead><tr><th scope="col">District</th>{heads}</tr></thead><tbody></tbody></table></div>'
        "</section></div>"
    )


def _heads(headings: Sequence[str]) -> str:
    return "".join(
        f'<th scope="col"{_WORDS if place == 1 else ""}>{text_of(heading)}</th>'
        for place, heading in enumerate(headings)
    )


def finder_words(states: int, peers_in: int) -> dict[str, object]:
    """Words that the script needs; ``{all}``, ``{shown}`` and ``{amount}`` stand for numbers.

    Parameters
    ----------
    states : int
        Number of states on the page.
    peers_in : int
        The same with those of peers: a district says in which it is if there are several.
    """
    return {
        "unknown": UNKNOWN,
        "spare": "{amount} to spare",
        "states": peers_in > 1,
        "ask": "Type part of a name: {all} districts, worst first."
        if states <= 1
        else "Type part of a name, or choose a state: {all} districts, worst first.",
        "some": "The first {shown} of {all} districts.",
        "all": "Districts found: {all}.",
    }
