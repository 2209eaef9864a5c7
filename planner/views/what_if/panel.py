"""The panel *What if* of the board page: levers and options that a reader moves on the page.

Hidden until the page's own script runs: a page without scripts, and JupyterLab, do not show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner import __version__
from planner.analysis.compare import Comparison, compare
from planner.plan.plan import Plan
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenarios
from planner.rulebook.plan_data import Data
from planner.views.format.markup import Block, in_notebook, text_of
from planner.views.format.mime_types import WHAT_IF
from planner.views.format.packed_text import packed
from planner.views.levers.control import LeverControl
from planner.views.questions.chosen_options import what_it_takes
from planner.views.questions.gap_words import options_on
from planner.views.what_if.page_data import page_data
from planner.views.what_if.page_levers import GoesOn, PageGroup, PageLever, page_levers

ASKED = "What if? Change a number and see how the answer changes"
EXPLAINED = (
    "What you change here is calculated in this browser, by the rules that this page was made "
    "with. Nothing is sent or saved. What was published stays on the page, next to what changes. "
    "Type a number as in the plan's tables: $1,200,000, 4.1%, 7.5."
)
MORE = "Move levers as well: money, prices, pay and devices"
PROVED = (
    "The page calculates by the planner's own rules, translated by machine. On more than 1,000 "
    "generated plans they gave the same numbers as the planner's rulebook to the last bit, and as "
    "its engine to the cent."
)
OPTIONS_ASKED = "Which options? Switch them on and see whether the gap is closed"
OPTIONS_EXPLAINED = (
    "Every combination can be tried, not only those in the tables of this page. Each is calculated "
    "in this browser with all of its changes together, by the rules that this page was made with. "
    "Nothing is sent or saved."
)
#: What a part of the page is that follows what a reader moves.
PARTS = ("answer", "key_figures", "keep", "forecast")


@dataclass(frozen=True)
class Panel:
    """The panel as HTML, and the data that the page calculates with."""

    html: str
    data: Data

    def _repr_mimebundle_(self, **_asked: object) -> Mapping[str, Any]:
        # As text: a notebook sorts what is in an object, and lines of the budget have an order.
        given = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        data = {WHAT_IF: {"data": packed(given)}}
        return {"text/plain": "", "text/html": in_notebook(self.html), **data}


@dataclass(frozen=True)
class Kind:
    """What a page is about, and so what its panel asks first.

    Attributes
    ----------
    about : str
        ``board``, or ``options``: then the panel is open, and options come before levers.
    asked, explained : str
        Its heading, and what stands below it.
    """

    about: str
    asked: str
    explained: str

    @property
    def is_of_options(self) -> bool:
        """Whether the page is about options."""
        return self.about == "options"


BOARD = Kind("board", ASKED, EXPLAINED)
OPTIONS = Kind("options", OPTIONS_ASKED, OPTIONS_EXPLAINED)


def panel(comparison: Comparison, kind: Kind = BOARD) -> Panel:
    """The panel for a plan and its scenarios.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan, the page's own first.
    kind : Kind
        What the page is about.

    Examples
    --------
    >>> from planner import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> made = panel(compare(read_plan(example("altoona-wi"))))
    >>> made.html.startswith('<form class="planner-what-if" id="what-if" hidden')
    True
    """
    groups = page_levers(comparison.plan, comparison.scenarios[0])
    data = page_data(comparison, groups, kind.about)
    if kind.is_of_options:
        unmoved = options_on(comparison.main.figures, [])
        data = {**data, "words": {**data["words"], "unmoved": unmoved}}
    html = "".join(_panel(comparison, groups, kind, data["words"]["unmoved"]))
    return Panel(html, data)


def options_panel(plan: Plan, scenario: str) -> Panel:
    """The panel of the options page: any combination of options, on top of a scenario.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str
        What all combinations have in common.
    """
    return panel(compare(plan, [scenario]), OPTIONS)


def followed(part: str, block: Block) -> Block:
    """A part of the page that follows what a reader moves, so that the script finds it.

    Parameters
    ----------
    part : str
        One of ``PARTS``.
    block : Block
        The part as it is published.

    Examples
    --------
    >>> followed("keep", Block("<p>All of it.</p>", "All of it.")).html
    '<div class="planner-followed" data-part="keep"><p>All of it.</p></div>'
    """
    if part not in PARTS:
        msg = f"{part} is not a part of the page that follows: {', '.join(PARTS)}"
        raise ValueError(msg)
    html = f'<div class="planner-followed" data-part="{part}">{block.html}</div>'
    return Block(html, block.text)


def _panel(
    comparison: Comparison, groups: Sequence[PageGroup], kind: Kind, unmoved: str
) -> Iterator[str]:
    yield (
        '<form class="planner-what-if" id="what-if" hidden aria-label="What if" autocomplete="off">'
        f"<details{' open' if kind.is_of_options else ''}><summary>{kind.asked}</summary>"
        f'<p class="planner-note">{text_of(kind.explained)}</p>'
        '<p class="what-if-broken" role="alert"></p>'
    )
    yield _starts(comparison)
    levers = f'<div class="what-if-groups">{"".join(_columns(groups))}</div>'
    options = _options(comparison.plan, told=kind.is_of_options)
    result = '<div class="what-if-result"></div>'
    if kind.is_of_options:
        yield f"{options}{result}<details><summary>{MORE}</summary>{levers}</details>"
    else:
        yield f"{levers}{options}{result}"
    yield _actions()
    yield _proof(comparison.plan)
    yield (
        f'<div class="what-if-bar"><p role="status" class="what-if-status">{text_of(unmoved)}</p>'
        f"{_button('reset', 'Put everything back')}</div></details></form>"
    )


def _columns(groups: Sequence[PageGroup]) -> Iterator[str]:
    """Groups below each other in columns, so that one which is folded out moves no other."""
    place = 0
    for number in dict.fromkeys(group.column for group in groups):
        html = ""
        for group in groups:
            if group.column == number:
                html += _group(group, place)
                place += len(group.levers)
        yield f"<div>{html}</div>"


def _actions() -> str:
    """What can be done with what was moved."""
    copy = _button("copy", "Copy these changes", waits=True)
    link = _button("link", "Copy a link to this what-if", waits=True)
    return (
        f'<p class="what-if-actions">{copy} {link}</p>'
        '<div class="what-if-copied" role="status"></div>'
    )


def _proof(plan: Plan) -> str:
    """How the numbers were proved, and the button that does it again here."""
    return (
        "<details><summary>How these numbers are proved</summary>"
        f'<p class="planner-note">{text_of(PROVED)} Planner version {text_of(__version__)}, '
        f'fingerprint of the tables <span class="what-if-fingerprint">{text_of(plan.digest)}'
        f"</span>.</p><p>{_button('test', 'Calculate the published figures again')}</p>"
        '<p class="what-if-tested" role="status"></p></details>'
    )


def _button(name: str, words: str, *, waits: bool = False) -> str:
    """A button of the panel; one that waits is off until something is moved."""
    off = " disabled" if waits else ""
    return f'<button type="button" data-do="{name}"{off}>{words}</button>'


def _starts(comparison: Comparison) -> str:
    """Which scenario to start from."""
    options = "".join(
        f'<option value="{text_of(found.scenario)}">{text_of(found.title)}</option>'
        for found in comparison.answers
    )
    label = '<label for="what-if-start">Start from</label>'
    hidden = "" if comparison.others else " hidden"  # there is nothing else to start from
    choice = f'{label} <select id="what-if-start">{options}</select>'
    return f'<p class="what-if-start"{hidden}>{choice}</p>'


def _group(group: PageGroup, first: int) -> str:
    levers = "".join(_lever(lever, first + place) for place, lever in enumerate(group.levers))
    heading = text_of(group.heading)
    if group.open:
        return f"<fieldset><legend>{heading}</legend>{levers}</fieldset>"
    count = len(group.levers)
    return (
        f"<details><summary>{heading} ({count})</summary>"
        f'<fieldset aria-label="{heading}">{levers}</fieldset></details>'
    )


def _lever(lever: PageLever, place: int) -> str:
    """A labeled input: a checkbox for a switch, else text with a slider where there is a scale."""
    name = f"what-if-{place}"
    if isinstance(lever, GoesOn) or lever.switches:
        on = not isinstance(lever, GoesOn) and bool(lever.lever.now)
        return (
            f'<div class="what-if-lever what-if-switch" data-lever="{place}">'
            f'<input type="checkbox" id="{name}"{" checked" if on else ""}>'
            f'<label for="{name}">{text_of(lever.label)}</label></div>'
        )
    return "".join(_number(lever, name, place))


def _number(lever: LeverControl, name: str, place: int) -> Iterator[str]:
    unit, slider = text_of(lever.unit), lever.slider()
    yield (
        f'<div class="what-if-lever" data-lever="{place}"><label for="{name}">'
        f'{text_of(lever.label)}</label><span class="what-if-typed"><input type="text" '
        f'id="{name}" value="{text_of(lever.start)}" autocomplete="off" spellcheck="false" '
        f'aria-describedby="{name}-unit {name}-wrong"> <span id="{name}-unit">{unit}'
        f'<span class="what-if-by-year">{_by_year(lever.by_year)}</span></span></span>'
    )
    yield f'<span class="what-if-wrong" id="{name}-wrong"></span>'
    if slider is not None:
        yield (
            f'<input type="range" min="{slider.low:.10g}" max="{slider.high:.10g}" '
            f'step="{slider.step:.10g}" value="{slider.at:.10g}" aria-label="'
            f'{text_of(lever.label)}, slider" aria-valuetext="{text_of(lever.start)}">'
        )
    yield "</div>"


def _by_year(words: str) -> str:
    return f" ({text_of(words)})" if words else ""


def _options(plan: Plan, *, told: bool) -> str:
    """The options as switches, with room for what each leaves; ``told`` what each takes."""
    rows = open_options(plan)
    if not rows:
        return ""
    titles = option_scenarios(plan)
    switches = "".join(
        f'<div class="what-if-option" data-option="{place}">'
        f'<input type="checkbox" id="what-if-option-{place}" '
        f'aria-describedby="what-if-option-{place}-does'
        f'{f" what-if-option-{place}-takes" if told else ""} what-if-option-{place}-wrong">'
        f'<label for="what-if-option-{place}">{text_of(titles[row.name].title)}</label>'
        f'<span class="what-if-left"></span>'
        f'<span class="what-if-does" id="what-if-option-{place}-does"></span>'
        f"{_takes(plan, row, place) if told else ''}"
        f'<span class="what-if-wrong" id="what-if-option-{place}-wrong"></span></div>'
        for place, row in enumerate(rows)
    )
    return f'<fieldset class="what-if-options"><legend>Options</legend>{switches}</fieldset>'


def _takes(plan: Plan, row: OptionRow, place: int) -> str:
    words = text_of(what_it_takes(plan, row.name))
    return f'<span class="what-if-takes" id="what-if-option-{place}-takes">{words}</span>'
