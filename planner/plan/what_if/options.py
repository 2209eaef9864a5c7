"""Options: what each would change, from when, and whether the table of options makes sense.

An option makes the changes of one scenario. A change with its own year begins in that year, which
must not be before the option's earliest year; a change without one begins in the earliest year. A
change of a word or a choice (how a fleet is replaced, who repairs) has no year: it applies to the
entire plan, so the earliest year of such an option is blank. A year later means that every change
begins a year later and that every date it sets is a year later; words cannot be delayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from planner.fiscal import fiscal_year_label
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem, at, nearest
from planner.plan.rules.between_rows import in_semicolons
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.changes import ALL
from planner.plan.what_if.scenarios import BASE, Change, Scenario, outcome_problems, scenario_of

#: More options than this make more sets than can be numbered.
MOST_OPTIONS = 60


def open_options(plan: Plan) -> tuple[OptionRow, ...]:
    """Options that are in the plan, in the order typed."""
    return tuple(row for row in plan.options if row.active)


def option_scenario(plan: Plan, option: OptionRow) -> Scenario:
    """What an option changes, with nothing before its earliest year.

    Raises
    ------
    PlanError
        If the plan has no such scenario.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> option_scenario(plan, plan.options[0]).name == plan.options[0].name
    True
    """
    found = scenario_of(plan, option.scenario)
    changes = tuple(_from_earliest(plan, option, change) for change in found.changes)
    return Scenario(option.name, option.title or found.title, changes, choice=True)


@cached_per_plan
def option_scenarios(plan: Plan) -> Mapping[str, Scenario]:
    """What each option of a plan changes, by its name; checked once for a plan.

    Raises
    ------
    PlanError
        If the plan has no such scenario.
    """
    return {row.name: option_scenario(plan, row) for row in open_options(plan)}


def written_out(plan: Plan, option: OptionRow) -> tuple[Change, ...] | None:
    """What an option changes, as rows of a scenario with their year can say it.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    option : OptionRow
        The option.

    Returns
    -------
    tuple of Change, optional
        None where its scenario itself says it, or where no row can, because an amount is in the
        dollars of another year: then the scenario is included.
    """
    changes = option_scenarios(plan)[option.name].changes
    if changes == scenario_of(plan, option.scenario).changes:
        return None
    if any(change.how != "multiply" and change.column.grows_with for change in changes):
        return None
    return tuple(replace(change, stated_in=None) for change in changes)


def a_year_later(plan: Plan, scenario: Scenario) -> Scenario | None:
    """The same scenario begun a year later; None if it changes words, which have no year."""
    if scenario.words:
        return None
    return replace(scenario, changes=tuple(_later(plan, change) for change in scenario.changes))


def _from_earliest(plan: Plan, option: OptionRow, change: Change) -> Change:
    first = option.earliest_year
    if first is None or first <= plan.years[0] or change.from_year is not None:
        return change
    # Typed without a year, an amount is in the dollars of its row, whenever the option begins.
    return replace(change, from_year=first, stated_in=0) if change.numeric else change


def _later(plan: Plan, change: Change) -> Change:
    value = change.value
    if isinstance(value, date):
        day = 28 if (value.month, value.day) == (2, 29) else value.day
        value = value.replace(year=value.year + 1, day=day)
    later = (change.from_year or plan.years[0]) + 1
    # The same amount a year later, not one that prices and raises have made smaller.
    return replace(change, value=value, from_year=later, stated_in=change.dollars_of or 0)


def check_options(plan: Plan) -> list[Problem]:
    """Every problem in the table of options, and what looks like a mistake in it."""
    return list(check_number(plan)) or [problem for rule in RULES for problem in rule(plan)]


def check_number(plan: Plan) -> Iterator[Problem]:
    """No more options than can be searched."""
    count = len(open_options(plan))
    if count > MOST_OPTIONS:
        yield Problem(
            "P119", "options.csv", 0, "", {"value": str(count), "most": f"{MOST_OPTIONS}"}
        )


def check_scenario_named(plan: Plan) -> Iterator[Problem]:
    """The scenario exists and is a choice; no other option uses the same one."""
    choices = {row.name for row in plan.scenarios if row.choice}
    known = [name for name in plan.scenario_names if name != BASE]
    made: dict[str, str] = {}
    for row in plan.options:
        if row.scenario not in known:
            hint = nearest(row.scenario, known)
            yield at(row, "P110", "scenario", value=row.scenario, nearest=hint)
        elif row.scenario in made:
            yield at(row, "W56", "scenario", first=made[row.scenario])
        elif row.scenario not in choices:
            yield at(row, "W55", "scenario", value=row.scenario)
        made.setdefault(row.scenario, row.name)


def check_years(plan: Plan) -> Iterator[Problem]:
    """The earliest year is one of the plan, and no change of the scenario begins before it."""
    first, last = plan.years[0], plan.years[-1]
    for row in plan.options:
        if row.earliest_year is None:
            continue
        earliest = fiscal_year_label(row.earliest_year)
        if not first <= row.earliest_year <= last:
            years = {"first": fiscal_year_label(first), "last": fiscal_year_label(last)}
            yield at(row, "P115", "earliest_year", value=earliest, **years)
            continue
        for change in _changes(plan, row):
            if change.from_year is not None and change.from_year < row.earliest_year:
                begins = fiscal_year_label(change.from_year)
                yield at(row, "P116", "earliest_year", value=row.scenario, begins=begins)
                break
            if not change.numeric and row.earliest_year > first:
                yield at(row, "P117", "earliest_year", value=row.scenario, column=change.field)
                break


def check_names(plan: Plan) -> Iterator[Problem]:
    """What an option excludes or needs is another option, and one that is in the plan."""
    known = [row.name for row in plan.options]
    away = {row.name for row in plan.options if not row.active}
    for row in plan.options:
        for column, names in (("excludes", row.excludes), ("needs", row.needs)):
            for name in names:
                if name not in known:
                    hint = in_semicolons(name, known) or nearest(name, known)
                    yield at(row, "P111", column, value=name, nearest=hint)
                elif name == row.name:
                    yield at(row, "P112", column, value=name)
                elif column == "needs" and row.active and name in away:
                    yield at(row, "W57", column, value=name)


def check_needs(plan: Plan) -> Iterator[Problem]:
    """No option needs itself through others, or two that exclude each other."""
    by_name = {row.name: row for row in plan.options}
    reported: set[frozenset[str]] = set()
    for row in plan.options:
        circle = _circle(by_name, row.name, (row.name,))
        if circle:
            if frozenset(circle) not in reported:
                yield at(row, "P114", "needs", value=", ".join(circle))
            reported.add(frozenset(circle))
            continue
        taken = [row.name, *sorted(_needed(by_name, row.name))]
        apart = [pair for pair in combinations(taken, 2) if excluded(by_name, *pair)]
        if apart and len(taken) > 1:
            one, other = apart[0]
            facts = {"value": ", ".join(taken[1:]), "one": one, "other": other}
            yield at(row, "P113", "needs", **facts)


def recommended_options(plan: Plan) -> tuple[OptionRow, ...]:
    """Options in the plan that staff recommends, in the order typed.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> set(recommended_options(plan)) <= set(open_options(plan))
    True
    """
    return tuple(row for row in open_options(plan) if row.recommended)


def check_recommended(plan: Plan) -> Iterator[Problem]:
    """What staff recommends can be taken together, with everything that it needs."""
    by_name = {row.name: row for row in plan.options}
    marked = recommended_options(plan)
    for place, row in enumerate(marked):
        for other in marked[:place]:
            if excluded(by_name, row.name, other.name):
                yield at(row, "P133", "recommended", value=other.name)
        for name in row.needs:
            if name in by_name and by_name[name].active and not by_name[name].recommended:
                yield at(row, "P134", "recommended", value=name)


def excluded(options: dict[str, OptionRow], one: str, other: str) -> bool:
    """Whether two options cannot be taken together: it is enough if one of them says so."""
    return other in options[one].excludes or one in options[other].excludes


def _needed(options: dict[str, OptionRow], name: str) -> set[str]:
    """Everything an option needs, directly or not; there is no circle."""
    direct = [need for need in options[name].needs if need in options and need != name]
    return {*direct, *(far for need in direct for far in _needed(options, need))}


def _circle(options: dict[str, OptionRow], name: str, way: tuple[str, ...]) -> tuple[str, ...]:
    """Options on the way back to the first one, or nothing."""
    for need in options[name].needs:
        if need == name or need not in options:
            continue  # another rule says so
        if need == way[0]:
            return way
        if need not in way and (found := _circle(options, need, (*way, need))):
            return found
    return ()


def check_pairs(plan: Plan) -> Iterator[Problem]:
    """Options that change the same cell give a value that the tables accept."""
    by_name = {row.name: row for row in plan.options}
    judged = [(row, _changes(plan, row)) for row in open_options(plan)]
    for (one, first), (other, second) in combinations(judged, 2):
        if excluded(by_name, one.name, other.name) or not share_a_cell(first, second):
            continue
        if found := outcome_problems(plan, (*first, *second)):
            facts = {"value": one.name, "problem": str(found[0])}
            yield at(other, "P118", "scenario", **facts)


def share_a_cell(first: tuple[Change, ...], second: tuple[Change, ...]) -> bool:
    """Whether two lists of changes change the same cell."""
    return any(
        (a.table, a.field) == (b.table, b.field) and (a.row == b.row or ALL in (a.row, b.row))
        for a in first
        for b in second
    )


def _changes(plan: Plan, option: OptionRow) -> tuple[Change, ...]:
    """Changes of an option, or none if its scenario is wrong, which other rules report."""
    try:
        return option_scenario(plan, option).changes
    except PlanError:
        return ()


RULES: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_scenario_named,
    check_years,
    check_names,
    check_needs,
    check_recommended,
    check_pairs,
)
