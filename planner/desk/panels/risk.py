"""The tab on what could happen: the same futures every time, so that levers stay live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from planner.analysis.simulation.incident_losses import IncidentLosses, incident_losses
from planner.analysis.simulation.simulate import Simulation, simulate
from planner.desk.live.controls import button, disclosure
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.answered import Answered
from planner.desk.panels.moved_levers import MovedLevers
from planner.desk.panels.panel import Panel
from planner.plan.plan import Plan
from planner.plan.what_if.ranges import uncertain_inputs
from planner.plan.what_if.scenarios import Scenario
from planner.views.charts import fan
from planner.views.format.markup import text_of
from planner.views.questions.held_draws import what_to_type, which_futures
from planner.views.questions.incident_losses import incidents_block
from planner.views.questions.simulation import (
    chances_table,
    headline,
    method_note,
    ranges_table,
    scenarios_table,
)

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

#: Futures shown at once, and those that follow when nothing moves, as many as on the page.
FIRST_LOOK, ALL_FUTURES = 512, 4096
#: The same futures every time, those of the page.
SEED = 1
_FIGURES = {"reserve": fan.reserve_fan, "unfunded": fan.unfunded_fan}


class RiskPanel(Panel):
    """Chances and fans of what is tried out, next to where it started from."""

    name = "risk"
    title = "Risk"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._levers = MovedLevers(bench)
        self._futures: Answered[Simulation] = Answered()
        self._losses: Answered[Sequence[IncidentLosses]] = Answered()

    def layout(self) -> str:
        """The chances, the fans, and what varies; without ranges, what to type."""
        plan = self.bench.comparison.plan
        fans = "".join(f'<figure data-figure="{name}"></figure>' for name in _FIGURES)
        chances = (
            f'<div class="planner-desk-charts">{fans}</div><div data-region="chances"></div>'
            if uncertain_inputs(plan)
            else ""
        )
        incidents = (
            '<h3>Cyber incidents, outside the budget</h3><div data-region="incidents"></div>'
        )
        if not chances:
            return f'<h2>What could happen</h2><div data-region="said"></div>{incidents}'
        return (
            '<h2>What could happen</h2><section aria-label="Levers" data-region="levers">'
            f'</section><div data-region="said"></div>{chances}{incidents}'
            '<h3>What varies</h3><div data-region="varies"></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """Chances from a first look, and from all futures when nothing moves."""
        plan = self.bench.comparison.plan
        incidents = {"incidents": self._incidents(plan)}
        to_ranges = button("risk.ranges", "Go to the table of ranges", key="risk-ranges")
        if not uncertain_inputs(plan):
            return {"said": what_to_type(plan).html + to_ranges, **incidents}
        found = self._found(plan)
        to_come = ALL_FUTURES if found.draws < ALL_FUTURES else 0
        said = f'<p class="planner-note">{text_of(which_futures(found, to_come))}</p>'
        both = scenarios_table(found).html if len(found.outcomes) > 1 else ""
        how = disclosure("risk-method", "How this was calculated", method_note(found).html)
        return {
            "levers": self._levers.html(),
            "said": headline(found).html + said,
            **{name: draw(found) for name, draw in _FIGURES.items()},
            "chances": both + chances_table(found).html,
            "varies": ranges_table(found).html + to_ranges + how,
            **incidents,
        }

    def heed(self, event: Event) -> None:
        """Go to where ranges are entered."""
        if event.action == "ranges":
            self.bench.open("inputs", table="ranges")

    def _found(self, plan: Plan) -> Simulation:
        """All futures if they are known; until then fewer of them, and all of them later."""
        scenarios = self.bench.comparison.scenarios
        tried = scenarios[:1] if not self.bench.what_if.is_moved else scenarios
        if all(self._futures.known(plan, _asked(one, ALL_FUTURES)) for one in tried):
            return self._together(plan, tried, ALL_FUTURES)
        self.bench.later(partial(self._look_at_all, plan, tried))
        return self._together(plan, tried, FIRST_LOOK)

    def _look_at_all(self, plan: Plan, tried: Sequence[Scenario]) -> None:
        self._together(plan, tried, ALL_FUTURES)

    def _together(self, plan: Plan, tried: Sequence[Scenario], draws: int) -> Simulation:
        """Scenarios in the same futures, each of them carried forward once."""
        found = [
            self._futures.of(plan, _asked(one, draws), partial(simulate, plan, draws, SEED, [one]))
            for one in tried
        ]
        outcomes = tuple(
            replace(simulation.main, scenario=one)
            for simulation, one in zip(found, tried, strict=True)
        )
        return replace(found[0], outcomes=outcomes)

    def _incidents(self, plan: Plan) -> str:
        """Losses do not depend on what is tried out; they are drawn once for a plan."""
        losses = self._losses.of(
            plan, ALL_FUTURES, lambda: incident_losses(plan, ALL_FUTURES, SEED)
        )
        return incidents_block(losses, len(plan.years), ALL_FUTURES).html


def _asked(scenario: Scenario, draws: int) -> tuple[object, int]:
    """What is asked: a scenario by what it changes, and in how many futures."""
    return scenario.changes, draws
