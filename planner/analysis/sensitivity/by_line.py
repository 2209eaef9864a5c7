"""Size and sensitivity: each budget line, its share, and what a change of it is worth.

In dollars a year and over the horizon, in positions, as a share of the reserve, and how many of
that change would close the structural gap, as if each next one did as much as the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.sensitivity.one_at_a_time import Sensitivity
from planner.arrays import Floats, sum_of_rows
from planner.reference.accounts import LINE_LABELS


@dataclass(frozen=True)
class Component:
    """One change of one budget line.

    Attributes
    ----------
    line, label : str
        The budget line, and its plain name.
    share : float
        Of all cost over the horizon [share].
    step : str
        The change, such as ``1 year of device life``.
    per_year, horizon : float
        What the change does to cost in an average year and in all; below zero it saves [USD].
    positions : float
        The same a year in average technology positions; not a number without any [FTE].
    share_of_reserve : float
        The same over the horizon as a share of the opening reserve; not a number without one
        [share].
    to_close : float or None
        How many such changes, or if below zero how many the other way, close the widest
        structural gap; None if there is no gap or the change does not touch it.
    """

    line: str
    label: str
    share: float
    step: str
    per_year: float
    horizon: float
    positions: float
    share_of_reserve: float
    to_close: float | None


def size_and_sensitivity(found: Sensitivity) -> tuple[Component, ...]:
    """Every budget line that costs something, with one row for each change of it.

    Lines that have no price or step of their own are changed by 1% of their cost.

    Examples
    --------
    >>> from planner.analysis.sensitivity.one_at_a_time import sensitivity
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> table = size_and_sensitivity(sensitivity(read_plan(example("prairie-view"))))
    >>> abs(sum({row.line: row.share for row in table}.values()) - 1) < 1e-9
    True
    """
    total = float(found.base["cost"].sum())
    rows: list[Component] = []
    for line in LINE_LABELS:
        cost, sustained = (_of_line(found, line, array) for array in _costs(found))
        if cost.sum() < A_CENT:
            continue
        share = float(cost.sum()) / total
        own = [k for k, shift in enumerate(found.shifts) if shift.line == line]
        steps = [(_step(found, k), *_effect(found, k)) for k in own]
        if not steps:
            steps = [("1% of cost", cost * 0.01, -sustained * 0.01)]
        rows += [_component(found, line, share, *step) for step in steps]
    return tuple(sorted(rows, key=lambda row: -row.share))


def _costs(found: Sensitivity) -> tuple[Floats, Floats]:
    expenses = found.projection.expenses
    return expenses.cost, expenses.sustained


def _of_line(found: Sensitivity, line: str, cost: Floats) -> Floats:
    own = [k for k, row in enumerate(found.projection.lines) if row.line == line]
    return sum_of_rows(cost[own])[:, 0] if own else np.zeros(len(found.years))


def _step(found: Sensitivity, place: int) -> str:
    """The change as a table shows it, such as ``1% of price, more``."""
    shift = found.shifts[place]
    more = "1 more year" if shift.key == "device_life" else shift.step
    return f"{shift.name}: {more}"


def _effect(found: Sensitivity, place: int) -> tuple[Floats, Floats]:
    """What the step up does to cost and to the structural balance; down where up is not taken."""
    up = found.shifts[place].up is not None
    side, sign = (found.up, 1.0) if up else (found.down, -1.0)
    return sign * side["cost"][place], sign * side["structural_balance"][place]


def _component(
    found: Sensitivity, line: str, share: float, step: str, cost: Floats, structural: Floats
) -> Component:
    reserve = float(found.projection.funding.opening[0])
    return Component(
        line=line,
        label=LINE_LABELS[line],
        share=share,
        step=step,
        per_year=float(cost.mean()),
        horizon=float(cost.sum()),
        positions=float((cost / found.full_time_pay).mean()),
        share_of_reserve=float(cost.sum()) / reserve if reserve > 0 else np.nan,
        to_close=_to_close(found, structural),
    )


def _to_close(found: Sensitivity, structural: Floats) -> float | None:
    balance = found.base["structural_balance"]
    worst = int(np.argmin(balance))
    if balance[worst] >= -A_CENT or abs(structural[worst]) < A_CENT:
        return None
    return float(-balance[worst] / structural[worst])
