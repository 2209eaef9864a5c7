"""A chart, and what a reader who cannot see it needs: finding, description, numbers."""

from __future__ import annotations

import planner.startup  # noqa: F401  must come before altair: it saves a second of start-up

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import vl_convert as vlc

from planner.views.format.drawn_names import drawable
from planner.views.format.markup import in_notebook, text_of
from planner.views.format.theme import CHART_HEIGHT, PAPER_HEIGHT, PAPER_WIDTH

VEGA_LITE = "6.4"
MIME = "application/vnd.vegalite.v6+json"


#: What a drawing repeats for every mark and needs once or not at all: names of its parts, that
#: they are opaque, that they cannot be pointed at, and the font.
_SAID_OF_EVERY_MARK = re.compile(
    r' (?:class="(?:mark-|background|foreground)[^"]*"|pointer-events="none"|opacity="1"'
    r'|font-family="sans-serif")'
)

_COUNTED = re.compile(r"\b(gradient_|clip)(\d+)\b")


def slim(svg: str) -> str:
    """The same drawing in fewer bytes: the page carries several.

    >>> slim('<svg width="9"><text opacity="1" font-family="sans-serif">a</text></svg>')
    '<svg font-family="sans-serif" width="9"><text>a</text></svg>'
    """
    bare = _SAID_OF_EVERY_MARK.sub("", svg)
    # Numbers that the drawing engine has counted on from one picture to the next.
    counted = {name: n for n, name in enumerate(dict.fromkeys(_COUNTED.findall(bare)))}
    bare = _COUNTED.sub(lambda name: f"{name[1]}{counted[name.groups()]}", bare)
    return bare.replace("<svg ", '<svg font-family="sans-serif" ', 1)


def _drawn(specification: str) -> str:
    return str(vlc.vegalite_to_svg(specification, vl_version=VEGA_LITE))


#: Draws a Vega-Lite specification as SVG. It takes half a second to start and has threads: a
#: process that is one of many may have another draw for it.
draw: Callable[[str], str] = _drawn


@dataclass(frozen=True)
class Figure:
    """A chart of the page.

    Attributes
    ----------
    name : str
        Short name, unique on the page.
    title : str
        What it shows.
    finding : str
        The one sentence to take away.
    description : str
        Text alternative for a reader who does not see the chart.
    shape : dict
        Vega-Lite specification without data: how it is drawn.
    datasets : dict
        What is drawn, by the names the shape uses.
    table_html : str
        The numbers behind the chart.
    table_when_narrow : bool
        Whether a small screen shows the numbers and no chart, which would be too small to read.
    """

    name: str
    title: str
    finding: str
    description: str
    shape: dict[str, Any]
    datasets: dict[str, list[dict[str, Any]]]
    table_html: str
    table_when_narrow: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape", drawable(self.shape))
        object.__setattr__(self, "datasets", drawable(self.datasets))

    @property
    def spec(self) -> dict[str, Any]:
        """Vega-Lite specification, data and description in it."""
        return {
            **self.shape,
            "datasets": self.datasets,
            "description": self.description,
            "usermeta": {"figure": self.name},
        }

    @cached_property
    def svg(self) -> str:
        """Static picture of the chart, for print and for browsers without scripts."""
        small = {"width": PAPER_WIDTH, "height": PAPER_HEIGHT}
        size = small if self.shape.get("height") == CHART_HEIGHT else {}
        return slim(draw(json.dumps({**self.spec, **size})))

    @property
    def html(self) -> str:
        """Figure that needs no script."""
        label = text_of(self.description)
        narrow = " planner-table-when-narrow" if self.table_when_narrow else ""
        return (
            f'<figure class="planner-figure{narrow}" id="figure-{self.name}">'
            f"<figcaption><h3>{text_of(self.title)}</h3>"
            f'<p class="finding">{text_of(self.finding)}</p></figcaption>'
            f'<div class="planner-chart" data-figure="{self.name}" role="img" '
            f'aria-label="{label}">{self.svg}</div>'
            '<details class="planner-data"><summary>'
            f"The numbers behind: {text_of(self.title)}</summary>"
            f"{self.table_html}</details></figure>"
        )

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        html = in_notebook(self.html)
        return {MIME: self.spec, "text/html": html, "text/plain": self.description}
