"""Options in words: what closes the gap, and what more money costs in service."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from planner.analysis.effect import A_DOLLAR
from planner.analysis.options.set_study import SetStudy
from planner.analysis.options.sets import SetMeasures
from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.plan.tables.options import OptionRow
from planner.views.format.markup import (
    Block,
    TableRow,
    bullets,
    joined,
    paragraphs,
    table,
    text_table,
)
from planner.views.format.masthead import masthead_block, prepared_on
from planner.views.format.money import about, dollars
from planner.views.questions.gap_words import missing_words, points_of, price_in_service

TITLE = "What we could do"
#: Combinations that a table of the page shows.
SETS_SHOWN, FRONTIER_SHOWN = 5, 30
NONE_TYPED = "There are no options in the table options to compare."
_NO_OPTION, _CLOSEST = "no options", "closest"


def masthead(study: OptionStudy, prepared: str = "") -> Block:
    """District, title, years and scenario; the date if one is given."""
    first, last = (fiscal_year_label(study.plan.years[k]) for k in (0, -1))
    line = f"{first} to {last}. Scenario: {study.base.title or study.base.name}."
    day = f" Prepared {prepared_on(prepared)}." if prepared else ""
    return masthead_block(study.plan, TITLE, f"{line}{day}")


def answer(study: OptionStudy) -> Block:
    """What the options can do, which ones do it, and how far that is proven."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    more = (*_waiting_sentence(study), *_stopgap_sentence(study))
    return _best_set(study, *more, style="planner-answer")


def in_short(study: SetStudy, recommended: Sequence[OptionRow] = ()) -> Block:
    """The answer for the board page: the cheapest set, and how many others there are.

    Options that the page has just listed as staff's recommendation are not listed again.
    """
    if not study.options:
        return paragraphs(NONE_TYPED)
    names = {row.name for row in recommended}
    if len(study.closing) and names == set(study.names(study.best)) and names:
        price = price_in_service(float(study.measures.points[study.best]))
        return paragraphs(
            f"What staff recommends is the cheapest combination that closes the gap, {price}. "
            f"{_how_many(study)}"
        )
    return _best_set(study)


def _best_set(study: SetStudy, *more: str, style: str = "") -> Block:
    """What the best set does, its options, and how many sets there are."""
    lead = _closing_sentence(study) if len(study.closing) else _short_sentence(study)
    titles = study.titles(study.best)
    chosen = [bullets(titles)] if titles else []
    parts = [paragraphs(lead, style=style), *chosen, paragraphs(*more, _how_many(study))]
    return Block("".join(part.html for part in parts), "\n".join(part.text for part in parts))


def _closing_sentence(study: SetStudy) -> str:
    best, found = study.best, study.measures
    count, at_a_price = len(study.titles(best)), price_in_service(float(found.points[best]))
    which = "this option" if count == 1 else f"these {count} options"
    if found.closes[0]:
        still = f" It also holds with {which}, {at_a_price}:" if count else ""
        return (
            "The plan holds without any option: every cost is funded, the reserve stays at or "
            "above policy, and recurring revenue covers the sustainable annual cost of the last "
            f"year.{still}"
        )
    verb = "closes" if count == 1 else "close"
    return f"{which.capitalize()} {verb} the gap, {at_a_price}:"


def _short_sentence(study: SetStudy) -> str:
    none = "No combination of the options" if study.proved else "No combination that was tried"
    missing = still_missing(study.measures, study.best, study.plan.years)
    left = f"{none} closes the gap. The closest leaves the district {missing}"
    return f"{left}:" if study.titles(study.best) else f"{left}; it uses none of the options."


def still_missing(measures: SetMeasures, place: int, years: Sequence[int]) -> str:
    """What is missing with a combination of options that does not close the gap."""
    short, structural = float(measures.short[place]), float(measures.structural_balance_last[place])
    return missing_words(short, structural, years[-1])


def _waiting_sentence(study: OptionStudy) -> Iterator[str]:
    if study.waiting is not None and abs(study.waiting) >= A_DOLLAR:
        word = "worse" if study.waiting > 0 else "better"
        last = fiscal_year_label(study.plan.years[-1])
        them = "it" if len(study.titles(study.best)) == 1 else "all of them"
        yield (
            f"Delaying {them} by a year leaves the district {about(study.waiting)} {word} off "
            f"through {last}."
        )


def _stopgap_sentence(study: OptionStudy) -> Iterator[str]:
    """What gets through the plan alone, where that takes less than closing the gap."""
    place = study.stopgap
    if place is None:
        return
    last, titles = fiscal_year_label(study.plan.years[-1]), "; ".join(study.titles(place))
    gap = about(float(study.measures.structural_balance_last[place]))
    lost = price_in_service(float(study.measures.points[place]))
    yield (
        f"To get through {last} without closing the gap for good, less is enough, {lost}: "
        f"{titles}. It leaves a structural gap of {gap} a year."
    )


