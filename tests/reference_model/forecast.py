"""Growth of a band of grades, forecast from the district's own history (docs/enrollment.md).

Kindergarten, prekindergarten and any grade without a grade below it stay as last counted. Births
are not used.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.plan.plan import Plan

GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))
RATIOS = 5

#: Students by grade and fiscal year.
Counts = dict[tuple[str, int], float]


def growth_by_band(plan: Plan) -> Callable[[str, int], float]:
    """Growth of the students of a band, as a share, from the year before to a year."""
    counts = counted(plan)
    first = plan.district.first_year
    last_known = max((year for _, year in counts if year < first), default=first)
    forecast = forecast_of(counts, last_known, plan.years[-1])

    def growth(grades: str, year: int) -> float:
        band = grades_of(grades)
        before = sum(forecast.get((grade, year - 1), 0.0) for grade in band)
        now = sum(forecast.get((grade, year), 0.0) for grade in band)
        return now / before - 1 if before > 0 else 0.0

    return growth


def counted(plan: Plan) -> Counts:
    """What the district typed: counts of past years, and what it expects of later ones."""
    return {
        (row.name.upper(), row.fiscal_year): row.students
        for row in plan.history
        if row.active and row.name != "births"
    }


def forecast_of(counts: Counts, last_known: int, last_year: int) -> Counts:
    """Students of every grade from the last known year on."""
    grades = [grade for grade in GRADES if any(name == grade for name, _ in counts)]
    found: Counts = {
        grade_year: n for grade_year, n in counts.items() if grade_year[1] == last_known
    }
    for year in range(last_known + 1, last_year + 1):
        for grade in grades:
            below = grade_below(grade)
            if (grade, year) in counts:  # a number of their own replaces the forecast
                found[grade, year] = counts[grade, year]
            elif below not in grades:
                found[grade, year] = found.get((grade, year - 1), 0.0)
            else:
                ratio = mean_ratio(counts, below, grade, last_known)
                found[grade, year] = found.get((below, year - 1), 0.0) * ratio
    return found


def grade_below(grade: str) -> str:
    """The grade that moves up into a grade; nothing feeds kindergarten or prekindergarten."""
    return "" if grade in ("PK", "K") else GRADES[GRADES.index(grade) - 1]


def mean_ratio(counts: Counts, below: str, grade: str, last_known: int) -> float:
    """Mean of the latest yearly ratios of a grade to the grade below it a year earlier."""
    ratios = []
    for year in range(last_known - RATIOS + 1, last_known + 1):
        earlier, later = counts.get((below, year - 1)), counts.get((grade, year))
        if earlier and later is not None:
            ratios.append(later / earlier)
    return sum(ratios) / len(ratios) if ratios else 1.0


def grades_of(band: str) -> tuple[str, ...]:
    """Grades that a band names, such as K-5; all of them where it is no such band."""
    low, _, high = band.upper().partition("-")
    if low in GRADES and high in GRADES:
        return GRADES[GRADES.index(low) : GRADES.index(high) + 1]
    return GRADES
