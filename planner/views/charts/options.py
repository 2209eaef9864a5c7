"""The frontier as a chart: what the district has left, by the service it gives up."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt

from planner.analysis.options import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.views.charts.style import MONEY_AXIS, Rows, page_size, thousands, tips
from planner.views.figure import Figure
from planner.views.markup import TableRow, table
from planner.views.money import about, dollars
from planner.views.theme import UNFUNDED_COLOR

CLOSES, DOES_NOT = "Closes the gap", "Leaves a gap"


def frontier_chart(study: OptionStudy) -> Figure:
    """Money left at the end by service lost, of the sets that no other set beats."""
    found = study.measures
    rows: Rows = [
        {
            "points": float(found.points[place]),
            "money": thousands(found.position[place]),
            "standing": CLOSES if found.closes[place] else DOES_NOT,
            "amount": dollars(float(found.position[place])),
            "options": "; ".join(study.titles(int(place))) or "no option",
        }
        for place in study.frontier
    ]
    finding = _finding(study)
    last = fiscal_year_label(study.plan.years[-1])
    return Figure(
        name="option_frontier",
        title=f"The reserve in {last}, less what was left unfunded, by service lost",
        finding=finding,
        description=f"Points joined by a line, one for each set of options that no other set beats "
        f"in money and service; those that close the gap are marked. {finding}",
        shape=_frontier_shape(),
        datasets={"frontier": rows},
        table_html=table(
            "Sets that no other set beats, in dollars",
            ["Service lost", "Money left", "Options"],
            [TableRow(f"{row['points']:g}", [row["amount"], row["options"]], "") for row in rows],
        ),
    )


def _finding(study: OptionStudy) -> str:
    found = study.measures
    if not len(study.closing):
        return "No set of options closes the gap."
    best = study.best
    return (
        f"The gap closes from {found.points[best]:g} points of service on; most money is left, "
        f"{about(float(found.position[study.frontier[-1]]))}, at "
        f"{found.points[study.frontier[-1]]:g} points."
    )


@cache
def _frontier_shape() -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(name="frontier")).encode(
        x=alt.X("points:Q", axis=alt.Axis(title="points of service lost", grid=False)),
        y=alt.Y("money:Q", axis=MONEY_AXIS),
    )
    line = base.mark_line(interpolate="step-after", color="#85858f", strokeWidth=1.5)
    standing = alt.Scale(domain=[CLOSES, DOES_NOT], range=["#1f5f99", UNFUNDED_COLOR])
    shapes = alt.Scale(domain=[CLOSES, DOES_NOT], range=["circle", "cross"])
    dots = base.mark_point(size=70, filled=True, opacity=1).encode(
        color=alt.Color("standing:N", scale=standing),
        shape=alt.Shape("standing:N", scale=shapes),
        tooltip=tips(options="Options", points="Service lost", amount="Money left"),
    )
    zero = alt.Chart().mark_rule(color="#1d1d1f").encode(y=alt.datum(0))
    return page_size(alt.layer(zero, line, dots, data=alt.NamedData(name="frontier")))
