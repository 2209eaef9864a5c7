"""Budgets and actual cost of New Jersey districts, 2013 to 2019, as a plan of some year saw them.

The file has each actual as it was first published, in the guide of a year or two later. A plan
that starts in a fiscal year has seen the budget of that year and the actual cost of the years
before it; the same guide has both.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from planner.arrays import Floats

DATA = Path(__file__).resolve().parent.parent / "data/public/nj_budget_vs_actual_fy2013_2019.csv.gz"

#: Actual cost is there from the first year on, budgets from the third.
FIRST, FIRST_BUDGET, LAST = 2013, 2015, 2019
WHOLE, REST = "budgetary_cost", "the rest"
LINES = {
    "support_services": "support services",
    "administration": "administration",
    "plant_ops_maint": "buildings",
    "classroom_supplies_textbooks": "classroom supplies",
    "classroom_purchased_services": "classroom purchased services",
}
ROWS = (REST, *LINES)
SIZES = {"1,000 and more": (1000.0, 1e9), "under 1,000": (0.0, 1000.0)}


@dataclass(frozen=True)
class Record:
    """Districts with every year: amounts by line, shape (fiscal year, district) [USD]."""

    budget: Mapping[str, Floats]
    actual: Mapping[str, Floats]
    students: Floats

    def of_size(self, size: str, origin: int) -> Record:
        """Only districts of one size in the budget that a plan starts with."""
        low, high = SIZES[size]
        students = self.students[origin - FIRST]
        chosen = (students >= low) & (students < high)
        budget, actual = (
            {name: of[:, chosen] for name, of in kind.items()}
            for kind in (self.budget, self.actual)
        )
        return Record(budget, actual, self.students[:, chosen])

    def spent(self, line: str, origin: int) -> Floats:
        """Actual cost over the budget of each year that had been seen [ratio]."""
        seen = slice(FIRST_BUDGET - FIRST, origin - FIRST)
        return self.actual[line][seen] / self.budget[line][seen]

    def growth(self, line: str, origin: int, *, span: bool = False) -> Floats:
        """Growth of actual cost between years seen, or over all of them [share per year]."""
        cost = self.actual[line][: origin - FIRST]
        step = len(cost) - 1 if span else 1
        return np.asarray((cost[step:] / cost[:-step]) ** (1 / step) - 1.0)

    def likely_growth(self, line: str, origin: int) -> float:
        """The middle of that growth, as a district types it [share per year]."""
        return round(float(np.median(self.growth(line, origin))), 3)

    def came(self, line: str, origin: int) -> Floats:
        """What the years of the plan cost in the end [USD]."""
        return self.actual[line][origin - FIRST :]


@cache
def record() -> Record:
    """Districts that have every year in the file, and something in each row of cost."""
    names = (WHOLE, *LINES, "students")
    found: dict[tuple[str, str], dict[tuple[str, int], list[float]]] = {}
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            amounts = [float(row[name] or "nan") for name in names]
            year = row["kind"], int(row["fiscal_year"])
            found.setdefault((row["county"], row["district"]), {})[year] = amounts
    kinds = {"budget": range(FIRST_BUDGET, LAST + 1), "actual": range(FIRST, LAST + 1)}
    made: dict[str, dict[str, Floats]] = {}
    for kind, years in kinds.items():
        blank = [float("nan")] * len(names)
        cells = [[of.get((kind, year), blank) for year in years] for of in found.values()]
        by_name = dict(zip(names, np.array(cells).transpose(2, 1, 0), strict=True))
        by_name[REST] = by_name[WHOLE] - sum(by_name[line] for line in LINES)
        made[kind] = by_name
    full = np.all([(of[name] > 0).all(axis=0) for of in made.values() for name in ROWS], axis=0)
    full &= np.isfinite(made["budget"]["students"]).all(axis=0)
    early = np.full((FIRST_BUDGET - FIRST, int(full.sum())), np.nan)
    budget = {name: np.vstack([early, of[:, full]]) for name, of in made["budget"].items()}
    actual = {name: of[:, full] for name, of in made["actual"].items()}
    return Record(budget, actual, budget["students"])
