"""The tab on devices: how old they are, when they are bought, and what spreading it out means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.analysis.optimization.smoothing import Smoothing, smoothing
from planner.desk.live.controls import button, slider, text_input
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.panel import Panel
from planner.plan.cells.read_cell import CellError, doubt_of, read_cell
from planner.plan.cells.text import clean
from planner.plan.problems.problem import Problem
from planner.plan.tables.column import Column
from planner.projection.project import Projection
from planner.views import charts
from planner.views.board.concern_words import capital
from planner.views.charts.spreading import spread_purchases
from planner.views.detail.device_ages import NO_FLEETS, devices_by_age
from planner.views.detail.devices import (
    past_their_time,
    repair_and_support,
    spreading_sentence,
    what_waiting_means,
)
from planner.views.format.markup import text_of
from planner.views.format.money import dollars

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

_CAP = Column("Yearly cap", "money", "Most to spend on devices in a year", example="$900,000")
SUSTAINABLE = "the sustainable annual cost of each year"
HINT = "Blank for the sustainable annual cost of each year."


class DevicesPanel(Panel):
    """Ages against life and support, purchases, and a cap that spreads them out."""

    name = "devices"
    title = "Devices"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._cap: float | None = None
        self._typed = self._wrong = self._doubt = ""
        self._found: tuple[Projection, float | None, Smoothing] | None = None

    def layout(self) -> str:
        """Purchases first, then ages and repair; one sentence where there are no fleets."""
        if not self.bench.comparison.plan.devices:
            return '<h2>Devices</h2><div data-region="none"></div>'
        return (
            '<h2>Devices</h2><div class="planner-devices-cap" data-region="cap"></div>'
            '<div class="planner-desk-charts"><figure data-figure="spread"></figure>'
            '<figure data-figure="bought"></figure></div>'
            '<h3>What waiting means</h3><div data-region="waiting"></div>'
            '<h3>How old the devices are</h3><div data-region="ages"></div>'
            '<h3>Past their time</h3><div data-region="past"></div>'
            '<h3>Repair and support</h3><div data-region="repair"></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """Each part for what is tried out, under the cap that was chosen."""
        comparison = self.bench.comparison
        if not comparison.plan.devices:
            go = button("devices.fleets", "Go to the table of devices", key="devices-fleets")
            return {"none": f"<p>{text_of(NO_FLEETS)}</p>{go}"}
        main, found = comparison.main, self._spread()
        return {
            "cap": self._control(found),
            "spread": spread_purchases(main, found, self._cap),
            "bought": charts.refresh_calendar(comparison),
            "waiting": what_waiting_means(main, found).html,
            "ages": devices_by_age(comparison).html,
            "past": past_their_time(comparison).html,
            "repair": repair_and_support(comparison).html,
        }

    def heed(self, event: Event) -> None:
        """Set the cap, by slider or as typed, or go to the fleets."""
        self._typed = self._wrong = self._doubt = ""
        if event.action == "fleets":
            self.bench.open("inputs", table="devices")
            return
        if event.action == "slide":
            self._cap = float(event.value)
        elif event.action == "type":
            self._read(event.value)
        elif event.action == "sustainable":
            self._cap = None
        years = self.bench.comparison.main.years
        self.bench.say(self._wrong or spreading_sentence(self._spread(), years, self._cap))

    def _read(self, text: str) -> None:
        """A cap as a cell of money is typed; what cannot be read stays as typed, with why."""
        typed = clean(text)
        if not typed:
            self._cap = None
            return
        try:
            value = read_cell(_CAP, typed)
        except CellError as error:
            self._refuse(text, error.code, error.facts)
            return
        assert isinstance(value, float)  # an amount of money is a number
        if value < 0:
            self._refuse(text, "P18", {"value": typed, "limit": "$0"})
            return
        self._cap, doubt = value, doubt_of(_CAP, typed)
        self._doubt = Problem(doubt[0], "", facts=doubt[1]).message if doubt else ""

    def _refuse(self, text: str, code: str, facts: Mapping[str, str]) -> None:
        self._typed = text
        self._wrong = capital(Problem(code, "", facts=dict(facts)).message)

    def _spread(self) -> Smoothing:
        """Purchases spread out, found once for what is tried out and the cap."""
        projection = self.bench.comparison.main.projection
        known = self._found
        if known is None or known[0] is not projection or known[1] != self._cap:
            known = (projection, self._cap, smoothing(projection, self._cap))
            self._found = known
        return known[2]

    def _control(self, found: Smoothing) -> str:
        """The cap as a slider and as an input, and a way back."""
        at = float(found.cap.max()) if self._cap is None else self._cap
        says = SUSTAINABLE if self._cap is None else dollars(self._cap)
        shown = "" if self._cap is None else dollars(self._cap)
        bounds = found.caps
        typed = text_input(
            "devices.type",
            "devices-cap",
            "Yearly cap on device purchases",
            self._typed or shown,
            wrong=self._wrong,
            hint=capital(self._doubt) or HINT,
        )
        moved = slider(
            "devices.slide",
            "devices-cap-slider",
            "Yearly cap on device purchases",
            min(at, bounds[1]),
            bounds,
            says=says,
        )
        back = button(
            "devices.sustainable",
            "Use the sustainable annual cost",
            key="devices-sustainable",
        )
        return f"<div>{typed}</div>{moved}{back}"
