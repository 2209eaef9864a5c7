"""Options in words: what closes the gap, and what more money costs in service."""

from __future__ import annotations

from collections.abc import Iterator

from planner.analysis.options.cards import A_DOLLAR
from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.views.board.sentences import year_name
from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    joined,
    paragraphs,
    table,
    text_of,
    text_table,
)
from planner.views.format.money import about, dollars

TITLE = "What we could do"
#: Sets that a table of the page shows.
SETS_SHOWN, FRONTIER_SHOWN = 5, 30
NONE_TYPED = "No options are typed in options.csv, so none are weighed."
_NO_OPTION = "no option"
_AT_THE_END = "Reserve at the end less unfunded"


def masthead(study: OptionStudy, prepared: str = "") -> Block:
    """District, title, years and scenario."""
    district, years = study.plan.district, study.plan.years
    place = ", ".join(part for part in (district.name, district.state) if part)
    span = f"{year_name(years[0])} to {year_name(years[-1])}"
    day = f" Prepared {prepared}." if prepared else ""
    about_line = f"{span}. Scenario: {study.base.title or study.base.name}.{day}"
    html = (
        f'<header class="planner-masthead"><p class="planner-district">{text_of(place)}</p>'
        f"<h1>{text_of(TITLE)}</h1><p>{text_of(about_line)}</p></header>"
    )
    return Block(html, f"{place}\n{TITLE}\n{about_line}")


def answer(study: OptionStudy) -> Block:
    """What the options can do, the options that do it, and what of it is proved."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    lead = _closing_sentence(study) if len(study.closing) else _short_sentence(study)
    titles = study.titles(study.best)
    chosen = [bullets(titles)] if titles else []
    rest = paragraphs(*_waiting_sentence(study), _how_many(study))
    parts = [paragraphs(lead, style="planner-answer"), *chosen, rest]
    return Block("".join(part.html for part in parts), "\n".join(part.text for part in parts))


def _closing_sentence(study: OptionStudy) -> str:
    best, found = study.best, study.measures
    if found.closes[0] and not found.size[best]:
        return "The plan holds without any option: every cost has a payer, and the reserve lasts."
    count = len(study.titles(best))
    by = "this option" if count == 1 else f"these {count} options"
    lost = points_of(float(found.points[best]))
    return f"The gap can be closed with {lost} of service lost, by {by}:"


def _short_sentence(study: OptionStudy) -> str:
    best, found = study.best, study.measures
    last = year_name(study.plan.years[-1])
    some = "No set of the options" if study.proved else "No set of options that was tried"
    parts = []
    if found.short[best] >= A_DOLLAR:
        parts.append(
            f"{about(float(found.short[best]))} missing to pay all cost and keep the reserve at "
            "policy"
        )
    if found.structural[best] <= -A_DOLLAR:
        parts.append(f"{about(float(found.structural[best]))} a year of structural gap in {last}")
    closest = f"{some} closes the gap. The one that comes closest leaves {_listed(parts)}"
    return f"{closest}:" if study.titles(best) else f"{closest}: it takes none of them."


def _waiting_sentence(study: OptionStudy) -> Iterator[str]:
    if study.waiting is not None and abs(study.waiting) >= A_DOLLAR:
        word = "costs" if study.waiting > 0 else "saves"
        last = year_name(study.plan.years[-1])
        yield f"Waiting a year with all of it {word} {about(study.waiting)} through {last}."


def _how_many(study: OptionStudy) -> str:
    """How many sets were looked at, and what that proves."""
    tried, closing = len(study.masks), len(study.closing)
    close = f"{closing:,} close the gap" if closing != 1 else "one closes the gap"
    if study.exact:
        left = f"; {study.left_out:,} break what options exclude or need" if study.left_out else ""
        return f"All {tried:,} sets of {len(study.options)} options were projected{left}: {close}."
    said = (
        f"{len(study.options)} options have more sets than can all be projected. {tried:,} were: "
        f"{close}."
    )
    seen = f"every set that takes at most {points_of(study.proved_to)} of service is among them"
    if study.proved:
        return f"{said} Proved the cheapest: {seen}."
    if closing:
        lost = float(study.measures.points[study.best]) - study.proved_to
        return f"{said} Proved within {points_of(lost)} of the cheapest: {seen}."
    return f"{said} Not proved that none does: {seen}."


def closing_sets(study: OptionStudy) -> Block:
    """The cheapest sets that close the gap, or the one that comes closest."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    places = list(study.closing[:SETS_SHOWN]) or [study.best]
    caption = (
        "Cheapest sets that close the gap: least service lost, then fewest options"
        if len(study.closing)
        else "The set that comes closest to closing the gap"
    )
    return _sets_block(caption, study, [int(place) for place in places])


