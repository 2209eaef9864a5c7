"""How far off the enrollment forecast would have been: Texas districts, 2016 to 2023.

``python benchmarks/enrollment_backtest.py`` writes the tables into docs/enrollment.md; with
``--check`` nothing is written and a page that is out of date is named. A forecast sees only the
years up to its origin, and is the one that a plan makes. Districts are the cases of the formulas,
so all are forecast at once.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner.arrays import Floats  # noqa: E402
from planner.enrollment.cohort_survival import RATIO_YEARS, forecast_by_grade  # noqa: E402
from planner.enrollment.entry import entry_forecast  # noqa: E402
from planner.enrollment.expected import expected_students  # noqa: E402
from planner.enrollment.grades import GRADES, grades_of_band  # noqa: E402

DATA = ROOT / "data/public/enrollment_tx_by_grade_2013_2023.csv.gz"
PAGE = ROOT / "docs/enrollment.md"
BEGIN, END = "<!-- errors: begin -->", "<!-- errors: end -->"
COMMAND = "python benchmarks/enrollment_backtest.py"

FIRST, LAST, AHEAD, FEWEST = 2013, 2023, 5, 10
#: The rules were chosen on years up to the first pair's end; the later years were kept aside.
ORIGINS, ASIDE = range(2015, 2023), 2021
SIZES = {
    "under 300": (0.0, 300.0),
    "300 to 1,000": (300.0, 1000.0),
    "1,000 to 5,000": (1000.0, 5000.0),
    "5,000 and more": (5000.0, 1e9),
}
BANDS = ("K-5", "6-8", "9-12")

#: From a history by grade and a number of years to a forecast by grade, all with districts last.
Method = Callable[[Floats, int], Floats]


def districts() -> Floats:
    """Students, shape (grade, year, district), of the districts with every year in the file."""
    columns = ("PK", "K", *(f"{grade:02d}" for grade in range(1, 13)))
    counts: dict[str, dict[int, list[float]]] = {}
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            by_grade = [float(row[column]) for column in columns]
            by_grade[0] += float(row["EE"])  # early education is counted with prekindergarten
            counts.setdefault(row["district_id"], {})[int(row["end_year"])] = by_grade
    years = range(FIRST, LAST + 1)
    full = [[of[year] for year in years] for of in counts.values() if len(of) == len(years)]
    return np.array(full).transpose(2, 1, 0)


def _entry(history: Floats, years: int) -> Floats:
    """Prekindergarten and kindergarten as last counted."""
    return np.stack([entry_forecast(history[grade], years) for grade in (0, 1)])


def forecast(history: Floats, years: int) -> Floats:
    """What a plan forecasts."""
    return expected_students(history, _entry(history, years), years)


def classes(history: Floats, years: int) -> Floats:
    """The classes alone, whose total nothing holds."""
    return forecast_by_grade(history, _entry(history, years), years)


def mean_ratios(history: Floats, years: int) -> Floats:
    """Cohort survival as it is usually done: the mean of the latest ratios, and nothing held."""
    lower, upper = history[:-1, :-1], history[1:, 1:]
    yearly = np.where(lower > 0, upper, np.nan) / np.where(lower > 0, lower, 1.0)
    yearly = yearly[:, -RATIO_YEARS:]
    count = np.maximum((~np.isnan(yearly)).sum(axis=1), 1)
    mean = np.where(np.isnan(yearly).all(axis=1), 1.0, np.nansum(yearly, axis=1) / count)
    students = [history[:, -1]]
    for entering in _entry(history, years).swapaxes(0, 1):
        students.append(np.concatenate([entering, students[-1][1:-1] * mean[1:]]))
    return np.stack(students[1:], axis=1)


def naive(history: Floats, years: int) -> Floats:
    """Every grade stays as it is."""
    return np.repeat(history[:, -1:], years, axis=1)


def trend_of_total(history: Floats, years: int) -> Floats:
    """The straight line through the district's total, told as one grade."""
    return entry_forecast(history.sum(axis=0), years, "trend")[None]


METHODS: dict[str, Method] = {
    "last count": naive,
    "straight line": trend_of_total,
    "cohort survival, mean ratios": mean_ratios,
    "classes alone": classes,
    "**forecast**": forecast,
}


@dataclass(frozen=True)
class Trial:
    """Errors of a forecast made at one origin, shape (year ahead, district)."""

    origin: int
    errors: Floats
    base: Floats
    times: Floats

    def of_size(self, size: str) -> Trial:
        """Only districts of one size in the year of the origin."""
        low, high = SIZES[size]
        chosen = (self.base >= low) & (self.base < high)
        errors, base, times = self.errors[:, chosen], self.base[chosen], self.times[:, chosen]
        return Trial(self.origin, errors, base, times)


