"""*What would it take?* on the Explore tab: the value of a lever that meets a goal from here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from planner.analysis.compare import Comparison
from planner.analysis.goal_seek.solve import Solution, solve
from planner.desk.live.controls import button, choice, disclosure
from planner.desk.live.events import Event
from planner.desk.what_if import Move
from planner.fiscal import fiscal_year_label
from planner.plan.problems.problem import PlanError
from planner.views.board.concern_words import capital
from planner.views.format.markup import paragraphs, text_of
from planner.views.questions.goal_seek import safe_value, solution_sentences, years_table

if TYPE_CHECKING:
    from planner.desk.panels.explore.levers import LeverSheet
    from planner.desk.workbench import Workbench

#: Goals as a choice names them; the answer says each in full.
_GOALS: Mapping[str, str] = {
    "balanced": "Recurring revenue covers the cost",
    "policy": "The reserve stays at policy",
    "funded": "No cost is unfunded",
}
WORKING = "Trying values of the lever..."
EVERY_YEAR = "Every year of the plan"


class SolveForm:
    """A lever, a goal and a year; the answer; and a button that sets the lever to it.

    Parameters
    ----------
    bench : Workbench
        The plan, and what is tried out on it.

    Attributes
    ----------
    lever : str
        The lever in hand: the last one that was moved.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.lever = ""
        self.shown = False
        self._goal, self._by = next(iter(_GOALS)), ""
        self._asked: Comparison | None = None
        self._found: Solution | None = None
        self._refused = ""

    def heed(self, event: Event, sheet: LeverSheet) -> None:
        """Show the form, work out an answer, or set the lever to it."""
        if event.action == "solve":
            self.shown = not self.shown
            if self.shown:
                self.bench.sheet.focus("solve-lever")
        elif event.action == "solve-ask":
            self._ask(event.fields, sheet)
        elif event.action == "solve-set" and self._found and self._found.value is not None:
            found, control = self._found, sheet.add(self._found.lever.name)
            value = safe_value(found)
            move = Move(control.name, found.lever.change(value), control.shown(value))
            self.bench.ask(self.bench.what_if.moved(move))

    def html(self, sheet: LeverSheet) -> str:
        """The form, and below it the answer to what was asked from here."""
        if not self.shown:
            return ""
        in_hand = self.lever if self.lever in sheet.names else sheet.names[0]
        levers = {name: sheet.control(name).label for name in sheet.names}
        years = {"": EVERY_YEAR} | {
            str(year): fiscal_year_label(year) for year in self.bench.comparison.plan.years
        }
        return (
            '<form class="planner-form" data-do="explore.solve-ask"><h3>What would it take?</h3>'
            f"{choice('', 'solve-lever', 'Lever', levers, in_hand, name='lever')}"
            f"{choice('', 'solve-goal', 'So that', _GOALS, self._goal, name='goal')}"
            f"{choice('', 'solve-by', 'By', years, self._by, name='by')}"
            '<div><button type="submit" id="solve-ask" class="planner-main">Work it out</button> '
            f"{button('explore.solve', 'Close', key='solve-close')}</div>"
            f"{self._answer()}</form>"
        )

    def _ask(self, fields: Mapping[str, str], sheet: LeverSheet) -> None:
        self.lever, self._goal, self._by = (
            fields.get(name, "") for name in ("lever", "goal", "by")
        )
        self._asked, self._found, self._refused = self.bench.comparison, None, ""
        self.bench.later(lambda: self._work_out(sheet))

    def _work_out(self, sheet: LeverSheet) -> None:
        bench = self.bench
        plan, tried = bench.comparison.plan, bench.what_if
        if sheet.control(self.lever).lever.how != "set":
            # A change of all rows is more or less than today, not than where it was moved to.
            tried = tried.put_back(self.lever)
        by = int(self._by) if self._by else None
        try:
            self._found = solve(plan, self.lever, self._goal, by=by, scenario=tried.scenario(plan))
        except PlanError as error:
            self._refused = " ".join(problem.message for problem in error.problems)

    def _answer(self) -> str:
        if self._asked is not self.bench.comparison:
            return ""
        if self._refused:
            return f'<p class="planner-wrong">{text_of(capital(self._refused))}</p>'
        if self._found is None:
            return f"<p>{WORKING}</p>"
        can_set = self._found.value is not None and not self._found.met_now
        made = (
            button("explore.solve-set", "Set the lever to it", key="solve-set") if can_set else ""
        )
        first, *rest = solution_sentences(self._found)
        said = paragraphs(first, style="planner-finding").html + paragraphs(*rest).html
        years = years_table(self._found).html
        return f"{said}{made}{disclosure('solve-years', 'Year by year', years)}"
