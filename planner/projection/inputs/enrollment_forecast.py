"""Enrollment forecast of a plan: growth of every row of enrollment."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats
from planner.enrollment.grades import GRADES, grades_of_band
from planner.plan.cached import cached_per_plan
from planner.plan.forecast import forecast_students
from planner.plan.plan import Plan

__all__ = ["forecast_growth", "forecast_students"]


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