def trial(students: Floats, origin: int, method: Method, band: str = "") -> Trial:
    """Forecast from an origin and compare; a band of grades, or everybody."""
    seen = origin - FIRST + 1
    ahead = min(AHEAD, LAST - origin)
    chosen = students[:, :, students[:, seen - 1].sum(axis=0) >= FEWEST]
    base = chosen[:, seen - 1].sum(axis=0)
    grades = list((grades_of_band(band) or ()) if band else range(len(GRADES)))
    told, actual = method(chosen[:, :seen], ahead), chosen[grades, seen : seen + ahead]
    if len(told) == len(GRADES):
        told = told[grades]
    expected, found = told.sum(axis=0), actual.sum(axis=0)
    there = (chosen[grades, seen - 1].sum(axis=0) > 0) & (found > 0).all(axis=0)
    errors = np.abs(expected / np.where(found > 0, found, 1.0) - 1.0)
    return Trial(origin, errors[:, there], base[there], (expected / base)[:, there])


def errors_ahead(trials: list[Trial], size: str, *, aside: bool) -> Iterator[Floats]:
    """Errors of all origins by years ahead, in the years kept aside or in those before."""
    for step in range(AHEAD):
        of_step = [
            one.of_size(size).errors[step]
            for one in trials
            if step < len(one.errors) and (one.origin + step + 1 >= ASIDE) == aside
        ]
        yield np.concatenate(of_step)


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    sides = ["---" if place == 0 or name == "method" else "---:" for place, name in enumerate(head)]
    lines = [head, sides, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def by_size(students: Floats, *, aside: bool) -> str:
    """Every method by size of district."""
    trials = {name: [trial(students, o, m) for o in ORIGINS] for name, m in METHODS.items()}
    rows = []
    for size in SIZES:
        for name, of_method in trials.items():
            cells = [
                f"{np.median(errors):.1%} / {errors.mean():.1%} / {errors.max():,.0%}"
                for errors in errors_ahead(of_method, size, aside=aside)
            ]
            rows.append([size, name, *cells])
    years = f"since fiscal year {ASIDE}" if aside else f"up to fiscal year {ASIDE - 1}"
    return (
        f"Median / mean / worst error, in percent of the actual total, of years {years}:\n\n"
        + table(["students", "method", *AHEAD_HEADS], rows)
    )


def by_band(students: Floats) -> str:
    """Bands of grades, which devices and licenses are counted by."""
    rows = []
    for band in BANDS:
        for size in SIZES:
            for name in ("last count", "**forecast**"):
                trials = [trial(students, origin, METHODS[name], band) for origin in ORIGINS]
                both = [errors_ahead(trials, size, aside=aside) for aside in (False, True)]
                cells = [
                    f"{np.median(errors):.1%} / {errors.mean():.1%}"
                    for errors in map(np.concatenate, zip(*both, strict=True))
                ]
                rows.append([f"{band}, {size}", name, *cells])
    return (
        "Bands of grades, by students of the whole district, median / mean error of all years:\n\n"
        + table(["grades, students", "method", *AHEAD_HEADS], rows)
    )


def by_origin(students: Floats) -> str:
    """Every origin, districts of 1,000 students and more."""
    rows = []
    for origin in ORIGINS:
        for name in ("last count", "**forecast**"):
            found = trial(students, origin, METHODS[name])
            errors = found.errors[:, found.base >= 1000]
            stars = ["*" * (origin + step >= ASIDE) for step in range(1, len(errors) + 1)]
            medians = np.median(errors, axis=1)
            cells = [f"{error:.1%}{star}" for error, star in zip(medians, stars, strict=True)]
            rows.append([str(origin), name, *cells, *[""] * (AHEAD - len(cells))])
    return (
        "From each year, median error of districts of 1,000 students and more; * is since\n"
        f"fiscal year {ASIDE}:\n\n" + table(["from fiscal year", "method", *AHEAD_HEADS], rows)
    )


AHEAD_HEADS = [f"{step} ahead" for step in range(1, AHEAD + 1)]


def errors_as_text() -> str:
    """What stands between the markers of docs/enrollment.md."""
    # Imported here: it needs the forecasts of this module.
    from benchmarks import enrollment_ranges

    students = districts()
    sizes = [by_size(students, aside=aside) for aside in (False, True)]
    return "\n\n".join(
        [*sizes, by_band(students), by_origin(students), enrollment_ranges.by_size()]
    )


def page_with(text: str, page: str) -> str:
    """The page with other tables between its markers."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{text}\n\n{END}{after}"


def kept_fresh(path: Path, text: str, command: str) -> int:
    """Write the tables into a page, or with ``--check`` say whether they are fresh."""
    page = path.read_text(encoding="utf-8")
    fresh = page_with(text, page)
    if "--check" in sys.argv[1:]:
        if fresh != page:
            print(f"docs/{path.name} is out of date, run: {command}", file=sys.stderr)
        return int(fresh != page)
    path.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


def main() -> int:
    """Write the tables into the page, or with ``--check`` say whether they are fresh."""
    return kept_fresh(PAGE, errors_as_text(), COMMAND)


if __name__ == "__main__":
    raise SystemExit(main())
