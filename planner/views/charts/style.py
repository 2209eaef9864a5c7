"""What the charts share: axes, stacked bars by year, words in the drawing, the size of the page.

A chart is a *shape*, which Altair builds once and a plan's own names fill in (``blanks.py``), and
*datasets*, which change with every slider; that is why a slider redraws in milliseconds. A shape
knows whether it is drawn ``narrow``: the page says so on a small screen, where only letters fit
next to the marks.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from planner.views.charts.drawn import ALPHABET, Drawn
from planner.views.format.drawn_names import drawable
from planner.views.format.figure import Figure
from planner.views.format.theme import (
    CHART_HEIGHT,
    CHART_WIDTH,
    CONFIG,
    PAPER_WIDTH,
    REVENUE_COLOR,
    ink_on,
)

#: Years are written upright where there is no room to write them side by side.
YEAR_AXIS = alt.Axis(
    labelAngle=alt.ExprRef("narrow ? -90 : 0"),
    labelAlign=alt.ExprRef("narrow ? 'right' : 'center'"),
    labelBaseline=alt.ExprRef("narrow ? 'middle' : 'top'"),
    labelOverlap=False,
    labelPadding=6,
    title=None,
    ticks=False,
)
#: A chart that another may stand next to reaches up to ``top`` where the page says so, and by its
#: own numbers elsewhere: two charts with one axis can be compared.
UP_TO_TOP = alt.Scale(domainMax=alt.ExprRef("top"), nice=True)
MONEY_AXIS = alt.Axis(format="$,.0f", title="thousands of dollars", titlePadding=12, tickCount=6)
_PLACE = "indexof(domain('color'), datum.value)"
#: A legend that names, before each part, the letter that its marks carry.
LETTERED = f"substring('{ALPHABET}', {_PLACE}, {_PLACE} + 1) + '  ' + datum.label"
#: Room that a letter of a legend and the axis of money need, about [px].
_LETTER_WIDTH, _AXIS_WIDTH = 6.0, 70


def figure_of(
    name: str, drawn: Drawn, shape: dict[str, Any], *, table_when_narrow: bool = False
) -> Figure:
    """A chart of the page: what it says and draws, and how.

    Parameters
    ----------
    name : str
        Short name, unique on the page.
    drawn : Drawn
        Its words, rows and table.
    shape : dict
        How it is drawn.
    table_when_narrow : bool
        Whether a small screen shows the table and no chart.
    """
    return Figure(
        name=name,
        title=drawn.title,
        finding=drawn.finding,
        description=drawn.description,
        shape=shape,
        datasets=drawn.datasets,
        table_html=drawn.table_html,
        table_when_narrow=table_when_narrow,
    )


def tips(**fields: str) -> list[alt.Tooltip]:
    """What shows when a mark is pointed at: fields under their names."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def name_at_end(dataset: str, x: alt.X, at: str, word: str, beyond: str = "14") -> alt.Chart:
    """What a line is called, to the right of where it ends.

    Parameters
    ----------
    dataset : str
        Rows with the last year and what is written there.
    x : alt.X
        Where the chart has its years.
    at : str
        Field with the height of the words.
    word : str
        Expression of what is written: text, or a list with a text for each line.
    beyond : str
        Expression of how far from the middle of the year [px].
    """
    names: alt.Chart = (
        alt.Chart(alt.NamedData(name=dataset))
        .mark_text(
            align="left",
            baseline="middle",
            dx=alt.ExprRef(beyond),
            fontSize=12,
            fill=REVENUE_COLOR,
            text=alt.ExprRef(word),
        )
        .encode(x=x, y=f"{at}:Q")
    )
    return names


def in_colors(colors: Mapping[str, str]) -> dict[str, Any]:
    """What ``stacked_bars`` takes, of parts and their colors."""
    return {"parts": [*colors], "colors": [*colors.values()], "ink": ink_by("part", colors)}


