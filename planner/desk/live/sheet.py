"""The sheet: one widget that shows HTML by regions and sends back what somebody did.

Every control on it is a native element of HTML with a label, so that keyboards and screen readers
know it. What it shows is made in Python. The browser patches what changed: the keyboard stays
where it is, and a chart whose numbers changed is not drawn from scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from planner.desk.live.events import Event, event_of
from planner.desk.sheet_style import sheet_style
from planner.publish.page.bundle import vega_bundle
from planner.publish.page.shell import page_script
from planner.views.format.figure import Figure

#: HTML, every word of a plan in it escaped, or a chart.
Shown = str | Figure

_HERE = Path(__file__).parent
#: What the browser asks for when it draws the sheet for the first time.
_EVERYTHING = "everything"


def _script() -> str:
    parts = ("patch.js", "charts.js", "events.js", "grid.js", "sheet.js")
    own = ((_HERE / part).read_text("utf-8") for part in parts)
    return "\n".join([page_script("press.js"), *own])


def _style() -> str:
    own = ("sheet.css", "inputs.css", "start.css")
    return sheet_style() + "\n".join((_HERE / part).read_text("utf-8") for part in own)


class VegaBundle(anywidget.AnyWidget):
    """The drawing library, put into the browser when the widget is made; shows nothing."""

    _esm = _HERE / "vega_bundle.js"
    script = traitlets.Unicode().tag(sync=True)


class LiveSheet(anywidget.AnyWidget):
    """HTML by regions, and what somebody did with its controls.

    Parameters
    ----------
    heed : callable
        Takes each event; what it shows is sent before the next event comes.

    Attributes
    ----------
    shown : dict
        What is shown now, by the names of the regions.
    """

    _esm = _script()
    _css = _style()

    def __init__(self, heed: Callable[[Event], None]) -> None:
        self._heed = heed
        self.shown: dict[str, Shown] = {}
        self._waiting: dict[str, Any] = {}
        super().__init__()
        self.bundle = VegaBundle(script=vega_bundle())
        self.on_msg(self._told)

    def show(self, regions: Mapping[str, Shown]) -> None:
        """Show regions; those that are shown already are not sent again.

        Parameters
        ----------
        regions : mapping
            Name of a region or a figure in the HTML -> what is in it. A region comes before those
            that are within it.
        """
        changed = {name: shown for name, shown in regions.items() if self.shown.get(name) != shown}
        message = {name: self._sent(name, shown) for name, shown in changed.items()}
        self.shown = dict(regions)
        if message:
            self.send({"regions": message, **self._take_waiting()})

    def say(self, sentence: str) -> None:
        """A sentence for who cannot see what changed; said once, with what is shown next."""
        self._waiting["say"] = sentence

    def focus(self, control: str) -> None:
        """Bring the keyboard to a control, by its id, with what is shown next."""
        self._waiting["focus"] = control

    def lead_to(self, address: str) -> None:
        """Bring the browser to another address, with what is shown next."""
        self._waiting["go"] = address

    def _take_waiting(self) -> dict[str, Any]:
        taken, self._waiting = self._waiting, {}
        return taken

    def _sent(self, name: str, shown: Shown) -> object:
        """What the browser needs of a region: of a chart drawn already, its new numbers."""
        if isinstance(shown, str):
            return shown
        before = self.shown.get(name)
        sent: dict[str, Any] = {
            "title": shown.title,
            "finding": shown.finding,
            "description": shown.description,
            "datasets": shown.datasets,
            "table": shown.table_html,
        }
        if not isinstance(before, Figure) or before.shape != shown.shape:
            sent["shape"] = shown.shape
        return sent

    def _told(self, _widget: object, message: object, _buffers: object) -> None:
        if isinstance(message, dict) and message.get("ask") == _EVERYTHING:
            shown, self.shown = self.shown, {}
            self.show(shown)
            return
        event = event_of(message)
        try:
            if event is not None:
                self._heed(event)
        finally:  # the browser holds the next event back until this one is done
            self.send({"done": True, **self._take_waiting()})
