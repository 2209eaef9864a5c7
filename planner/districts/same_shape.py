"""Districts of a table whose plans differ in numbers and dates only, put side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.arrays import Floats
from planner.districts.district_table import DistrictColumn, DistrictTable
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import apply_changes
from planner.projection.inputs.same_shape import PlanGroup
from planner.projection.inputs.variations import Variation, engine_value


def groups_in_table(model: Plan, table: DistrictTable) -> list[PlanGroup]:
    """Districts of a table, those with the same words together.

    Parameters
    ----------
    model : Plan
        The plan that all districts share.
    table : DistrictTable
        What differs.
    """
    words = [column for column in table.columns if not column.column.numeric]
    numbers = [column for column in table.columns if column.column.numeric]
    columns = [(column, _engine_values(column)) for column in numbers]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for district in range(len(table.names)):
        said = tuple(column.values[district] for column in words)
        groups.setdefault(said, []).append(district)
    found = []
    for districts in groups.values():
        changes = tuple(column.change(districts[0]) for column in words)
        places = np.array(districts, dtype=np.intp)
        own = tuple(
            Variation(
                column.table, column.row, column.field, "set", values[:, places], as_typed=True
            )
            for column, values in columns
        )
        found.append(PlanGroup(apply_changes(model, changes), places, own))
    return found


def _engine_values(column: DistrictColumn) -> Floats:
    """The engine's numbers of a column, shape (1, district)."""
    if column.column.kind in ("number", "money", "rate"):
        return np.array([column.values], dtype=np.float64)
    return np.array([[engine_value(column.field, column.column, v) for v in column.values]])
