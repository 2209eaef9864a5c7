"""Charts of money: who pays, and the reserve against policy."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt

from planner.analysis.compare import Comparison
from planner.plan.plan import Plan
from planner.projection.funding.sources import plan_funds
from planner.views.charts.blanks import built_once
from planner.views.charts.money_rows import BELOW, ENOUGH, POLICY, payer_rows, reserve_rows
from planner.views.charts.style import (
    MONEY_AXIS,
    UP_TO_TOP,
    YEAR_AXIS,
    figure_of,
    in_colors,
    ink_by,
    page_size,
    stacked_bars,
    tips,
    with_legend,
    words_on_bars,
)
from planner.views.format.drawn_names import drawn_name
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import RESERVE, UNFUNDED
from planner.views.format.theme import (
    HATCH,
    RESERVE_COLOR,
    REVENUE_COLOR,
    UNFUNDED_COLOR,
    fund_colors,
)

STANDING_COLORS = {ENOUGH: "#6b93bf", BELOW: UNFUNDED_COLOR}


def who_pays(comparison: Comparison) -> Figure:
    """Cost of each year by who pays it; what is unfunded is hatched."""
    drawn = payer_rows(comparison.main.figures)
    shape = payers_shape(comparison.plan, tuple(drawn.parts))
    return figure_of("who_pays", drawn, shape)


def payers_shape(plan: Plan, parts: tuple[str, ...]) -> dict[str, Any]:
    """How cost paid by these sources of a plan, its reserve and nobody is drawn.

    A source has the same color whichever others pay.
    """
    own = {**fund_colors(plan_funds(plan)), RESERVE: RESERVE_COLOR, UNFUNDED: UNFUNDED_COLOR}
    colors = {drawn_name(name): color for name, color in own.items()}
    return _payers_shape(parts, tuple(colors[part] for part in parts))


@cache
def _payers_shape(parts: tuple[str, ...], colors: tuple[str, ...]) -> dict[str, Any]:
    return with_legend(_payers(**in_colors(dict(zip(parts, colors, strict=True)))), parts)


@built_once
def _payers(parts: list[str], colors: list[str], ink: str) -> dict[str, Any]:
    # Stripes over the unfunded part: it must not look like money the district has.
    hatched = (
        alt.Chart(alt.NamedData(name="hatched"))
        .mark_bar(stroke=UNFUNDED_COLOR, strokeWidth=1.5)
        .encode(
            x=alt.X("year:O", axis=YEAR_AXIS),
            y=alt.Y("from:Q", axis=MONEY_AXIS),
            y2="to:Q",
            fill=alt.value(HATCH),
            tooltip=tips(year="Year", amount=UNFUNDED),
        )
    )
    # A white rim keeps the letter apart from the stripes.
    rims = [words_on_bars("hatched", REVENUE_COLOR, rim) for rim in (4, 0)]
    bars = stacked_bars(parts, colors, ink, bare=UNFUNDED)
    return page_size(alt.layer(*bars, hatched, *rims), up_to_top=True)


def reserve_against_policy(comparison: Comparison) -> Figure:
    """Technology reserve at the end of each year, and what the board's policy requires."""
    drawn = reserve_rows(comparison.main.figures)
    return figure_of("reserve_against_policy", drawn, reserve_shape())


@cache
def reserve_shape() -> dict[str, Any]:
    """How the reserve is drawn against policy."""
    base = alt.Chart(alt.NamedData(name="reserve")).encode(
        x=alt.X("year:O", axis=YEAR_AXIS),
        tooltip=tips(year="Year", amount="Reserve", required="Policy"),
    )
    colors = STANDING_COLORS
    standing = alt.Scale(domain=list(colors), range=list(colors.values()))
    bars = base.mark_bar().encode(
        y=alt.Y("balance:Q", axis=MONEY_AXIS, scale=UP_TO_TOP),
        color=alt.Color("standing:N", scale=standing),
    )
    amounts = base.mark_text(
        fontSize=11,
        baseline="bottom",
        dy=-5,
        fill=alt.ExprRef(ink_by("standing", colors)),
        text=alt.ExprRef(
            "bandwidth('x') > 6.5 * length(datum.shown) + 4 && "
            "scale('y', 0) - scale('y', datum.balance) > 18 ? datum.shown : ''"
        ),
    ).encode(y=alt.datum(0))
    return page_size(
        alt.layer(bars, amounts, *_empty_marks(base), _policy_marks(base)),
        legend=[*colors, POLICY],
        up_to_top=True,
    )


def _policy_marks(base: alt.Chart) -> alt.Chart:
    """A mark over each bar, as wide as it, at what policy requires."""
    marks: alt.Chart = base.mark_point(
        shape="stroke", strokeWidth=4, opacity=1, size=alt.ExprRef("pow(bandwidth('x'), 2)")
    ).encode(
        y="policy:Q",
        stroke=alt.Stroke(
            "policy_is:N",
            scale=alt.Scale(domain=[POLICY], range=[REVENUE_COLOR]),
            legend=alt.Legend(symbolType="stroke", symbolSize=400, symbolStrokeWidth=4),
        ),
    )
    return marks


def _empty_marks(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    """A cross and a word where the reserve is used up, which no bar would show."""
    empty = base.transform_filter("datum.empty").encode(y=alt.datum(0))
    crosses = empty.mark_point(
        shape="cross", angle=45, filled=True, size=90, opacity=1, color=UNFUNDED_COLOR, yOffset=-7
    )
    words = empty.mark_text(
        fontSize=12,
        fill=UNFUNDED_COLOR,
        angle=alt.ExprRef("narrow ? 270 : 0"),
        align=alt.ExprRef("narrow ? 'left' : 'center'"),
        baseline=alt.ExprRef("narrow ? 'middle' : 'bottom'"),
        dy=alt.ExprRef("narrow ? 0 : -17"),
        dx=alt.ExprRef("narrow ? 17 : 0"),
        text="empty",
    )
    return crosses, words
