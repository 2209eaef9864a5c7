"""The tab with the levers: move one, and the answer, the charts and what changed follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planner.analysis.compare import Comparison
from planner.desk.levers import Lever, levers_of
from planner.desk.live.controls import choice, slider, switch
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.panel import Panel
from planner.desk.what_if import Move, WhatIf
from planner.plan.plan import Plan
from planner.views import charts
from planner.views.format.figure import Figure
from planner.views.format.markup import text_of

_FIGURES: Mapping[str, Callable[[Comparison], Figure]] = {
    "cost": charts.cost_against_revenue,
    "money": charts.who_pays,
    "reserve": charts.reserve_against_policy,
    "devices": charts.refresh_calendar,
}


class ExplorePanel(Panel):
    """Levers to the left, charts to the right."""

    name = "explore"
    title = "Explore"

    def layout(self) -> str:
        """Levers, and a place for each chart."""
        figures = "".join(f'<figure data-figure="{name}"></figure>' for name in _FIGURES)
        return (
            '<div class="planner-desk-sides"><div data-region="levers"></div>'
            f'<div class="planner-desk-charts">{figures}</div></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """The levers where they are, and the charts of what they make."""
        comparison = self.bench.comparison
        figures = {name: draw(comparison) for name, draw in _FIGURES.items()}
        return {"levers": self._levers(comparison.plan), **figures}

    def heed(self, event: Event) -> None:
        """Move a lever, or start from another scenario."""
        bench = self.bench
        if event.action == "start":
            bench.ask(WhatIf(event.value))
        elif event.action == "move":
            lever = self._lever(event.fields["key"])
            value = float(event.value == "yes") if lever.kind == "yes_no" else float(event.value)
            if abs(value - lever.start) < 1e-9:
                bench.ask(bench.what_if.put_back(_name(lever)))
            else:
                bench.ask(bench.what_if.moved(Move(_name(lever), lever.change(value), event.value)))

    def _lever(self, name: str) -> Lever:
        return next(
            lever for lever in levers_of(self.bench.comparison.plan) if _name(lever) == name
        )

    def _levers(self, plan: Plan) -> str:
        names = dict.fromkeys([*plan.scenario_names, self.bench.what_if.start])
        made = [
            choice(
                "explore.start",
                "start-from",
                "Start from",
                {n: n for n in names},
                self.bench.what_if.start,
            )
        ]
        group = ""
        for lever in levers_of(plan):
            if lever.group != group:
                group = lever.group
                made.append(f"<h3>{text_of(group)}</h3>")
            made.append(self._control(lever))
        return "".join(made)

    def _control(self, lever: Lever) -> str:
        name = _name(lever)
        move = self.bench.what_if.move_of(name)
        value = lever.start if move is None else float(str(move.change.value))
        fields = {"key": name}
        if lever.kind == "yes_no":
            return switch("explore.move", f"lever-{name}", lever.label, fields, on=bool(value))
        says = f"{value:.1%}" if lever.kind == "rate" else f"{value:.0f}"
        bounds = (lever.low, lever.high, lever.step)
        made = slider(
            "explore.move", f"lever-{name}", lever.label, value, bounds, fields, says=says
        )
        return f"<div>{text_of(lever.label)} {made} {says}</div>"


def _name(lever: Lever) -> str:
    return "/".join(part for part in (lever.table, lever.row, lever.field) if part)
