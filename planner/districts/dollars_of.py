"""Dollars of the survey's year in dollars of a plan's first year."""

from __future__ import annotations

import csv
from functools import cache

from planner.packaged import public_data
from planner.plan.plan import Plan
from planner.projection.inputs.as_typed import driver_paths

FILE = "cpi_u_fiscal_year.csv"


@cache
def consumer_prices() -> dict[int, float]:
    """Consumer prices by fiscal year, July to June (CPI-U, 1982-84 = 100).

    >>> consumer_prices()[2022]
    282.0252
    """
    with public_data(FILE).open(encoding="utf-8", newline="") as lines:
        return {int(row["fiscal_year"]): float(row["index"]) for row in csv.DictReader(lines)}


def carried(model: Plan, year: int) -> float:
    """What a dollar of a fiscal year is in the model's first year.

    Consumer prices as far as they are published; after that the model's own general inflation in
    its first year.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> round(carried(read_plan(example("prairie-view")), 2022), 3)
    1.186
    """
    prices = consumer_prices()
    first, known = model.district.first_year, max(prices)
    start = min(max(year, min(prices)), known)
    end = min(max(first, min(prices)), known)
    inflation = driver_paths(model)["general_inflation_rate"][0]
    beyond = max(first - known, 0) - max(year - known, 0)
    return float(prices[end] / prices[start] * (1.0 + inflation) ** beyond)
