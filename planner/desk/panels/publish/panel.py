"""The tab that makes pages: one button, how far it is, and the pages made earlier."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.opening.sitting import this_sitting
from planner.desk.panels.panel import Panel
from planner.desk.panels.publish.parts import (
    BROKEN,
    CHANGED,
    MOVED,
    UNSAVED,
    Note,
    choices_html,
    made_html,
    notes_html,
    progress_html,
)
from planner.desk.publishing.page_server import PageServer
from planner.desk.publishing.pages import Publishing, Stage
from planner.desk.publishing.saved_plan import SavedPlan
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.scenarios import BASE
from planner.publish.made_pages import made_pages

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

#: Where pages go outside ``planner desk``, as on the command line.
OUTPUTS = Path("outputs")
CHANGED_JUST_NOW = (
    "The plan's files were changed just now. Read the note above the button, then press it again."
)
BEING_MADE = "A page is being made already. Wait until it is ready, or stop it."
ON_PUBLISH = "{sentence} See the Publish tab."


class PublishPanel(Panel):
    """Makes the board page of the plan as it is saved, and lists what was made."""

    name = "publish"
    title = "Publish"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        sitting = this_sitting()
        output = sitting.desks.parent if sitting else OUTPUTS
        self.publishing = Publishing(output, self._stage_changed)
        self.server = PageServer(output)
        self._saved = SavedPlan(bench.path, allow_difference=bench.allow_difference)
        self._main = BASE
        self._compared: dict[str, bool] = {}
        self._noted: tuple[Note, ...] = ()

    def layout(self) -> str:
        """What the page is, and places for everything else."""
        return (
            "<h2>Make the board page</h2>"
            "<p>One HTML file with the answer, the charts and every table. It opens on any "
            "computer without the internet, and can be sent by email.</p>"
            '<div data-region="notes"></div><div data-region="choices"></div>'
            '<div data-region="progress"></div><div data-region="made"></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """What to know first, which scenarios, how far it is, and pages made earlier."""
        shown = {"progress": progress_html(self.publishing.stage, self.server)}
        try:
            plan = self._saved.read()
        except PlanError:
            self._noted = (BROKEN,)
            return {"notes": notes_html(self._noted), "choices": "", **shown, "made": ""}
        self._noted = self._notes(plan)
        main, *_ = self._scenarios(plan)
        others = {name: self._is_compared(plan, name) for name in plan.scenario_names}
        others.pop(main)
        pages = made_pages(plan.name, self.publishing.output)
        return {
            "notes": notes_html(self._noted),
            "choices": choices_html(plan, main, others),
            **shown,
            "made": made_html(plan, pages, self.server),
        }

    def heed(self, event: Event) -> None:
        """Make pages, stop, choose scenarios, or go where a note leads."""
        match event.action:
            case "page" | "all":
                self._make(event.action)
            case "stop":
                self.publishing.stop()
            case "main":
                self._main = event.value
            case "compare":
                self._compared[event.fields["key"]] = event.value == "yes"
            case "reload":
                self.bench.reload()
            case "inputs":
                self.bench.open("inputs")
            case "save":
                self.bench.open("explore", save="yes")

    def _make(self, what: str) -> None:
        """Begin, unless there is something to know first that was not on the tab yet."""
        if self.publishing.stage.busy:
            self.bench.notice(BEING_MADE)
            return
        plan = self._saved.read()
        if self._notes(plan) != self._noted:
            self.bench.notice(CHANGED_JUST_NOW)
        elif what == "all":
            difference = self.bench.allow_difference
            self.publishing.make_all(plan, self._scenarios(plan), allow_difference=difference)
        else:
            self.publishing.make_page(plan, self._scenarios(plan))

    def _notes(self, saved: Plan) -> tuple[Note, ...]:
        """How the page will differ from what the desk shows."""
        bench = self.bench
        shown = bench.plan
        differs = shown is None or shown.digest != saved.digest
        notes = [UNSAVED] if bench.unsaved else [CHANGED] if differs else []
        return (*notes, MOVED) if bench.what_if.is_moved else tuple(notes)

    def _scenarios(self, plan: Plan) -> tuple[str, ...]:
        """Scenarios of the page, the main one first."""
        names = plan.scenario_names
        main = self._main if self._main in names else BASE
        others = (name for name in names if name != main and self._is_compared(plan, name))
        return (main, *others)

    def _is_compared(self, plan: Plan, scenario: str) -> bool:
        return self._compared.get(scenario, scenario in plan.compared_names)

    def _stage_changed(self) -> None:
        """From the thread that makes pages: show how far it is; say when it has ended."""
        bench, stage = self.bench, self.publishing.stage
        if not stage.busy:
            bench.from_thread(lambda: self._ended(stage))
        elif bench.panel is self:
            bench.from_thread(lambda: None)

    def _ended(self, stage: Stage) -> None:
        if self.bench.panel is self:
            self.bench.say(stage.sentence)
        else:
            made = stage.page is not None
            self.bench.notice(ON_PUBLISH.format(sentence=stage.sentence), done=made)
