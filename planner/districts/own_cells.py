"""Cells of the model that districts of a screen have otherwise, at the size of the model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.districts.district_table import DistrictColumn, DistrictTable, read_district_table
from planner.districts.f33 import Survey
from planner.districts.scaled_model import scaled_cells, students_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.changes import ALL


def with_own_cells(model: Plan, survey: Survey, table: DistrictTable) -> DistrictTable:
    """A table of districts at the size of the model, with the cells that are their own.

    Parameters
    ----------
    model : Plan
        As of ``compared_model``.
    survey : Survey
        The districts, with their cells as typed: what is counted or priced for a whole district is
        that of the district, at its own size.
    table : DistrictTable
        The districts as the model has them, see ``scaled_table``.

    Raises
    ------
    PlanError
        If a cell cannot be read, or is not of what is compared.
    ValueError
        If a column is about all rows of a table.
    """
    names = [f"{place} {name}" for place, name in enumerate(survey.names)]
    try:
        read = read_district_table(model, {"name": names, **survey.own_cells})
    except PlanError as error:
        here = [replace(problem, file=survey.file) for problem in error.problems]
        raise PlanError(here) from None
    own = {_cell(column): column for column in read.columns}
    for _, row, field in own:
        if row == ALL:
            msg = f"{survey.file}: name the rows whose {field} districts have otherwise, one by one"
            raise ValueError(msg)
    scaled = {(cell.table, cell.row, cell.field) for cell in scaled_cells(model)}
    size = students_of(model) / survey.students
    columns = [_at_size(column, size) if cell in scaled else column for cell, column in own.items()]
    kept = [column for column in table.columns if _cell(column) not in own]
    return replace(table, columns=(*kept, *columns))


def _cell(column: DistrictColumn) -> tuple[str, str, str]:
    return column.table, column.row, column.field


def _at_size(
    column: DistrictColumn, size: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
) -> DistrictColumn:
    """A cell of whole districts as it would be if they had as many students as the model."""
    values = np.array(column.values, dtype=np.float64) * size
    return replace(column, values=tuple(values.tolist()))
