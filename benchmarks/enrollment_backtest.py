"""How far off the enrollment forecast would have been: Texas districts, 2016 to 2023.

``python benchmarks/enrollment_backtest.py`` writes the tables into docs/enrollment.md; with
``--check`` nothing is written and a page that is out of date is named. A forecast sees only the
years up to its origin. Districts are the cases of the formulas, so all are forecast at once.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner.enrollment.cohort_survival import (  # noqa: E402
    RATIO_YEARS,
    forecast_by_grade,
)
from planner.enrollment.entry import (  # noqa: E402
    ENTRY_METHOD,
    EntryMethod,
    entry_forecast,
)
from planner.enrollment.grades import GRADES, grades_of_band  # noqa: E402
from planner.fiscal import Floats  # noqa: E402

DATA = ROOT / "data/public/enrollment_tx_by_grade_2013_2023.csv.gz"
PAGE = ROOT / "docs/enrollment.md"
BEGIN, END = "<!-- errors: begin -->", "<!-- errors: end -->"
COMMAND = "python benchmarks/enrollment_backtest.py"

FIRST, LAST, PANDEMIC = 2013, 2023, 2021
ORIGIN, ORIGINS, AHEAD, FEWEST, NEAR = 2018, (2016, 2017, 2018, 2019), 5, 300, 0.05
SIZES = {"300 to 1,000": (300, 1000), "1,000 to 5,000": (1000, 5000), "5,000 or more": (5000, 1e9)}
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


def cohort(ratio_years: int = RATIO_YEARS, kindergarten: EntryMethod = ENTRY_METHOD) -> Method:
    """Cohort survival; prekindergarten stays as it is, kindergarten by the method named."""

    def forecast(history: Floats, years: int) -> Floats:
        entry = np.stack(
            [entry_forecast(history[0], years), entry_forecast(history[1], years, kindergarten)]
        )
        return forecast_by_grade(history, entry, years, ratio_years=ratio_years)

    return forecast


def cohort_from_prekindergarten(history: Floats, years: int) -> Floats:
    """Cohort survival in which kindergarten comes from prekindergarten."""
    return forecast_by_grade(history, entry_forecast(history[0], years), years)


def naive(history: Floats, years: int) -> Floats:
    """Every grade stays as it is."""
    return np.repeat(history[:, -1:], years, axis=1)


def trend_of_total(history: Floats, years: int) -> Floats:
    """The straight line through the district's total, told as one grade."""
    return entry_forecast(history.sum(axis=0), years, "trend")[None]


@dataclass(frozen=True)
class Trial:
    """Errors of a forecast made at one origin, shape (year ahead, district)."""

    errors: Floats
    base: Floats

    def medians(self) -> list[str]:
        """Median error by years ahead [percent]."""
        return [f"{100 * error:.1f}" for error in np.median(self.errors, axis=1)]

    def near(self) -> list[str]:
        """Share of districts within 5%, by years ahead [percent]."""
        return [f"{100 * share:.0f}%" for share in np.mean(self.errors <= NEAR, axis=1)]

    def of_size(self, size: str) -> Trial:
        """Only districts of one size in the year of the origin."""
        low, high = SIZES[size]
        chosen = (self.base >= low) & (self.base < high)
        return Trial(self.errors[:, chosen], self.base[chosen])


