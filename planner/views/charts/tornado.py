"""Tornado: what one step of each input does to a result, the farthest-reaching on top."""

from __future__ import annotations

import planner.startup  # noqa: F401

from functools import cache
from typing import Any

import altair as alt
import numpy as np

from planner.analysis.sensitivity.one_at_a_time import Sensitivity
from planner.views.board.sentences import year_name
from planner.views.charts.style import Rows, thousands, tips
from planner.views.format.figure import Figure
from planner.views.format.markup import TableRow, table
from planner.views.format.money import dollars
from planner.views.format.theme import CHART_WIDTH, CONFIG
from planner.views.questions.sensitivity import ROWS_SHOWN, sentence

LESS, MORE = "a step less", "a step more"
_COLORS = {LESS: "#b8731a", MORE: "#1f5f99"}
_TITLES = {
    "cost": "Cost over all years",
    "structural_balance": "Structural balance over all years",
    "balance": "Reserve at the end",
    "unfunded": "Unfunded cost over all years",
}


def tornado(found: Sensitivity, output: str = "structural_balance") -> Figure:
    """Bars left and right of nothing: what a step less and a step more of each input changes.

    Parameters
    ----------
    found : Sensitivity
        Inputs moved one at a time.
    output : str
        ``cost``, ``structural_balance``, ``balance`` or ``unfunded``.
    """
    places = found.ranked(output)[:ROWS_SHOWN]
    sides = dict(zip((LESS, MORE), found.horizon(output), strict=True))
    # Two inputs may have one name: a range and the price it is about.
    names = [f"{found.shifts[k].name} ({found.shifts[k].step})" for k in places]
    rows: Rows = [
        {"input": name, "side": side, "to": thousands(effects[k]), "amount": dollars(effects[k])}
        for name, k in zip(names, places, strict=True)
        for side, effects in sides.items()
        if not np.isnan(effects[k])
    ]
    span = f"{year_name(found.years[0])} to {year_name(found.years[-1])}"
    title = f"{_TITLES[output]}: what one step of each input changes, {span}"
    finding = next((said for k in places if (said := sentence(found, k))), "Nothing is touched.")
    return Figure(
        name=f"tornado_{output}",
        title=title,
        finding=finding,
        description=f"Bars for {len(places)} inputs, the farthest-reaching on top. {finding}",
        shape=_shape(tuple(names)),
        datasets={"bars": rows},
        table_html=_table(title, names, [[float(s[k]) for s in sides.values()] for k in places]),
    )


@cache
def _shape(names: tuple[str, ...]) -> dict[str, Any]:
    axis = alt.Axis(format="$,.0f", title="thousands of dollars", tickCount=6)
    chart = (
        alt.Chart(alt.NamedData(name="bars"))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("to:Q", axis=axis, stack=None),
            y=alt.Y("input:N", sort=list(names), axis=alt.Axis(title=None, labelLimit=290)),
            color=alt.Color(
                "side:N", scale=alt.Scale(domain=list(_COLORS), range=list(_COLORS.values()))
            ),
            tooltip=tips(input="Input", side="Moved", amount="Change"),
        )
        .properties(width=CHART_WIDTH - 240, height=max(len(names), 1) * 26)
    )
    shape: dict[str, Any] = chart.configure(**CONFIG).to_dict()
    return shape


def _table(title: str, names: list[str], effects: list[list[float]]) -> str:
    rows = [
        TableRow(name, ["-" if np.isnan(x) else dollars(x) for x in pair])
        for name, pair in zip(names, effects, strict=True)
    ]
    return table(f"{title}, in dollars", ["Input", "A step less", "A step more"], rows)