def frontier_table(study: OptionStudy) -> Block:
    """Sets that no other set beats in both money and service."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    places = [int(place) for place in study.frontier[:FRONTIER_SHOWN]]
    more = len(study.frontier) - len(places)
    table_of = _sets_block("What more money costs in service", study, places)
    note = "A set is listed if no other leaves more money for as little service lost."
    if more:
        note += f" {more} more, which take more service, are not shown."
    return joined(table_of, paragraphs(note, style="planner-note"))


def _sets_block(caption: str, study: OptionStudy, places: list[int]) -> Block:
    """Table of sets, by the titles of their options; plain text has the names, which come last."""
    headings = _headings(study)
    figures = [_figures(study, place) for place in places]
    titled = [
        TableRow("; ".join(study.titles(place)) or _NO_OPTION, cells)
        for place, cells in zip(places, figures, strict=True)
    ]
    turned = [TableRow(cells[0], cells[1:]) for cells in figures]
    head, *lines = text_table(headings[1:], turned).splitlines()
    width = max(len(line) for line in (head, *lines))
    named = [f"{head.ljust(width)}  {headings[0]}"]
    for line, place in zip(lines, places, strict=True):
        named.append(f"{line.ljust(width)}  {'; '.join(study.names(place)) or _NO_OPTION}")
    return Block(table(caption, headings, titled, phrases=True), "\n".join([caption, *named]))


def _headings(study: OptionStudy) -> list[str]:
    last = fiscal_year_label(study.plan.years[-1])
    return [
        "Options",
        "Service lost",
        _AT_THE_END,
        f"Structural balance {last}",
        "Unfunded",
        "Years under policy",
        "Closes the gap",
    ]


def _figures(study: OptionStudy, place: int) -> list[str]:
    """What a set takes and leaves, cell by cell."""
    found = study.measures.at(place)
    return [
        f"{found['points']:g}",
        dollars(found["position"]),
        dollars(found["structural"]),
        dollars(found["unfunded"]),
        f"{found['years_under']:.0f}",
        "yes" if study.measures.closes[place] else "no",
    ]


def how(study: OptionStudy) -> Block:
    """How sets are reckoned, and what closing the gap means."""
    return bullets(
        [
            "Every set is projected whole, with all its changes at once; effects are not added up.",
            "Money is the reserve at the end less everything that was left unfunded before. What "
            "a set saves is the change in it, by lower cost or by new money.",
            "A set closes the gap if every cost has a payer, the reserve ends every year at or "
            "above policy, and recurring revenue covers the sustained cost of the last year.",
            "The gap is the sum that would be needed at the start to pay everything and keep the "
            "reserve at policy, and the structural deficit of the last year.",
            f"Service lost is the district's own judgment, typed for {len(study.options)} options; "
            "points of several options are added.",
            "Waiting a year moves every change, and every date that it sets, a year back.",
        ]
    )


def points_of(points: float) -> str:
    """Service lost in words.

    >>> points_of(1), points_of(2.5)
    ('1 point', '2.5 points')
    """
    return f"{points:g} point" if points == 1 else f"{points:g} points"


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return "; ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""
