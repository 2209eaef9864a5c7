"""E-Rate: the discount, the Category Two budget of a cycle, and what of each row it supports."""

from __future__ import annotations

from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import cycle_first_year, months_of
from planner.rulebook.people import schools
from planner.rulebook.sums import total

#: What a directly certified student of a CEP school counts for.
DIRECT_CERTIFICATION_COUNTS = 1.6
#: What a half may lack because of how numbers are kept, in percentage points.
A_HAIR = 0.0000005
#: Funding years of a cycle, and the first of the first cycle.
CYCLE_YEARS, FIRST_FUNDING_YEAR = 5, 2021


def lunch_share(tables: Tables, by_row: list[float]) -> float:
    """Share of students who are eligible for free or reduced-price lunch."""
    typed = tables.district["lunch_rate"]
    if typed is not None:
        return float(typed)
    eligible = 0.0
    for row, students in zip(tables.rows["enrollment"], by_row, strict=True):
        rate = row["lunch_rate"]
        if row["direct_certified_rate"] is not None:
            rate = min(DIRECT_CERTIFICATION_COUNTS * row["direct_certified_rate"], 1.0)
        if students > 0:
            eligible += students * rate
    students_in_all = total(by_row)
    return eligible / students_in_all if students_in_all > 0 else 0.0


def locale_of(tables: Tables) -> str:
    """Urban or rural: as typed, or rural where more than half of the schools are."""
    if tables.district["locale"]:
        return str(tables.district["locale"])
    rural: dict[str, bool] = {}
    for row in tables.rows["enrollment"]:
        if row["active"]:
            name = row["school"] or row["name"]
            rural[name] = rural.get(name, False) or row["rural"] == "yes"
    number = len([name for name, is_rural in rural.items() if is_rural])
    return "rural" if number > len(rural) / 2 else "urban"


def discounts(tables: Tables, lunch_rate: float, locale: str) -> tuple[float, float]:
    """Discounts of Category One and Two."""
    percent = int(100 * lunch_rate + 0.5 + A_HAIR)  # a half goes up
    one, two = 0.0, 0.0
    for band in tables.facts["discount_bands"][locale]:
        if percent >= band["lunch_percent_from"]:
            one, two = band["category_one"], band["category_two"]
    return one, two


def budget(cycle: Cells, students: dict[str, float]) -> float:
    """Category Two budget of five years with a year's students."""
    everybody = total(students.values())
    open_schools = len([name for name, number in students.items() if number > 0])
    per_student, per_school = cycle["per_student"], cycle["floor_per_school"]
    best: float = max(per_student * everybody, per_school * open_schools)
    if len(students) <= cycle["school_by_school_most_schools"]:
        school_by_school = 0.0
        for number in students.values():
            if number > 0:
                school_by_school += max(per_student * number, per_school)
        best = max(best, school_by_school)
    return best


def kind_of(row: Cells) -> str:
    """Category of E-Rate that a row of cost is in: none where the district does not ask for it."""
    if row.get("erate_filed") == "no":
        return "none"
    return str(row["account"]["erate_category"])


def support(
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    cost: dict[str, dict[int, float]],
    kind: dict[str, str],
) -> dict[int, dict[str, float]]:
    """What E-Rate would pay of each row in each year."""
    found: dict[int, dict[str, float]] = {}
    budgets: dict[int, float] = {}
    used: dict[int, float] = {}
    for year, now in tables.items():
        one, two = discounts(now, lunch_share(now, students[year]), locale_of(now))
        months = months_of(year, now.district["fiscal_year_start_month"])
        by_school = schools(now, students[year])
        eligible = total(cost[row][year] for row in cost if kind[row] == "category_two")
        fits = 0.0
        for first, count in months_by_cycle(months).items():
            if not budgets:  # the first cycle of the plan
                used[first] = now.district["category_two_used"]
            budgets[first] = max(budgets.get(first, 0.0), budget(cycle_of(now, first), by_school))
            left = max(budgets[first] - used.get(first, 0.0), 0.0)
            fit = min(eligible * count / 12, left)
            used[first] = used.get(first, 0.0) + fit
            fits += fit
        share = fits / eligible if eligible > 0 else 0.0
        found[year] = paid_of_each(
            now, year, cost, kind, {"category_one": one, "category_two": two * share}
        )
    return found


def support_on_average(
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    sustained: dict[str, dict[int, float]],
    kind: dict[str, str],
) -> dict[int, dict[str, float]]:
    """What E-Rate would pay of each row's sustained cost: of Category Two, within a yearly budget.

    The yearly budget is a fifth of what the cycle allows for five years.
    """
    found: dict[int, dict[str, float]] = {}
    budgets: dict[int, float] = {}
    for year, now in tables.items():
        one, two = discounts(now, lunch_share(now, students[year]), locale_of(now))
        by_school = schools(now, students[year])
        eligible = total(sustained[row][year] for row in sustained if kind[row] == "category_two")
        fits = 0.0
        months = months_of(year, now.district["fiscal_year_start_month"])
        for first, count in months_by_cycle(months).items():
            budgets[first] = max(budgets.get(first, 0.0), budget(cycle_of(now, first), by_school))
            fits += min(eligible, budgets[first] / CYCLE_YEARS) * count / 12
        share = fits / eligible if eligible > 0 else 0.0
        found[year] = paid_of_each(
            now, year, sustained, kind, {"category_one": one, "category_two": two * share}
        )
    return found


def paid_of_each(
    now: Tables,
    year: int,
    cost: dict[str, dict[int, float]],
    kind: dict[str, str],
    rates: dict[str, float],
) -> dict[str, float]:
    """What E-Rate would pay of each row in a year, at the rate of its category."""
    share = now.drivers["erate_share"]
    return {row: rates.get(kind[row], 0.0) * cost[row][year] * share for row in cost}


def months_by_cycle(months: list[int]) -> dict[int, int]:
    """First years of the cycles that a year touches, and how many of its months are in each."""
    counts: dict[int, int] = {}
    for month in months:
        first = cycle_first_year(month, CYCLE_YEARS, known_first=FIRST_FUNDING_YEAR)
        counts[first] = counts.get(first, 0) + 1
    return counts


def cycle_of(tables: Tables, first: int) -> Cells:
    """The figures of the cycle that starts in a funding year."""
    for cycle in tables.facts["erate_cycles"]:
        if cycle["first_funding_year"] == first:
            return dict(cycle)
    raise ValueError(first)