def stacked_bars(
    parts: list[str], colors: list[str], ink: str, bare: str = ""
) -> tuple[alt.Chart, alt.Chart]:
    """Bars of the rows that ``stacked_rows`` makes, in the dataset ``bars``, and words on them.

    A white line sets neighbors apart. A part carries its letter where it is high enough for it,
    and its name where it is wide enough, too; at the left, clear of lines with their points. The
    part ``bare`` carries none: another layer covers it.
    """
    base = alt.Chart(alt.NamedData(name="bars")).encode(x=alt.X("year:O", axis=YEAR_AXIS))
    scale = alt.Scale(domain=parts, range=colors)
    bars = base.mark_bar(stroke="white", strokeWidth=1.5).encode(
        y=alt.Y("from:Q", axis=MONEY_AXIS, scale=UP_TO_TOP),
        y2="to:Q",
        color=alt.Color("part:N", scale=scale, legend=alt.Legend(labelExpr=LETTERED)),
        tooltip=tips(year="Year", part="Part", amount="Amount"),
    )
    words = words_on_bars("bars", alt.ExprRef(ink)).transform_filter(alt.datum.part != bare)
    return bars, words


def words_on_bars(dataset: str, fill: str | alt.ExprRef, rim: float = 0) -> alt.Chart:
    """The letter of each part on its bar, or its name where that fits, with a white rim."""
    words: alt.Chart = (
        alt.Chart(alt.NamedData(name=dataset))
        .transform_calculate(middle="(datum.from + datum.to) / 2")
        .mark_text(
            align="left",
            dx=alt.ExprRef("5 - bandwidth('x') / 2"),
            fontSize=11,
            fill=fill,
            stroke="white",
            strokeWidth=rim,
            text=WORD_THAT_FITS,
        )
        .encode(x=alt.X("year:O", axis=YEAR_AXIS), y="middle:Q")
    )
    return words


def ink_by(field: str, colors: Mapping[str, str]) -> str:
    """Expression: what is written on surfaces of these colors is white on the dark, else black."""
    dark = [name for name, color in colors.items() if ink_on(color) == "white"]
    names = json.dumps(drawable(dark))
    return f"indexof({names}, datum.{field}) < 0 ? 'black' : 'white'"


#: The name of a part where its bar has room for it, else its letter, else nothing.
WORD_THAT_FITS = alt.ExprRef(
    "abs(scale('y', datum.from) - scale('y', datum.to)) < 10.5 ? '' : "
    "bandwidth('x') > 6.6 * length(datum.word) + 10 ? datum.word : datum.key"
)


def page_size(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    legend: Iterable[str] = (),
    *,
    up_to_top: bool = False,
) -> dict[str, Any]:
    """Shape of a chart at the size and in the style of the page, with room for a legend.

    With ``up_to_top`` the page may say what the axis reaches up to (``UP_TO_TOP``).
    """
    config = {**CONFIG, "legend": {**CONFIG["legend"], "columns": _columns(legend)}}
    sized = chart.properties(width=CHART_WIDTH, height=CHART_HEIGHT).configure(**config)
    shape: dict[str, Any] = sized.to_dict()
    # One legend under the other. Altair does not know of it, Vega does.
    shape["config"]["legend"]["layout"] = {"bottom": {"direction": "vertical"}}
    top = [{"name": "top", "value": None}] if up_to_top else []
    shape["params"] = [{"name": "narrow", "value": False}, *top, *shape.get("params", [])]
    return shape


def with_legend(shape: dict[str, Any], legend: Iterable[str]) -> dict[str, Any]:
    """The same shape, changed, with room for a legend of these names."""
    shape["config"]["legend"]["columns"] = _columns(legend)
    return shape


def _columns(legend: Iterable[str]) -> int:
    """As many as the longest name leaves room for on paper.

    The page, which knows how wide it is, counts them again.
    """
    longest = max((len(name) for name in legend), default=0) * _LETTER_WIDTH + 45
    return max(1, min(4, int((PAPER_WIDTH + _AXIS_WIDTH) / longest)))
