"""Growth of a band of grades, forecast from the district's own history (docs/enrollment.md).

Kindergarten, prekindergarten and any grade that no grade feeds stay as last counted. Births
are not used.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.rulebook.inputs import Cells
from planner.rulebook.sums import power, root, total

GRADES = ("PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
RATIOS = 5

#: Students by grade and fiscal year.
Counts = dict[tuple[str, int], float]


def growth_by_band(plan: Cells) -> Callable[[str, int], float]:
    """Growth of the students of a band, as a share, from the year before to a year."""
    counts = counted(plan)
    first_year = plan["district"]["first_year"]
    last_known = last_known_year(counts, first_year)
    forecast = forecast_of(counts, last_known, first_year + plan["district"]["years"] - 1)
    if not any(year > last_known for _, year in counts):
        forecast = with_total_held(forecast, counts, last_known)

    def growth(grades: str, year: int) -> float:
        band = grades_of(grades)
        before = total(forecast.get((grade, year - 1), 0.0) for grade in band)
        now = total(forecast.get((grade, year), 0.0) for grade in band)
        return now / before - 1 if before > 0 else 0.0

    return growth


def last_known_year(counts: Counts, first_year: int) -> int:
    """The plan's first year if every grade has a count for it, or else the last one before."""
    grades = [grade for grade, year in counts if year <= first_year]
    if grades and all((grade, first_year) in counts for grade in grades):
        return first_year
    return max((year for _, year in counts if year < first_year), default=first_year)


def counted(plan: Cells) -> Counts:
    """What the district typed: counts of past years, and what it expects of later ones."""
    return {
        (row["name"].upper(), row["fiscal_year"]): row["students"]
        for row in plan["history"]
        if row["active"] and row["name"] != "births"
    }


def forecast_of(counts: Counts, last_known: int, last_year: int) -> Counts:
    """Students of every grade from the last known year on."""
    grades = [grade for grade in GRADES if any(name == grade for name, _ in counts)]
    found: Counts = {(grade, year): n for (grade, year), n in counts.items() if year == last_known}
    for year in range(last_known + 1, last_year + 1):
        for grade in grades:
            below = grade_below(grade)
            if (grade, year) in counts:  # a number of their own replaces the forecast
                found[grade, year] = counts[grade, year]
            elif is_empty(counts, below, last_known) and not found.get((below, year - 1)):
                found[grade, year] = found.get((grade, year - 1), 0.0)
            else:
                ratio = usual_ratio(counts, below, grade, last_known)
                found[grade, year] = found.get((below, year - 1), 0.0) * ratio
    return found


def is_empty(counts: Counts, grade: str, last_known: int) -> bool:
    """Whether nobody was counted in a grade, if there is one, in the latest two years."""
    return not any(counts.get((grade, year), 0.0) for year in (last_known - 1, last_known))


def with_total_held(forecast: Counts, counts: Counts, last_known: int) -> Counts:
    """The forecast with a total that the size and the history of the district allow."""
    held = dict(forecast)
    now = total(n for (_, year), n in forecast.items() if year == last_known)
    change = yearly_change(counts, last_known)
    rise = min(max(change, 0.03), 0.06)
    fall = min(max(-change, 0.03), 0.06)
    trusted = min(max((now - 1000) / 2000, 0.0), 1.0)
    for year in sorted(dict.fromkeys(year for _, year in forecast if year > last_known)):
        ahead = year - last_known
        most = now * min(power(1 + rise, ahead), 2.0)
        least = now * max(power(1 - fall, ahead), 0.5)
        classes = total(n for (_, of), n in forecast.items() if of == year)
        expected = trusted * min(max(classes, least), most) + (1 - trusted) * now
        for grade in [grade for grade, of in forecast if of == year]:
            if classes > 0:
                held[grade, year] = forecast[grade, year] * expected / classes
            else:
                held[grade, year] = forecast[grade, last_known]
    return held


def yearly_change(counts: Counts, last_known: int) -> float:
    """Average change a year since the earliest of five years that was counted in full."""
    grades = list(dict.fromkeys(grade for grade, _ in counts))
    for year in range(last_known - 5, last_known):
        if all((grade, year) in counts for grade in grades):
            before = total(counts[grade, year] for grade in grades)
            now = total(counts[grade, last_known] for grade in grades)
            if before > 0:
                return root(now / before, last_known - year) - 1
    return 0.0


def grade_below(grade: str) -> str:
    """The grade that moves up into a grade; nothing feeds kindergarten or prekindergarten."""
    return "" if grade in ("PK", "K") else GRADES[GRADES.index(grade) - 1]


def usual_ratio(counts: Counts, below: str, grade: str, last_known: int) -> float:
    """Mean of the latest yearly ratios of a grade to the grade below a year earlier.

    The highest and the lowest are left out if there are three or more.
    """
    ratios = []
    for year in range(last_known - RATIOS + 1, last_known + 1):
        earlier, later = counts.get((below, year - 1)), counts.get((grade, year))
        if earlier and later is not None:
            ratios.append(later / earlier)
    if len(ratios) >= 3:
        ratios.remove(max(ratios))
        ratios.remove(min(ratios))
    return total(ratios) / len(ratios) if ratios else 1.0


def grades_of(band: str) -> tuple[str, ...]:
    """Grades that a band names, such as K-5; all of them where it is no such band."""
    low, _, high = band.upper().partition("-")
    if low in GRADES and high in GRADES:
        return GRADES[GRADES.index(low) : GRADES.index(high) + 1]
    return GRADES
