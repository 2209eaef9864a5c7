"""Districts that were projected apart, each at its own place; one that does not fit is named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from planner.arrays import Floats, Places
from planner.districts.projected import ProjectedDistricts
from planner.plan.plan import Plan
from planner.projection.blocks import Kept
from planner.projection.inputs.laid_over import rows_by_key
from planner.projection.inputs.same_shape import PlanGroup
from planner.projection.inputs.variations import Variation

#: Tables whose rows every plan has.
_IN_EVERY_PLAN = ("district", "assumptions")


def called(plan: Plan) -> str:
    """What a district is called: its name, or its plan's where it has none."""
    return plan.district.name or plan.name


def check_fits(plan: Plan, named: Collection[tuple[str, str]], draws: Sequence[Variation]) -> None:
    """Whether a plan has what is changed in all plans.

    Parameters
    ----------
    plan : Plan
        The plan of one district.
    named : collection of tuple of str
        Tables and rows that are changed.
    draws : sequence of Variation
        What differs between draws.

    Raises
    ------
    ValueError
        If it has no such row, or years other than those of the draws.
    """
    for table, row in sorted(named):
        if table not in _IN_EVERY_PLAN and row not in rows_by_key(plan, table):
            msg = f'{called(plan)} has no row "{row}" in {table}, which is changed in all plans'
            raise ValueError(msg)
    for draw in draws:
        years = len(draw.values)
        if years > 1 and years != len(plan.years):
            msg = f"{called(plan)} has {len(plan.years)} years, and the draws have {years}"
            raise ValueError(msg)


def put_together(
    parts: Sequence[PlanGroup], done: Iterable[Kept], axis: int, names: tuple[str, ...]
) -> ProjectedDistricts:
    """What was kept of every part, districts and fiscal years in their places.

    Parameters
    ----------
    parts : sequence of PlanGroup
        Districts that were projected together.
    done : iterable of mapping
        What was kept of each part.
    axis : int
        Axis of the districts.
    names : tuple of str
        The districts.

    Raises
    ------
    ValueError
        If an array of a district has a different shape from that of the first.
    """
    years = sorted({year for part in parts for year in part.plan.years})
    of_part = [np.searchsorted(years, part.plan.years) for part in parts]
    has_year = np.zeros((len(years), len(names)), dtype=bool)
    same_years = all(len(part.plan.years) == len(years) for part in parts)
    found: dict[str, Floats] = {}
    for part, here, kept in zip(parts, of_part, done, strict=True):
        has_year[np.ix_(here, part.places)] = True
        for name, array in kept.items():
            whole = array if same_years else _on_all_years(array, here, len(years), axis)
            if name not in found:
                shape = list(whole.shape)
                shape[axis] = len(names)
                found[name] = np.empty(shape)
            place = _moved(found[name], axis)
            own = _moved(whole, axis)
            if own.shape[1:] != place.shape[1:]:
                msg = (
                    f'"{name}" of {names[part.places[0]]} has a different shape from that of '
                    f"{names[parts[0].places[0]]}; keep what every plan has in the same shape, "
                    "such as totals by year"
                )
                raise ValueError(msg)
            place[part.places] = own
    return ProjectedDistricts(names, tuple(years), has_year, found)


def _on_all_years(array: Floats, here: Places, years: int, axis: int) -> Floats:
    """An array by the years of a plan, laid on all years; one that is not by year as it is."""
    if array.ndim + axis < 1 or len(array) != len(here):
        return array
    whole = np.full((years, *array.shape[1:]), np.nan)
    whole[here] = array
    return whole


def _moved(array: Floats, axis: int) -> Floats:
    return np.moveaxis(array, axis, 0)
