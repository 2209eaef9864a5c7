"""Enrollment forecast of a plan: students of every grade, from its table of history."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.enrollment.cohort_survival import forecast_by_grade
from planner.enrollment.entry import YEARS_FROM_BIRTH, birth_year, entry_forecast
from planner.enrollment.expected import expected_students
from planner.enrollment.grades import GRADES
from planner.plan.plan import Plan
from planner.plan.tables.history import BIRTHS

#: Students by grade and fiscal year.
Counts = dict[tuple[str, int], float]


def grade_counts(plan: Plan) -> Counts:
    """What history has: counts of past years, and what is expected of later ones."""
    rows = (row for row in plan.counted_history if row.name != BIRTHS)
    return {(row.name.upper(), row.fiscal_year): row.students for row in rows}


def last_counted_year(plan: Plan) -> int:
    """The latest year of history that was counted; what is typed for later ones is expected.

    It is the plan's first year if every grade has a count for it, or else the latest year before;
    0 where nothing was counted.
    """
    counts, first = grade_counts(plan), plan.years[0]
    grades = {grade for grade, year in counts if year <= first}
    if grades and all((grade, first) in counts for grade in grades):
        return first
    return max((year for _, year in counts if year < first), default=0)


def forecast_students(plan: Plan) -> tuple[tuple[str, ...], Floats]:
    """Grades of the district, and the students of each in every year of the plan.

    A district that types what it expects of a later year, or births, knows its classes: then they
    are followed at every size, and nothing limits their total.

    Returns
    -------
    grades : tuple of str
        The grades that its history counts, the youngest first.
    students : ndarray, shape (grade, year)
        Students of each [students].
    """
    counts, last = grade_counts(plan), last_counted_year(plan)
    grades = tuple(grade for grade in GRADES if any(name == grade for name, _ in counts))
    years = range(min(year for _, year in counts if year <= last), last + 1)
    ahead = range(last + 1, plan.years[-1] + 1)
    history, typed = (
        np.array([[counts.get((grade, year), np.nan) for year in of] for grade in grades])
        for of in (years, ahead)
    )
    # Prekindergarten depends on seats, so kindergarten too is a grade that none feeds.
    fed_by_none = [g for g in grades if g in YEARS_FROM_BIRTH] or [grades[0]]
    births = _births(plan)
    entry = np.array(
        [
            _entry(plan, births, grade, np.concatenate([history[k], typed[k]]), years, ahead)
            for k, grade in enumerate(fed_by_none)
        ]
    )
    if births or not np.isnan(typed).all():
        forecast = forecast_by_grade(history, entry, len(ahead), typed)
    else:
        forecast = expected_students(history, entry, len(ahead))
    return grades, np.concatenate([history, forecast], axis=1)[:, -len(plan.years) :]


def _births(plan: Plan) -> dict[int, float]:
    return {row.fiscal_year: row.students for row in plan.counted_history if row.name == BIRTHS}


def _entry(
    plan: Plan, births: dict[int, float], grade: str, counts: Floats, years: range, ahead: range
) -> Floats:
    """Forecast of a grade that no grade feeds: as last counted or typed, or by births."""
    if not births or grade not in YEARS_FROM_BIRTH:
        until = (counts[: len(years) + later] for later in range(len(ahead)))
        return np.array([entry_forecast(known, 1)[0] for known in until])
    early = 0 if plan.district.fiscal_year_start_month == 1 else 1
    born = [births.get(birth_year(year - early, grade), np.nan) for year in (*years, *ahead)]
    return entry_forecast(counts[: len(years)], len(ahead), "births", np.array(born))
