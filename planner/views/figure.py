"""A chart with everything a reader needs who cannot see it: finding, description, numbers."""

from __future__ import annotations

import planner.startup  # noqa: F401  must come before altair: it saves a second of start-up

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import vl_convert as vlc

from planner.views.markup import text_of

VEGA_LITE = "6.4"
MIME = "application/vnd.vegalite.v6+json"


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
    """

    name: str
    title: str
    finding: str
    description: str
    shape: dict[str, Any]
    datasets: dict[str, list[dict[str, Any]]]
    table_html: str

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
        """Still picture of the chart, for print and for browsers without scripts."""
        return str(vlc.vegalite_to_svg(json.dumps(self.spec), vl_version=VEGA_LITE))

    @property
    def html(self) -> str:
        """Figure that stands without any script."""
        label = text_of(self.description)
        return (
            f'<figure class="planner-figure" id="figure-{self.name}">'
            f"<figcaption><h3>{text_of(self.title)}</h3>"
            f'<p class="finding">{text_of(self.finding)}</p></figcaption>'
            f'<div class="planner-chart" data-figure="{self.name}" role="img" '
            f'aria-label="{label}">{self.svg}</div>'
            f'<details class="planner-data"><summary>The numbers behind this chart</summary>'
            f"{self.table_html}</details></figure>"
        )

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        return {MIME: self.spec, "text/html": self.html, "text/plain": self.description}
