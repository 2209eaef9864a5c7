"""Charts of money: who pays, the reserve against policy, scenarios side by side."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt
import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.fiscal import fiscal_year_label
from planner.views.board.sentences import unfunded_sentence, year_name
from planner.views.charts.style import (
    MONEY_AXIS,
    YEAR_AXIS,
    Rows,
    amounts_table,
    page_size,
    stacked_bars,
    stacked_rows,
    thousands,
    tips,
)
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import RESERVE, UNFUNDED, footed_amounts, paid_by_payer
from planner.views.format.markup import TableRow, table
from planner.views.format.money import about, dollars
from planner.views.format.theme import (
    HATCH,
    RESERVE_COLOR,
    SCENARIO_COLORS,
    SCENARIO_DASHES,
    UNFUNDED_COLOR,
    fund_colors,
)

#: More lines than this are too many to tell apart.
LINES_DRAWN = 7
ENOUGH, BELOW = "At or above policy", "Below policy"


def who_pays(comparison: Comparison) -> Figure:
    """Cost of each year by who pays it; what is unfunded is hatched."""
    found = comparison.main
    parts, amounts = paid_by_payer(found), footed_amounts(found)
    colors = {
        **fund_colors(found.projection.funds),
        RESERVE: RESERVE_COLOR,
        UNFUNDED: UNFUNDED_COLOR,
    }
    finding = unfunded_sentence(found)
    rows = stacked_rows(parts, found.years)
    hatched = [row for row in rows if row["part"] == UNFUNDED]
    return Figure(
        name="who_pays",
        title="Who pays",
        finding=finding,
        description=f"Stacked bars of who pays for technology each year: {', '.join(parts)}. "
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
    return page_size(alt.layer(stacked_bars(parts, colors), hatched))


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
        }
        for year, balance, policy in zip(years, found.balance, found.policy, strict=True)
    ]
    finding = _reserve_finding(found)
    amounts = footed_amounts(found)
    above = zip(amounts.ending, amounts.policy, strict=True)
    return Figure(
        name="reserve_against_policy",
        title="The technology reserve against the board's policy (black marks)",
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
    standing = alt.Scale(domain=[ENOUGH, BELOW], range=["#6b93bf", UNFUNDED_COLOR])
    bars = base.mark_bar().encode(
        y=alt.Y("balance:Q", axis=MONEY_AXIS), color=alt.Color("standing:N", scale=standing)
    )
    ticks = base.mark_tick(thickness=4, color="#1d1d1f", size=60).encode(y="policy:Q")
    return page_size(alt.layer(bars, ticks))


def _reserve_finding(found: Answers) -> str:
    under, empty = found.first_under_policy, found.first_empty
    if under is None:
        return "The reserve stays at or above policy."
    if empty is None:
        return f"The reserve is below policy from {year_name(under)} on, but is never used up."
    if under == empty:
        return f"The reserve falls below policy and is used up in {year_name(empty)}."
    return (
        f"The reserve is below policy from {year_name(under)} on and used up in {year_name(empty)}."
    )


def scenario_comparison(comparison: Comparison) -> Figure:
    """Reserve less unfunded cost to date, by scenario; below zero is short."""
    years = [fiscal_year_label(year) for year in comparison.main.years]
    series = {answer.title: _net(answer) for answer in comparison.answers}
    drawn = tuple(series)[:LINES_DRAWN]
    rows: Rows = [
        {"year": year, "scenario": name, "net": thousands(x), "amount": dollars(x)}
        for name, amounts in series.items()
        if name in drawn
        for year, x in zip(years, amounts, strict=True)
    ]
    ends = {name: amounts[-1] for name, amounts in series.items()}
    best, worst = max(ends, key=lambda n: ends[n]), min(ends, key=lambda n: ends[n])
    finding = (
        f'By {years[-1]} the best is "{best}" ({_standing(ends[best])}), the worst '
        f'"{worst}" ({_standing(ends[worst])}).'
        if len(series) > 1
        else f"By {years[-1]}: {_standing(ends[best])}."
    )
    finding = f"{finding} {_left_out(len(series))}".strip()
    return Figure(
        name="scenario_comparison",
        title="Scenarios: the reserve less unfunded cost to date",
        finding=finding,
        description="A line for each scenario: the reserve less all cost that has gone unfunded to "
        f"date. {finding}",
        shape=_scenarios_shape(drawn),
        datasets={"scenarios": rows},
        table_html=table(
            "Reserve less unfunded cost to date, in dollars",
            ["Scenario", *years],
            [TableRow(name, [dollars(x) for x in amounts]) for name, amounts in series.items()],
        ),
    )


@cache
def _scenarios_shape(names: tuple[str, ...]) -> dict[str, Any]:
    places = range(len(names))
    colors = [SCENARIO_COLORS[k % len(SCENARIO_COLORS)] for k in places]
    dashes = [SCENARIO_DASHES[k % len(SCENARIO_DASHES)] for k in places]
    legend = alt.Legend(symbolType="stroke", symbolSize=600, symbolStrokeWidth=2.5)
    lines = (
        alt.Chart(alt.NamedData(name="scenarios"))
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X("year:O", axis=YEAR_AXIS),
            y=alt.Y("net:Q", axis=MONEY_AXIS),
            color=alt.Color(
                "scenario:N", scale=alt.Scale(domain=list(names), range=colors), legend=legend
            ),
            strokeDash=alt.StrokeDash(
                "scenario:N", scale=alt.Scale(domain=list(names), range=dashes), legend=legend
            ),
            tooltip=tips(scenario="Scenario", year="Year", amount="Reserve less unfunded to date"),
        )
    )
    zero = alt.Chart().mark_rule(color="#1d1d1f").encode(y=alt.datum(0))
    return page_size(alt.layer(zero, lines, data=alt.NamedData(name="scenarios")))


def _left_out(count: int) -> str:
    """What is said when there are more scenarios than the chart can show."""
    if count <= LINES_DRAWN:
        return ""
    return f"The chart shows the first {LINES_DRAWN} of {count} scenarios; the tables show all."


def _net(found: Answers) -> list[int]:
    """Reserve at the end of each year less all unfunded cost to date."""
    amounts = footed_amounts(found)
    missing = np.cumsum(amounts.unfunded)
    return [end - int(gap) for end, gap in zip(amounts.ending, missing, strict=True)]


def _standing(net: float) -> str:
    return f"{about(net)} in reserve" if net >= 0 else f"{about(net)} short"
