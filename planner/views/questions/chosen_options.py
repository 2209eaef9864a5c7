"""Options that are switched on: what is still missing with them, and what cannot be together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from planner.analysis.options.gap import Gap
from planner.analysis.options.running import (
    RunningGap,
    already_in,
    in_the_way,
    moved_as_well,
    needed_by,
)
from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.plan.cells.moments import long_date
from planner.plan.plan import Plan
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import excluded, open_options, option_scenarios
from planner.plan.what_if.scenarios import Change, Scenario
from planner.views.board.keep_words import first_of
from planner.views.board.what_changed import does_alone, not_switched_off, not_switched_on
from planner.views.format.markup import Block, TableRow, paragraphs, table_block
from planner.views.format.money import dollars
from planner.views.questions.gap_words import points_of, price_in_service, with_options
from planner.views.questions.options import set_names

#: What to type where there are no options yet.
NO_OPTIONS = (
    "The plan lists no options. An option is a scenario that the district can choose: enter it in "
    "the table options, with its scenario, who feels it, and how much service it takes."
)


def with_these(found: RunningGap) -> Block:
    """Whether the gap is closed with the options that are switched on, or what is missing."""
    measures = found.measures
    gap = Gap(
        short=float(measures.short[-1]),
        structural=float(measures.structural_balance_last[-1]),
        last_year=found.plan.years[-1],
        closed=bool(measures.closes[-1]),
    )
    said = with_options(gap, len(found.options), float(measures.points[-1]))
    return paragraphs(said, style="planner-answer")


def one_after_the_other(found: RunningGap) -> Block:
    """What is missing without the options, and after each of them."""
    last = fiscal_year_label(found.plan.years[-1])
    headings = [
        "Options so far",
        "Service lost, points",
        f"Unfunded through {last}",
        "Short of full funding and policy",
        f"Structural balance {last}",
        "Closes the gap",
    ]
    rows = [
        TableRow(name, _figures(found, place))
        for place, name in enumerate(["No option", *(f"+ {title}" for title in found.titles)])
    ]
    caption = "What is missing as options are switched on, each on top of those above it"
    return table_block(caption, headings, rows)


def _figures(found: RunningGap, place: int) -> list[str]:
    measures = found.measures.at(place)
    return [
        f"{measures['points']:g}",
        dollars(measures["unfunded_in_all"]),
        dollars(measures["short"]),
        dollars(measures["structural_balance_last"]),
        "yes" if found.measures.closes[place] else "no",
    ]


def what_it_does(study: OptionStudy, name: str) -> str:
    """What an option does for good and over the plan, as on its card.

    Parameters
    ----------
    study : OptionStudy
        The options of a plan.
    name : str
        Name of the option.
    """
    card = next(card for card in study.cards if card.option.name == name)
    if card.changes_nothing:
        return "On its own it has no effect on the money in this plan."
    return does_alone(card.effect, study.plan.years, bool(card.option.needs))


def what_it_takes(plan: Plan, name: str) -> str:
    """What an option takes in service, who feels it, by when to vote, and what goes with it.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    name : str
        Name of the option.
    """
    options = open_options(plan)
    row = next(row for row in options if row.name == name)
    return " ".join(_sentences(plan, options, row))


def _sentences(plan: Plan, options: Sequence[OptionRow], row: OptionRow) -> Iterator[str]:
    verb = "lost" if row.service_points >= 0 else "gained"
    yield f"Service {verb}: {points_of(abs(row.service_points))}, felt by {row.felt_by}."
    yield f"Reversible: {row.reversible}."
    if row.earliest_year is not None:
        yield f"Earliest year: {fiscal_year_label(row.earliest_year)}."
    if row.decide_by is not None:
        yield f"Vote by {long_date(row.decide_by)}."
    if row.recommended:
        yield "Staff recommends it."
    by_name = {one.name: one for one in options}
    apart = [one for one in options if one is not row and excluded(by_name, row.name, one.name)]
    if apart:
        yield f"It cannot be combined with {_quoted(plan, apart)}."
    needed = [by_name[need] for need in row.needs if need in by_name]
    if needed:
        yield f"It needs {_quoted(plan, needed)}."


def why_not_on(plan: Plan, name: str, taken: Collection[str]) -> str:
    """Why an option cannot be switched on now, and what to do first; empty where it can.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    name : str
        Name of the option.
    taken : collection of str
        Names of the options that are switched on.
    """
    options = open_options(plan)
    option = next(row for row in options if row.name == name)
    apart, missing = in_the_way(options, option, taken)
    return not_switched_on(_title(plan, option), _titles(plan, apart), _titles(plan, missing))


def why_not_off(plan: Plan, name: str, taken: Collection[str]) -> str:
    """Why an option cannot be switched off now, and what to do first; empty where it can.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    name : str
        Name of the option.
    taken : collection of str
        Names of the options that are switched on.
    """
    options = open_options(plan)
    option = next(row for row in options if row.name == name)
    return not_switched_off(_title(plan, option), _titles(plan, needed_by(options, option, taken)))


def combination_in_short(study: OptionStudy, place: int) -> str:
    """What a combination takes, what it leaves, and its options, in two sentences.

    Parameters
    ----------
    study : OptionStudy
        The options of a plan.
    place : int
        Place of the combination among those projected; one of those that have a name.
    """
    found, last = study.measures.at(place), fiscal_year_label(study.plan.years[-1])
    price = price_in_service(found["points"]).removeprefix("with ")
    called = set_names(study)[place]
    return (
        f"Combination {called}: {price}; the reserve less unfunded cost is "
        f"{dollars(found['position'])} at the end of {last}, and the structural balance "
        f"{dollars(found['structural_balance_last'])}. "
        f"{'; '.join(study.titles(place)) or 'No option'}."
    )


def lever_and_option(plan: Plan, moves: Sequence[Change]) -> str:
    """That a moved lever and options change the same cell; empty where none do.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    moves : sequence of Change
        What the levers change.
    """
    shared = moved_as_well(plan, open_options(plan), moves)
    if not shared:
        return ""
    verb = "changes" if len(shared) == 1 else "change"
    return (
        f"{_quoted(plan, shared)} {verb} what a lever has moved. The answer above keeps the "
        "lever; cards and combinations below put the option on top of it. Put the lever back to "
        "compare them."
    )


def in_the_start(plan: Plan, start: Scenario) -> str:
    """That a scenario has some options already; empty where it has none.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    start : Scenario
        The scenario that is started from.
    """
    there = already_in(plan, start)
    if not there:
        return ""
    them = _it(there)
    return (
        f"The scenario you start from, {start.title or start.name}, has {_quoted(plan, there)} "
        f"already. Start from one without {them} to see combinations that close the gap."
    )


def _it(options: Sequence[OptionRow]) -> str:
    return "it" if len(options) == 1 else "them"


def _quoted(plan: Plan, options: Sequence[OptionRow]) -> str:
    """Titles of options as they are quoted in a sentence."""
    return first_of([f'"{title}"' for title in _titles(plan, options)])


def _titles(plan: Plan, options: Sequence[OptionRow]) -> list[str]:
    return [_title(plan, row) for row in options]


def _title(plan: Plan, option: OptionRow) -> str:
    return option_scenarios(plan)[option.name].title
