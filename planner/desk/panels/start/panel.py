"""The tab where the desk opens: what is wrong, where to go next, and the way to other plans."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.atomic_files import why_not_written
from planner.desk.file_stamps import last_changed, stamp_of
from planner.desk.live.controls import button, disclosure
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.opening.known_plans import forget
from planner.desk.opening.launch import open_here
from planner.desk.opening.sitting import this_sitting
from planner.desk.panels.panel import Panel
from planner.desk.panels.start.first_plan import PLACE, AnswersError, write_plan
from planner.desk.panels.start.glance import look_at
from planner.desk.panels.start.new import new_plan_html
from planner.desk.panels.start.next import next_html
from planner.desk.panels.start.plans import (
    NO_DESK,
    open_another_html,
    other_plans,
    path_of,
    plans_html,
    waiting,
)
from planner.desk.panels.start.problems import INPUTS, problems_with_fix
from planner.packaged import example, examples_dir
from planner.plan.cells.moments import moment
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import place_at
from planner.plan.start_sheet.questions import QUESTIONS
from planner.views.board.assumptions import completeness_note
from planner.views.board.problem_table import counted
from planner.views.format.markup import text_of

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

RELOADED = "The tables were read again."
MADE = "The plan is {plan}."
FIX = (
    "Fix what the table lists, here or in Excel. After a change in Excel, save the file and read "
    "the tables again."
)
_RELOAD = button("start.reload", "Read the tables again")
_EXAMPLE = "prairie-view"
_LAYOUT = (
    '<div class="planner-start"><div>'
    '<section data-region="first"></section><section data-region="about"></section></div>'
    '<div><section><h2>Other plans</h2><div data-region="plans"></div>'
    '<div data-region="open"></div></section><section data-region="new"></section></div></div>'
)


def _calculate(plan: Path) -> None:
    """Calculate another plan; what was found is kept."""
    look_at(plan)


class StartPanel(Panel):
    """What is wrong or unusual in the plan, where to go next, and other plans."""

    name = "start"
    title = "Start"
    needs_plan = False

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._path, self._why_not_opened = "", ""
        self._answers: Mapping[str, str] = {}
        self._wrong: Mapping[str, str] = {}
        self._others = ""

    def layout(self) -> str:
        """The plan on the left, other plans on the right."""
        return _LAYOUT

    def regions(self) -> Mapping[str, Shown]:
        """What there is to say; other plans are calculated later, one at a time."""
        others = other_plans(self.bench.path.resolve())
        unseen = waiting(others)
        if unseen is not None:
            self.bench.later(partial(_calculate, unseen))
        return {
            "first": self._first(),
            "about": self._about(),
            "plans": plans_html(others) + self._example(),
            "open": open_another_html(self._path, self._why_not_opened),
            "new": new_plan_html(
                *(self._answers, self._wrong, self._others, self._folder()),
                asked=bool(self._answers),
            ),
        }

    def heed(self, event: Event) -> None:
        """Read the tables again, or go to another plan."""
        if event.action == "reload":
            self.bench.reload()
            self.bench.say(RELOADED)
        elif event.action == "forget":
            forget(Path(event.fields["path"]))
        elif event.action == "go":
            self._go(Path(event.fields["path"]))
        elif event.action == "open":
            self._open(event.fields.get("path", ""))
        elif event.action == "create":
            self._create(event.fields)

    def _first(self) -> str:
        """What to fix, or where to go next."""
        bench = self.bench
        if bench.plan is None:
            table = problems_with_fix(bench.problems, bench.path, lead=INPUTS in bench.panels)
            return f"<h2>What to fix first</h2><p>{FIX}</p><p>{_RELOAD}</p>{table}"
        steps = next_html(bench.comparison, bench.panels)
        return f'<h2>Where to go next</h2><ol class="planner-start-next">{steps}</ol>'

    def _about(self) -> str:
        """Which plan this is, how much of it is the district's own, and what looks unusual."""
        bench = self.bench
        name = bench.plan.district.name if bench.plan else bench.path.stem
        changed = last_changed(stamp_of(bench.path))
        where = f"{bench.path}, last changed {moment(changed)}." if changed else f"{bench.path}"
        own = ""
        if bench.plan is not None:
            own = completeness_note(bench.comparison).html + self._warnings(bench.plan)
        reload = _RELOAD if bench.plan else ""
        return f"<h2>{text_of(name)}</h2><p>{text_of(where)} {reload}</p>{own}"

    def _warnings(self, plan: Plan) -> str:
        if not plan.warnings:
            return "<p>Nothing in the tables looks unusual.</p>"
        lead = INPUTS in self.bench.panels
        table = problems_with_fix(plan.warnings, self.bench.path, lead=lead)
        return disclosure("start-warnings", counted(plan.warnings), table)

    def _example(self) -> str:
        """The way to the invented district, unless it is on the desk."""
        invented = example(_EXAMPLE)
        if self.bench.path.resolve() == invented:
            return ""
        fields = {"path": str(invented)}
        return f"<p>{button('start.go', 'Open the example', fields, key='start-example')}</p>"

    def _folder(self) -> Path:
        """Where plans are kept whose name says no folder: with this one, unless it is ours."""
        own, sitting = self.bench.path.resolve().parent, this_sitting()
        if not own.is_relative_to(examples_dir()):
            return own
        return sitting.desks.parent.parent if sitting else Path.cwd()

    def _open(self, typed: str) -> None:
        """Open what was typed, or say why it is not a plan."""
        self._path, self._why_not_opened = typed, ""
        path = path_of(typed, self._folder())
        try:
            place_at(path)
        except PlanError as error:
            self._why_not_opened = " ".join(map(str, error.problems))
            self.bench.say(self._why_not_opened)
        else:
            self._go(path)

    def _create(self, fields: Mapping[str, str]) -> None:
        """Make a plan from the answers and open it, or say what is wrong with them."""
        self._answers, self._wrong, self._others = dict(fields), {}, ""
        place = path_of(fields.get(PLACE, ""), self._folder())
        try:
            made = write_plan(fields, place)
        except AnswersError as error:
            self._refuse(error.by_question, " ".join(error.others))
        except OSError as error:
            self._refuse({PLACE: f"{why_not_written(error)}."})
        else:
            self._answers = {}
            self.bench.notice(MADE.format(plan=made), done=True)
            self._go(made)

    def _refuse(self, wrong: Mapping[str, str], others: str = "") -> None:
        """Show what is wrong next to each question, with the keyboard at the first."""
        self._wrong, self._others = wrong, others
        self.bench.say(" ".join(filter(None, (*wrong.values(), others))))
        first = next((name for name in (*QUESTIONS, PLACE) if name in wrong), "")
        if first:
            self.bench.sheet.focus(f"start-new-{first}")

    def _go(self, path: Path) -> None:
        """Bring the browser to another plan's desk."""
        address = open_here(path)
        if address:
            self.bench.sheet.lead_to(address)
        else:
            self.bench.notice(NO_DESK.format(plan=path))
