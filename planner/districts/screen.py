"""Whether each of many districts could sustain a model's technology on what it spends now.

The answer is *not known* where the survey does not say enough. Where a district reports no
equipment its spending is at least what it reports; where its state does not say which part relief
money paid it is at most that. A district has met the criterion only if the least it may spend is
enough, and has not met it only if the most it may spend is too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.districts.district_table import DistrictTable
from planner.districts.dollars_of import carried
from planner.districts.f33 import Survey
from planner.districts.own_cells import with_own_cells
from planner.districts.project_districts import project_districts
from planner.districts.scaled_model import scaled_table, students_of
from planner.plan.plan import Plan
from planner.projection.blocks import Kept
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection
from planner.projection.yearly_totals import A_CENT

Outcome = Literal["met", "not met", "not known"]
#: Why an outcome is not known.
NO_TECHNOLOGY, RELIEF_INSIDE, NO_EQUIPMENT = "no technology", "relief inside", "no equipment"
#: The two ends of the range that is shown: one draw in ten is beyond each of them.
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Screen:
    """What became of every district.

    Attributes
    ----------
    model : Plan
        What is compared of the model, see ``compared_model``.
    survey : Survey
        The districts.
    carried : float
        A dollar of the survey's year in dollars of the plan's first year.
    spending : ndarray, shape (district,)
        What each spends on technology without relief money, in the plan's first year [USD per
        student]; NaN where not known.
    relief : ndarray, shape (district,)
        The part that relief money paid: the cliff, in the survey's dollars [USD]; NaN where not
        known.
    cost : ndarray, shape (district,)
        Sustainable cost of the model's technology in its first year [USD per student].
    gap : ndarray, shape (district,)
        What is missing in the year in which most is [USD per student]; below zero where that is
        something to spare, NaN where spending is not known.
    gap_low, gap_high : ndarray, shape (district,)
        The same in draws that come out well and badly, one in ten beyond each.
    chance : ndarray, shape (district,)
        Share of the draws in which nothing is missing in any year [share].
    outcomes, reasons : tuple of str
        Met, not met or not known; and why it is not known, blank otherwise.
    draws : int
        Draws of the model's ranges; 1 where it has none.
    """

    model: Plan
    survey: Survey
    carried: float
    spending: Floats
    relief: Floats
    cost: Floats
    gap: Floats
    gap_low: Floats
    gap_high: Floats
    chance: Floats
    outcomes: tuple[Outcome, ...]
    reasons: tuple[str, ...]
    draws: int

    def having(self, outcome: Outcome, places: Places) -> Bools:
        """Which of the districts at some places have an outcome."""
        return np.array([self.outcomes[place] == outcome for place in places], dtype=bool)


def screen(
    model: Plan,
    survey: Survey,
    draws: Sequence[Variation] = (),
    count: int = 1,
    *,
    pool: Executor | None = None,
) -> Screen:
    """Hold what districts spend on technology against what a model's technology costs.

    Parameters
    ----------
    model : Plan
        As of ``compared_model``.
    survey : Survey
        The districts.
    draws : sequence of Variation
        What differs between draws, the same draws for every district.
    count : int
        Number of draws.
    pool : Executor, optional
        Processes that share the work; this process alone if left out.

    Examples
    --------
    >>> from planner.districts.f33 import f33_survey
    >>> from planner.districts.scaled_model import compared_model
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> survey = f33_survey()
    >>> some = survey.part(survey.places_in("DE"))
    >>> found = screen(compared_model(read_plan(example("prairie-view"))), some)
    >>> found.outcomes[:2], found.draws
    (('not met', 'not met'), 1)
    """
    factor = carried(model, survey.year)
    spending = _technology(survey) / survey.students * factor
    table, span_of = _projected_once(model, survey)
    size = students_of(model)
    in_base = project_districts(model, table, sustained, pool=pool)
    in_draws = in_base
    if count > 1:
        in_draws = project_districts(model, table, sustained, draws, count, pool=pool)
    base = _missing(in_base, span_of, spending, size)
    drawn = _missing(in_draws, span_of, spending, size)
    outcomes, reasons = _outcomes(survey, ~np.isnan(spending), base["met"] > 0)
    decided = np.array([outcome != "not known" for outcome in outcomes], dtype=bool)
    return Screen(
        model=model,
        survey=survey,
        carried=factor,
        spending=spending,
        relief=_relief(survey),
        cost=in_base["cost"][0, span_of, 0] / size,
        gap=base["gap"],
        gap_low=drawn["gap_low"],
        gap_high=drawn["gap_high"],
        chance=np.where(decided, drawn["met"], np.nan),
        outcomes=outcomes,
        reasons=reasons,
        draws=count,
    )


def _projected_once(model: Plan, survey: Survey) -> tuple[DistrictTable, Places]:
    """What has to be projected, and which row of it is that of every district.

    Districts that teach the same grades share one, unless they have cells of their own.
    """
    taught = list(zip(survey.words["grade_low"], survey.words["grade_high"], strict=True))
    if survey.own_cells:
        return with_own_cells(model, survey, scaled_table(model, taught)), np.arange(len(taught))
    spans = {span: place for place, span in enumerate(dict.fromkeys(taught))}
    span_of = np.array([spans[span] for span in taught], dtype=np.intp)
    return scaled_table(model, list(spans)), span_of


def sustained(projection: Projection) -> dict[str, Floats]:
    """What a screen keeps of a projection, shape (year, case) each [USD]."""
    cost = projection.expenses.sustained_total
    return {"cost": cost, "revenue": cost + projection.structural.balance}


def _missing(kept: Kept, span_of: Places, spending: Floats, size: float) -> dict[str, Floats]:
    """What every district misses in its worst year [USD per student], over the draws.

    Parameters
    ----------
    kept : mapping of str to ndarray, shape (year, span, draw)
        Sustainable cost, and revenue of a dollar per student [USD].
    span_of : ndarray of int, shape (district,)
        The span of grades of each.
    spending : ndarray, shape (district,)
        What each has [USD per student].
    size : float
        Students of the model.
    """
    shape = (len(span_of), kept["cost"].shape[-1])
    missing = np.full(shape, -np.inf)
    for span in range(kept["cost"].shape[1]):
        here = span_of == span
        own = spending[here, None]
        for cost, revenue in zip(kept["cost"][:, span], kept["revenue"][:, span], strict=True):
            missing[here] = np.maximum(missing[here], (cost - own * revenue) / size)
    return {
        "gap": missing.mean(axis=-1),
        **dict(zip(("gap_low", "gap_high"), _ends(missing), strict=True)),
        "met": (missing <= A_CENT).mean(axis=-1),
    }


def _ends(missing: Floats) -> Floats:
    """The draws that one in ten is below, and above, of every district."""
    last = missing.shape[1] - 1
    low, high = round(LOW * last), round(HIGH * last)
    ordered = np.partition(missing, (low, high), axis=1)
    return np.array([ordered[:, low], ordered[:, high]])


def _technology(survey: Survey) -> Floats:
    """What districts spent on technology without relief money [USD]; NaN where not known."""
    figures = survey.figures
    spent = figures["technology_supplies"] + np.nan_to_num(figures["technology_equipment"])
    return np.asarray(np.maximum(spent - np.nan_to_num(_relief(survey)), 0.0))


def _relief(survey: Survey) -> Floats:
    """The part that relief money paid [USD]; NaN where not known."""
    supplies, equipment = survey.figures["relief_supplies"], survey.figures["relief_equipment"]
    both_unknown = np.isnan(supplies) & np.isnan(equipment)
    return np.where(both_unknown, np.nan, np.nan_to_num(supplies) + np.nan_to_num(equipment))


def _outcomes(
    survey: Survey, known: Bools, enough: Bools
) -> tuple[tuple[Outcome, ...], tuple[str, ...]]:
    """Met or not met where the survey says enough for it; else why it is not known."""
    at_least = np.isnan(survey.figures["technology_equipment"])
    at_most = np.isnan(_relief(survey))
    found: list[tuple[Outcome, str]] = []
    for is_known, is_enough, least, most in zip(known, enough, at_least, at_most, strict=True):
        if not is_known:
            found.append(("not known", NO_TECHNOLOGY))
        elif is_enough:
            found.append(("not known", RELIEF_INSIDE) if most else ("met", ""))
        else:
            found.append(("not known", NO_EQUIPMENT) if least else ("not met", ""))
    return tuple(outcome for outcome, _ in found), tuple(reason for _, reason in found)
