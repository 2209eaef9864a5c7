"""Districts made by hand, with next to nothing in them but what a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.analysis.roll_up.standing import DistrictStanding
from tests.views import roll_ups


def standing_of(
    plan: str,
    years: Sequence[Mapping[str, float]],
    ending: Sequence[tuple[str, str, Sequence[float]]] = (),
    **more: Any,  # noqa: ANN401  (whatever else a standing has)
) -> DistrictStanding:
    """A district as typed, with sources that end by name, kind and what they cover."""
    named = [dict(zip(("name", "kind", "covered"), one, strict=True)) for one in ending]
    return roll_ups.standing_of(plan, years=years, ending=named, **more)


def yearly(first: int, **amounts: Sequence[float]) -> list[dict[str, float]]:
    """Years from a first one on, each column as a list: ``yearly(2027, cost=[1, 2])``."""
    (count,) = {len(column) for column in amounts.values()}
    return [
        {"fiscal_year": first + place} | {name: amounts[name][place] for name in amounts}
        for place in range(count)
    ]
