"""How the charts of cost are drawn: against recurring revenue, and when devices are replaced."""

from __future__ import annotations

import altair as alt

from planner.views.charts.cost_rows import REVENUE, SUSTAINED
from planner.views.charts.designs.parts import (
    MONEY_AXIS,
    YEAR_AXIS,
    name_at_end,
    page_size,
    stacked_bars,
    tips,
)
from planner.views.charts.kept_shapes import Shape
from planner.views.format.theme import CHART_WIDTH, CONFIG, REVENUE_COLOR


def cost_against_revenue(parts: list[str], colors: list[str], ink: str) -> Shape:
    """Cost by budget line in bars, and two lines over them."""
    bars = stacked_bars(parts, colors, ink)
    return page_size(alt.layer(*bars, _two_lines(), _line_names()), up_to_top=True)


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


def _line_names() -> alt.Chart:
    """The names of the lines at their ends, where the page has room for them."""
    beyond = "bandwidth('x') / 2 + 8"
    x = alt.X("year:O", axis=YEAR_AXIS)
    return name_at_end("ends", x, "at", "narrow ? '' : datum.word", beyond)


def refresh_calendar(fleets: list[str]) -> Shape:
    """Devices bought, with a row for each fleet and a column for each year."""
    base = alt.Chart(alt.NamedData(name="cells")).encode(
        x=alt.X("year:O", axis=alt.Axis(orient="top", labelAngle=0, title=None, ticks=False)),
        y=alt.Y("fleet:N", sort=fleets, axis=alt.Axis(title=None, labelLimit=190)),
    )
    shade = alt.Scale(domain=[0, 1], range=["#f1f5f9", "#1f5f99"])
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.Color("share:Q", scale=shade, legend=None)
    )
    words = base.mark_text(fontSize=12).encode(
        text="shown:N",
        color=alt.condition(alt.datum.share > 0.75, alt.value("white"), alt.value("#1d1d1f")),
    )
    chart = (cells + words).properties(width=CHART_WIDTH - 140, height=34)
    shape: Shape = chart.configure(**CONFIG).to_dict()
    return shape
