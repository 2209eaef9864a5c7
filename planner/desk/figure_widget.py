"""Charts in JupyterLab that follow a slider without being drawn again.

JupyterLab cannot draw Vega-Lite 6 offline by itself. One widget brings the Vega bundle into the
browser, once for all charts; each chart is a widget that sends its shape when it changes and
otherwise only its data.
"""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

from planner.publish.bundle import vega_bundle
from planner.views.format.figure import Figure

_HERE = Path(__file__).parent


class VegaBundle(anywidget.AnyWidget):
    """The drawing library, put into the browser when the widget is made; shows nothing."""

    _esm = _HERE / "vega_bundle.js"
    script = traitlets.Unicode().tag(sync=True)


class FigureWidget(anywidget.AnyWidget):
    """One chart with its finding."""

    _esm = _HERE / "figure_widget.js"
    _css = _HERE / "figure_widget.css"
    title = traitlets.Unicode().tag(sync=True)
    finding = traitlets.Unicode().tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    shape = traitlets.Dict().tag(sync=True)
    datasets = traitlets.Dict().tag(sync=True)

    def show(self, figure: Figure) -> None:
        """Draw a figure; if only its numbers changed, only they are sent."""
        with self.hold_sync():
            self.title = figure.title
            self.finding = figure.finding
            self.description = figure.description
            self.datasets = figure.datasets
            if figure.shape is not self.shape:
                self.shape = figure.shape


def load_bundle() -> VegaBundle:
    """Widget that brings the drawing library into the browser."""
    return VegaBundle(script=vega_bundle())
