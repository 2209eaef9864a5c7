"""Sensitivity: what each input does to the plan, moved alone by a stated step.

Every step of every input is a case, and all of them are projected in one call. Effects are those
of one input with all others as they are; they do not add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.answers import A_CENT
from planner.analysis.positions import average_pay
from planner.analysis.sensitivity.steps import Shift, shifts_of
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Scenario, scenario_of
from planner.projection.blocks import project_blocks
from planner.projection.project import Projection, project
from planner.projection.yearly_totals import yearly_totals

#: What is looked at, in dollars.
OUTPUTS = ("cost", "structural_balance", "reserve", "unfunded")

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Sensitivity:
    """Inputs of one scenario, each moved down and up.

    Attributes
    ----------
    projection : Projection
        The current plan.
    shifts : tuple of Shift
        What was moved.
    base : mapping of str to ndarray, shape (year,)
        By output: ``cost``, ``structural_balance``, ``reserve``, ``unfunded`` [USD].
    down, up : mapping of str to ndarray, shape (shift, year)
        What each output changes by; not a number where the step is not taken [USD].
    full_time_pay : ndarray, shape (year,)
        Salary and benefits of an average technology position; not a number without any [USD].
    """

    projection: Projection
    shifts: tuple[Shift, ...]
    base: Mapping[str, Floats]
    down: Mapping[str, Floats]
    up: Mapping[str, Floats]
    full_time_pay: Floats

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years."""
        return self.projection.years

    def horizon(self, output: str) -> tuple[Floats, Floats]:
        """Effect over all years, shape (shift,) down and up [USD].

        Costs, unfunded costs and structural balances are added up; the reserve is that at the
        end of the last year.
        """
        if output == "reserve":
            return self.down[output][:, -1], self.up[output][:, -1]
        return self.down[output].sum(axis=1), self.up[output].sum(axis=1)

    def frame(self) -> pd.DataFrame:
        """Effects as a table: a row for each input moved, output and fiscal year [USD]."""
        import pandas as pd

        rows = [
            {
                "input": shift.name,
                "step": shift.step,
                "output": output,
                "fiscal_year": year,
                "down": self.down[output][k, y],
                "up": self.up[output][k, y],
            }
            for k, shift in enumerate(self.shifts)
            for output in self.base
            for y, year in enumerate(self.years)
        ]
        return pd.DataFrame(rows)

    def ranked(self, output: str) -> list[int]:
        """Places of the shifts that touch an output, the one that moves it farthest first."""
        reach = np.nan_to_num(np.abs(self.horizon(output))).max(axis=0)
        order = np.argsort(-reach, kind="stable")
        return [int(k) for k in order if reach[k] > A_CENT]


def sensitivity(plan: Plan, scenario: str | Scenario = BASE) -> Sensitivity:
    """Move every driver, component, source and range of a plan, each alone.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        What else applies.

    Returns
    -------
    Sensitivity
        Effects by year.

    Raises
    ------
    PlanError
        If the plan has no such scenario.

    References
    ----------
    Ours: one at a time, around the current plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = sensitivity(read_plan(example("prairie-view")))
    >>> found.up["cost"].shape == (len(found.shifts), len(found.years))
    True
    """
    asked = scenario_of(plan, scenario)
    shifts = shifts_of(plan, asked)
    places = range(1, 2 * len(shifts), 2)
    variations = [shift.variation(at) for shift, at in zip(shifts, places, strict=True)]
    moved = [variation for variation in variations if variation is not None]
    kept = project_blocks(plan, moved, 1 + 2 * len(shifts), _outputs, asked)
    projection = project(plan, asked)
    return Sensitivity(
        projection=projection,
        shifts=shifts,
        base={name: array[:, 0] for name, array in kept.items()},
        down={name: _effects(kept[name], shifts, up=False) for name in OUTPUTS},
        up={name: _effects(kept[name], shifts, up=True) for name in OUTPUTS},
        full_time_pay=_full_time_pay(projection),
    )


def _outputs(projection: Projection) -> dict[str, Floats]:
    totals = yearly_totals(projection)
    return {name: totals[name] for name in OUTPUTS}


def _effects(output: Floats, shifts: tuple[Shift, ...], *, up: bool) -> Floats:
    effects = (output[:, 1 + up :: 2] - output[:, :1]).T
    taken = [(shift.up if up else shift.down) is not None for shift in shifts]
    return np.where(np.array(taken, dtype=bool)[:, None], effects, np.nan)


def _full_time_pay(projection: Projection) -> Floats:
    """Pay of an average position with its raises, by year, shape (year,) [USD]."""
    pay, raises = average_pay(projection.plan), projection.inputs.driver_index("wage_growth_rate")
    return np.asarray((np.nan if pay is None else pay) * raises[0, :, 0])
