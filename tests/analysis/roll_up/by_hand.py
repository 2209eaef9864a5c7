"""Districts made by hand, with next to nothing in them but what a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from planner.analysis.roll_up.measures import CRITERIA, NOTHING
from planner.analysis.roll_up.standing import DistrictStanding, EndingSource, YearStanding

_YEAR = {field.name: 0.0 for field in fields(YearStanding)}


def standing_of(
    plan: str,
    years: Sequence[Mapping[str, float]] = ({"fiscal_year": 2027, "students": 1000},),
    ending: Sequence[tuple[str, str, Sequence[float]]] = (),
    **more: Any,  # noqa: ANN401  (whatever else a standing has)
) -> DistrictStanding:
    """A district as typed; all else is nothing."""
    usual: dict[str, Any] = {
        "district": plan,
        "state": "OH",
        "nces_id": "",
        "digest": plan,
        "scenario": "base",
        "title": "Current plan",
        "stands_in": False,
        "measures": dict.fromkeys(CRITERIA, NOTHING),
    }
    return DistrictStanding(
        plan=plan,
        years=tuple(YearStanding(**{**_YEAR, **year}) for year in years),  # type: ignore[arg-type]
        ending=tuple(EndingSource(name, kind, tuple(paid)) for name, kind, paid in ending),
        **{**usual, **more},
    )


def yearly(first: int, **amounts: Sequence[float]) -> list[dict[str, float]]:
    """Years from a first one on, each column as a list: ``yearly(2027, cost=[1, 2])``."""
    (count,) = {len(column) for column in amounts.values()}
    return [
        {"fiscal_year": first + place} | {name: amounts[name][place] for name in amounts}
        for place in range(count)
    ]
