"""What the designs share: axes, stacked bars by year, words in the drawing, size and style."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt

from planner.views.charts.drawn import ALPHABET
from planner.views.charts.kept_shapes import Shape
from planner.views.charts.style import legend_columns
from planner.views.format.theme import CHART_HEIGHT, CHART_WIDTH, CONFIG, REVENUE_COLOR

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
        .mark_text(
            align="left",
            dx=alt.ExprRef("5 - bandwidth('x') / 2"),
            fontSize=11,
            fill=fill,
            stroke="white",
            strokeWidth=rim,
            text=WORD_THAT_FITS,
        )
        .encode(x=alt.X("year:O", axis=YEAR_AXIS), y="at:Q")
    )
    return words


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
) -> Shape:
    """Shape of a chart at the size and in the style of the page, with room for a legend.

    With ``up_to_top`` the page may say what the axis reaches up to (``UP_TO_TOP``).
    """
    config = {**CONFIG, "legend": {**CONFIG["legend"], "columns": legend_columns(legend)}}
    sized = chart.properties(width=CHART_WIDTH, height=CHART_HEIGHT).configure(**config)
    shape: Shape = sized.to_dict()
    # One legend under the other. Altair does not know of it, Vega does.
    shape["config"]["legend"]["layout"] = {"bottom": {"direction": "vertical"}}
    top = [{"name": "top", "value": None}] if up_to_top else []
    shape["params"] = [{"name": "narrow", "value": False}, *top, *shape.get("params", [])]
    return shape
