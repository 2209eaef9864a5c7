"""Charts of cost: cost against recurring revenue, and when devices are replaced."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt
import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.reference.accounts import LINE_LABELS
from planner.views.board.sentences import year_name
from planner.views.charts.style import (
    MONEY_AXIS,
    YEAR_AXIS,
    Rows,
    amounts_table,
    name_at_end,
    page_size,
    spread_out,
    stacked_bars,
    stacked_rows,
    thousands,
    tips,
)
from planner.views.format.counts import how_many
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import cost_by_budget_line, footed_amounts
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.format.theme import CHART_WIDTH, CONFIG, LINE_COLORS, REVENUE_COLOR

REVENUE, SUSTAINED = "Recurring revenue", "Sustainable annual cost"


def cost_against_revenue(comparison: Comparison) -> Figure:
    """Cost of each year by budget line, against recurring revenue."""
    found = comparison.main
    parts = cost_by_budget_line(found.figures)
    over = int((found.structural_balance < -A_CENT).sum())
    finding = (
        f"The sustainable annual cost is above recurring revenue in {over} of "
        f"{len(found.years)} years."
        if over
        else "Recurring revenue covers the sustainable annual cost in every year."
    )
    description = (
        f"Stacked bars of technology cost by budget line, {year_name(found.years[0])} to "
        f"{year_name(found.years[-1])}, from {about(float(found.total_cost[0]))} to "
        f"{about(float(found.total_cost[-1]))} a year, with two lines: recurring revenue and the "
        f"sustainable annual cost. {finding}"
    )
    return Figure(
        name="cost_against_revenue",
        title="What technology costs, against recurring revenue",
        finding=finding,
        description=description,
        shape=_cost_shape(tuple(parts)),
        datasets={
            "bars": stacked_rows(parts, found.years),
            "lines": _line_rows(found),
            "ends": _line_ends(found),
        },
        table_html=_cost_table(found),
    )


@cache
def _cost_shape(parts: tuple[str, ...]) -> dict[str, Any]:
    colors = {LINE_LABELS[name]: color for name, color in LINE_COLORS.items()}
    bars = stacked_bars(parts, tuple(colors[part] for part in parts))
    return page_size(alt.layer(*bars, _two_lines(), _line_names()), legend=parts)


def _two_lines() -> alt.LayerChart | alt.FacetChart:
    """Recurring revenue and sustainable annual cost as lines over the bars."""
    base = alt.Chart(alt.NamedData(name="lines")).encode(
        x=alt.X("year:O", axis=YEAR_AXIS),
        y=alt.Y("to:Q", axis=MONEY_AXIS),
        tooltip=tips(year="Year", line="Line", amount="Amount"),
    )
    lines = base.mark_line(strokeWidth=2.5, stroke=REVENUE_COLOR).encode(
        strokeDash=alt.StrokeDash(
            "line:N",
            scale=alt.Scale(domain=[REVENUE, SUSTAINED], range=[[1, 0], [5, 4]]),
            legend=alt.Legend(
                orient="top",
                symbolType="stroke",
                symbolSize=600,
                symbolStrokeWidth=2.5,
                symbolStrokeColor=REVENUE_COLOR,
            ),
        )
    )
    # A white rim sets the points off from the bars behind them.
    points = base.mark_point(
        filled=True, fill=REVENUE_COLOR, stroke="white", strokeWidth=1.5, size=70, opacity=1
    )
    return alt.layer(lines, points)


def _line_rows(found: Answers) -> Rows:
    series = {REVENUE: found.recurring_revenue, SUSTAINED: found.sustained_cost}
    return [
        {
            "year": fiscal_year_label(year),
            "line": name,
            "to": thousands(amount),
            "amount": dollars(amount),
        }
        for name, amounts in series.items()
        for year, amount in zip(found.years, amounts, strict=True)
    ]


def _line_names() -> alt.Chart:
    """The names of the lines at their ends, where the page has room for them."""
    beyond = "bandwidth('x') / 2 + 8"
    x = alt.X("year:O", axis=YEAR_AXIS)
    return name_at_end("ends", x, "at", "narrow ? '' : datum.word", beyond)


def _line_ends(found: Answers) -> Rows:
    series = {REVENUE: found.recurring_revenue, SUSTAINED: found.sustained_cost}
    highest = max(float(found.total_cost.max()), *(float(x.max()) for x in series.values()))
    ends = [float(amounts[-1]) / 1000 for amounts in series.values()]
    places = spread_out(ends, 0.0, highest / 1000, lines=2)
    return [
        {"year": fiscal_year_label(found.years[-1]), "at": at, "word": name.split(" ", 1)}
        for name, at in zip(series, places, strict=True)
    ]


def _cost_table(found: Answers) -> str:
    amounts = footed_amounts(found.figures)
    balance = [
        TableRow(REVENUE, [dollars(x) for x in amounts.recurring_revenue]),
        TableRow(SUSTAINED, [dollars(x) for x in amounts.sustained]),
        TableRow("Structural balance", [dollars(x) for x in amounts.structural_balance], "total"),
    ]
    return amounts_table(
        "Cost by budget line, in dollars", amounts.by_line, amounts.cost, found.years
    ) + table(
        "Recurring revenue and sustainable annual cost, in dollars",
        ["Line", *(fiscal_year_label(year) for year in found.years)],
        balance,
    )


def refresh_calendar(comparison: Comparison) -> Figure:
    """Devices bought each year by fleet: where the peak is."""
    found = comparison.main
    fleets = tuple(fleet.name for fleet in found.projection.plan.devices)
    bought = found.projection.expenses.fleets.bought[:, :, 0]
    years = [fiscal_year_label(year) for year in found.years]
    totals = bought.sum(axis=0)
    peak = int(np.argmax(totals))
    finding = (
        f"The peak year is {years[peak]}: {how_many(totals[peak], 'device')}, compared with "
        f"{totals.mean():,.{int(totals.mean() < 10)}f} in an average year."
        if totals.max() > 0
        else "No devices are bought in these years."
    )
    most = float(bought.max(initial=1.0))
    rows: Rows = [
        {
            "fleet": fleet,
            "year": year,
            "share": round(float(units) / most, 4),
            "shown": f"{units:,.0f}" if units >= 0.5 else "",
        }
        for fleet, row in zip(fleets, bought, strict=True)
        for year, units in zip(years, row, strict=True)
    ]
    table_rows = [
        TableRow(fleet, [f"{units:,.0f}" for units in row])
        for fleet, row in zip(fleets, bought, strict=True)
    ]
    return Figure(
        name="refresh_calendar",
        title="Devices bought, by fleet and year",
        finding=finding,
        description="Grid of devices bought, with a row for each fleet and a column for each year. "
        f"{finding}",
        shape=_calendar_shape(fleets),
        datasets={"cells": rows},
        table_html=table("Devices bought, by fleet and year", ["Fleet", *years], table_rows),
        table_when_narrow=True,
    )


@cache
def _calendar_shape(fleets: tuple[str, ...]) -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(name="cells")).encode(
        x=alt.X("year:O", axis=alt.Axis(orient="top", labelAngle=0, title=None, ticks=False)),
        y=alt.Y("fleet:N", sort=list(fleets), axis=alt.Axis(title=None, labelLimit=190)),
    )
    shade = alt.Scale(domain=[0, 1], range=["#f1f5f9", "#1f5f99"])
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=shade, legend=None)
    )
    words = base.mark_text(fontSize=12).encode(
        text="shown:N",
        color=alt.condition(alt.datum.share > 0.75, alt.value("white"), alt.value("#1d1d1f")),
    )
    height = max(len(fleets), 1) * 34
    chart = (cells + words).properties(width=CHART_WIDTH - 140, height=height)
    shape: dict[str, Any] = chart.configure(**CONFIG).to_dict()
    return shape