def trial(students: Floats, origin: int, method: Method, band: str = "") -> Trial:
    """Forecast from an origin and compare; a band of grades, or everybody."""
    seen = origin - FIRST + 1
    ahead = min(AHEAD, LAST - origin)
    chosen = students[:, :, students[:, seen - 1].sum(axis=0) >= FEWEST]
    base = chosen[:, seen - 1].sum(axis=0)
    grades = list((grades_of_band(band) or ()) if band else range(len(GRADES)))
    forecast, actual = method(chosen[:, :seen], ahead), chosen[grades, seen : seen + ahead]
    if len(forecast) == len(GRADES):
        forecast = forecast[grades]
    expected, found = forecast.sum(axis=0), actual.sum(axis=0)
    there = (chosen[grades, seen - 1].sum(axis=0) > 0) & (found > 0).all(axis=0)
    return Trial(np.abs(expected / np.where(found > 0, found, 1.0) - 1.0)[:, there], base[there])


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    sides = ["---" if place == 0 or name == "method" else "---:" for place, name in enumerate(head)]
    lines = [head, sides, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def ahead_of(years: int) -> list[str]:
    """Headings of the years ahead of the main origin; those since the pandemic have a star."""
    named = [(ORIGIN + step, step) for step in range(1, years + 1)]
    return [f"{step} ({year}{'*' * (year >= PANDEMIC)})" for year, step in named]


KINDERGARTEN: dict[EntryMethod, str] = {"last": "stays", "trend": "by its line"}
METHODS: dict[str, Method] = {
    "naive: stays as it is": naive,
    "line through the total": trend_of_total,
    **{
        f"cohort survival, {n} ratios, K {text}": cohort(n, kindergarten)
        for n in (3, 4, 5)
        for kindergarten, text in KINDERGARTEN.items()
    },
    f"cohort survival, {RATIO_YEARS} ratios, K from PK": cohort_from_prekindergarten,
}
CHOSEN: dict[str, Method] = {
    "naive": naive,
    "line": trend_of_total,
    "cohort survival": cohort(),
}


def by_method(students: Floats) -> str:
    """Every method at the main origin."""
    trials = {name: trial(students, ORIGIN, method) for name, method in METHODS.items()}
    rows = [[name, *found.medians(), *found.near()] for name, found in trials.items()]
    within = [f"{step}: within 5%" for step in range(1, AHEAD + 1)]
    count = next(iter(trials.values())).base.size
    return (
        f"Median error in percent of the actual total, and share of districts within 5%, by years\n"
        f"ahead of fiscal year {ORIGIN}; {count} districts. * is since the pandemic.\n\n"
        + table(["method", *ahead_of(AHEAD), *within], rows)
    )


def by_size(students: Floats) -> str:
    """The chosen method against the simple ones, by size of district."""
    rows = []
    for size in SIZES:
        for name, method in CHOSEN.items():
            found = trial(students, ORIGIN, method).of_size(size)
            rows.append(
                [f"{size} ({found.base.size} districts)", name, *found.medians(), *found.near()]
            )
    within = [f"{step}: within 5%" for step in range(1, AHEAD + 1)]
    return "The same by number of students:\n\n" + table(
        ["students", "method", *ahead_of(AHEAD), *within], rows
    )


def by_band(students: Floats) -> str:
    """Bands of grades at the main origin, which devices and licenses are counted by."""
    rows = [
        [
            f"{band}, {size}",
            name,
            *trial(students, ORIGIN, CHOSEN[name], band).of_size(size).medians(),
        ]
        for band in BANDS
        for size in SIZES
        for name in ("naive", "cohort survival")
    ]
    return (
        "Bands of grades, by students of the whole district, median error in percent:\n\n"
        + table(["grades, students", "method", *ahead_of(AHEAD)], rows)
    )


def by_origin(students: Floats) -> str:
    """Every origin, all districts."""
    rows = []
    for origin in ORIGINS:
        trials = {name: trial(students, origin, method) for name, method in CHOSEN.items()}
        ours, simple = trials["cohort survival"].errors, trials["naive"].errors
        share = [f"{100 * part:.0f}%" for part in np.mean(ours < simple, axis=1)]
        stars = ["*" * (origin + step >= PANDEMIC) for step in range(1, len(share) + 1)]
        rows_of = {name: found.medians() for name, found in trials.items()}
        rows_of["districts where cohort survival was nearer than naive"] = share
        for name, cells in rows_of.items():
            starred = [text + star for text, star in zip(cells, stars, strict=True)]
            rows.append([str(origin), name, *starred, *[""] * (AHEAD - len(cells))])
    head = ["from fiscal year", "method", *(f"{step} ahead" for step in range(1, AHEAD + 1))]
    return "Other origins, median error in percent:\n\n" + table(head, rows)


def who_was_nearer(students: Floats) -> str:
    """How often cohort survival had the smaller median error than naive, all origins together."""
    rows = []
    for size in ("all", *SIZES):
        cells: list[tuple[bool, bool]] = []
        for origin in ORIGINS:
            ours, simple = (
                found if size == "all" else found.of_size(size)
                for found in (trial(students, origin, m) for m in (cohort(), naive))
            )
            won = np.median(ours.errors, axis=1) < np.median(simple.errors, axis=1)
            cells += [
                (origin + step >= PANDEMIC, bool(nearer)) for step, nearer in enumerate(won, 1)
            ]
        before = [won for since, won in cells if not since]
        since = [won for since, won in cells if since]
        rows.append([size, f"{sum(before)} of {len(before)}", f"{sum(since)} of {len(since)}"])
    text = (
        "How often cohort survival had a smaller median error than naive, over every origin and\n"
        "number of years ahead; the rest are naive's:\n\n"
    )
    return text + table(["students", "before the pandemic", "since"], rows)


def errors_as_text() -> str:
    """What stands between the markers of docs/enrollment.md."""
    students = districts()
    parts = (by_method, by_size, by_band, by_origin, who_was_nearer)
    return "\n\n".join(part(students) for part in parts)


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
