"""Who is there: students by school and band of grades, staff, and teachers among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Floats, sum_of_rows
from planner.costs.escalation import price_index
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.enrollment_forecast import forecast_growth


@dataclass(frozen=True)
class People:
    """Headcounts of every year and case.

    Attributes
    ----------
    by_row : ndarray, shape (enrollment row, year, case)
        Students of each row of the enrollment table.
    students, staff, teachers : ndarray, shape (year, case)
        All of them; teachers are part of the staff.
    """

    inputs: Inputs
    by_row: Floats
    students: Floats
    staff: Floats
    teachers: Floats

    def group(self, serves: str) -> Floats:
        """People that something serves, shape (year, case)."""
        if serves == "nobody":
            return np.zeros_like(self.students)
        if serves in ("students", ""):
            return self.students
        if serves in ("staff", "teachers"):
            return self.staff if serves == "staff" else self.teachers
        found = self._bands.get(serves)
        return np.zeros_like(self.students) if found is None else found

    @cached_property
    def _bands(self) -> dict[str, Floats]:
        """Students of every band of grades, shape (year, case) each."""
        grades = [row.grades for row in self.inputs.plan.enrollment]
        chosen = {band: np.array([of_row == band for of_row in grades]) for band in grades if band}
        return {band: sum_of_rows(self.by_row[rows]) for band, rows in chosen.items()}

    def by_school(self) -> Floats:
        """Students of each building, shape (school, year, case)."""
        return self._add_up(self.by_row)

    def schools(self) -> Floats:
        """Number of buildings in the plan, shape (year or 1, case or 1)."""
        in_plan = self._add_up(self.inputs.of("enrollment", "active")) > 0
        return np.asarray(in_plan.sum(axis=0), dtype=np.float64)

    def _add_up(self, by_row: Floats) -> Floats:
        """Rows of the enrollment table added up to buildings."""
        buildings = [row.school or row.name for row in self.inputs.plan.enrollment]
        names = list(dict.fromkeys(buildings))
        if len(names) == len(buildings):
            return by_row
        total = np.zeros((len(names), *by_row.shape[1:]))
        for name, of_row in zip(buildings, by_row, strict=True):
            total[names.index(name)] += of_row
        return total


def count_people(inputs: Inputs) -> People:
    """Headcounts: the first year's, grown by the assumptions or by the forecast."""
    shape = (len(inputs.years), inputs.cases)
    start = inputs.of("enrollment", "students") * inputs.of("enrollment", "active")
    by_row = np.broadcast_to(start * _growth_index(inputs), (start.shape[0], *shape))
    students = sum_of_rows(by_row)
    employed = inputs.driver_index("staff_growth_rate")[0] * _with_students(inputs, students)
    return People(
        inputs=inputs,
        by_row=by_row,
        students=students,
        staff=np.broadcast_to(inputs.district["staff"] * employed, shape),
        teachers=np.broadcast_to(np.nan_to_num(inputs.district["teachers"]) * employed, shape),
    )


def _growth_index(inputs: Inputs) -> Floats:
    """Students of every row since the first year, shape (row or 1, year, case or 1)."""
    column = "enrollment", "growth_rate", "enrollment_growth_rate"
    if not (inputs.plan.counted_history and np.isnan(inputs.drivers[column[-1]]).any()):
        return inputs.index(*column)
    growth = inputs.or_driver(*column)
    forecast = forecast_growth(inputs.plan)[:, :, None]
    return price_index(np.where(np.isnan(growth), forecast, growth))


def _with_students(inputs: Inputs, students: Floats) -> Floats:
    """Students since the first year, if staff follow them; 1 if they do not."""
    first = students[:1]
    with np.errstate(invalid="ignore", divide="ignore"):
        since = np.where(first > 0, students / first, 1.0)
    return np.where(inputs.district["staff_follow_students"] > 0, since, 1.0)
