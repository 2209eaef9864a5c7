"""A lever as a person moves it: its words, its value as a person types it, its slider."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.analysis.goal_seek.levers import Lever
from planner.plan.cells.cell_words import cell_words
from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.what_if.changes import ALL
from planner.projection.funding.sources import fund_of
from planner.views.questions.goal_seek import in_sentence, shown_now

#: How far a slider of all rows goes: years added or taken away, points of a percent, share.
_YEARS, _POINTS, _SHARE = (-2.0, 3.0, 1.0), (-0.05, 0.05, 0.005), (-0.5, 1.0, 0.01)
#: How much of an award the amount of a source is.
_OF_AWARD: Mapping[str, str] = {
    "yearly": "dollars a year",
    "once": "dollars in all",
    "two_years": "dollars every second year",
}
#: Steps in which positions and terms are changed, whatever they are now.
_STEPS: Mapping[str, float] = {"FTE": 0.25, "years": 0.5}


@dataclass(frozen=True)
class Slider:
    """Where a slider begins and ends, its step, and where it stands.

    They are in the lever's own numbers: dollars, people, a share; of a lever that multiplies, the
    share more or less than today.
    """

    low: float
    high: float
    step: float
    at: float


@dataclass(frozen=True)
class LeverControl:
    """One lever of the desk or of the board page.

    Attributes
    ----------
    lever : Lever
        What it moves, and its value in the scenario that was started from.
    label : str
        What it is, in plain words.
    unit : str
        What stands behind the number; nothing where the number or the label says it.
    """

    lever: Lever
    label: str
    unit: str

    @property
    def name(self) -> str:
        """How it is typed, as ``planner solve --lever`` takes it."""
        return self.lever.name

    @property
    def switches(self) -> bool:
        """Whether it is only on or off."""
        return self.lever.column.kind == "yes_no"

    @property
    def steady(self) -> bool:
        """Whether it is the same in every year."""
        return bool(np.ptp(self.lever.present) == 0)

    @property
    def by_year(self) -> str:
        """Its lowest and highest value, where it changes from year to year; else nothing."""
        varies = not self.steady and not np.isnan(self.lever.present).any()
        return f"{shown_now(self.lever)} over the years" if varies else ""

    def shown(self, value: float) -> str:
        """A value as a person types it; nothing where it is blank.

        Parameters
        ----------
        value : float
            Value of the change: of a lever that multiplies, 1.1 for 10% more.
        """
        if math.isnan(value):
            return ""
        if self.switches:
            return "yes" if value else "no"
        number = self.number(value)
        if self.lever.how == "multiply" or self.lever.column.kind == "rate":
            return f"{round(number * 100, 8):.10g}%"
        return cell_words(self.lever.column, number)

    @property
    def start(self) -> str:
        """Its value in the scenario that was started from, as a person types it."""
        return self.shown(self.lever.now)

    def number(self, value: float) -> float:
        """A value on the slider's scale."""
        return round(value - 1.0, 10) if self.lever.how == "multiply" else value

    def slider(self, value: float | None = None) -> Slider | None:
        """The slider, grown as far as a value lies outside it; None where there is none.

        Parameters
        ----------
        value : float, optional
            What the lever is moved to; where it was started from if left out.
        """
        now = self.lever.now if value is None else value
        usual = _usual_slider(self.lever, now)
        if usual is None:
            return None
        low, high, step = usual
        less = 1.0 if self.lever.how == "multiply" else 0.0
        low, high = max(low, self.lever.low - less), min(high, self.lever.high - less)
        at, starts = self.number(now), self.number(self.lever.now)
        known = [number for number in (at, starts) if not math.isnan(number)]
        return Slider(min(low, *known), max(high, *known), step, at)

    def at_slider(self, position: float) -> str:
        """What a person would type for where a slider was left: nothing where it started."""
        starts, slider = self.number(self.lever.now), self.slider()
        if slider is not None and abs(position - starts) < slider.step / 2:
            return ""
        less = 1.0 if self.lever.how == "multiply" else 0.0
        return self.shown(round(position + less, 10))


