"""Move a lever and see the answer, the charts and what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from planner.analysis.compare import Comparison, compare
from planner.desk.figure_widget import FigureWidget, load_bundle
from planner.desk.levers import Lever, levers_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario, scenario_of
from planner.views import charts
from planner.views.board.assumptions import change_sentence
from planner.views.board.problem_table import counted, problem_table
from planner.views.board.sentences import scenario_sentence
from planner.views.board.votes import answer_with_votes
from planner.views.format.figure import Figure
from planner.views.format.markup import text_of

MOVED = "Your changes"
_FIGURES: tuple[Callable[[Comparison], Figure], ...] = (
    charts.cost_against_revenue,
    charts.who_pays,
    charts.reserve_against_policy,
    charts.refresh_calendar,
)
_WIDE = {"description_width": "240px"}
_CORRECT = (
    "Correct what the table lists, save the file, and run this page again: Run, Run All Cells."
)


class Explorer:
    """The controls, the charts that respond to them, and the sentences.

    Parameters
    ----------
    plan : Plan
        What the district typed; it is never changed.
    scenario : str
        Scenario to start from.

    Attributes
    ----------
    comparison : Comparison
        The moved plan against the scenario it started from, always up to date.
    """

    def __init__(self, plan: Plan, scenario: str = "base") -> None:
        self.plan = plan
        self.levers = levers_of(plan)
        self.controls = [_control(lever) for lever in self.levers]
        self.start = widgets.Dropdown(
            options=list(dict.fromkeys([*plan.scenario_names, scenario])),
            value=scenario,
            description="Start from scenario",
            style=_WIDE,
            layout={"width": "520px"},
        )
        self.reset = widgets.Button(description="Reset all", layout={"width": "520px"})
        self.answer = widgets.HTML()
        self.changed = widgets.HTML()
        self.warnings = widgets.HTML(_warnings_of(plan))
        self.figures = [FigureWidget() for _ in _FIGURES]
        self.bundle = load_bundle()
        for control in (*self.controls, self.start):
            control.observe(self._on_change, names="value")
        self.reset.on_click(lambda _button: self.reset_all())
        self.comparison = self._update()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Changes that the moved levers make."""
        pairs = zip(self.levers, self.controls, strict=True)
        return tuple(
            lever.change(control.value)
            for lever, control in pairs
            if abs(float(control.value) - lever.start) > 1e-9
        )

    def reset_all(self) -> None:
        """Set every lever back to its value in the plan."""
        for lever, control in zip(self.levers, self.controls, strict=True):
            control.value = bool(lever.start) if lever.kind == "yes_no" else lever.start

    def panel(self) -> widgets.Widget:
        """Everything laid out: the answer above, levers to the left, charts to the right."""
        groups: dict[str, list[widgets.Widget]] = {}
        for lever, control in zip(self.levers, self.controls, strict=True):
            groups.setdefault(lever.group, []).append(control)
        left = [self.start, self.reset]
        for heading, controls in groups.items():
            left += [widgets.HTML(f"<h3>{text_of(heading)}</h3>"), *controls]
        # Two columns that scroll separately: the charts stay in view while a lever is moved.
        scrolls = {"height": "74vh", "overflow": "auto"}
        levers = widgets.VBox(left, layout={"width": "570px", "flex": "0 0 auto", **scrolls})
        figures = widgets.VBox(self.figures, layout={"flex": "1 1 600px", **scrolls})
        sides = widgets.HBox([levers, figures])
        return widgets.VBox([self.answer, self.changed, self.warnings, sides])

    def _on_change(self, _event: object) -> None:
        self.comparison = self._update()

    def _update(self) -> Comparison:
        start = scenario_of(self.plan, self.start.value)
        changes = self.changes
        moved = Scenario("moved", MOVED, (*start.changes, *changes)) if changes else start
        comparison = compare(self.plan, [moved, start])
        self.answer.value = _paragraph(answer_with_votes(comparison), size="1.25rem")
        self.changed.value = _what_changed(comparison, changes)
        for figure, draw in zip(self.figures, _FIGURES, strict=True):
            figure.show(draw(comparison))
        return comparison


def explore(
    plan: str | Path | Plan, scenario: str = "base", *, allow_difference: bool = False
) -> widgets.Widget:
    """Controls and charts for a plan, ready to show in a notebook.

    Parameters
    ----------
    plan : str, Path or Plan
        Folder or workbook of the tables, or a plan.
    scenario : str
        Scenario to start from, several joined by ``+``.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Returns
    -------
    ipywidgets.Widget
        The panel; where the tables must be corrected first, a table of what is wrong.
    """
    try:
        found = plan
        if not isinstance(found, Plan):
            found = read_plan(found, allow_difference=allow_difference)
        scenario_of(found, scenario)  # refuse an unknown name before anything is drawn
        return Explorer(found, scenario).panel()
    except PlanError as error:
        shown = problem_table(error.problems).html
        return widgets.HTML(f"{shown}{_paragraph(_CORRECT)}")


def _warnings_of(plan: Plan) -> str:
    """What looks unusual in the tables, folded away under a count; empty where nothing does."""
    if not plan.warnings:
        return ""
    shown = problem_table(plan.warnings).html
    return f"<details><summary>{counted(plan.warnings)}</summary>{shown}</details>"


def _control(lever: Lever) -> widgets.ValueWidget:
    if lever.kind == "yes_no":
        return widgets.Checkbox(
            value=bool(lever.start),
            description=lever.label,
            indent=False,
            layout={"width": "520px"},
        )
    shared = {
        "description": lever.label,
        "style": _WIDE,
        "layout": {"width": "520px"},
        "continuous_update": True,
    }
    if lever.kind == "years":
        return widgets.IntSlider(
            value=int(lever.start), min=int(lever.low), max=int(lever.high), **shared
        )
    return widgets.FloatSlider(
        value=lever.start,
        min=lever.low,
        max=lever.high,
        step=lever.step,
        readout_format=".1%",
        **shared,
    )


def _what_changed(comparison: Comparison, changes: tuple[Change, ...]) -> str:
    if not changes:
        return _paragraph("Nothing has been changed: this is the scenario as entered.")
    moved = " ".join(change_sentence(change) for change in changes)
    effect = scenario_sentence(comparison.main, comparison.others[0])
    return _paragraph(f"{moved} {effect}")


def _paragraph(sentence: str, size: str = "1rem") -> str:
    return f'<p style="font-size:{size};max-width:72ch;line-height:1.4">{text_of(sentence)}</p>'
