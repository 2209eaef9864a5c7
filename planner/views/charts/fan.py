"""Fan charts: the median of all futures as a line, half and nine in ten of them as bands."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt
import numpy as np

from planner.analysis.simulation.outcomes import LEVELS, Outcome
from planner.analysis.simulation.simulate import Simulation
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, thousands
from planner.views.charts.style import (
    MONEY_AXIS,
    YEAR_AXIS,
    name_at_end,
    page_size,
    tips,
)
from planner.views.format.figure import Figure
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars

#: One hue in two strengths and a black line, which can be told apart without seeing color; the
#: rim of the bands is seen on paper (contrast of at least 3), which the lighter one is not.
WIDE, NARROW = "Nine in ten futures", "Half of all futures"
MEDIAN, POLICY = "Median of all futures", "Policy, median"
BANDS = {WIDE: "#c6d7ea", NARROW: "#7ea4cc"}
RIM, LINE, MARK = "#4f7aa8", "#1d1d1f", "#9a2a1f"
_YEAR_WIDTH = "width / max(1, length(domain('x')))"
_LEVEL_NAMES = ("5th percentile", "25th percentile", "Median", "75th percentile", "95th percentile")


def reserve_fan(simulation: Simulation) -> Figure:
    """Technology reserve at the end of each year, and the median of the policy."""
    found = simulation.main
    policy = np.quantile(found.yearly["reserve_policy"], 0.5, axis=1)
    title = "The technology reserve at the end of the year, against the board's policy"
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
        shape=_shape(with_policy=marks is not None),
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


@cache
def _shape(with_policy: bool) -> dict[str, Any]:
    x = alt.X("year:O", axis=YEAR_AXIS, scale=alt.Scale(padding=0.25))
    colors = alt.Scale(domain=list(BANDS), range=list(BANDS.values()))
    bands = [
        alt.Chart(alt.NamedData(name=name))
        .mark_area(stroke=RIM, strokeWidth=1.25, opacity=1)
        .encode(
            x=x,
            y=alt.Y("from:Q", axis=MONEY_AXIS),
            y2="to:Q",
            color=alt.Color(
                "part:N",
                scale=colors,
                legend=alt.Legend(symbolStrokeColor=RIM, symbolStrokeWidth=1.25),
            ),
            tooltip=tips(year="Year", part="Futures", amount="Range"),
        )
        for name in ("wide", "narrow")
    ]
    strokes = {MEDIAN: LINE, POLICY: MARK} if with_policy else {MEDIAN: LINE}
    stroke = alt.Stroke(
        "part:N",
        scale=alt.Scale(domain=list(strokes), range=list(strokes.values())),
        legend=alt.Legend(symbolType="stroke", symbolSize=400, symbolStrokeWidth=3),
    )
    middle = (
        alt.Chart(alt.NamedData(name="middle"))
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(fill=LINE, size=40))
        .encode(x=x, y="at:Q", stroke=stroke, tooltip=tips(year="Year", amount=MEDIAN))
    )
    # Half as wide as a year, so that the marks of two years never touch.
    marks = (
        alt.Chart(alt.NamedData(name="marks"))
        .mark_point(
            shape="stroke",
            strokeWidth=3,
            opacity=1,
            size=alt.ExprRef(f"pow(min(36, {_YEAR_WIDTH} / 2), 2)"),
        )
        .encode(x=x, y="at:Q", stroke=stroke, tooltip=tips(year="Year", amount=POLICY))
    )
    end = name_at_end("end", x, "at", "narrow ? '' : 'Median'", f"{_YEAR_WIDTH} / 4 + 4")
    layers = alt.layer(*bands, middle, end, *([marks] if with_policy else []))
    return page_size(layers, legend=(*BANDS, *strokes))