def control_of(plan: Plan, lever: Lever) -> LeverControl:
    """The control for a lever of a plan.

    Examples
    --------
    >>> from planner.analysis.goal_seek.levers import lever_of
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> levy = control_of(plan, lever_of(plan, "funding/Technology levy, current/amount"))
    >>> levy.label, levy.start, levy.unit
    ('Technology levy, current: amount', '$1,500,000', 'dollars a year')
    >>> levy.slider()
    Slider(low=0.0, high=3000000.0, step=20000.0, at=1500000.0)
    """
    label, unit = _label(lever), _unit(plan, lever)
    return LeverControl(lever, label, "" if label.endswith(f": {unit}") else unit)


def _label(lever: Lever) -> str:
    """Row and column, such as ``Staff laptops: price``; a switch has the name of its row."""
    label = lever.column.label
    if lever.table in ("assumptions", "district"):
        return label
    row = f"All {TABLES[lever.table].about}" if lever.row == ALL else lever.row
    return row if lever.field == "active" else f"{row}: {in_sentence(label)}"


def _unit(plan: Plan, lever: Lever) -> str:
    """The unit as a person says it: dollars per device, a year, of salary, years more."""
    column = lever.column
    if lever.how == "multiply":
        return "more or less than today"
    if lever.how == "add":
        return f"{'points' if column.kind == 'rate' else column.unit} more or less than today"
    if (lever.table, lever.field) == ("funding", "amount"):
        row = next(row for row in plan.funding if row.key == lever.row)
        return _OF_AWARD.get(fund_of(row).award, "dollars")
    return (
        column.unit.replace("USD", "dollars")
        .replace("per year", "a year")
        .removeprefix("share")
        .strip()
    )


def _usual_slider(lever: Lever, value: float) -> tuple[float, float, float] | None:
    """Lowest, highest and step of a slider, before bounds; None where there is no scale."""
    kind, size = lever.column.kind, abs(value)
    if lever.how == "multiply":
        return _SHARE
    if lever.how == "add":
        return _YEARS if lever.whole else _POINTS
    if kind in ("yes_no", "fiscal_year") or math.isnan(value):
        return None
    if kind == "rate":
        return _rate_slider(lever, value)
    if lever.whole:
        low, high, step = lever.column.slider or (lever.low, max(2 * size, size + 3), 1.0)
        return low, high, step
    if lever.column.unit in _STEPS:
        return 0.0, max(math.ceil(2 * size), 1.0), _STEPS[lever.column.unit]
    return _doubled(lever, size)


def _doubled(lever: Lever, size: float) -> tuple[float, float, float] | None:
    """From nothing to twice an amount or a number, in a hundred or so round steps."""
    begins = 0.0 if math.isnan(lever.now) else abs(lever.now)
    scale = begins or size
    if not scale:
        return None
    step = _round_step(scale / 100)
    if lever.column.kind == "number" and scale >= 10:
        step = max(step, 1.0)
    return 0.0, math.ceil(2 * scale / step) * step, step


def _round_step(least: float) -> float:
    """The next 1, 2 or 5 with zeros.

    >>> _round_step(4183.5), _round_step(15000), _round_step(0.25)
    (5000.0, 20000.0, 0.5)
    """
    tens = 10.0 ** math.floor(math.log10(least))
    return next(size * tens for size in (1.0, 2.0, 5.0, 10.0) if size * tens >= least * (1 - 1e-9))


def _rate_slider(lever: Lever, value: float) -> tuple[float, float, float]:
    """Of a rate: the column's own, that of a yearly growth, or from nothing to all."""
    growth = DRIVERS["general_inflation_rate"].slider if lever.low < 0 else None
    low, high, usual = lever.column.slider or growth or (0.0, 1.0, 0.01)
    begins = value if math.isnan(lever.now) else lever.now
    return low, high, _step_through(begins, low, usual)


def _step_through(start: float, low: float, usual: float) -> float:
    """Step that has a stop at the plan's own value.

    >>> _step_through(0.035, -0.05, 0.005), _step_through(0.036, -0.05, 0.005)
    (0.005, 0.001)
    """
    for step in (usual, 0.001, 0.0005):
        stops = (start - low) / step
        if abs(stops - round(stops)) < 1e-6:
            return step
    return 0.0001
