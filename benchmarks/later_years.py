"""What lasts in prices, from 1950 on, and what New Jersey districts spent after the guides end.

A forecast of prices that is off stays off: what is missed a year is about the same after one year
and after five. So a range of growth has a part that is drawn once for all years, and ranges widen
faster with the years ahead than single years alone would tell.
"""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path

import numpy as np

from planner.arrays import Floats

PUBLIC = Path(__file__).resolve().parent.parent / "data/public"
PRICES, SPENDING = PUBLIC / "cpi_u_fiscal_year.csv", PUBLIC / "f33_nj_fy2019_2022.csv.gz"

#: Prices are forecast to rise as in the latest three years, from 1950 on, one to five years ahead.
SINCE, SEEN_YEARS, MOST_AHEAD = 1950, 3, 5
#: Fiscal years of current spending; the first is what a plan starts with.
SPENDING_YEARS = range(2019, 2023)


def lasting(origin: int) -> Floats:
    """5th and 95th percentile of the yearly growth of prices that forecasts missed [share].

    Only forecasts whose outcome was known when a plan starts are counted.
    """
    with PRICES.open(encoding="utf-8", newline="") as lines:
        index = {int(row["fiscal_year"]): float(row["index"]) for row in csv.DictReader(lines)}
    known = [
        (made, made + ahead)
        for made in range(SINCE, origin)
        for ahead in range(1, MOST_AHEAD + 1)
        if made + ahead < origin
    ]
    missed = []
    for made, then in known:
        expected = (index[made] / index[made - SEEN_YEARS]) ** (1 / SEEN_YEARS)
        came = (index[then] / index[made]) ** (1 / (then - made))
        missed.append(came / expected - 1.0)
    return np.asarray(np.quantile(missed, [0.05, 0.95]))


@cache
def spending() -> tuple[Floats, Floats]:
    """Students in the first year, and current spending, shape (year, district) [USD]."""
    with gzip.open(SPENDING, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    students = np.array([float(row["students_2019"]) for row in rows])
    years = [[float(row[f"current_spending_{year}"]) for row in rows] for year in SPENDING_YEARS]
    return students, np.array(years)
