"""What is typed for a lever, read as the same text in a cell of the plan's tables would be."""

from __future__ import annotations

from dataclasses import dataclass

from planner.analysis.goal_seek.levers import Lever
from planner.plan.cells.read_cell import CellError, doubt_of, read_cell
from planner.plan.cells.text import clean
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.tables import ScenarioRow
from planner.plan.tables.column import Column, show_limit
from planner.plan.what_if.changes import read_change
from planner.plan.what_if.scenarios import Change
from planner.views.levers.control import LeverControl

#: The most that all rows are multiplied by at once, such as every price times ten [share more].
_MOST_MORE = 9.0
MORE = Column("Change", "rate", "10% for a tenth more, -10% for a tenth less", example="10%")


@dataclass(frozen=True)
class Typed:
    """What a text means for a lever.

    Attributes
    ----------
    change : Change, optional
        The change it makes; None where the lever is back where it started.
    doubt : str
        A warning about a number that was read but may mean another one; nothing if there is none.
    """

    change: Change | None
    doubt: str = ""


def read_typed(plan: Plan, control: LeverControl, text: str) -> Typed:
    """Read what was typed for a lever; nothing typed puts it back.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    control : LeverControl
        The lever.
    text : str
        What was typed.

    Raises
    ------
    PlanError
        If it cannot be read, or is beyond what the tables take: one sentence that says what to
        type, the same as for a cell.

    Examples
    --------
    >>> from planner.analysis.goal_seek.levers import lever_of
    >>> from planner.views.levers.control import control_of
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> raises = control_of(plan, lever_of(plan, "assumptions/wage_growth_rate"))
    >>> read_typed(plan, raises, "4.1%").change.value
    0.041
    >>> read_typed(plan, raises, "").change is None
    True
    """
    lever, typed = control.lever, clean(text)
    if not typed:
        return Typed(None)
    value = _share_more(lever, typed) if lever.how == "multiply" else _value(plan, lever, typed)
    _within(lever, value, typed)
    doubt = doubt_of(lever.column, typed)
    said = Problem(doubt[0], "", facts=doubt[1]).message if doubt else ""
    same = control.steady and abs(value - lever.now) < 1e-9
    return Typed(None if same else lever.change(value), said)


def _value(plan: Plan, lever: Lever, typed: str) -> float:
    """The value that a row of the scenarios with this text would have."""
    row = ScenarioRow(
        name=lever.name.translate(str.maketrans("+,;", "   "))[:60],
        table=lever.table,
        changes=lever.row,
        field=lever.field,
        how=lever.how,
        value=typed,
        file="",
        row=0,
    )
    value = read_change(plan, row).value
    assert isinstance(value, (int, float))  # a lever is a number, a year, or yes or no
    return value


def _share_more(lever: Lever, typed: str) -> float:
    """What all rows are multiplied by, from how much more or less was typed."""
    try:
        more = read_cell(MORE, typed)
    except CellError as error:
        facts = {"limit": show_limit(MORE, most_more(lever)), **error.facts}
        raise PlanError([Problem(error.code, "", facts=facts)]) from None
    assert isinstance(more, float)
    return round(1.0 + more, 10)


def most_more(lever: Lever) -> float:
    """The most that all rows are multiplied by at once [share more]."""
    return min(lever.high - 1.0, _MOST_MORE)


def _within(lever: Lever, value: float, typed: str) -> None:
    """Refuse what the tables would: too small, too large, or no whole number."""
    column, low, high, number = lever.column, lever.low, lever.high, value
    if lever.how == "multiply":
        column, low, high, number = MORE, low - 1.0, most_more(lever), value - 1.0
    code, facts = "", {"value": typed}
    if lever.whole and number != int(number):
        code, facts["example"] = "P20", column.example or "5"
    elif number < low - 1e-9:
        code, facts["limit"] = "P18", show_limit(column, low)
    elif number > high + 1e-9:
        code, facts["limit"] = "P19", show_limit(column, high)
    if code:
        raise PlanError([Problem(code, "", facts=facts)])
