"""Fan charts: the median of all futures as a line, half and nine in ten of them as bands."""

from __future__ import annotations

import numpy as np

from planner.analysis.simulation.outcomes import LEVELS, Outcome
from planner.analysis.simulation.simulate import Simulation
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, thousands
from planner.views.charts.kept_shapes import kept_shape
from planner.views.format.figure import Figure
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars

WIDE, NARROW = "Nine in ten futures", "Half of all futures"
MEDIAN, POLICY = "Median of all futures", "Policy, median"
_LEVEL_NAMES = ("5th percentile", "25th percentile", "Median", "75th percentile", "95th percentile")


def reserve_fan(simulation: Simulation) -> Figure:
    """Technology reserve at the end of each year, and the median of the policy."""
    found = simulation.main
    policy = np.quantile(found.yearly["reserve_policy"], 0.5, axis=1)
    title = "The technology reserve at the end of the year"
    if not policy.any():
        return _fan("reserve_fan", title, "reserve", "reserve", found)
    title = f"{title}, against the board's policy"
    return _fan("reserve_fan", title, "reserve", "reserve", found, policy)


def unfunded_fan(simulation: Simulation) -> Figure:
    """Unfunded cost of each year."""
    return _fan("unfunded_fan", "Unfunded cost", "unfunded cost", "unfunded", simulation.main)


def cost_fan(simulation: Simulation) -> Figure:
    """Cost of each year."""
    return _fan("cost_fan", "What technology costs", "cost", "cost", simulation.main)


def balance_fan(simulation: Simulation) -> Figure:
    """Recurring revenue less the sustainable annual cost."""
    title = "Structural balance: recurring revenue less the sustainable annual cost"
    return _fan("balance_fan", title, "structural balance", "structural_balance", simulation.main)


def _fan(
    name: str, title: str, what: str, amount: str, found: Outcome, marks: Floats | None = None
) -> Figure:
    quantiles = found.spreads[amount].quantiles
    years = [fiscal_year_label(year) for year in found.years]
    finding = _finding(what, quantiles, years)
    datasets = {
        "wide": _band(WIDE, quantiles[0], quantiles[-1], years),
        "narrow": _band(NARROW, quantiles[1], quantiles[-2], years),
        "middle": _points(MEDIAN, quantiles[2], years),
        "end": [{"year": years[-1], "at": thousands(quantiles[2][-1])}],
    }
    if marks is not None:
        datasets["marks"] = _points(POLICY, marks, years)
    rows = [
        TableRow(_LEVEL_NAMES[k], [dollars(x) for x in quantiles[k]])
        for k in reversed(range(len(LEVELS)))
    ]
    if marks is not None:
        rows.append(TableRow(POLICY, [dollars(x) for x in marks]))
    return Figure(
        name=name,
        title=title,
        finding=finding,
        description=f"Fan chart of the {what} by year: a line for the median of all futures, a "
        f"dark band for half of them, and a light band for nine in ten. {finding}",
        shape=kept_shape("fan" if marks is None else "fan_with_policy"),
        datasets=datasets,
        table_html=table(
            f"{what[:1].upper()}{what[1:]} over all futures, in dollars",
            ["Percentile", *years],
            rows,
        ),
    )


def _finding(what: str, quantiles: Floats, years: list[str]) -> str:
    """The median and the range of the last year, in words."""
    low, middle, high = (float(quantiles[k, -1]) for k in (0, 2, -1))
    if high - low < 1:
        return f"In {years[-1]} the {what} is {_signed(middle)} in nine of ten futures."
    return (
        f"In {years[-1]} the {what} is between {_signed(low)} and {_signed(high)} in nine of ten "
        f"futures; the median is {_signed(middle)}."
    )


def _signed(amount: float) -> str:
    if abs(amount) < 0.5:
        return "$0"
    return about(amount) if amount > 0 else f"minus {about(amount)}"


def _band(part: str, low: Floats, high: Floats, years: list[str]) -> Rows:
    return [
        {
            "year": year,
            "part": part,
            "from": thousands(a),
            "to": thousands(b),
            "amount": f"{dollars(a)} to {dollars(b)}",
        }
        for year, a, b in zip(years, low, high, strict=True)
    ]


def _points(part: str, amounts: Floats, years: list[str]) -> Rows:
    return [
        {"year": year, "part": part, "at": thousands(x), "amount": dollars(x)}
        for year, x in zip(years, amounts, strict=True)
    ]
