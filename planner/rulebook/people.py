"""Students by row, band and school; staff."""

from __future__ import annotations

from collections.abc import Callable

from planner.rulebook.inputs import Tables


def students_by_row(
    from_history: Callable[[str, int], float], tables: dict[int, Tables]
) -> dict[int, list[float]]:
    """Students of every enrollment row in every year; rows left out have none.

    Where nobody says how they grow, they do as forecast from history.
    """
    found: dict[int, list[float]] = {}
    growth = [1.0 for _ in tables[min(tables)].rows["enrollment"]]
    for place, (year, now) in enumerate(tables.items()):
        found[year] = []
        for number, row in enumerate(now.rows["enrollment"]):
            rate = row["growth_rate"]
            if rate is None:
                rate = now.drivers.get("enrollment_growth_rate")
            if place > 0 and rate is None:
                rate = from_history(row["grades"], year)
            if place > 0:
                growth[number] = growth[number] * (1 + rate)
            found[year].append(row["students"] * growth[number] if row["active"] else 0.0)
    return found


def people_served(
    tables: Tables, by_row: list[float], staff: float, teachers: float, group: str
) -> float:
    """People whom a fleet or a training is for."""
    if group == "nobody":
        return 0.0
    if group == "staff":
        return staff
    return teachers if group == "teachers" else students_in(tables, by_row, group)


def students_in(tables: Tables, by_row: list[float], band: str) -> float:
    """All students, or those of one band of grades."""
    total = 0.0
    for row, students in zip(tables.rows["enrollment"], by_row, strict=True):
        if band in ("", "students", row["grades"]):
            total += students
    return total


def schools(tables: Tables, by_row: list[float]) -> dict[str, float]:
    """Students of every school that has a row in the plan."""
    found: dict[str, float] = {}
    for row, students in zip(tables.rows["enrollment"], by_row, strict=True):
        if row["active"]:
            name = row["school"] or row["name"]
            found[name] = found.get(name, 0.0) + students
    return found


def headcount_by_year(
    field: str, tables: dict[int, Tables], students: dict[int, float]
) -> dict[int, float]:
    """Staff or teachers in every year; none where the district does not say how many."""
    found = {}
    growth = 1.0
    at_first = students[min(students)]
    for place, (year, now) in enumerate(tables.items()):
        if place > 0:
            growth = growth * (1 + now.drivers["staff_growth_rate"])
        found[year] = (now.district[field] or 0.0) * growth
        if now.district["staff_follow_students"] and at_first > 0:
            found[year] *= students[year] / at_first
    return found
