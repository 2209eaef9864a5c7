"""How fan charts are drawn: the median of all futures as a line, futures around it as bands."""

from __future__ import annotations

import altair as alt

from planner.views.charts.designs.parts import MONEY_AXIS, YEAR_AXIS, name_at_end, page_size, tips
from planner.views.charts.fan import MEDIAN, NARROW, POLICY, WIDE
from planner.views.charts.kept_shapes import Shape

#: One hue in two strengths and a black line, which can be told apart without seeing color; the
#: rim of the bands is seen on paper (contrast of at least 3), which the lighter one is not.
BANDS = {WIDE: "#c6d7ea", NARROW: "#7ea4cc"}
RIM, LINE, MARK = "#4f7aa8", "#1d1d1f", "#9a2a1f"
_YEAR_WIDTH = "width / max(1, length(domain('x')))"


def fan() -> Shape:
    """Median and bands."""
    return _fan(with_policy=False)


def fan_with_policy() -> Shape:
    """Median and bands, and a mark for the policy of each year."""
    return _fan(with_policy=True)


def _fan(*, with_policy: bool) -> Shape:
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
