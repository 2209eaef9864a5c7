"""The desk's workbench: one plan, what is tried out on it, and the tabs that show both."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from planner.analysis.compare import Comparison, compare, compare_moved
from planner.desk.frame import answer_bar, frame, notice_html, problems_bar, tabs
from planner.desk.live.events import Event
from planner.desk.live.sheet import LiveSheet, Shown
from planner.desk.live.work_later import WorkLater
from planner.desk.panels.decide.panel import DecidePanel
from planner.desk.panels.devices import DevicesPanel
from planner.desk.panels.explore.panel import ExplorePanel
from planner.desk.panels.inputs.panel import InputsPanel
from planner.desk.panels.keep import KeepPanel
from planner.desk.panels.panel import Panel
from planner.desk.panels.publish.panel import PublishPanel
from planner.desk.panels.risk import RiskPanel
from planner.desk.panels.start.panel import StartPanel
from planner.desk.what_if import WhatIf
from planner.editing.draft import EditError
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, scenario_of

#: The tabs, from left to right; the first is where the desk opens.
PANELS: tuple[type[Panel], ...] = (
    StartPanel,
    InputsPanel,
    ExplorePanel,
    KeepPanel,
    RiskPanel,
    DecidePanel,
    DevicesPanel,
    PublishPanel,
)

NOT_READ = "This tab needs a plan that can be calculated. The Start tab lists what to fix first."
FAILED = (
    "The planner could not do that ({reason}). Your tables and what you typed are unchanged; "
    "please report it with the steps that led here."
)
PUT_BACK = "What you tried out no longer fits the plan and was put back."
#: What the controls around the tabs do.
_DESK = "desk"


class Workbench:
    """A plan on the desk.

    Parameters
    ----------
    path : Path
        Folder or workbook of the tables.
    scenario : str
        Scenario to start from, several joined by ``+``.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Attributes
    ----------
    plan : Plan or None
        What is calculated with; None while the tables must be fixed first.
    problems : tuple of Problem
        Why there is no plan; where there is one, nothing.
    unsaved : str
        What the plan here has that its files do not have, in a sentence; blank if nothing.
    what_if : WhatIf
        What is tried out.
    """

    def __init__(self, path: Path, scenario: str = BASE, *, allow_difference: bool = False) -> None:
        self.path = path
        self.allow_difference = allow_difference
        self.plan: Plan | None = None
        self.problems: tuple[Problem, ...] = ()
        self.unsaved = ""
        self.what_if = WhatIf(scenario)
        self._comparison: Comparison | None = None
        self._started: Comparison | None = None
        self._notice: tuple[str, ...] = ()
        self._tells_what_is_done = False
        self._work = WorkLater()
        self.panels: dict[str, Panel] = {}
        self.sheet = LiveSheet(self.heed)
        self._read(scenario)
        self.panels = {kind.name: kind(self) for kind in PANELS}
        self.panel = next(iter(self.panels.values()))
        self.show()

    @property
    def comparison(self) -> Comparison:
        """What is tried out, against the scenario it starts from."""
        if self.plan is None:
            raise PlanError(self.problems)
        if self._comparison is None:
            tried = self.what_if.scenario(self.plan)
            self._comparison = compare_moved(self._start_of(self.plan), tried)
        return self._comparison

    def ask(self, what_if: WhatIf) -> None:
        """Try something else out.

        Raises
        ------
        PlanError
            If the tables would refuse it; then nothing has changed.
        """
        if self.plan is None:
            raise PlanError(self.problems)
        what_if.check(self.plan)
        self.what_if = what_if
        self._something_moved()

    def use_plan(self, plan: Plan, *, unsaved: str = "") -> None:
        """Calculate with another plan, such as one with edits that are not saved yet.

        What is tried out stays, as far as it fits the plan.

        Parameters
        ----------
        plan : Plan
            The plan.
        unsaved : str
            What it has that its files do not have, in a sentence; blank if nothing.
        """
        self.plan, self.problems, self.unsaved = plan, (), unsaved
        for what_if in (self.what_if, self.what_if.all_put_back(), WhatIf()):
            try:
                what_if.check(plan)
            except PlanError:
                continue
            if what_if != self.what_if:
                self.notice(PUT_BACK)
            self.what_if = what_if
            break
        self._something_moved()

    def reload(self) -> None:
        """Read the plan's files again."""
        try:
            plan = read_plan(self.path, allow_difference=self.allow_difference)
        except PlanError as error:
            self.plan, self.problems, self.unsaved = None, error.problems, ""
            self._something_moved()
        else:
            self.use_plan(plan)
        for panel in self.panels.values():
            panel.reloaded()

    def say(self, sentence: str) -> None:
        """Tell who cannot see the sheet what changed; once, politely."""
        self.sheet.say(sentence)

    def notice(self, *sentences: str, done: bool = False) -> None:
        """Show sentences above every tab until the next thing is done.

        Parameters
        ----------
        *sentences : str
            What is to be read.
        done : bool
            Whether they say that something is done, and nothing is wrong [yes or no].
        """
        self._notice, self._tells_what_is_done = sentences, done
        self.say(" ".join(sentences))

    def open(self, panel: str, **at: str) -> None:
        """Go to a tab, and to a place on it."""
        self.panel = self.panels[panel]
        self.panel.at(**at)

    def later(self, work: Callable[[], None]) -> None:
        """Do slow work after what is quick was shown; dropped where something moves meanwhile."""
        self._work.add(lambda: self._do_and_show(work))

    def from_thread(self, work: Callable[[], None]) -> None:
        """Do something in the desk's own thread and show it; for work that goes on elsewhere."""
        self._work.from_thread(lambda: self._do_and_show(work))

    def heed(self, event: Event) -> None:
        """Do what somebody asks, and show what follows."""
        with self._work.turn:
            self._notice = ()
            self._work.is_here()
            self._do_and_show(lambda: self._do(event))

    def show(self) -> None:
        """Show the tab that is open; only what differs from before is sent."""
        try:
            shown = self._regions()
        except Exception as error:
            traceback.print_exc()
            self.notice(FAILED.format(reason=error))
            shown = {"sheet": frame(), "desk.notice": self._notices()}
        self.sheet.show(shown)
        self._work.catch_up()

    def shown(self, panel: str) -> Mapping[str, Shown]:
        """What a tab shows now, by the names of its regions."""
        return self.panels[panel].regions()

    def _read(self, scenario: str) -> None:
        """Read the plan for the first time: a scenario that it does not have is named."""
        self.reload()
        try:
            if self.plan is not None:
                scenario_of(self.plan, scenario)
        except PlanError as error:
            self.notice(*map(str, error.problems))

    def _start_of(self, plan: Plan) -> Comparison:
        """The scenario that was started from, which is projected once."""
        begun, known = scenario_of(plan, self.what_if.start), self._started
        if known is None or known.plan is not plan or known.scenarios[0] != begun:
            self._started = known = compare(plan, [begun])
        return known

    def _something_moved(self) -> None:
        self._comparison = None
        self._work.something_moved()

    def _do_and_show(self, work: Callable[[], None]) -> None:
        with self._work.turn:
            try:
                work()
            except PlanError as error:
                self.notice(*map(str, error.problems))
            except EditError as error:
                self.notice(str(error))
            except Exception as error:
                traceback.print_exc()
                self.notice(FAILED.format(reason=error))
            self.show()

    def _do(self, event: Event) -> None:
        if event.panel != _DESK:
            self.panels[event.panel].heed(event)
        elif event.action == "open":
            self.open(**event.fields)
        elif event.action == "put-back":
            self.ask(self.what_if.all_put_back())

    def _regions(self) -> dict[str, Shown]:
        """Everything that is shown, what is around first."""
        panel = self.panel
        readable = self.plan is not None or not panel.needs_plan
        layout = panel.layout() if readable else f"<p>{NOT_READ}</p>"
        own = panel.regions() if readable else {}
        titles = {name: one.title for name, one in self.panels.items()}
        return {
            "sheet": frame(),
            "desk.answer": self._bar(),
            "desk.tabs": tabs(titles, panel.name),
            "desk.notice": self._notices(),
            "desk.panel": _with_name(panel.name, layout),
            **{f"{panel.name}.{name}": shown for name, shown in own.items()},
        }

    def _notices(self) -> str:
        return notice_html(self._notice, done=self._tells_what_is_done)

    def _bar(self) -> str:
        if self.plan is None:
            return problems_bar(self.problems)
        return answer_bar(self.comparison, self.what_if, self.unsaved)


def _with_name(panel: str, layout: str) -> str:
    """A tab's layout with the tab's name before those of its regions: each is unique."""
    for kind in ("region", "figure"):
        layout = layout.replace(f'data-{kind}="', f'data-{kind}="{panel}.')
    return layout
