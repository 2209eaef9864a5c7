"""A plan's numbers and dates as they were typed, in arrays that every case shares.

What differs from case to case is laid over them in ``planner.projection.inputs.cases``.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.plan.cached import cached_per_plan
from planner.plan.driver_values import driver_value
from planner.plan.plan import Plan
from planner.plan.rules.votes import is_counted
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import columns_of
from planner.plan.tables.roster import PROJECTED_TABLES
from planner.projection.inputs.variations import engine_value


@cached_per_plan
def typed_tables(plan: Plan) -> dict[str, dict[str, Floats]]:
    """Every numeric column of the plan as typed, shape [row, 1, 1].

    A levy whose vote is left out is not in the plan unless a scenario puts it there.
    """
    tables = {name: _columns(plan, name) for name in PROJECTED_TABLES}
    counted = [float(is_counted(plan, fund)) for fund in plan.funding]
    tables["funding"]["active"] = _typed(counted, (-1, 1, 1))
    return tables


def _columns(plan: Plan, name: str) -> dict[str, Floats]:
    rows = plan.rows(name)
    return {
        field: _typed([engine_value(field, column, row.cell(field)) for row in rows], (-1, 1, 1))
        for field, column in columns_of(TABLES[name].model).items()
        if column.numeric
    }


@cached_per_plan
def typed_drivers(plan: Plan) -> dict[str, Floats]:
    """Every driver as typed, shape [year, 1]."""
    return {name: _typed(path, (-1, 1)) for name, path in driver_paths(plan).items()}


@cached_per_plan
def typed_district(plan: Plan) -> dict[str, Floats]:
    """Every numeric setting as typed, shape [1, 1]."""
    return {
        field: _typed([engine_value(field, column, getattr(plan.district, field))], (1, 1))
        for field, column in TABLES["district"].columns.items()
        if column.numeric
    }


def _typed(values: list[float], shape: tuple[int, ...]) -> Floats:
    """Numbers that every case of a plan shares, so that no one may write into them."""
    array = np.array(values, dtype=np.float64).reshape(shape)
    array.flags.writeable = False
    return array


def driver_paths(plan: Plan) -> dict[str, list[float]]:
    """Value of each driver in each year: typed, public, or neutral.

    Enrollment growth that nobody typed is not a number where a history forecasts enrollment.
    """
    return {
        name: [
            np.nan if value is None else value
            for value in (driver_value(plan, name, year) for year in plan.years)
        ]
        for name in DRIVERS
    }


def years_before(plan: Plan, from_year: int | None) -> int:
    """Years of a plan before a change begins: the place of its first year [years].

    Parameters
    ----------
    plan : Plan
        The plan.
    from_year : int or None
        First fiscal year of the change; None where it holds from the start.
    """
    return sum(year < (from_year or 0) for year in plan.years)
