"""Charts of money: who pays, and the reserve against policy."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt

from planner.analysis.answers import A_CENT
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.views.board.concern_words import capital, reserve_clause
from planner.views.board.sentences import unfunded_sentence
from planner.views.charts.style import (
    MONEY_AXIS,
    YEAR_AXIS,
    Rows,
    amounts_table,
    ink_by,
    page_size,
    stacked_bars,
    stacked_rows,
    thousands,
    tips,
    words_on_bars,
)
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import RESERVE, UNFUNDED, footed_amounts, paid_by_payer
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.format.theme import (
    HATCH,
    RESERVE_COLOR,
    REVENUE_COLOR,
    UNFUNDED_COLOR,
    fund_colors,
)

ENOUGH, BELOW = "At or above policy", "Below policy"
POLICY = "What policy requires"
STANDING_COLORS = {ENOUGH: "#6b93bf", BELOW: UNFUNDED_COLOR}


def who_pays(comparison: Comparison) -> Figure:
    """Cost of each year by who pays it; what is unfunded is hatched."""
    found = comparison.main
    parts, amounts = paid_by_payer(found.figures), footed_amounts(found.figures)
    colors = {
        **fund_colors(found.projection.funds),
        RESERVE: RESERVE_COLOR,
        UNFUNDED: UNFUNDED_COLOR,
    }
    finding = unfunded_sentence(found.figures)
    rows = stacked_rows(parts, found.years)
    hatched = [row for row in rows if row["part"] == UNFUNDED]
    return Figure(
        name="who_pays",
        title="Who pays",
        finding=finding,
        description=f"Stacked bars of who pays for technology each year: {'; '.join(parts)}. "
        f"{finding}",
        shape=_payers_shape(tuple(parts), tuple(colors[part] for part in parts)),
        datasets={"bars": rows, "hatched": hatched},
        table_html=amounts_table(
            "Who pays, in dollars", amounts.by_payer, amounts.cost, found.years
        ),
    )


@cache
def _payers_shape(parts: tuple[str, ...], colors: tuple[str, ...]) -> dict[str, Any]:
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
    bars = stacked_bars(parts, colors, bare=UNFUNDED)
    return page_size(alt.layer(*bars, hatched, *rims), legend=parts)


def reserve_against_policy(comparison: Comparison) -> Figure:
    """Technology reserve at the end of each year, and what the board's policy requires."""
    found = comparison.main
    years = [fiscal_year_label(year) for year in found.years]
    rows: Rows = [
        {
            "year": year,
            "balance": thousands(balance),
            "policy": thousands(policy),
            "standing": BELOW if balance < policy - A_CENT else ENOUGH,
            "amount": dollars(balance),
            "required": dollars(policy),
            "policy_is": POLICY,
            "shown": f"{balance / 1000:,.0f}" if balance > A_CENT else "",
            "empty": "" if balance > A_CENT else "empty",
        }
        for year, balance, policy in zip(years, found.balance, found.policy, strict=True)
    ]
    finding = f"{capital(reserve_clause(found.figures, explained=True))}."
    amounts = footed_amounts(found.figures)
    above = zip(amounts.ending, amounts.policy, strict=True)
    return Figure(
        name="reserve_against_policy",
        title="The technology reserve against the board's policy",
        finding=finding,
        description=f"Bars of the technology reserve at the end of each year, with a mark for the "
        f"board's policy: from {about(float(found.balance[0]))} in {years[0]} to "
        f"{about(float(found.balance[-1]))} in {years[-1]}. {finding}",
        shape=_reserve_shape(),
        datasets={"reserve": rows},
        table_html=table(
            "Technology reserve at the end of the year, in dollars",
            ["Line", *years],
            [
                TableRow("Reserve", [dollars(x) for x in amounts.ending]),
                TableRow("Policy", [dollars(x) for x in amounts.policy]),
                TableRow("Above (below) policy", [dollars(a - b) for a, b in above]),
            ],
        ),
    )


@cache
def _reserve_shape() -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(name="reserve")).encode(
        x=alt.X("year:O", axis=YEAR_AXIS),
        tooltip=tips(year="Year", amount="Reserve", required="Policy"),
    )
    colors = STANDING_COLORS
    standing = alt.Scale(domain=list(colors), range=list(colors.values()))
    bars = base.mark_bar().encode(
        y=alt.Y("balance:Q", axis=MONEY_AXIS), color=alt.Color("standing:N", scale=standing)
    )
    amounts = base.mark_text(
        fontSize=11,
        baseline="bottom",
        dy=-5,
        fill=ink_by("standing", colors),
        text=alt.ExprRef(
            "bandwidth('x') > 6.5 * length(datum.shown) + 4 && "
            "scale('y', 0) - scale('y', datum.balance) > 18 ? datum.shown : ''"
        ),
    ).encode(y=alt.datum(0))
    return page_size(
        alt.layer(bars, amounts, *_empty_marks(base), _policy_marks(base)), legend=[*colors, POLICY]
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
