"""Who is there: students by school and band of grades, staff, and what a contract counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.costs.escalation import price_index
from planner.fiscal import Floats
from planner.plan.tables.contracts import ContractRow
from planner.projection.cases import Inputs


@dataclass(frozen=True)
class People:
    """Headcounts of every year and case.

    Attributes
    ----------
    by_row : ndarray, shape (enrollment row, year, case)
        Students of each row of the enrollment table.
    students, staff : ndarray, shape (year, case)
        Everybody.
    """

    inputs: Inputs
    by_row: Floats
    students: Floats
    staff: Floats

    def group(self, serves: str) -> Floats:
        """People a fleet serves, shape (year, case)."""
        if serves == "nobody":
            return np.zeros_like(self.students)
        if serves == "staff":
            return self.staff
        if serves in ("students", ""):
            return self.students
        rows = self.inputs.plan.enrollment
        chosen = np.array([row.grades == serves for row in rows])
        return np.asarray(self.by_row[chosen].sum(axis=0))

    def by_school(self) -> Floats:
        """Students of each building, shape (school, year, case)."""
        return self._add_up(self.by_row)

    def schools(self) -> Floats:
        """Number of buildings in the plan, shape (year or 1, case or 1)."""
        in_plan = self._add_up(self.inputs.of("enrollment", "active")) > 0
        return np.asarray(in_plan.sum(axis=0), dtype=np.float64)

    def _add_up(self, by_row: Floats) -> Floats:
        """Rows of the enrollment table added up to buildings."""
        rows = self.inputs.plan.enrollment
        buildings = [row.school or row.name for row in rows]
        names = list(dict.fromkeys(buildings))
        total = np.zeros((len(names), *by_row.shape[1:]))
        np.add.at(total, np.array([names.index(name) for name in buildings], dtype=int), by_row)
        return total


def count_people(inputs: Inputs) -> People:
    """Headcounts: the first year's, grown by the assumptions."""
    shape = (len(inputs.years), inputs.cases)
    growth = inputs.or_driver("enrollment", "growth_rate", "enrollment_growth_rate")
    start = inputs.of("enrollment", "students") * inputs.of("enrollment", "active")
    by_row = np.broadcast_to(start * price_index(growth), (start.shape[0], *shape))
    staff_growth = inputs.drivers["staff_growth_rate"][None].copy()
    staff = inputs.district["staff"] * price_index(staff_growth)[0]
    return People(
        inputs=inputs,
        by_row=by_row,
        students=by_row.sum(axis=0),
        staff=np.broadcast_to(staff, shape),
    )


def contract_units(
    people: People, row: ContractRow, place: int, table: str, in_service: Floats
) -> Floats:
    """What one contract counts, shape (year, case).

    Parameters
    ----------
    people : People
        Headcounts.
    row : ContractRow
        The contract; its basis says what is counted.
    place : int
        Number of the row in its table.
    table : str
        ``licenses`` or ``security``.
    in_service : ndarray, shape (fleet, year, case)
        Devices in service, spares included.
    """
    if row.basis == "student":
        return people.group(row.serves)
    if row.basis == "staff":
        return people.staff
    if row.basis == "device":
        fleets = people.inputs.plan.devices
        chosen = np.array([not row.serves or fleet.name == row.serves for fleet in fleets], bool)
        return np.asarray(in_service[chosen].sum(axis=0))
    if row.basis == "unit":
        return np.broadcast_to(people.inputs.of(table, "units")[place], people.students.shape)
    return np.ones_like(people.students)
