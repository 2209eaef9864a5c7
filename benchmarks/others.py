"""Other ways to do it, in the same run: pandas for each draw, EMA Workbench over plain loops.

The pandas version is what an analyst writes first: one long table of rows and years, drivers
joined to it, products, a sum by year. It knows the 80 rows of licenses, security and staff of the
reference plan and its people; fleets, which must be rolled by age, and who pays are left out, so
that it does less than the others. Its total must agree with the engine's.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.draws import least
from benchmarks.reference_plan import draw_as_scenario, drawn_drivers, reference_plan
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection, project
from planner.rulebook import solve

COUNT, EMA_COUNT = 10, 20
_TABLES = ("licenses", "security", "staffing")


def pandas_tables(plan: Plan) -> pd.DataFrame:
    """Rows of licenses, security and staff, by year."""
    rows = []
    for table in _TABLES:
        for row in plan.rows(table):
            cells: dict[str, Any] = row.model_dump()
            cells |= {"table": table, "basis": cells.get("basis", "position")}
            rows.append(cells)
    lines = pd.DataFrame(rows)
    years = pd.DataFrame({"year": plan.years})
    return lines.merge(years, how="cross")


def pandas_total(plan: Plan, lines: pd.DataFrame, drivers: pd.DataFrame) -> pd.Series:
    """Cost of those rows by year under one draw [USD].

    Parameters
    ----------
    plan : Plan
        The reference plan.
    lines : DataFrame
        Its rows by year, see ``pandas_tables``.
    drivers : DataFrame
        Drivers of one draw, one row for each year.
    """
    first = plan.years[0]
    later = drivers.copy()
    later.loc[first] = 0.0
    index = (1 + later).cumprod()
    people = pd.DataFrame(
        {
            "student": sum(row.students for row in plan.enrollment)
            * index["enrollment_growth_rate"],
            "staff": plan.district.staff * index["staff_growth_rate"],
            "flat": 1.0,
            "position": 1.0,
        }
    )
    counted = people.rename_axis("year").reset_index().melt("year", var_name="basis")
    found = lines.merge(counted, on=["year", "basis"], how="left")
    is_license = found["table"] == "licenses"
    found["units"] = found["value"].clip(lower=found["minimum_units"].fillna(0))
    renewal = found["next_renewal"].fillna(first + 1)
    since = found["year"] - renewal
    renews = (since >= 0) & (since % found["term_years"].fillna(1) == 0)
    at_renewal = np.where(
        is_license,
        found["year"].map(drivers["license_price_growth_rate"]),
        found["year"].map(drivers["security_price_growth_rate"]),
    )
    growth = np.where(renews, at_renewal, found["escalator_rate"].fillna(0.0))
    found["growth"] = np.where(found["year"] > first, 1 + growth, 1.0)
    found["index"] = found.groupby(["table", "name"])["growth"].cumprod()
    contracts = found["units"] * found["price"] * found["index"]
    raises = found["year"].map(index["wage_growth_rate"])
    benefits = found["fte"] * found["salary"] * raises * (1 + found["benefits_rate"])
    found["cost"] = contracts.where(found["table"] != "staffing", benefits)
    return found.groupby("year")["cost"].sum()


def drivers_of(plan: Plan, variations: list[Variation], draw: int) -> pd.DataFrame:
    """Drivers of one draw, one row for each year."""
    return pd.DataFrame({v.row: v.values[:, draw] for v in variations}, index=plan.years)


def engine_total(projection: Projection) -> Floats:
    """Cost of the same rows as the engine has it, by year [USD]."""
    own = [place for place, line in enumerate(projection.lines) if line.table in _TABLES]
    return np.asarray(projection.expenses.cost[own, :, 0].sum(axis=0))


def by_pandas(plan: Plan, variations: list[Variation]) -> float:
    """Seconds for one draw in pandas, after its total was found to agree [s]."""
    lines = pandas_tables(plan)
    for draw in range(COUNT):
        ours = engine_total(project(plan, draw_as_scenario(variations, plan.years, draw)))
        theirs = pandas_total(plan, lines, drivers_of(plan, variations, draw))
        np.testing.assert_allclose(theirs.to_numpy(), ours, rtol=1e-9)
    return (
        least(
            lambda: [
                pandas_total(plan, lines, drivers_of(plan, variations, d)) for d in range(COUNT)
            ]
        )
        / COUNT
    )


def by_workbench(plan: Plan, variations: list[Variation]) -> float | None:
    """Seconds for one draw of plain loops under EMA Workbench; none where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from ema_workbench import ArrayOutcome, Model, RealParameter, SequentialEvaluator
    except ImportError:
        return None
    names = [(v.row, year) for v in variations for year in plan.years]

    def balance(**drawn: float) -> dict[str, list[float]]:
        values = np.array(list(drawn.values())).reshape(len(variations), len(plan.years), 1)
        own = [replace(v, values=x) for v, x in zip(variations, values, strict=True)]
        answer = solve(plan, draw_as_scenario(own, plan.years, 0))
        return {"reserve": list(answer.reserve.values())}

    model = Model("plan", function=balance)
    model.uncertainties = [RealParameter(f"{row}_{year}", -0.01, 0.06) for row, year in names]
    model.outcomes = [ArrayOutcome("reserve")]

    def run() -> None:
        # It shows its progress, which is none of ours.
        with contextlib.redirect_stderr(io.StringIO()), SequentialEvaluator(model) as evaluator:
            evaluator.perform_experiments(scenarios=EMA_COUNT)

    return least(run) / EMA_COUNT


def measured() -> dict[str, float]:
    """Time of a draw in each of the other ways."""
    plan = reference_plan()
    variations = drawn_drivers(plan, EMA_COUNT, seed=8)
    found = {"milliseconds a draw, pandas, 80 of 100 rows": 1e3 * by_pandas(plan, variations)}
    workbench = by_workbench(plan, variations)
    if workbench is not None:
        found["milliseconds a draw, EMA Workbench over plain loops"] = 1e3 * workbench
    return found
