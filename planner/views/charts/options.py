"""The frontier as a chart: what the district has left, by the service it gives up."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt

from planner.analysis.options.study import OptionStudy
from planner.fiscal import fiscal_year_label
from planner.views.charts.style import MONEY_AXIS, Rows, page_size, thousands, tips
from planner.views.format.figure import Figure
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.format.theme import UNFUNDED_COLOR

CLOSES, DOES_NOT = "Closes the gap", "Leaves a gap"
CHEAPEST = "Closes it with least service lost"


def frontier_chart(study: OptionStudy) -> Figure:
    """Money left at the end by service lost, of the sets that no other set beats."""
    found = study.measures
    rows: Rows = [
        _point(study, int(place), CLOSES if found.closes[place] else DOES_NOT)
        for place in study.frontier
    ]
    cheapest = [_point(study, study.best, CHEAPEST)] if len(study.closing) else []
    finding = _finding(study)
    last = fiscal_year_label(study.plan.years[-1])
    return Figure(
        name="option_frontier",
        title=f"The reserve in {last}, less what was left unfunded, by service lost",
        finding=finding,
        description=f"Points joined by a line, one for each set of options that no other set beats "
        f"in money and service; those that close the gap are marked, and so is the one that closes "
        f"it with least service lost, wherever it lies. {finding}",
        shape=_frontier_shape(),
        datasets={"frontier": rows, "cheapest": cheapest},
        table_html=table(
            "Sets that no other set beats, and the one that closes the gap with least service lost",
            ["Service lost", "Dollars left", "Gap", "Options"],
            [
                TableRow(f"{row['points']:g}", [row["amount"], row["standing"], row["options"]], "")
                for row in sorted([*rows, *cheapest], key=lambda row: row["points"])
            ],
        ),
    )


def _point(study: OptionStudy, place: int, standing: str) -> dict[str, Any]:
    """One set of options."""
    found = study.measures
    return {
        "points": float(found.points[place]),
        "money": thousands(found.position[place]),
        "standing": standing,
        "amount": dollars(float(found.position[place])),
        "options": "; ".join(study.titles(place)) or "no option",
    }


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
    domain = [CLOSES, DOES_NOT, CHEAPEST]
    colors = alt.Scale(domain=domain, range=["#1f5f99", UNFUNDED_COLOR, "#1d1d1f"])
    shapes = alt.Scale(domain=domain, range=["circle", "cross", "diamond"])

    def points_of(name: str) -> alt.Chart:
        return alt.Chart(alt.NamedData(name=name)).encode(
            x=alt.X("points:Q", axis=alt.Axis(title="points of service lost", grid=False)),
            y=alt.Y("money:Q", axis=MONEY_AXIS),
        )

    def marks(name: str, size: int) -> alt.Chart:
        marked: alt.Chart = (
            points_of(name)
            .mark_point(size=size, filled=True, opacity=1)
            .encode(
                color=alt.Color("standing:N", scale=colors),
                shape=alt.Shape("standing:N", scale=shapes),
                tooltip=tips(options="Options", points="Service lost", amount="Money left"),
            )
        )
        return marked

    line = points_of("frontier").mark_line(
        interpolate="step-after", color="#85858f", strokeWidth=1.5
    )
    zero = alt.Chart().mark_rule(color="#1d1d1f").encode(y=alt.datum(0))
    layers = zero, line, marks("frontier", 70), marks("cheapest", 130)
    return page_size(alt.layer(*layers, data=alt.NamedData(name="frontier")))
