"""A chart, and what a reader who cannot see it needs: finding, description, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from planner.views.format.drawing import picture
from planner.views.format.drawn_names import drawable
from planner.views.format.markup import in_notebook, text_of
from planner.views.format.mime_types import CHART
from planner.views.format.theme import CHART_HEIGHT, PAPER_HEIGHT, PAPER_WIDTH


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
        return picture({**self.spec, **size})

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
        return {CHART: self.spec, "text/html": html, "text/plain": self.description}
