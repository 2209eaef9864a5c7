"""What the charts share: axes, stacked bars by year, words in the drawing, the size of the page.

A chart is a *shape*, which Altair builds once for each set of parts, and *datasets*, which change
with every slider; that is why a slider redraws in milliseconds. A shape knows whether it is drawn
``narrow``: the page says so on a small screen, where only letters fit next to the marks.
"""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
import numpy as np

from planner.fiscal import fiscal_year_label
from planner.views.format.drawn_names import drawable
from planner.views.format.markup import TableRow, table
from planner.views.format.money import dollars
from planner.views.format.theme import (
    CHART_HEIGHT,
    CHART_WIDTH,
    CONFIG,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    REVENUE_COLOR,
    ink_on,
)

Rows: TypeAlias = list[dict[str, Any]]

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
MONEY_AXIS = alt.Axis(format="$,.0f", title="thousands of dollars", titlePadding=12, tickCount=6)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_PLACE = "indexof(domain('color'), datum.value)"
#: A legend that names, before each part, the letter that its marks carry.
LETTERED = f"substring('{_ALPHABET}', {_PLACE}, {_PLACE} + 1) + '  ' + datum.label"
#: Room that a letter of a legend, a line of labels and the axis of money need, about [px].
_LETTER_WIDTH, _LINE_HEIGHT, _AXIS_WIDTH = 6.0, 15, 70


def letters(names: Iterable[str]) -> dict[str, str]:
    """A letter for each name, by which a mark is found in the legend without its color.

    >>> letters(["General fund", "Levy"])
    {'General fund': 'A', 'Levy': 'B'}
    """
    return {name: _ALPHABET[place : place + 1] for place, name in enumerate(names)}


def spread_out(ends: Sequence[float], lowest: float, highest: float, lines: int = 1) -> list[float]:
    """Where labels of these ends are written: as near to them as they can be without touching.

    Parameters
    ----------
    ends : sequence of float
        Where the lines end, in units of the axis.
    lowest, highest : float
        What the axis reaches from and to; zero is always on it.
    lines : int
        Lines of text in each label.

    Returns
    -------
    list of float
        One place for each end, in the order of the ends.

    Examples
    --------
    >>> spread_out([500.0, 500.0, 0.0], 0.0, 1000.0)
    [457.1429, 542.8571, 0.0]
    """
    from scipy.optimize import isotonic_regression  # slow to import

    # The axis ends at round numbers, up to a fifth beyond its data.
    span = max(highest, 0.0) - min(lowest, 0.0) or 1.0
    room = lines * _LINE_HEIGHT / PAPER_HEIGHT * span * 1.2
    order = np.argsort(ends, kind="stable")
    steps = room * np.arange(len(ends))
    placed = np.empty(len(ends))
    placed[order] = isotonic_regression(np.asarray(ends, dtype=float)[order] - steps).x + steps
    return [round(float(place), 4) for place in placed]


def thousands(amount: float) -> float:
    """Thousands of dollars, as the axis counts them, to ten cents."""
    return round(float(amount) / 1000.0, 4)


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


def stacked_rows(parts: dict[str, list[float]], years: tuple[int, ...]) -> Rows:
    """Bars by year with one part on top of the other; a part is named where it is largest."""
    rows: Rows = []
    base = np.zeros(len(years))
    key = letters(parts)
    for name, amounts in parts.items():
        largest = int(np.argmax(amounts))
        for t, (year, low, amount) in enumerate(zip(years, base, amounts, strict=True)):
            if amount == 0:
                continue
            rows.append(
                {
                    "year": fiscal_year_label(year),
                    "part": name,
                    "from": thousands(low),
                    "to": thousands(low + amount),
                    "amount": dollars(amount),
                    "key": key[name],
                    "word": f"{key[name]} {name}" if t == largest else key[name],
                }
            )
        base = base + amounts
    return rows


def stacked_bars(
    parts: tuple[str, ...], colors: tuple[str, ...], bare: str = ""
) -> tuple[alt.Chart, alt.Chart]:
    """Bars of the rows that ``stacked_rows`` makes, in the dataset ``bars``, and words on them.

    A white line sets neighbors apart. A part carries its letter where it is high enough for it,
    and its name where it is wide enough, too; at the left, clear of lines with their points. The
    part ``bare`` carries none: another layer covers it.
    """
    base = alt.Chart(alt.NamedData(name="bars")).encode(x=alt.X("year:O", axis=YEAR_AXIS))
    scale = alt.Scale(domain=list(parts), range=list(colors))
    bars = base.mark_bar(stroke="white", strokeWidth=1.5).encode(
        y=alt.Y("from:Q", axis=MONEY_AXIS),
        y2="to:Q",
        color=alt.Color("part:N", scale=scale, legend=alt.Legend(labelExpr=LETTERED)),
        tooltip=tips(year="Year", part="Part", amount="Amount"),
    )
    ink = ink_by("part", dict(zip(parts, colors, strict=True)))
    words = words_on_bars("bars", ink).transform_filter(alt.datum.part != bare)
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


def ink_by(field: str, colors: Mapping[str, str]) -> alt.ExprRef:
    """What is written on surfaces of these colors is white on the dark ones, else black."""
    dark = [name for name, color in colors.items() if ink_on(color) == "white"]
    names = json.dumps(drawable(dark))
    return alt.ExprRef(f"indexof({names}, datum.{field}) < 0 ? 'black' : 'white'")


#: The name of a part where its bar has room for it, else its letter, else nothing.
WORD_THAT_FITS = alt.ExprRef(
    "abs(scale('y', datum.from) - scale('y', datum.to)) < 10.5 ? '' : "
    "bandwidth('x') > 6.6 * length(datum.word) + 10 ? datum.word : datum.key"
)


def page_size(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart, legend: Iterable[str] = ()
) -> dict[str, Any]:
    """Shape of a chart at the size and in the style of the page.

    The legend has as many columns as its longest name leaves room for on paper; the page, which
    knows how wide it is, counts them again.
    """
    longest = max((len(name) for name in legend), default=0) * _LETTER_WIDTH + 45
    columns = {"columns": max(1, min(4, int((PAPER_WIDTH + _AXIS_WIDTH) / longest)))}
    config = {**CONFIG, "legend": {**CONFIG["legend"], **columns}}
    sized = chart.properties(width=CHART_WIDTH, height=CHART_HEIGHT).configure(**config)
    shape: dict[str, Any] = sized.to_dict()
    # One legend under the other. Altair does not know of it, Vega does.
    shape["config"]["legend"]["layout"] = {"bottom": {"direction": "vertical"}}
    shape["params"] = [{"name": "narrow", "value": False}, *shape.get("params", [])]
    return shape


def amounts_table(
    caption: str, parts: dict[str, list[int]], total: list[int], years: tuple[int, ...]
) -> str:
    """Parts by year in whole dollars, and the total they add up to."""
    rows = [TableRow(name, [dollars(x) for x in amounts]) for name, amounts in parts.items()]
    rows.append(TableRow("Total", [dollars(x) for x in total], "total"))
    return table(caption, ["Part", *(fiscal_year_label(year) for year in years)], rows)
