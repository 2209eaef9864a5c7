"""Words as cases: what a plan is, which function words it, and the exact words expected.

``tests/cases/words/<room>/<module>.toml`` holds the cases of ``planner/views/<room>/<module>.py``:

    [[case]]
    title = "One year is unfunded: that year, the amount, the largest item"
    of = "unfunded_sentence"
    says = "$30,000 is unfunded in FY2029; the largest item is Technician."

    [case.plan]
    district = { reserve_opening_balance = 90000 }
    staffing = [{ name = "Technician", fte = 1, salary = 80000, benefits_rate = 0.25 }]
    funding = [{ name = "General fund", kind = "general_fund", amount = 60000 }]

- ``title`` says which branch the case takes.
- ``of`` is the public function. Its arguments are made from the plan by their types (see
  ``MADE``); plain arguments are typed in ``[case.given]``.
- ``plan`` holds tables and settings as ``tests/small_plan.py`` takes them; ``like`` names an
  earlier case of the file whose plan is taken, with the tables of ``plan`` in place of its own;
  ``example`` names a packaged district instead.
- ``scenarios`` names the scenarios compared, the main one first; all of the plan if left out.
- ``[case.asked]`` holds what an analysis is asked, such as ``draws`` and ``seed``.
- ``says`` is all that is said, a line each; ``has`` are some of the lines of a long block, in
  their order. A row of a table is one line, its cells joined by `` | ``. A figure says its title,
  its finding and its description.
- ``layout`` are pieces of the HTML that must be in it, such as ``<p class="planner-note">``.
- ``text`` is the plain text, line by line, of a block that words it otherwise than the page: by
  short names that can be typed, in other columns. Without it plain text says what the page says,
  unless ``own_plain_text`` is true.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from html.parser import HTMLParser
from importlib import import_module
from inspect import Parameter, Signature, isfunction, signature
from pathlib import Path
from typing import Any

from planner.analysis.compare import Comparison, compare
from planner.analysis.decisions.facts import decisions
from planner.analysis.differences import difference
from planner.analysis.effect import Effect
from planner.analysis.goal_seek.levers import lever_of
from planner.analysis.goal_seek.solve import solve
from planner.analysis.keep.comparison import KeepChange, kept_change
from planner.analysis.optimization.smoothing import smoothing
from planner.analysis.options.gap import Gap
from planner.analysis.options.running import running_gap
from planner.analysis.options.set_study import study_sets
from planner.analysis.options.study import options
from planner.analysis.plan_bridge.compare_plans import PlanComparison, compare_plans
from planner.analysis.refreshed_defaults import refresh_of
from planner.analysis.roll_up.judged import Judged
from planner.analysis.roll_up.outliers import Outlier
from planner.analysis.second_opinion import second_opinion
from planner.analysis.sensitivity.one_at_a_time import sensitivity
from planner.analysis.simulation.incident_losses import incident_losses
from planner.analysis.simulation.outcomes import Estimate
from planner.analysis.simulation.simulate import simulate
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.plan.tables.column import Column
from planner.plan.what_if.options import recommended_options
from planner.plan.what_if.scenarios import BASE
from planner.reference.defaults import Default, defaults
from planner.views.board.what_changed import MovedLever
from planner.views.format.figure import Figure
from planner.views.format.markup import Block, paragraphs
from tests.small_plan import small_plan
from tests.views.paid_rows import kept_of
from tests.views.roll_ups import roll_up_of

TESTS = Path(__file__).resolve().parents[1]
WORDS = TESTS / "cases" / "words"
VIEWS = TESTS.parent / "planner" / "views"
#: What ends a line where a block is read as lines.
_LINE_TAGS = ("p", "li", "h1", "h2", "h3", "dt", "dd", "caption", "tr", "summary")
#: What a case may hold.
_KEYS = {
    *("title", "of", "says", "has", "text", "layout", "own_plain_text"),
    *("plan", "like", "example", "scenarios", "given", "asked"),
}
#: Signs by which plain text says what the page shows by its layout.
_LAYOUT = str.maketrans(dict.fromkeys("():-", " "))


@dataclass(frozen=True)
class WordCase:
    """One case of words."""

    module: str
    title: str
    of: str
    expected: tuple[str, ...]
    complete: bool
    layout: tuple[str, ...]
    tables: Mapping[str, Any]
    example: str
    scenarios: tuple[str, ...]
    own_plain_text: bool
    given: Mapping[str, Any]
    asked: Mapping[str, Any]
    text: tuple[str, ...] | None

    @cached_property
    def plan(self) -> Plan:
        """The plan of the case, as read."""
        return read_plan(example(self.example)) if self.example else small_plan(**self.tables)

    @cached_property
    def comparison(self) -> Comparison:
        """Its scenarios, projected."""
        return compare(self.plan, self.scenarios)

    @cached_property
    def function(self) -> Callable[..., object]:
        """The function that words it."""
        found: Callable[..., object] = getattr(
            import_module(f"planner.views.{self.module}"), self.of
        )
        return found

    def said(self) -> object:
        """What the function gives."""
        parameters = signature(self.function).parameters
        of_one = sum(parameter.annotation in _OF_ONE for parameter in parameters.values()) == 1
        arguments = {}
        for name, parameter in parameters.items():
            if name in self.given:
                arguments[name] = self.given[name]
            elif parameter.annotation in _OF_ONE:
                main = of_one or name in ("main", "first")
                found = self.comparison.answers[0 if main else 1]
                arguments[name] = found if parameter.annotation == "Answers" else found.figures
            elif parameter.annotation in MADE:
                arguments[name] = MADE[parameter.annotation](self)
            else:
                assert parameter.default is not Parameter.empty, f"{self.of} needs {name}"
        return self.function(**arguments)


#: What is about one scenario.
_OF_ONE = ("Answers", "Figures", "Answers | Figures")
_NO_EFFECT = dict.fromkeys((field.name for field in fields(Effect)), 0.0)
#: How an argument is made from a case, by the name of its type. A new question adds a line here.
MADE: Mapping[str, Callable[[WordCase], object]] = {
    "Sequence[SecondOpinion]": lambda case: [
        second_opinion(case.plan, name) for name in case.plan.scenario_names
    ],
    "Comparison": lambda case: case.comparison,
    "Figures | None": lambda case: (
        case.comparison.others[0].figures if case.comparison.others else None
    ),
    "BoardFigures": lambda case: case.comparison.figures,
    "Plan": lambda case: case.plan,
    "Projection": lambda case: case.comparison.main.projection,
    "Change": lambda case: case.comparison.scenarios[-1].changes[0],
    "Scenario": lambda case: case.comparison.scenarios[0],
    "Sequence[Change]": lambda case: case.comparison.scenarios[-1].changes,
    "Estimate": lambda case: Estimate(**case.asked),
    "Simulation": lambda case: simulate(
        case.plan, scenarios=case.scenarios or (BASE,), **case.asked
    ),
    "Sequence[IncidentLosses]": lambda case: incident_losses(case.plan, **case.asked),
    "Gap": lambda case: Gap(**case.asked),
    "OptionStudy": lambda case: options(case.plan, **case.asked),
    "SetStudy": lambda case: study_sets(case.plan, **case.asked),
    "SetMeasures": lambda case: options(case.plan, **case.asked).measures,
    "RunningGap": lambda case: running_gap(
        case.plan, case.comparison.scenarios[0], case.asked["names"]
    ),
    "Smoothing": lambda case: smoothing(case.comparison.main.projection, **case.asked),
    "Decision": lambda case: decisions(case.comparison)[case.asked["place"]],
    "Due": lambda case: decisions(case.comparison)[case.asked["place"]].due,
    "Column": lambda case: Column("", case.asked["kind"], ""),
    "Lever": lambda case: lever_of(case.plan, **case.asked),
    "Solution": lambda case: solve(case.plan, **case.asked),
    "Sensitivity": lambda case: sensitivity(case.plan),
    "UncertaintySources": lambda case: uncertainty_sources(case.plan, **case.asked),
    "Effect": lambda case: Effect(**{**_NO_EFFECT, **case.asked}),
    "Difference": lambda case: difference(case.plan, *case.scenarios, **case.asked),
    "PlanComparison": lambda case: _two_plans(case),
    "Step": lambda case: _two_plans(case).steps[0],
    "Refresh": lambda case: refresh_of(case.plan, _new_defaults(**case.asked)),
    "Kept": lambda case: kept_of(case.asked["rows"]),
    "Verdict": lambda case: kept_of(case.asked["rows"]).verdicts[0],
    "Sequence[Verdict]": lambda case: kept_of(case.asked["rows"]).verdicts,
    "KeepChange": lambda case: _keep_change(**case.asked),
    "RowChange": lambda case: _keep_change(**case.asked).falls[0],
    "Sequence[OptionRow]": lambda case: recommended_options(case.plan),
    "list[MovedLever]": lambda case: [MovedLever(*typed) for typed in case.asked["levers"]],
    "RollUp": lambda case: roll_up_of(**case.asked),
    "DistrictStanding": lambda case: roll_up_of(**case.asked).standings[0],
    "Callable[[str, str], Block]": lambda _: _scenario_named,
    "Judged": lambda case: _first_judged(**case.asked),
    "Outlier": lambda case: Outlier(**case.asked),
    "Criterion": lambda case: roll_up_of((), **case.asked).criteria[0],
    "Sequence[Problem]": lambda case: [_problem(*typed) for typed in case.asked["problems"]],
}


def _scenario_named(scenario: str, title: str) -> Block:
    """A part of a page that says of which scenario it is."""
    return paragraphs(f"{scenario}: {title}")


def _first_judged(criterion: str, **typed: Any) -> Judged:  # noqa: ANN401  (parts of a measure)
    """A measure as typed, measured against one of the usual criteria."""
    found = roll_up_of([{"plan": "one", "measures": {criterion: typed}}], criteria=[criterion])
    return found.judged(found.standings[0])[0]


def _two_plans(case: WordCase) -> PlanComparison:
    """The plan of a case, and a second one that has the tables of ``asked`` instead of its own."""
    second = small_plan(**{**case.tables, **case.asked})
    return compare_plans(case.plan, replace(second, name="later"))


def _new_defaults(
    new: Mapping[str, Mapping[str, Any]] | None = None, missing: Sequence[str] = ()
) -> dict[str, Default]:
    """A new version of the public defaults: some with other cells, some new, some missing."""
    found = {name: default for name, default in defaults().items() if name not in missing}
    for name, cells in (new or {}).items():
        old = vars(found[name]) if name in found else {"name": name}
        found[name] = Default(**{**old, **cells})
    return found


def _keep_change(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> KeepChange:
    """What another scenario changes of rows of which it is typed who pays them."""
    return kept_change(kept_of(before), kept_of(after), "other", "Levy fails")


def _problem(
    code: str, file: str, row: int = 0, column: str = "", facts: dict[str, str] | None = None
) -> Problem:
    return Problem(code, file, row, column, facts or {})


def word_cases() -> Iterator[WordCase]:
    """Every case of every file."""
    for file in sorted(WORDS.glob("*/*.toml")):
        yield from _cases_of(file)


def _cases_of(file: Path) -> Iterator[WordCase]:
    tables: dict[str, Mapping[str, Any]] = {}
    for typed in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
        unknown = set(typed) - _KEYS
        assert not unknown, f"{file.name}: {typed['title']}: {unknown}"
        title = typed["title"]
        assert title not in tables, f"{file.name}: {title} appears twice"
        tables[title] = {
            **(tables[typed["like"]] if "like" in typed else {}),
            **typed.get("plan", {}),
        }
        says = typed["says"] if "says" in typed else typed["has"]
        yield WordCase(
            module=f"{file.parent.name}.{file.stem}",
            title=title,
            of=typed["of"],
            expected=(says,) if isinstance(says, str) else tuple(says),
            complete="says" in typed,
            layout=tuple(typed.get("layout", ())),
            tables=tables[title],
            example=typed.get("example", ""),
            scenarios=tuple(typed.get("scenarios", ())),
            own_plain_text=typed.get("own_plain_text", False),
            given=typed.get("given", {}),
            asked=typed.get("asked", {}),
            text=tuple(typed["text"]) if "text" in typed else None,
        )


def lines_of(said: object) -> tuple[str, ...]:
    """What was said, line by line, as a reader sees it."""
    match said:
        case None:
            return ()
        case str():
            return (said,)
        case Block():
            return tuple(_Lines(said.html).lines or [""])
        case Figure():
            return (said.title, said.finding, said.description, *_Lines(said.table_html).lines)
        case Iterable():
            parts = tuple(said)
            assert None not in parts
            return tuple(line for part in parts for line in lines_of(part))
    return (str(said),)


def layout_free(text: str) -> list[str]:
    """The words of a block, without the signs by which plain text lays them out."""
    return text.translate(_LAYOUT).split()


class _Lines(HTMLParser):
    """Lines of a block: paragraphs, items, headings, and rows of tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.cells: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINE_TAGS:
            self.cells = [] if tag == "tr" else [""]
        elif tag in ("td", "th"):
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINE_TAGS and self.cells:  # none are left where a paragraph in it was a line
            self.lines.append(" | ".join(self.cells))
            self.cells = []

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data
        elif data.strip():
            self.lines.append(data)


def wording_functions(room: str) -> Iterator[str]:
    """Every public function of a room of views that words a result, as ``module.function``."""
    for file in sorted((VIEWS / room).glob("*.py")):
        if file.stem in ("style", "drawn"):  # what charts share: words are given to them
            continue
        module = import_module(f"planner.views.{room}.{file.stem}")
        for name, found in vars(module).items():
            is_own = isfunction(found) and found.__module__ == module.__name__
            if is_own and not name.startswith("_") and _is_words(signature(found)):
                yield f"{file.stem}.{name}"


def _is_words(found: Signature) -> bool:
    """Whether a function gives words: text, a block, a figure, or several of them."""
    of_what = re.sub(r"dict\[[^]]*\]", "", str(found.return_annotation))
    return re.search(r"\b(str|Block|Figure)\b", of_what) is not None
