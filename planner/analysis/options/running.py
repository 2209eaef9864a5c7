"""The gap as options are taken one after the other: what is still missing after each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.analysis.options.set_study import check_on_top
from planner.analysis.options.sets import SetMeasures, measure_sets
from planner.plan.plan import Plan
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import (
    excluded,
    open_options,
    option_scenarios,
    share_a_cell,
)
from planner.plan.what_if.scenarios import Change, Scenario


@dataclass(frozen=True)
class RunningGap:
    """Some options, taken one after the other in the order typed.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    options : tuple of OptionRow
        The options taken.
    titles : tuple of str
        How the page calls them.
    measures : SetMeasures
        Results with none of them, then with each further one on top of those before it.
    """

    plan: Plan
    options: tuple[OptionRow, ...]
    titles: tuple[str, ...]
    measures: SetMeasures


def running_gap(
    plan: Plan, base: Scenario, names: Collection[str], moves: Scenario | None = None
) -> RunningGap:
    """Project a plan with none of some options, with the first, with the first two, and so on.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    base : Scenario
        What else applies.
    names : collection of str
        Names of the options; the order of the table is kept.
    moves : Scenario, optional
        Changes that come last in every step, such as levers that were moved.

    Raises
    ------
    PlanError
        If an option combined with the scenario results in something that the tables refuse.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.plan.what_if.scenarios import scenario_of
    >>> plan = read_plan(example("prairie-view"))
    >>> found = running_gap(plan, scenario_of(plan, "base"), ["larger-levy", "longer-use"])
    >>> found.titles, found.measures.points.tolist()
    (('Devices are used a year longer', 'The renewed levy asks for more'), [0.0, 4.0, 6.0])
    """
    options = tuple(row for row in open_options(plan) if row.name in names)
    scenarios = [option_scenarios(plan)[row.name] for row in options]
    check_on_top(plan, base, scenarios)
    count = len(options)
    so_far = np.triu(np.ones((count + 1, count + 1), dtype=bool), k=1)
    so_far[count] = True
    points = np.array([*(row.service_points for row in options), 0.0])
    last = moves or Scenario("moves")
    measures = measure_sets(plan, base, [*scenarios, last], so_far, points)
    taken = replace(measures, size=measures.size - 1.0)
    return RunningGap(plan, options, tuple(one.title for one in scenarios), taken)


def in_the_way(
    options: Sequence[OptionRow], option: OptionRow, taken: Collection[str]
) -> tuple[tuple[OptionRow, ...], tuple[OptionRow, ...]]:
    """What keeps an option from being taken next to others: what excludes it, what it needs.

    Parameters
    ----------
    options : sequence of OptionRow
        All options of the plan.
    option : OptionRow
        The one to take.
    taken : collection of str
        Names of those taken.

    Returns
    -------
    tuple of OptionRow, tuple of OptionRow
        Options taken that it excludes or that exclude it, and options it needs that are not
        taken.
    """
    by_name = {row.name: row for row in options}
    others = [row for row in options if row.name != option.name]
    apart = tuple(
        row for row in others if row.name in taken and excluded(by_name, row.name, option.name)
    )
    missing = tuple(row for row in others if row.name in option.needs and row.name not in taken)
    return apart, missing


def needed_by(
    options: Sequence[OptionRow], option: OptionRow, taken: Collection[str]
) -> tuple[OptionRow, ...]:
    """Options taken that need one, so that it cannot be left out alone."""
    return tuple(row for row in options if row.name in taken and option.name in row.needs)


def moved_as_well(
    plan: Plan, options: Sequence[OptionRow], moves: Sequence[Change]
) -> tuple[OptionRow, ...]:
    """Options that change a cell which a lever has moved: there the lever has the last word."""
    found = option_scenarios(plan) if moves else {}
    return tuple(
        row for row in options if moves and share_a_cell(found[row.name].changes, tuple(moves))
    )


def already_in(plan: Plan, start: Scenario) -> tuple[OptionRow, ...]:
    """Options of which a scenario makes every change already."""
    made = {_cell(change) for change in start.changes}
    found = option_scenarios(plan) if made else {}
    return tuple(
        row
        for row in open_options(plan)
        if made and {_cell(change) for change in found[row.name].changes} <= made
    )


def _cell(change: Change) -> tuple[object, ...]:
    """What a change does, from whichever year."""
    return change.table, change.row, change.field, change.how, change.value
