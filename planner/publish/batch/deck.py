"""Read a plan, or make one board page of it."""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import time
from dataclasses import dataclass, field
from pathlib import Path

from planner.analysis.compare import compare
from planner.analysis.roll_up.standing import DistrictStanding, standing
from planner.atomic_files import ENDING, why_not_written
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.scenarios import BASE
from planner.publish.board import make_board
from planner.publish.file_names import RESULTS
from planner.publish.notebooks.engine import ENGINES, KernelDied, NotebookFailed
from planner.publish.page.head import USUAL_HEAD, PageHead
from planner.publish.plans.edited_since import edited_since
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.processes.tasks import TRIES, TaskFailed
from planner.publish.register.registered_deck import (
    HeadlineFigures,
    headline_figures,
    main_scenario,
)
from planner.views.board.votes import answer_with_votes

#: Why there is no page of a plan whose notebook took its program down, each time that it was tried.
_DIED = (
    f"the program that ran its notebook was ended {TRIES} times, for example because memory ran out"
)


@dataclass(frozen=True)
class DeckToMake:
    """A board page of a batch, before it is made.

    Attributes
    ----------
    plan : Plan
        The plan as it was read, once for all of its pages.
    scenario : str
        What the page is about.
    output : Path
        Folder of all runs.
    index : Path, optional
        Page that leads to all pages of the batch.
    engine : str
        What executes its notebook, one of :data:`planner.publish.notebooks.engine.ENGINES`.
    shows : tuple of str
        Scenarios on the page, the main one first. If blank, the scenario and the current plan; on
        the page of the current plan all that the plan compares.
    head : PageHead
        What the head of the page says where it is not as usual.
    remark : str
        What else the log and the register say of it.
    stands_in : bool
        Whether the current plan stands in for a scenario that does not apply.
    """

    plan: Plan = field(repr=False)
    scenario: str
    output: Path
    index: Path | None = None
    engine: str = "papermill"
    shows: tuple[str, ...] = ()
    head: PageHead = USUAL_HEAD
    remark: str = ""
    stands_in: bool = False

    @property
    def asked(self) -> str:
        """Scenarios that were asked for, as the register has them next to the title."""
        title = self.head.title
        return self.scenario.removesuffix(f" ({title})") if title else self.scenario

    @property
    def main_scenario(self) -> str:
        """The first of the scenarios that were asked for, also where the current plan stands in."""
        return main_scenario(self.asked)

    @property
    def shown(self) -> list[str]:
        """Scenarios on the page, the main one first."""
        usual = self.plan.compared_names if self.scenario == BASE else (self.scenario, BASE)
        return list(self.shows or usual)


@dataclass(frozen=True)
class MadeDeck:
    """A board page that was made.

    Attributes
    ----------
    page : Path
        Where it is.
    results : Path
        Where its results for other programs are.
    answer : str
        The answer, as the page gives it.
    headline : HeadlineFigures
        What an office asks for first.
    standing : DistrictStanding
        How its district stands, for the page of all districts.
    edited : str
        That the plan was edited since it was read; blank if it was not.
    seconds : float
        How long it took [seconds].
    """

    page: Path
    results: Path
    answer: str
    headline: HeadlineFigures
    standing: DistrictStanding
    edited: str
    seconds: float


def do_task(task: PlanToRead | DeckToMake) -> Plan | MadeDeck | TaskFailed:
    """The plan that was to be read, the page that was to be made, or why there is none."""
    try:
        return task.read() if isinstance(task, PlanToRead) else _deck(task)
    except PlanError as error:
        return TaskFailed(error.to_fix)
    except NotebookFailed as error:
        return TaskFailed(str(error))


def _deck(task: DeckToMake) -> MadeDeck | TaskFailed:
    started = time.perf_counter()
    plan = task.plan
    alone = compare(plan, task.shown[:1])
    answer, headline = answer_with_votes(alone.figures), headline_figures(alone.figures.main)
    stands = standing(alone, task.main_scenario, stands_in=task.stands_in)
    for tries_left in reversed(range(TRIES)):
        try:
            engine = ENGINES[task.engine]()
            run = make_board(
                plan, task.shown, task.output, engine, latest="", index=task.index, head=task.head
            )
            break
        except KernelDied:
            if ENDING.is_set():
                raise
            if not tries_left:
                return TaskFailed(_DIED)
        except OSError as error:
            return TaskFailed(why_not_written(error))
    seconds = round(time.perf_counter() - started, 2)
    results = run.folder / RESULTS
    return MadeDeck(run.page, results, answer, headline, stands, edited_since(plan), seconds)
