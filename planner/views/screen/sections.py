"""The sections of a screen's page that need no script: tables of whole dollars and their words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from planner.arrays import Places
from planner.districts.screen import Screen
from planner.districts.tally import Tally, worst_first
from planner.fiscal import fiscal_year_label
from planner.views.format.cards import Card, cards_block
from planner.views.format.counts import how_many
from planner.views.format.markup import TableRow, table, text_of
from planner.views.format.money import about, dollars, nearest, percent, with_commas
from planner.views.screen.sentences import OUTCOMES
from planner.views.screen.state_names import state_heading

#: Districts that the page ranks without a script.
RANKED = 25
#: Classes of the distribution, and how many there are at most.
_STEPS, _CLASSES = (50, 100, 200, 500, 1000, 2000, 5000), 14
UNKNOWN = "not known"
ASK_FIRST = (
    "Districts that report next to nothing come first: ask how they code technology before you "
    "conclude that they are in need."
)


def screen_cards(counted: Tally, year: int) -> str:
    """Four figures to take away."""
    judged = max(counted.judged, 1)
    share = f"{nearest(100 * counted.met / judged, 1)}% of those that can be judged"
    short = f"short by {about(counted.short)} a year" if counted.not_met else "none is short"
    relief = about(counted.relief) if counted.relief_known else UNKNOWN
    cards: list[Card] = [
        ("Could sustain it", with_commas(counted.met), share if counted.judged else "none judged"),
        ("Could not", with_commas(counted.not_met), short),
        (
            "Not known",
            with_commas(counted.not_known),
            f"of {how_many(counted.districts, 'district')}",
        ),
        (
            "Cliff after relief money",
            relief.capitalize(),
            f"technology it paid for in {fiscal_year_label(year)}",
        ),
    ]
    return cards_block(cards).html


def distribution(found: Screen, places: Places) -> str:
    """How many districts spend how much on technology, as bars that are a table."""
    spending = found.spending[places]
    known = spending[~np.isnan(spending)]
    if not len(known):
        return "<p>What these districts spend on technology is not known.</p>"
    step = _step(known)
    last = _CLASSES - 1
    classes = np.minimum(known // step, last).astype(int)
    counts = np.bincount(classes)
    cost = float(np.median(found.cost[places]))
    model_in = min(int(cost // step), last)
    counts = np.pad(counts, (0, max(model_in + 1 - len(counts), 0)))
    rows = "".join(
        _bar(
            _class_label(k, step, last),
            int(count),
            int(counts.max()),
            cost if k == model_in else None,
        )
        for k, count in enumerate(counts)
    )
    caption = (
        "Districts by what they spend on technology per student and year, relief money left out, "
        f"in dollars of {fiscal_year_label(found.model.district.first_year)}"
    )
    return (
        f'<table class="planner-bars"><caption>{text_of(caption)}</caption>'
        '<thead><tr><th scope="col">Per student</th><th scope="col" class="number">Districts</th>'
        f"<td></td></tr></thead><tbody>{rows}</tbody></table>"
    )


def _step(known: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> int:
    """Width of a class, so that nearly all districts are in those before the last."""
    wanted = float(np.quantile(known, 0.97)) / (_CLASSES - 1)
    return next((step for step in _STEPS if step >= wanted), _STEPS[-1])


def _class_label(place: int, step: int, last: int) -> str:
    low = dollars(place * step)
    return f"{low} and more" if place == last else f"{low} to {dollars((place + 1) * step - 1)}"


def _bar(label: str, count: int, most: int, cost: float | None) -> str:
    bar = f'<i style="width:{100 * count / most:.1f}%"></i>' if count else ""
    here = f"<b>the model costs {dollars(cost)}</b>" if cost is not None else ""
    style = ' class="here"' if cost is not None else ""
    return (
        f'<tr{style}><th scope="row">{label}</th><td class="number">{with_commas(count)}</td>'
        f'<td class="bar">{bar}{here}</td></tr>'
    )


def state_table(tallies: Sequence[Tally]) -> str:
    """A row for each state: how many meet the criterion, and what relief money paid."""
    headings = [
        "State",
        "Districts",
        "Met",
        "Not met",
        "Not known",
        "Met, of those known",
        "Either way in the draws",
        "Middle district spends per student",
        "Paid with relief money",
        "The same per student",
    ]
    rows = [
        TableRow(
            state_heading(one.state),
            [
                *map(with_commas, (one.districts, one.met, one.not_met, one.not_known)),
                f"{nearest(100 * one.met / one.judged, 1)}%" if one.judged else UNKNOWN,
                with_commas(one.either_way) if one.judged else UNKNOWN,
                UNKNOWN if math.isnan(one.spending) else dollars(one.spending),
                dollars(one.relief) if one.relief_known else UNKNOWN,
                dollars(one.relief_per_student) if one.relief_known else UNKNOWN,
            ],
        )
        for one in sorted(tallies, key=lambda one: state_heading(one.state))
    ]
    caption = "Districts by outcome, and the technology that relief money paid, in dollars"
    return table(caption, headings, rows)


def ranking(found: Screen, places: Places, *, states: bool) -> str:
    """The districts that need help first: most missing per student first.

    Parameters
    ----------
    found : Screen
        What became of every district.
    places : ndarray of int
        The districts shown.
    states : bool
        Whether they are in several states, so that each says in which.
    """
    rows = [
        TableRow(_named(found, place, states=states), _cells(found, place))
        for place in worst_first(found, places)[:RANKED]
        if found.outcomes[place] == "not met"
    ]
    if not rows:
        return "<p>No district that can be judged fails to meet the criterion.</p>"
    shown = table("Farthest from it first, in dollars per student", ranking_headings(), rows)
    return f"<p>{ASK_FIRST}</p>{shown}"


def ranking_headings() -> list[str]:
    """Headings of a table of districts, the first above their names."""
    return [
        "District",
        "Outcome",
        "Short by, in its worst year",
        "Short by, in a bad draw (one in ten)",
        "Met in draws",
        "Spends on technology",
        "Paid with relief money",
        "Students",
    ]


def _named(found: Screen, place: int, *, states: bool) -> str:
    words = found.survey.words
    return f"{words['name'][place]}, {words['state'][place]}" if states else words["name"][place]


def _cells(found: Screen, place: int) -> list[str]:
    """Cells of a district that does not meet it: of it all is known but what relief money paid."""
    students = float(found.survey.students[place])
    relief = float(found.relief[place]) / students
    return [
        OUTCOMES[found.outcomes[place]],
        *(dollars(float(x[place])) for x in (found.gap, found.gap_high)),
        percent(nearest(float(found.chance[place]), 100) / 100),
        dollars(float(found.spending[place])),
        UNKNOWN if math.isnan(relief) else dollars(relief),
        with_commas(nearest(students, 1)),
    ]
