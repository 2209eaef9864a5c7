"""A board page made in a process of its own, while its maker stays free to do other things.

It is the page that :func:`planner.publish.board.make_board` makes. Who waits for it hears how
far it is and may stop it; then nothing half written is left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from planner.atomic_files import remove_left_by, why_not_written
from planner.packaged import BOARD_NOTEBOOK, notebooks_dir
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.publish.processes.running import abandon
from planner.publish.processes.tasks import TaskFailed
from planner.publish.processes.workers import Workers, tell


@dataclass(frozen=True)
class BoardToMake:
    """A board page before it is made.

    Attributes
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of str
        Scenarios, the main one first; all of the plan's if none is given.
    output : Path
        Folder of all runs.
    """

    plan: Plan = field(repr=False)
    scenarios: Sequence[str]
    output: Path


@dataclass(frozen=True)
class HowFar:
    """How far a page is.

    Attributes
    ----------
    part : int
        Number of the part in work, from 1.
    parts : int
        How many there are: cells of the notebook.
    """

    part: int
    parts: int


def make_board_apart(
    page: BoardToMake,
    told: Callable[[HowFar], None],
    stop_asked: Callable[[], bool] = lambda: False,
) -> Path | TaskFailed | None:
    """Make a board page in a process of its own.

    Parameters
    ----------
    page : BoardToMake
        What is asked for.
    told : callable
        Hears how far it is, in the thread that calls this.
    stop_asked : callable
        Whether to stop; it is asked several times a second.

    Returns
    -------
    Path or TaskFailed or None
        The page; why there is none; or nothing where it was stopped.
    """
    workers = Workers[BoardToMake, Path](
        _make,
        1,
        stop_asked=stop_asked,
        abandon=partial(abandon, page.output),
        told=told,
        ended=partial(remove_left_by, output=page.output),
    )
    with workers:
        workers.add(page)
        return next((made for _task, made in workers.results()), None)


def _make(page: BoardToMake) -> Path | TaskFailed:
    """Make the page here, in the worker, and tell how far it is."""
    # Only a worker needs papermill and nbconvert: the desk asks for a page and starts without them.
    from planner.publish.board import make_board
    from planner.publish.notebooks.engine import NotebookFailed, PapermillEngine

    notebook = json.loads((notebooks_dir() / BOARD_NOTEBOOK).read_text("utf-8"))
    parts = len(notebook["cells"]) + 1  # papermill adds one that holds the parameters
    engine = PapermillEngine(begins=lambda cell: tell(HowFar(cell + 1, parts)))
    try:
        return make_board(page.plan, page.scenarios, page.output, engine).page
    except (PlanError, NotebookFailed) as error:
        return TaskFailed(str(error))
    except OSError as error:
        return TaskFailed(why_not_written(error))
