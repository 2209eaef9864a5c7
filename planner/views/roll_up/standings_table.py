"""The table of districts: a row each, worst first, and a column for each criterion."""

from __future__ import annotations

from collections.abc import Mapping

from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding
from planner.fiscal import fiscal_year_label
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, text_of
from planner.views.format.money import nearest, with_commas
from planner.views.roll_up.by_scenario import by_scenario, districts_table
from planner.views.roll_up.measure_words import OUTCOME_WORDS, criterion_cell, limit_words
from planner.views.roll_up.names import (
    NO_DECKS,
    Decks,
    district_names,
    linked,
    scenario_titles,
)

_STANDS_IN = "Current plan: it has no such scenario"


def standings_tables(roll_up: RollUp, decks: Decks = NO_DECKS) -> Block:
    """Every district against every criterion, worst first, a table for each scenario.

    Without a script the tables follow each other; with it a reader chooses one, sorts, searches
    and filters it.

    Parameters
    ----------
    roll_up : RollUp
        Many districts.
    decks : mapping
        Addresses of their pages, by plan and scenario.
    """
    titles, names = scenario_titles(roll_up), district_names(roll_up, with_state=False)

    def part(scenario: str, title: str) -> Block:
        caption = f"Districts against criteria: {title}"
        rows = "".join(
            _row(roll_up, standing, names[standing.plan], decks)
            for standing in roll_up.in_scenario(scenario)
        )
        shown = districts_table("roll-up-standings", caption, _headings(roll_up), rows)
        return Block(shown, _as_text(roll_up, scenario, caption))

    tables = by_scenario(roll_up, part, "roll-up-view")
    return Block(f"{_filters(roll_up, titles)}{tables.html}", f"{_count(roll_up)}\n\n{tables.text}")


def _headings(roll_up: RollUp) -> str:
    plain = ("District", "State", "Students", "Not met")
    own = "".join(f'<th scope="col">{name}</th>' for name in plain)
    return own + "".join(
        f'<th scope="col">{text_of(one.title)} <small>{text_of(limit_words(one))}</small></th>'
        for one in roll_up.criteria
    )


def _row(roll_up: RollUp, standing: DistrictStanding, name: str, decks: Decks) -> str:
    found = roll_up.judged(standing)
    shown = linked(name, decks.get((standing.plan, standing.scenario), ""))
    if standing.stands_in:
        shown += f" <small>{_STANDS_IN}</small>"
    missed = sum(one.is_missed for one in found)
    cells = "".join(map(criterion_cell, found))
    return (
        f'<tr><th scope="row">{shown}</th><td>{text_of(standing.state)}</td>'
        f"<td>{with_commas(nearest(standing.students, 1))}</td>"
        f"<td>{missed} of {len(found)}</td>{cells}</tr>"
    )


def _filters(roll_up: RollUp, titles: Mapping[str, str]) -> str:
    """Search, filters and choice of scenario; hidden until the script is there that obeys them."""
    states = sorted({one.state for one in roll_up.standings if one.state})
    criteria = [(one.name, one.title) for one in roll_up.criteria]
    missed = "".join(_option(name, title) for name, title in criteria)
    places = "".join(_option(state, state) for state in states)
    scenarios = "".join(_option(name, title) for name, title in titles.items())
    return (
        '<form class="roll-up-filters" role="search" aria-label="Districts shown" hidden>'
        '<label>District <input type="search" name="district" autocomplete="off"></label>'
        '<label>Does not meet <select name="missed"><option value="">(all districts)</option>'
        f'<option value="any">any criterion</option>{missed}</select></label>'
        '<label>State <select name="state"><option value="">(all states)</option>'
        f"{places}</select></label>"
        f'<label>Scenario <select name="scenario">{scenarios}</select></label>'
        '<button type="reset">Show all, worst first</button></form>'
        f'<p class="roll-up-count" role="status">{_count(roll_up)}</p>'
    )


def _count(roll_up: RollUp) -> str:
    """How many districts are listed in which order, until the script says it of what it shows."""
    return f"{how_many(len({one.plan for one in roll_up.standings}), 'district')}, worst first"


def _option(value: str, words: str) -> str:
    return f'<option value="{text_of(value)}">{text_of(words)}</option>'


def _as_text(roll_up: RollUp, scenario: str, caption: str) -> str:
    """The same for a terminal: under each district what it does not meet."""
    names = district_names(roll_up)
    lines = [caption]
    for standing in roll_up.in_scenario(scenario):
        missed = roll_up.missed(standing)
        stands_in = f" ({_STANDS_IN})" if standing.stands_in else ""
        students = how_many(standing.students, "student")
        count = f"{len(missed)} of {len(roll_up.criteria)} not met"
        lines.append(f"{names[standing.plan]}{stands_in}: {students}, {count}")
        for one in missed:
            year = one.measure.first_year
            when = f", {fiscal_year_label(year)}" if year is not None else ""
            lines.append(f"  {OUTCOME_WORDS[one.outcome]}: {one.criterion.title}{when}")
    return "\n".join(lines)
