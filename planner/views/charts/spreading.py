"""Chart of device purchases by year, as planned and spread out under a yearly cap."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt

from planner.analysis.answers import Answers
from planner.analysis.optimization.smoothing import Smoothing
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.charts.drawn import Rows, thousands
from planner.views.charts.style import MONEY_AXIS, YEAR_AXIS, page_size, tips
from planner.views.detail.devices import SPREAD_CAPTION, spread_rows, spreading_sentence
from planner.views.format.figure import Figure
from planner.views.format.markup import table
from planner.views.format.money import dollars
from planner.views.format.theme import REVENUE_COLOR

SPREAD, PLANNED, CAP = "Spread out", "As planned", "Yearly cap"
#: Light enough for a dark mark on it.
_BAR = "#6b93bf"


def spread_purchases(main: Answers, found: Smoothing, cap: float | None = None) -> Figure:
    """Device purchases of each year, spread out, with a mark for what the plan buys.

    Parameters
    ----------
    main : Answers
        The plan with its own purchases.
    found : Smoothing
        Purchases spread out.
    cap : float, optional
        The cap that was asked for; left out, it is the sustainable annual cost [USD].
    """
    years = [fiscal_year_label(year) for year in main.years]
    finding = spreading_sentence(found, main.years, cap)
    return Figure(
        name="spread_purchases",
        title="Device purchases by year, as planned and spread out",
        finding=finding,
        description="Bars of device purchases spread out, year by year, with a mark for what is "
        f"planned and a dashed line for the yearly cap. {finding}",
        shape=_shape(),
        datasets={
            "spread": _rows(SPREAD, found.cost, years),
            "planned": _rows(PLANNED, found.cost_as_planned, years),
            "cap": _rows(CAP, found.cap, years),
        },
        table_html=table(SPREAD_CAPTION, ["Line", *years], spread_rows(main, found)),
    )


def _rows(part: str, amounts: Floats, years: list[str]) -> Rows:
    return [
        {"year": year, "part": part, "at": thousands(amount), "amount": dollars(amount)}
        for year, amount in zip(years, amounts, strict=True)
    ]


@cache
def _shape() -> dict[str, Any]:
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
