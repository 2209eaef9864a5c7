"""What is allowed in the counts of students but is probably a mistake: warnings only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from planner.enrollment.cohort_survival import RATIO_YEARS
from planner.enrollment.entry import YEARS_FROM_BIRTH
from planner.enrollment.grades import GRADES
from planner.fiscal import fiscal_year_label
from planner.plan.driver_values import driver_value
from planner.plan.forecast import Counts, forecast_students, grade_counts, last_counted_year
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at

#: Ours: a class that is more than twice or less than half of what usually moves up is asked about
#: from so many students on, so that a small grade is not.
ODD_TIMES, ODD_STUDENTS = 2.0, 20.0
#: Ratios of which at least so many must be there to say what is usual.
_FEWEST_RATIOS = 3
#: Ours: a forecast that leaves the counts by less than this is what growth brings [share].
LEAST_BEYOND = 0.1


def check_forecast(plan: Plan) -> Iterator[Problem]:
    """A forecast of many more or fewer students than the district ever counted."""
    last = last_counted_year(plan)
    counted = _totals(grade_counts(plan), last)
    if not counted or not _is_forecast(plan):
        return
    low, high = min(counted.values()), max(counted.values())
    forecast = forecast_students(plan)[1].sum(axis=0).tolist()
    beyond = [max(total / high, low / total) if total else 1.0 for total in forecast]
    furthest = beyond.index(max(beyond))
    if beyond[furthest] > 1.0 + LEAST_BEYOND:
        facts = {
            "value": f"{forecast[furthest]:,.0f}",
            "year": fiscal_year_label(plan.years[furthest]),
            "first": fiscal_year_label(min(counted)),
            "last": fiscal_year_label(max(counted)),
            "low": f"{low:,.0f}",
            "high": f"{high:,.0f}",
        }
        yield Problem("W80", "history.csv", facts=facts)


def _is_forecast(plan: Plan) -> bool:
    """Whether some row of enrollment follows the forecast in the plan's second year."""
    usual = driver_value(plan, "enrollment_growth_rate", plan.years[0] + 1)
    return usual is None and any(r.active and r.growth_rate is None for r in plan.enrollment)


def _totals(counts: Counts, last: int) -> dict[int, float]:
    """Students of each year that was counted in full."""
    grades = {grade for grade, _ in counts}
    years = sorted({year for _, year in counts if year <= last})
    full = [year for year in years if all((grade, year) in counts for grade in grades)]
    return {year: sum(counts[grade, year] for grade in grades) for year in full}


def check_odd_counts(plan: Plan) -> Iterator[Problem]:
    """The class whose size is furthest from what usually moves up from the grade below."""
    counts, last = grade_counts(plan), last_counted_year(plan)
    found = []
    for row in plan.counted_history:
        grade, year = row.name.upper(), row.fiscal_year
        if grade not in GRADES or grade in YEARS_FROM_BIRTH or year > last:
            continue
        below = GRADES[GRADES.index(grade) - 1]
        before, usual = counts.get((below, year - 1), 0.0), _usual_ratio(counts, grade, last)
        expected = before * usual
        if expected <= 0 or abs(row.students - expected) < ODD_STUDENTS:
            continue
        times = max(row.students / expected, expected / max(row.students, 1.0))
        if times > ODD_TIMES and year > last - RATIO_YEARS:
            facts = {
                "value": f"{row.students:,.0f}",
                "grade": grade,
                "year": fiscal_year_label(year),
                "below": below,
                "before": f"{before:,.0f}",
                "expected": f"{expected:,.0f}",
            }
            found.append((times, at(row, "W81", "students", **facts)))
    if found:
        yield max(found, key=lambda odd: odd[0])[1]


def _usual_ratio(counts: Counts, grade: str, last: int) -> float:
    """The middle one of the latest yearly ratios to a grade; 0 where there are few."""
    below = GRADES[GRADES.index(grade) - 1]
    years = range(last - RATIO_YEARS + 1, last + 1)
    pairs = [(counts.get((below, year - 1)), counts.get((grade, year))) for year in years]
    ratios = [now / before for before, now in pairs if before and now is not None]
    return median(ratios) if len(ratios) >= _FEWEST_RATIOS else 0.0


UNUSUAL_STUDENTS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_forecast,
    check_odd_counts,
)
