"""Students by row, band and school; staff."""

from __future__ import annotations

from tests.reference_model.inputs import Tables


def students_by_row(tables: dict[int, Tables]) -> dict[int, list[float]]:
    """Students of every enrollment row in every year; rows left out have none."""
    found: dict[int, list[float]] = {}
    growth = [1.0 for _ in next(iter(tables.values())).rows["enrollment"]]
    for place, (year, now) in enumerate(tables.items()):
        found[year] = []
        for number, row in enumerate(now.rows["enrollment"]):
            rate = row["growth_rate"]
            if rate is None:
                rate = now.drivers["enrollment_growth_rate"]
            if place > 0:
                growth[number] = growth[number] * (1 + rate)
            found[year].append(row["students"] * growth[number] if row["active"] else 0.0)
    return found


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


def staff_by_year(tables: dict[int, Tables]) -> dict[int, float]:
    """Headcount in every year."""
    found = {}
    growth = 1.0
    for place, (year, now) in enumerate(tables.items()):
        if place > 0:
            growth = growth * (1 + now.drivers["staff_growth_rate"])
        found[year] = now.district["staff"] * growth
    return found
