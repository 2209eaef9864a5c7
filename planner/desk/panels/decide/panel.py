"""The tab where options are switched on and off, and the gap that is left is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.analysis.compare import compare
from planner.analysis.options.running import RunningGap, already_in, running_gap
from planner.analysis.options.study import OptionStudy, options
from planner.desk.live.controls import button
from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown
from planner.desk.panels.answered import Answered
from planner.desk.panels.decide.options import options_html
from planner.desk.panels.decide.sets import APART, sets_html
from planner.desk.panels.panel import Panel
from planner.desk.panels.save_scenario import SaveScenario
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.options import open_options, recommended_options
from planner.plan.what_if.scenarios import Scenario
from planner.views.board.decisions import decision_list
from planner.views.format.markup import text_of
from planner.views.questions.chosen_options import (
    NO_OPTIONS,
    in_the_start,
    lever_and_option,
    one_after_the_other,
    why_not_off,
    why_not_on,
    with_these,
)

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench


class DecidePanel(Panel):
    """Options as switches, what is missing with them, and what the board votes on."""

    name = "decide"
    title = "Decide"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._studies: Answered[OptionStudy | PlanError] = Answered()
        self._votes: Answered[str] = Answered()
        self._running: Answered[RunningGap] = Answered()
        self._refused = ("", "")
        self.save = SaveScenario(bench, self.name, choice=True)

    def layout(self) -> str:
        """What is missing on top; switches to the left, combinations and votes to the right."""
        if not open_options(self.bench.comparison.plan):
            return (
                '<h2>What to decide</h2><div data-region="none"></div>'
                '<h3>What to vote on, and by when</h3><div data-region="votes"></div>'
            )
        return (
            '<h2>What to decide</h2><div data-region="standing"></div>'
            '<div data-region="save"></div><div class="planner-decide"><section><h3>Options</h3>'
            '<div data-region="options"></div></section><section>'
            '<h3>What is missing, option by option</h3><div data-region="running"></div>'
            '<h3>Combinations that close the gap</h3><div data-region="sets"></div>'
            '<h3>What to vote on, and by when</h3><div data-region="votes"></div>'
            "</section></div>"
        )

    def regions(self) -> Mapping[str, Shown]:
        """Each part for the options that are on; combinations follow when they are calculated."""
        plan = self.bench.comparison.plan
        votes = {"votes": self._votes.of(plan, self._without_options(plan), self._votes_html)}
        if not open_options(plan):
            go = button("decide.table", "Go to the table of options", key="decide-table")
            return {"none": f"<p>{text_of(NO_OPTIONS)}</p>{go}", **votes}
        taken, running, study = self.taken, self._gap(plan), self._study(plan)
        start = self.bench.comparison.scenarios[1]
        already = {row.name for row in already_in(plan, start)}
        why_none = in_the_start(plan, start)
        doubt = lever_and_option(plan, [move.change for move in self.bench.what_if.moves])
        return {
            "standing": with_these(running).html + self._all_at_once(plan),
            "save": self.save.html(),
            "options": options_html(plan, taken, study, self._refused, already),
            "running": one_after_the_other(running).html,
            "sets": f"<p>{text_of(why_none)}</p>" if why_none else sets_html(study, taken, doubt),
            **votes,
        }

    def heed(self, event: Event) -> None:
        """Switch an option, take a whole combination, or none."""
        plan, name = self.bench.comparison.plan, event.fields.get("key", "")
        self._refused = ("", "")
        if event.action == "table":
            self.bench.open("inputs", table="options")
        elif event.action.startswith("save"):
            self.save.heed(event)
        elif event.action == "take":
            self._switch(plan, name, on=event.value == "yes")
        elif event.action == "use":
            self._take(plan, set(filter(None, name.split(APART))))

    @property
    def taken(self) -> frozenset[str]:
        """Names of the options that are switched on."""
        chosen = self.bench.what_if.chosen
        rows = open_options(self.bench.comparison.plan)
        return frozenset(row.name for row in rows if row.scenario in chosen)

    def _switch(self, plan: Plan, name: str, *, on: bool) -> None:
        """One option on or off; what cannot be together is said, and nothing changes."""
        taken = self.taken
        why = why_not_on(plan, name, taken) if on else why_not_off(plan, name, taken)
        if why:
            self._refused = (name, why)
            self.bench.say(why)
            return
        self._take(plan, {*taken, name} if on else taken - {name})

    def _take(self, plan: Plan, names: set[str] | frozenset[str]) -> None:
        """Switch on these options and no others, in the order of the table."""
        chosen = tuple(row.scenario for row in open_options(plan) if row.name in names)
        self.bench.ask(replace(self.bench.what_if, chosen=chosen))
        self.bench.say(with_these(self._gap(plan)).text)

    def _gap(self, plan: Plan) -> RunningGap:
        what_if = self.bench.what_if
        base = self.bench.comparison.scenarios[1]
        moves = Scenario("moves", changes=tuple(move.change for move in what_if.moves))
        return self._running.of(
            plan,
            (what_if.start, self.taken, moves.changes),
            lambda: running_gap(plan, base, self.taken, moves),
        )

    def _without_options(self, plan: Plan) -> Scenario:
        """What is tried out with every option off: what options and votes are weighed on."""
        return replace(self.bench.what_if, chosen=()).scenario(plan)

    def _votes_html(self) -> str:
        comparison = self.bench.comparison
        if self.bench.what_if.chosen:
            comparison = compare(comparison.plan, [self._without_options(comparison.plan)])
        return decision_list(comparison).html

    def _study(self, plan: Plan) -> OptionStudy | PlanError | None:
        """Combinations of what is tried out without options; none until they are calculated."""
        base = self._without_options(plan)
        found = self._studies.known(plan, base.changes)
        if found is None:
            self.bench.later(lambda: self._weigh(plan, base))
        return found

    def _weigh(self, plan: Plan, base: Scenario) -> None:
        def weighed() -> OptionStudy | PlanError:
            try:
                return options(plan, scenario=base)
            except PlanError as error:
                return error

        self._studies.of(plan, base.changes, weighed)

    def _all_at_once(self, plan: Plan) -> str:
        """What staff recommends in one step, and everything off again."""
        recommended = [row.name for row in recommended_options(plan)]
        made = []
        if recommended:
            made.append(_use("Switch on what staff recommends", recommended))
        made.append(_use("Switch all off", []))
        moved = self.bench.what_if.is_moved
        made.append(
            button("decide.save", "Save as scenario", key="decide-save", disabled=not moved)
        )
        return f'<p class="planner-tools">{" ".join(made)}</p>'


def _use(label: str, names: list[str]) -> str:
    """Never disabled: a button that is would lose the keyboard."""
    key = "decide-use-recommended" if names else "decide-use-none"
    return button("decide.use", label, {"key": APART.join(names)}, key=key)
