"""How the chart of scenarios side by side is drawn."""

from __future__ import annotations

import altair as alt

from planner.views.charts.designs.parts import (
    LETTERED,
    MONEY_AXIS,
    YEAR_AXIS,
    name_at_end,
    page_size,
    tips,
)
from planner.views.charts.kept_shapes import Shape


def scenario_comparison(names: list[str], colors: list[str], dashes: list[list[int]]) -> Shape:
    """A line for each scenario, with its letter and name at its end."""
    # Without red and green the lines are told apart by dashes and by the letters at their ends.
    legend = alt.Legend(
        symbolType="stroke", symbolSize=900, symbolStrokeWidth=2.5, labelExpr=LETTERED
    )
    colored = alt.Scale(domain=names, range=colors)
    dashed = alt.Scale(domain=names, range=dashes)
    x = alt.X("year:O", axis=YEAR_AXIS, scale=alt.Scale(padding=0.1))
    lines = (
        alt.Chart(alt.NamedData(name="scenarios"))
        .mark_line(strokeWidth=2.5)
        .encode(
            x=x,
            y=alt.Y("net:Q", axis=MONEY_AXIS),
            color=alt.Color("scenario:N", scale=colored, legend=legend),
            strokeDash=alt.StrokeDash("scenario:N", scale=dashed, legend=legend),
            tooltip=tips(scenario="Scenario", year="Year", amount="Reserve less unfunded to date"),
        )
    )
    # Beyond the last year's label, which is as wide as the year below it where it is not turned.
    ends = name_at_end(
        "ends", x, "at", "narrow ? datum.key : datum.word", beyond="narrow ? 14 : 26"
    ).transform_calculate(at="narrow ? datum.narrow_at : datum.wide_at")
    zero = alt.Chart().mark_rule(color="#1d1d1f").encode(y=alt.datum(0))
    layers = alt.layer(zero, lines, ends, data=alt.NamedData(name="scenarios"))
    return page_size(layers)
