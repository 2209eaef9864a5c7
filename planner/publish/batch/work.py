"""What a worker of a batch does: plans, their pages, and the page of all districts at the end.

The same workers do all of it: who has made pages has everything imported, and a warm process. What
only the page of all needs is imported by the one worker that makes it.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from planner.analysis.roll_up.standing import DistrictStanding
from planner.atomic_files import why_not_written
from planner.plan.plan import Plan
from planner.publish.batch import deck
from planner.publish.batch.deck import DeckToMake, MadeDeck
from planner.publish.notebooks.engine import ENGINES, NotebookFailed
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.processes.tasks import TaskFailed

if TYPE_CHECKING:
    from planner.publish.roll_up.kept_roll_up import KeptRollUp


@dataclass(frozen=True)
class DistrictToShow:
    """A district whose page is as it was, before it is looked at.

    Attributes
    ----------
    deck : DeckToMake
        The page.
    """

    deck: DeckToMake


@dataclass(frozen=True)
class PictureToMake:
    """The page of all districts, before it is made.

    Attributes
    ----------
    kept : KeptRollUp
        The districts, and where the page of each is.
    page : Path
        The HTML file.
    pages : str
        Address of the plain list of pages.
    engine : str
        What executes its notebook.
    """

    kept: KeptRollUp = field(repr=False)
    page: Path
    pages: str
    engine: str


BatchTask: TypeAlias = PlanToRead | DeckToMake | DistrictToShow | PictureToMake
BatchResult: TypeAlias = Plan | MadeDeck | DistrictStanding | Path


def do_task(task: BatchTask) -> BatchResult | TaskFailed:
    """The plan, the page, how the district stands, the page of all, or why there is none."""
    match task:
        case DistrictToShow():
            return _standing(task)
        case PictureToMake():
            return _picture(task)
        case _:
            return deck.do_task(task)


def do_task_of_day(day: str, task: BatchTask) -> BatchResult | TaskFailed:
    """Do a task of another machine, where it may be another day.

    Parameters
    ----------
    day : str
        The date there, for a page that is given none, as YYYY-MM-DD.
    task : BatchTask
        What to do.
    """
    if isinstance(task, DeckToMake) and not task.head.prepared:
        task = replace(task, head=replace(task.head, prepared=day))
    return do_task(task)


def _standing(task: DistrictToShow) -> DistrictStanding | TaskFailed:
    from planner.publish.roll_up.plan_standings import standings_of

    found = standings_of(task.deck.plan, (task.deck.main_scenario,))
    return found.standings[0] if found.standings else TaskFailed(found.failures[0].why)


def _picture(task: PictureToMake) -> Path | TaskFailed:
    from planner.publish.roll_up.page import write_roll_up_page

    try:
        return write_roll_up_page(task.kept, task.page, ENGINES[task.engine](), pages=task.pages)
    except NotebookFailed as error:
        return TaskFailed(str(error))
    except OSError as error:
        return TaskFailed(why_not_written(error))
