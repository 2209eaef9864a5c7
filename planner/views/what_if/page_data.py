"""What the page is given to calculate with: the plan, its scenarios, options and levers.

Plain data, as the rulebook takes it. The page's script unpacks it; nothing in it is for the eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner import __version__
from planner.analysis.answers import Answers
from planner.analysis.compare import Comparison
from planner.analysis.figures_of_answers import said_besides
from planner.analysis.options.running import already_in
from planner.editing.draft import EditError
from planner.editing.new_scenario import scenario_rows
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables import TABLES
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.changes import Change
from planner.plan.what_if.options import excluded, open_options, option_scenarios, written_out
from planner.plan.what_if.scenarios import BASE, STACK
from planner.rulebook.plan_data import Data, facts, plan_data, scenario_data
from planner.views.board.what_changed import (
    ALREADY,
    FAILED,
    PUBLISHED,
    PUT_BACK,
    UNMOVED,
    YOURS,
)
from planner.views.charts.live_shapes import live_shapes
from planner.views.what_if.lever_data import lever_data, levers_in
from planner.views.what_if.page_levers import GoesOn, PageGroup
from planner.views.what_if.published import published_amounts
from planner.views.what_if.refused import bounds_of_changes

#: The name that copied changes have until somebody gives them another, and where they come from.
COPIED, COPIED_FROM = "what-if", "Board page"
_SCENARIOS = TABLES["scenarios"]


def page_data(comparison: Comparison, groups: Sequence[PageGroup], about: str = "board") -> Data:
    """Everything that the page calculates with.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan, the page's own first.
    groups : sequence of PageGroup
        Levers on the page.
    about : str
        What the page is about: ``board``, or ``options``, which has no chart that follows.
    """
    plan = comparison.plan
    starts = [found.projection.scenarios[0] for found in comparison.answers]
    return {
        "about": about,
        "version": __version__,
        "name": plan.name,
        "fingerprint": plan.digest,
        "plan": plan_data(plan),
        "facts": facts(),
        "said": said_besides(plan),
        "words": {
            "yours": YOURS,
            "published": PUBLISHED,
            "unmoved": UNMOVED,
            "already": ALREADY,
            "put_back": PUT_BACK,
            "failed": FAILED,
        },
        "shapes": live_shapes(plan) if about == "board" else {},
        "copied": {"name": COPIED, "source": COPIED_FROM, "columns": list(_SCENARIOS.columns)},
        "bounds": bounds_of_changes(_changes(comparison, groups)),
        "scenarios": [_scenario(plan, found) for found in comparison.answers],
        "options": [_option(plan, row) for row in open_options(plan)],
        "levers": [
            {**lever_data(plan, lever), "in": levers_in(plan, lever, starts)}
            for group in groups
            for lever in group.levers
        ],
    }


def _changes(comparison: Comparison, groups: Sequence[PageGroup]) -> Iterator[Change]:
    """Every change that the page may make, of levers with some value."""
    options = option_scenarios(comparison.plan).values()
    for scenario in (*comparison.scenarios, *options):
        yield from scenario.changes
    for lever in (lever for group in groups for lever in group.levers):
        yield lever.change if isinstance(lever, GoesOn) else lever.lever.change(0.0)


def _scenario(plan: Plan, found: Answers) -> Data:
    """A scenario to start from, with its published figures."""
    scenario = found.projection.scenarios[0]
    parts = [part for part in scenario.name.split(STACK) if part != BASE]
    known = set(parts) <= set(plan.scenario_names)
    rows = _rows(plan, (), parts) if known else _rows(plan, scenario.changes, ())
    return {
        "name": found.scenario,
        "title": found.title,
        **scenario_data(scenario),
        "has": [row.name for row in already_in(plan, scenario)],
        "rows": rows,
        "published": published_amounts(found.figures),
    }


def _option(plan: Plan, row: OptionRow) -> Data:
    """An option: what it changes, and which others it needs or excludes."""
    by_name = {one.name: one for one in open_options(plan)}
    scenario, written = option_scenarios(plan)[row.name], written_out(plan, row)
    return {
        "name": row.name,
        "title": scenario.title,
        "points": row.service_points,
        **scenario_data(scenario),
        "needs": [name for name in row.needs if name in by_name],
        "excludes": [
            name for name in by_name if name != row.name and excluded(by_name, row.name, name)
        ],
        "rows": _rows(plan, (), [row.scenario]) if written is None else _rows(plan, written, ()),
    }


def _rows(
    plan: Plan, changes: Sequence[Change], includes: Sequence[str]
) -> list[Mapping[str, str]] | None:
    """Rows of the table of scenarios that make some changes; None where no row can say them."""
    try:
        rows = scenario_rows(plan, COPIED, "", "", changes, COPIED_FROM, includes=includes)
    except (EditError, PlanError):
        return None
    return [{column: cell for column, cell in row.items() if cell} for row in rows]
