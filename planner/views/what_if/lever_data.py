"""A lever as the page has it: how it is typed, between which numbers, and what it changes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.analysis.goal_seek.levers import lever_of
from planner.plan.cells.numbers import MOST
from planner.plan.plan import Plan
from planner.plan.tables.column import show_limit, show_value
from planner.plan.what_if.changes import Change
from planner.plan.what_if.options import share_a_cell
from planner.plan.what_if.scenarios import Scenario
from planner.rulebook.plan_data import Data, scenario_data
from planner.views.levers.control import LeverControl, control_of
from planner.views.levers.typed import MORE, most_more
from planner.views.what_if.page_levers import GoesOn, PageLever


def lever_data(plan: Plan, lever: PageLever) -> Data:
    """One lever as plain data.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    lever : LeverControl or GoesOn
        The lever.

    Returns
    -------
    dict
        Its id and label, the change it makes without a value, and what :func:`_number` adds; of a
        switch ``on`` instead, and what its value is when it is on and off.
    """
    if isinstance(lever, GoesOn):
        change, end = _change(lever.change), lever.change.value
        later = {"value": change["value"], "typed": show_value(lever.change.column, end)}
        return {
            "id": f"funding/{lever.name}/end_date",
            "label": lever.label,
            "kind": "goes_on",
            "change": {**change, "value": None},
            "on": False,
            "values": {"yes": later},
        }
    change = {**_change(lever.lever.change(0.0)), "value": None}
    same = {"id": lever.name, "label": lever.label, "change": change}
    if lever.switches:
        values = {word: {"value": word == "yes", "typed": word} for word in ("yes", "no")}
        on = bool(lever.lever.now)
        return {**same, "kind": "yes_no", "on": on, "steady": lever.steady, "values": values}
    return {**same, "kind": _kind(lever), "unit": lever.unit, **_number(lever)}


def _kind(lever: LeverControl) -> str:
    kind = lever.lever.column.kind
    return "number" if kind == "fiscal_year" else kind


def _change(change: Change) -> Data:
    found: Data = scenario_data(Scenario("", changes=(change,)))["changes"][0]
    return found


def _number(lever: LeverControl) -> Data:
    """How a number is typed: its start, its bounds, its slider."""
    moved, slider = lever.lever, lever.slider()
    least, most = moved.low, min(moved.high, MOST)
    shown = (show_limit(moved.column, least), show_limit(moved.column, most))
    if moved.how == "multiply":
        more = most_more(moved)
        most = 1.0 + more
        shown = (show_limit(MORE, least - 1.0), show_limit(MORE, more))
    usual = "3%" if moved.column.kind == "rate" else moved.column.example or "5"
    return {
        "how": moved.how,
        "whole": moved.whole,
        "least": least,
        "most": most,
        "least_shown": shown[0],
        "most_shown": shown[1],
        "start": lever.start,
        "value": None if math.isnan(moved.now) else moved.now,
        "steady": lever.steady,
        "by_year": lever.by_year,
        "example": lever.start or usual,
        "slider": None if slider is None else [slider.low, slider.high, slider.step, slider.at],
    }


def levers_in(plan: Plan, lever: PageLever, starts: Sequence[Scenario]) -> Data:
    """The lever in those scenarios that change its cell, by their names.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    lever : LeverControl or GoesOn
        The lever in the page's scenario.
    starts : sequence of Scenario
        All scenarios to start from, the page's own first.
    """
    if isinstance(lever, GoesOn):
        return {}
    moved = (lever.lever.change(0.0),)
    here = share_a_cell(starts[0].changes, moved)
    found = {}
    for start in starts[1:]:
        if here or share_a_cell(start.changes, moved):
            data = lever_data(plan, control_of(plan, lever_of(plan, lever.name, start)))
            found[start.name] = {
                k: v for k, v in data.items() if k not in ("id", "label", "change")
            }
    return found
