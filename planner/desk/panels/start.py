"""The tab where the desk opens."""

from __future__ import annotations

from collections.abc import Mapping

from planner.desk.live.controls import button
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.panel import Panel
from planner.views.board.problem_table import problem_table

RELOADED = "The tables were read again."


class StartPanel(Panel):
    """What is wrong or unusual in the plan, and where to go next."""

    name = "start"
    title = "Start"
    needs_plan = False

    def layout(self) -> str:
        """A place for the problems."""
        return '<div data-region="problems"></div>'

    def regions(self) -> Mapping[str, Shown]:
        """Problems and warnings as a table."""
        plan = self.bench.plan
        problems = self.bench.problems if plan is None else plan.warnings
        reload = button("start.reload", "Read the tables again")
        return {"problems": f"{problem_table(problems).html}{reload}"}

    def heed(self, event: Event) -> None:
        """Read the tables again."""
        if event.action == "reload":
            self.bench.reload()
            self.bench.say(RELOADED)
