"""Many districts made by hand, for tests of the words that are said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from planner.analysis.roll_up.measures import CRITERIA, NOTHING, Measure
from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.analysis.roll_up.standing import DistrictStanding, EndingSource, YearStanding
from planner.reference.criteria import Criterion, usual_criteria

_YEAR = {field.name: 0.0 for field in fields(YearStanding)}


def roll_up_of(
    districts: Sequence[Mapping[str, Any]],
    scenarios: Sequence[str] = ("base",),
    criteria: Sequence[str] = CRITERIA,
    **more: Any,  # noqa: ANN401  (what else a roll-up holds)
) -> RollUp:
    """Districts as typed, measured against some of the usual criteria, in their usual order.

    A district is ``{plan, district, state, scenario, measures, years, ...}``; what is left out is
    nothing. A measure is typed as ``{held, amount, first_year, worst_year, about}``.
    """
    usual = [one for one in usual_criteria() if one.name in criteria]
    return RollUp(
        scenarios=tuple(scenarios),
        criteria=(*usual, *(Criterion(**one) for one in more.get("own_criteria", ()))),
        standings=tuple(standing_of(**one) for one in districts),
        failures=tuple(PlanFailure(*one) for one in more.get("failures", ())),
        left_out=tuple(PlanNote(*one) for one in more.get("left_out", ())),
        unnamed=tuple(standing_of(**one) for one in more.get("unnamed", ())),
        remarks=tuple(PlanNote(*one) for one in more.get("remarks", ())),
    )


def standing_of(
    plan: str,
    measures: Mapping[str, Mapping[str, Any]] | None = None,
    years: Sequence[Mapping[str, float]] = ({"fiscal_year": 2027, "students": 1000},),
    **more: Any,  # noqa: ANN401
) -> DistrictStanding:
    """How one district stands, as typed."""
    found = dict.fromkeys(CRITERIA, NOTHING)
    found |= {name: measure_of(**one) for name, one in (measures or {}).items()}
    usual: dict[str, Any] = {
        "district": plan,
        "state": "",
        "nces_id": "",
        "digest": "",
        "scenario": "base",
    }
    usual |= {"title": "Current plan", "stands_in": False}
    ending = tuple(
        EndingSource(**{**one, "covered": tuple(one["covered"])}) for one in more.pop("ending", ())
    )
    return DistrictStanding(
        plan=plan,
        measures=found,
        years=tuple(YearStanding(**{**_YEAR, **year}) for year in years),  # type: ignore[arg-type]
        ending=ending,
        **{**usual, **more},
    )


def measure_of(**typed: Any) -> Measure:  # noqa: ANN401
    """A measure as typed; with nothing typed, it is not known."""
    return Measure(**{**typed, "about": tuple(typed.get("about", ()))})
