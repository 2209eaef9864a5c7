"""Enrollment forecast of a plan: from its history of students by grade to growth by row."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.enrollment.cohort_survival import forecast_by_grade
from planner.enrollment.entry import YEARS_FROM_BIRTH, birth_year, entry_forecast
from planner.enrollment.grades import GRADES, grades_of_band
from planner.plan.cached import cached_per_plan
from planner.plan.plan import Plan
from planner.plan.tables.history import BIRTHS


@cached_per_plan
def forecast_growth(plan: Plan) -> Floats:
    """Growth of every row of enrollment against the year before, shape (row, year).

    A row grows like the forecast of its grade band, or of all grades if its band is not one; if
    the forecast is zero the row stays as it is.
    """
    grades, forecast = forecast_students(plan)
    growth = np.zeros((len(plan.enrollment), len(plan.years)))
    for place, row in enumerate(plan.enrollment):
        band = grades_of_band(row.grades)
        own = [k for k, grade in enumerate(grades) if band is None or GRADES.index(grade) in band]
        students = forecast[own].sum(axis=0)
        before, now = students[:-1], students[1:]
        counted = before > 0
        growth[place, 1:] = np.where(counted, now / np.where(counted, before, 1.0) - 1.0, 0.0)
    return growth


def forecast_students(plan: Plan) -> tuple[tuple[str, ...], Floats]:
    """Grades of the district, and the students of each in every year of the plan.

    Returns
    -------
    grades : tuple of str
        The grades that its history counts, the youngest first.
    students : ndarray, shape (grade, year)
        Students of each [students].
    """
    counted = {(row.name.upper(), row.fiscal_year): row.students for row in plan.counted_history}
    grades = tuple(grade for grade in GRADES if any(name == grade for name, _ in counted))
    past = [year for name, year in counted if name in grades and year < plan.years[0]]
    years = range(min(past), max(past) + 1)
    ahead = range(max(past) + 1, plan.years[-1] + 1)
    table = {year: [counted.get((g, year), np.nan) for g in grades] for year in (*years, *ahead)}
    history = np.array([table[year] for year in years]).T
    typed = np.array([table[year] for year in ahead]).T
    # Prekindergarten depends on seats, so kindergarten too is a grade that none feeds.
    fed_by_none = [g for g in grades if g in YEARS_FROM_BIRTH] or [grades[0]]
    entry = np.array(
        [
            _entry(plan, grade, np.concatenate([history[k], typed[k]]), years, ahead)
            for k, grade in enumerate(fed_by_none)
        ]
    )
    forecast = forecast_by_grade(history, entry, len(ahead), typed)
    return grades, forecast[:, -len(plan.years) :]


def _entry(plan: Plan, grade: str, counts: Floats, years: range, ahead: range) -> Floats:
    """Forecast of a grade that no grade feeds: as last counted or typed, or by births."""
    births = {row.fiscal_year: row.students for row in plan.counted_history if row.name == BIRTHS}
    if not births or grade not in YEARS_FROM_BIRTH:
        until = (counts[: len(years) + later] for later in range(len(ahead)))
        return np.array([entry_forecast(known, 1)[0] for known in until])
    early = 0 if plan.district.fiscal_year_start_month == 1 else 1
    born = [births.get(birth_year(year - early, grade), np.nan) for year in (*years, *ahead)]
    return entry_forecast(counts[: len(years)], len(ahead), "births", np.array(born))
