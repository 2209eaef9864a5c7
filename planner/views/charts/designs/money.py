"""How the charts of money are drawn: who pays, and the reserve against policy."""

from __future__ import annotations

import altair as alt

from planner.views.charts.designs.parts import (
    MONEY_AXIS,
    UP_TO_TOP,
    YEAR_AXIS,
    page_size,
    stacked_bars,
    tips,
    words_on_bars,
)
from planner.views.charts.kept_shapes import Shape
from planner.views.charts.money_rows import BELOW, ENOUGH, POLICY
from planner.views.charts.style import ink_by
from planner.views.format.footed_amounts import UNFUNDED
from planner.views.format.theme import HATCH, REVENUE_COLOR, UNFUNDED_COLOR

STANDING_COLORS = {ENOUGH: "#6b93bf", BELOW: UNFUNDED_COLOR}


def who_pays(parts: list[str], colors: list[str], ink: str) -> Shape:
    """Cost by who pays it in bars, with stripes over what nobody pays."""
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


def reserve_against_policy() -> Shape:
    """The reserve in bars, with a mark for the policy over each."""
    base = _years(required="Policy")
    colors = STANDING_COLORS
    standing = alt.Scale(domain=list(colors), range=list(colors.values()))
    bars = _bars(base).encode(color=alt.Color("standing:N", scale=standing))
    return page_size(
        alt.layer(bars, _amounts(base), *_empty_marks(base), _policy_marks(base)),
        legend=[*colors, POLICY],
        up_to_top=True,
    )


def reserve_alone() -> Shape:
    """The reserve in bars, where the board has stated no policy."""
    base = _years()
    bars = _bars(base).encode(color=alt.value(STANDING_COLORS[ENOUGH]))
    return page_size(alt.layer(bars, _amounts(base), *_empty_marks(base)), up_to_top=True)


def _years(**also: str) -> alt.Chart:
    """A place for each year, which tells the reserve and what else a reader points at."""
    base: alt.Chart = alt.Chart(alt.NamedData(name="reserve")).encode(
        x=alt.X("year:O", axis=YEAR_AXIS), tooltip=tips(year="Year", amount="Reserve", **also)
    )
    return base


def _bars(base: alt.Chart) -> alt.Chart:
    y = alt.Y("balance:Q", axis=MONEY_AXIS, scale=UP_TO_TOP)
    bars: alt.Chart = base.mark_bar().encode(y=y)
    return bars


def _amounts(base: alt.Chart) -> alt.Chart:
    """The amount at the foot of each bar that has room for it."""
    amounts: alt.Chart = base.mark_text(
        fontSize=11,
        baseline="bottom",
        dy=-5,
        fill=alt.ExprRef(ink_by("standing", STANDING_COLORS)),
        text=alt.ExprRef(
            "bandwidth('x') > 6.5 * length(datum.shown) + 4 && "
            "scale('y', 0) - scale('y', datum.balance) > 18 ? datum.shown : ''"
        ),
    ).encode(y=alt.datum(0))
    return amounts


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