def _how_many(study: SetStudy) -> str:
    """How many combinations were projected, and what that proves."""
    tried, count = f"{len(study.masks):,}", len(study.options)
    of_options = f"{count} option" if count == 1 else f"{count} options"
    close = _how_many_close(len(study.closing))
    if study.exact:
        if not study.left_out:
            return f"All {tried} combinations of {of_options} were projected; {close}."
        every = f"Of {len(study.masks) + study.left_out:,} combinations of {of_options}"
        breaks = "1 breaks" if study.left_out == 1 else f"{study.left_out:,} break"
        return (
            f"{every}, {breaks} what an option excludes or needs; of the other {tried}, all "
            f"projected, {close}."
        )
    said = (
        f"{of_options} allow more combinations than can all be projected. Of the {tried} "
        f"projected, {close}."
    )
    seen = (
        f"every combination that loses at most {points_of(study.proved_to)} of service is included"
    )
    if study.proved:
        return f"{said} Proven the cheapest: {seen}."
    if len(study.closing):
        lost = float(study.measures.points[study.best]) - study.proved_to
        return f"{said} Proven within {points_of(lost)} of the cheapest: {seen}."
    return f"{said} Not proven that none closes it: {seen}."


def _how_many_close(count: int) -> str:
    if count == 0:
        return "none closes the gap"
    return "1 closes the gap" if count == 1 else f"{count:,} close the gap"


def closing_sets(study: SetStudy) -> Block:
    """The cheapest combinations that close the gap, or the one that comes closest."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    places = list(study.closing[:SETS_SHOWN]) or [study.best]
    caption = (
        "Cheapest combinations that close the gap: least service lost, then fewest options"
        if len(study.closing)
        else "The combination that comes closest to closing the gap"
    )
    return _sets_block(caption, study, [int(place) for place in places])


def frontier_table(study: SetStudy) -> Block:
    """Combinations that no other beats in both money and service."""
    if not study.options:
        return paragraphs(NONE_TYPED)
    places = [int(place) for place in study.frontier[:FRONTIER_SHOWN]]
    more = len(study.frontier) - len(places)
    table_of = _sets_block("What more money costs in service", study, places)
    note = "A combination is listed if no other leaves more money for as little service lost."
    if more:
        note += f" {more} more, which lose more service, are not shown."
    return joined(table_of, paragraphs(note, style="planner-note"))


def set_names(study: SetStudy) -> dict[int, str]:
    """Short names of the combinations that the page lists: letters for those that close the gap."""
    closing = dict(zip(map(int, study.closing[:SETS_SHOWN]), ascii_uppercase, strict=False))
    others = (place for place in map(int, study.frontier) if place not in closing)
    return closing | {place: str(number) for number, place in enumerate(others, start=1)}


def _sets_block(caption: str, study: SetStudy, places: list[int]) -> Block:
    """Combinations and their options: titles on the page, short names in plain text."""
    headings, figures = _headings(study), [_figures(study, place) for place in places]
    titles = ["; ".join(study.titles(place)) or _NO_OPTION for place in places]
    names = ["; ".join(study.names(place)) or _NO_OPTION for place in places]
    called = set_names(study)
    rows = [
        TableRow(called.get(place, _CLOSEST), [*cells, title])
        for place, cells, title in zip(places, figures, titles, strict=True)
    ]
    plain = text_table(headings, [TableRow(cells[0], cells[1:]) for cells in figures])
    lines = [
        f"{line}  {name}"
        for line, name in zip(plain.splitlines(), ["Options", *names], strict=True)
    ]
    html = table(caption, ["Combination", *headings, "Options"], rows, words_in=[len(headings)])
    return Block(html, "\n".join([caption, *lines]))


def _headings(study: SetStudy) -> list[str]:
    last = fiscal_year_label(study.plan.years[-1])
    return [
        "Service lost",
        "Ending reserve less unfunded",
        f"Structural balance {last}",
        "Unfunded",
        "Years below policy",
        f"Gets through {last}",
        "Closes the gap for good",
    ]


def _figures(study: SetStudy, place: int) -> list[str]:
    """What a combination takes and leaves, cell by cell."""
    found = study.measures.at(place)
    return [
        f"{found['points']:g}",
        dollars(found["position"]),
        dollars(found["structural_balance_last"]),
        dollars(found["unfunded_in_all"]),
        f"{found['years_under']:.0f}",
        "yes" if study.measures.gets_through[place] else "no",
        "yes" if study.measures.lasts[place] else "no",
    ]


def how(study: OptionStudy) -> Block:
    """How combinations are calculated, and what closing the gap means."""
    return bullets(
        [
            "Each combination is projected with all of its changes together; the effects of single "
            "options are not added up.",
            "A year, once in place, is the lasting effect on the structural balance, in dollars of "
            "the first year. It does not depend on where the plan ends. New money is called "
            "revenue, not savings.",
            "Cash through the last year is the change in the ending reserve less all cost that "
            "went unfunded along the way. Cost that is only moved beyond the last year is shown "
            "apart from what is saved.",
            "A combination gets through the plan if every cost is funded and the reserve ends "
            "every year at or above policy. It closes the gap for good if recurring revenue covers "
            "the sustainable annual cost of the last year. It closes the gap if it does both.",
            "The gap is the amount needed at the start to fund every cost and keep the reserve at "
            "policy, plus the structural deficit of the last year.",
            "Service lost is the district's own judgment, in points for each option; the points "
            "of a combination are the sum.",
            "A year's delay moves every change, and every date it sets, one year later.",
        ]
    )
