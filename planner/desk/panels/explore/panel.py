"""The tab with the levers: move one, and the answer, the charts and what changed follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.analysis.compare import Comparison
from planner.desk.live.controls import button, choice, text_input
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.explore.effect import effect_html, titles
from planner.desk.panels.explore.levers import LeverSheet, Refused, key_of, search_html
from planner.desk.panels.explore.solve import SolveForm
from planner.desk.panels.panel import Panel
from planner.desk.panels.save_scenario import SaveScenario
from planner.desk.what_if import Move, WhatIf
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.views import charts
from planner.views.board.assumptions import change_sentence
from planner.views.board.concern_words import capital
from planner.views.board.sentences import answer_parts
from planner.views.format.figure import Figure
from planner.views.levers.typed import read_typed

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

_FIGURES: Mapping[str, Callable[[Comparison], Figure]] = {
    "cost": charts.cost_against_revenue,
    "money": charts.who_pays,
    "reserve": charts.reserve_against_policy,
    "devices": charts.refresh_calendar,
}
_EFFECT = '<section class="planner-effect" data-region="effect"></section>'
#: Regions above the levers, in their order.
_ASIDE = ("tools", "solve", "save", "search")
PUT_BACK = "{label} is back where it started."


class ExplorePanel(Panel):
    """Levers to the left; what they do, and charts, to the right."""

    name = "explore"
    title = "Explore"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self.solve = SolveForm(bench)
        self.save = SaveScenario(bench, self.name)
        self._sheet: LeverSheet | None = None
        self._begun: WhatIf | None = None
        self._words = ""

    def layout(self) -> str:
        """A place for each lever and each chart."""
        aside = "".join(f'<div data-region="{name}"></div>' for name in _ASIDE)
        figures = "".join(f'<figure data-figure="{name}"></figure>' for name in _FIGURES)
        return (
            '<h2 class="planner-desk-said">Levers, and what they do</h2>'
            f'<div class="planner-desk-sides"><div class="planner-levers">{aside}'
            f"{self._levers().layout()}</div>"
            f'<div class="planner-desk-charts">{_EFFECT}{figures}</div></div>'
        )

    def regions(self) -> Mapping[str, Shown]:
        """The levers where they are, what they do, and the charts of it."""
        comparison, what_if, sheet = self.bench.comparison, self.bench.what_if, self._levers()
        moves = {move.name: move for move in what_if.moves}
        return {
            "tools": self._tools(comparison),
            "solve": self.solve.html(sheet),
            "save": self.save.html(),
            "search": self._search(comparison.plan),
            **sheet.regions(moves),
            "effect": effect_html(comparison, what_if),
            **{name: draw(comparison) for name, draw in _FIGURES.items()},
        }

    def heed(self, event: Event) -> None:
        """Move a lever, put it back, find another, solve, save, or start from a scenario."""
        sheet, key = self._levers(), event.fields.get("key", "")
        if event.action.startswith("solve"):
            self.solve.heed(event, sheet)
        elif event.action.startswith("save"):
            self.save.heed(event)
        elif event.action == "start":
            self.bench.ask(replace(self.bench.what_if, start=event.value))
        elif event.action == "find":
            self._words = event.value
        elif event.action == "add":
            self._words = ""
            self.bench.sheet.focus(f"{key_of(sheet.add(key).name)}-text")
        elif event.action == "all-back":
            sheet.refused.clear()
            sheet.doubts.clear()
            self.bench.ask(self.bench.what_if.all_put_back())
        else:
            self._move(sheet, key, _typed(event, sheet))

    def at(self, **where: str) -> None:
        """Go to a lever, or to saving what is tried out, as another tab asks."""
        if where.get("save"):
            self.save.open()
        if "key" in where:
            control = self._levers().add(where["key"])
            self.bench.sheet.focus(f"{key_of(control.name)}-text")

    def lever(self, name: str) -> str:
        """One lever where it is, for another tab that shows what it does."""
        return self._levers().one(name, self.bench.what_if.move_of(name))

    def _move(self, sheet: LeverSheet, name: str, typed: str) -> None:
        """Move a lever to what was typed, or put it back; what cannot be read stays as typed."""
        bench, control = self.bench, sheet.control(name)
        sheet.refused.pop(name, None)
        sheet.doubts.pop(name, None)
        self.solve.lever = name
        try:
            found = read_typed(bench.comparison.plan, control, typed)
            if found.change is None:
                bench.ask(bench.what_if.put_back(name))
                bench.say(PUT_BACK.format(label=control.label))
            else:
                bench.ask(bench.what_if.moved(Move(name, found.change, typed)))
                bench.say(f"{change_sentence(found.change)} {self._answer()}")
            if found.doubt:
                sheet.doubts[name] = capital(found.doubt)
        except PlanError as error:
            sentence = " ".join(capital(problem.message) for problem in error.problems)
            sheet.refused[name] = Refused(typed, sentence)
            bench.say(sentence)

    def _answer(self) -> str:
        return answer_parts(self.bench.comparison.main.figures)[0]

    def _levers(self) -> LeverSheet:
        """The levers, where the scenario that was started from has them."""
        plan, what_if = self.bench.comparison.plan, self.bench.what_if
        before, begun = self._sheet, replace(what_if, moves=())
        if before is not None and before.plan is plan and self._begun == begun:
            return before
        self._begun, start = begun, begun.scenario(plan)
        if before is None:
            self._sheet = LeverSheet(plan, start)
        else:
            self._sheet = before.begun_again(plan, start)
        for move in what_if.moves:
            self._sheet.add(move.name)
        return self._sheet

    def _tools(self, comparison: Comparison) -> str:
        what_if, named = self.bench.what_if, dict(titles(comparison))
        named.setdefault(what_if.start, comparison.others[0].title)
        start = choice("explore.start", "start-from", "Start from", named, what_if.start)
        nothing = not what_if.is_moved and not self._levers().refused
        back = button("explore.all-back", "Put all back", key="explore-all-back", disabled=nothing)
        it_takes = button("explore.solve", "What would it take?", key="explore-solve")
        keep = button(
            "explore.save", "Save as scenario", key="explore-save", disabled=not what_if.is_moved
        )
        return f'<p>{start}</p><p class="planner-tools">{back} {it_takes} {keep}</p>'

    def _search(self, plan: Plan) -> str:
        typed = text_input(
            "explore.find",
            "explore-find",
            "Move anything else",
            self._words,
            hint="Type a name: a position, a license, a source, a price.",
            live=True,
            kind="search",
        )
        return f"{typed}{search_html(plan, self._words)}"


def _typed(event: Event, sheet: LeverSheet) -> str:
    """What somebody would have typed for what a control says."""
    if event.action == "slide":
        return sheet.control(event.fields["key"]).at_slider(float(event.value))
    if event.action == "switch":
        return "yes" if event.value == "yes" else "no"
    return event.value if event.action == "type" else ""
