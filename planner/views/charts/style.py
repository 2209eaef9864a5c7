"""What the charts share before they are drawn: figures, the ink on colors, room for a legend.

A chart is a *shape*, which is kept and which a plan's own names fill in (``kept_shapes.py``), and
*datasets*, which change with every slider; that is why a slider redraws in milliseconds. A shape
knows whether it is drawn ``narrow``: the page says so on a small screen, where only letters fit
next to the marks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from planner.views.charts.drawn import Drawn
from planner.views.charts.kept_shapes import Shape
from planner.views.format.drawn_names import drawable
from planner.views.format.figure import Figure
from planner.views.format.theme import PAPER_WIDTH, ink_on

#: Room that a letter of a legend and the axis of money need, about [px].
_LETTER_WIDTH, _AXIS_WIDTH = 6.0, 70


def figure_of(name: str, drawn: Drawn, shape: Shape, *, table_when_narrow: bool = False) -> Figure:
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


def in_colors(colors: Mapping[str, str]) -> dict[str, Any]:
    """What a design with stacked bars takes, of parts and their colors."""
    return {"parts": [*colors], "colors": [*colors.values()], "ink": ink_by("part", colors)}


def ink_by(field: str, colors: Mapping[str, str]) -> str:
    """Expression: what is written on surfaces of these colors is white on the dark, else black."""
    dark = [name for name, color in colors.items() if ink_on(color) == "white"]
    names = json.dumps(drawable(dark))
    return f"indexof({names}, datum.{field}) < 0 ? 'black' : 'white'"


def with_legend(shape: Shape, legend: Iterable[str]) -> Shape:
    """The same shape, changed, with room for a legend of these names."""
    shape["config"]["legend"]["columns"] = legend_columns(legend)
    return shape


def legend_columns(legend: Iterable[str]) -> int:
    """As many as the longest name leaves room for on paper.

    The page, which knows how wide it is, counts them again.

    >>> legend_columns(["Levy", "Grant"]), legend_columns(["Revenue that recurs each year"])
    (4, 2)
    """
    longest = max((len(name) for name in legend), default=0) * _LETTER_WIDTH + 45
    return max(1, min(4, int((PAPER_WIDTH + _AXIS_WIDTH) / longest)))
