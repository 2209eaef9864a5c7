"""How the frontier of options is drawn: money left, by the service given up."""

from __future__ import annotations

import altair as alt

from planner.views.charts.designs.parts import MONEY_AXIS, page_size, tips
from planner.views.charts.kept_shapes import Shape
from planner.views.charts.options import CHEAPEST, CLOSES, DOES_NOT
from planner.views.format.theme import UNFUNDED_COLOR


def option_frontier() -> Shape:
    """Points joined by a line, with another mark for those that close the gap."""
    domain = [CLOSES, DOES_NOT, CHEAPEST]
    colors = alt.Scale(domain=domain, range=["#1f5f99", UNFUNDED_COLOR, "#1d1d1f"])
    shapes = alt.Scale(domain=domain, range=["circle", "cross", "diamond"])

    def plane(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name)).encode(
            x=alt.X("points:Q", axis=alt.Axis(title="points of service lost", grid=False)),
            y=alt.Y("money:Q", axis=MONEY_AXIS),
        )

    def marks(name: str, size: int) -> alt.Chart:
        marked: alt.Chart = (
            plane(name)
            .mark_point(size=size, filled=True, opacity=1)
            .encode(
                color=alt.Color("standing:N", scale=colors),
                shape=alt.Shape("standing:N", scale=shapes),
                tooltip=tips(options="Options", points="Service lost", amount="Money left"),
            )
        )
        return marked

    line = plane("frontier").mark_line(interpolate="step-after", color="#85858f", strokeWidth=1.5)
    zero = alt.Chart().mark_rule(color="#1d1d1f").encode(y=alt.datum(0))
    layers = zero, line, marks("frontier", 70), marks("cheapest", 130)
    return page_size(alt.layer(*layers, data=alt.NamedData(name="frontier")), legend=domain)
