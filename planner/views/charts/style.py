"""What the charts share: axes, stacked bars by year, the size of the page.

A chart is a *shape*, which Altair builds once for each set of parts, and *datasets*, which change
with every slider; that is why a slider redraws in milliseconds.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

from typing import Any, TypeAlias

import altair as alt
import numpy as np

from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.format.markup import TableRow, table
from planner.views.format.money import dollars
from planner.views.format.theme import CHART_HEIGHT, CHART_WIDTH, CONFIG

Rows: TypeAlias = list[dict[str, Any]]

YEAR_AXIS = alt.Axis(labelAngle=0, title=None, ticks=False)
MONEY_AXIS = alt.Axis(format="$,.0f", title="thousands of dollars", tickCount=6)


def thousands(amount: float) -> float:
    """Thousands of dollars, as the axis counts them, to ten cents."""
    return round(float(amount) / 1000.0, 4)


def tips(**fields: str) -> list[alt.Tooltip]:
    """What shows when a mark is pointed at: fields under their names."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def stacked_rows(parts: dict[str, Floats], years: tuple[int, ...]) -> Rows:
    """Bars by year with one part on top of the other."""
    rows: Rows = []
    base = np.zeros(len(years))
    for name, amounts in parts.items():
        for year, low, amount in zip(years, base, amounts, strict=True):
            if amount == 0:
                continue
            rows.append(
                {
                    "year": fiscal_year_label(year),
                    "part": name,
                    "from": thousands(low),
                    "to": thousands(low + amount),
                    "amount": dollars(amount),
                }
            )
        base = base + amounts
    return rows


def stacked_bars(parts: tuple[str, ...], colors: tuple[str, ...]) -> alt.Chart:
    """Chart of the rows that ``stacked_rows`` makes, in the dataset ``bars``."""
    chart: alt.Chart = (
        alt.Chart(alt.NamedData(name="bars"))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("year:O", axis=YEAR_AXIS),
            y=alt.Y("from:Q", axis=MONEY_AXIS),
            y2="to:Q",
            color=alt.Color("part:N", scale=alt.Scale(domain=list(parts), range=list(colors))),
            tooltip=tips(year="Year", part="Part", amount="Amount"),
        )
    )
    return chart


def page_size(chart: alt.Chart | alt.LayerChart | alt.FacetChart) -> dict[str, Any]:
    """Shape of a chart at the size and in the style of the page."""
    sized = chart.properties(width=CHART_WIDTH, height=CHART_HEIGHT).configure(**CONFIG)
    shape: dict[str, Any] = sized.to_dict()
    return shape


def amounts_table(
    caption: str, parts: dict[str, list[int]], total: list[int], years: tuple[int, ...]
) -> str:
    """Parts by year in whole dollars, and the total they add up to."""
    rows = [TableRow(name, [dollars(x) for x in amounts]) for name, amounts in parts.items()]
    rows.append(TableRow("Total", [dollars(x) for x in total], "total"))
    return table(caption, ["Part", *(fiscal_year_label(year) for year in years)], rows)
