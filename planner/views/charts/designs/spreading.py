"""How device purchases by year are drawn, as planned and spread out under a yearly cap."""

from __future__ import annotations

import altair as alt

from planner.views.charts.designs.parts import MONEY_AXIS, YEAR_AXIS, page_size, tips
from planner.views.charts.kept_shapes import Shape
from planner.views.charts.spreading import CAP, PLANNED, SPREAD
from planner.views.format.theme import REVENUE_COLOR

#: Light enough for a dark mark on it.
_BAR = "#6b93bf"


def spread_purchases() -> Shape:
    """Purchases spread out in bars, with a mark for what is planned and a line for the cap."""
    x = alt.X("year:O", axis=YEAR_AXIS)
    strokes = alt.Stroke(
        "part:N",
        scale=alt.Scale(domain=[PLANNED, CAP], range=[REVENUE_COLOR, "#9a2a1f"]),
        legend=alt.Legend(symbolType="stroke", symbolSize=400, symbolStrokeWidth=3),
    )

    def of(dataset: str, told: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=dataset)).encode(
            x=x, tooltip=tips(year="Year", amount=told)
        )

    blue = alt.Scale(domain=[SPREAD], range=[_BAR])
    bars = (
        of("spread", SPREAD)
        .mark_bar()
        .encode(y=alt.Y("at:Q", axis=MONEY_AXIS), color=alt.Color("part:N", scale=blue))
    )
    # As wide as a bar: a mark above a bar is what spreading takes from the year.
    marks = (
        of("planned", PLANNED)
        .mark_point(
            shape="stroke", strokeWidth=4, opacity=1, size=alt.ExprRef("pow(bandwidth('x'), 2)")
        )
        .encode(y="at:Q", stroke=strokes)
    )
    cap = (
        of("cap", CAP)
        .mark_line(strokeWidth=1.5, strokeDash=[6, 4])
        .encode(y="at:Q", stroke=strokes)
    )
    return page_size(alt.layer(bars, cap, marks), legend=(SPREAD, PLANNED, CAP))
