"""Many decks: every plan of a folder under every scenario, in worker processes.

A broken plan makes its own error page, and the rest go on. Every batch has a folder of its own,
``outputs/batches/<batch>/``: a run log with one row for each deck, an index page that leads to
all of them, and the error pages. The decks themselves stand with the other runs of their plan.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

import pandas as pd

from planner.analysis.compare import compare
from planner.atomic_files import write_whole
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.plan_files import MARKED
from planner.plan.reading.where import is_workbook
from planner.plan.tables import TABLES
from planner.plan.what_if.scenarios import BASE
from planner.publish.board import make_board
from planner.publish.index import error_page, index_page
from planner.publish.notebook import NotebookFailed
from planner.publish.results import write_csv
from planner.publish.runs import folder_name
from planner.views.board.sentences import answer_sentence

BATCHES, ERRORS = "batches", "errors"
LOG, INDEX = "run-log.csv", "index.html"


@dataclass(frozen=True)
class Job:
    """One deck to make; a plan that could not be read has its problem instead of a scenario."""

    plan: Path
    name: str
    scenario: str
    problem: str = ""
    allow_difference: bool = False


@dataclass(frozen=True)
class Deck:
    """One row of the run log.

    Attributes
    ----------
    plan, scenario : str
        What it is about.
    status : {"made", "failed"}
        Whether there is a page to hand over.
    page : str
        The page, or the error page, relative to the batch's folder.
    answer : str
        The answer in one sentence, or what went wrong.
    digest : str
        Fingerprint of the tables.
    seconds : float
        How long it took [seconds].
    """

    plan: str
    scenario: str
    status: str
    page: str
    answer: str
    digest: str
    seconds: float


def find_jobs(
    folder: Path, scenarios: Sequence[str] = (), *, allow_difference: bool = False
) -> list[Job]:
    """Decks to make: every plan below a folder, under all its scenarios or those asked for.

    Parameters
    ----------
    folder : Path
        Holds one folder or workbook for each plan; or is a plan itself.
    scenarios : sequence of str
        Scenarios wanted; all of each plan's if none is given.
    allow_difference : bool
        Whether plans go on though their base year does not tie out.
    """
    jobs = []
    for path in _plans(folder):
        name = path.stem if is_workbook(path) else path.resolve().name
        try:
            plan = read_plan(path, allow_difference=allow_difference)
        except PlanError as error:
            jobs.append(Job(path, name, "", str(error)))
            continue
        wanted = scenarios or plan.compared_names
        jobs += [Job(path, name, scenario, "", allow_difference) for scenario in wanted]
    return jobs


def _plans(folder: Path) -> list[Path]:
    """Folders and workbooks below a folder; hidden ones and marked copies are none."""
    if (folder / TABLES["district"].file).is_file():
        return [folder]
    return [
        path
        for path in sorted(folder.iterdir())
        if (path.is_dir() or is_workbook(path))
        and not path.name.startswith((".", "_", "~"))
        and not path.stem.endswith(MARKED)
    ]


def new_batch(output: Path) -> Path:
    """Folder for a batch that no other batch has."""
    name = f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    for number in itertools.count(1):
        folder = output / BATCHES / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        break
    return folder


def run_batch(jobs: Sequence[Job], output: Path, batch: Path, workers: int) -> Iterator[Deck]:
    """Make the decks, as many at a time as there are workers, in the order they are done.

    The caller shows progress; when the last deck is out, log and index have been written.

    Parameters
    ----------
    jobs : sequence of Job
        Decks to make.
    output : Path
        Folder of all runs.
    batch : Path
        Folder of this batch, see :func:`new_batch`.
    workers : int
        Decks made at a time.
    """
    decks: list[Deck] = []
    context = multiprocessing.get_context("spawn")  # the same on Windows, macOS and Linux
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread) as pool:
        waiting = {pool.submit(make_deck, job, output, batch): job for job in jobs}
        for done in as_completed(waiting):
            try:
                deck = done.result()
            except Exception as error:
                deck = _failed(waiting[done], batch, f"{type(error).__name__}: {error}", 0.0)
            decks.append(deck)
            yield deck
    order = {(job.name, job.scenario): place for place, job in enumerate(jobs)}
    decks.sort(key=lambda deck: order[deck.plan, deck.scenario])
    frame = pd.DataFrame(
        [asdict(deck) for deck in decks], columns=[field.name for field in fields(Deck)]
    )
    write_csv(batch / LOG, frame)
    write_whole(batch / INDEX, index_page([asdict(deck) for deck in decks]))


def _one_thread() -> None:
    """Linear algebra in one thread for each worker: more would fight over the cores."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def make_deck(job: Job, output: Path, batch: Path) -> Deck:
    """Make one deck, or the error page in its place."""
    started = time.perf_counter()
    if job.problem:
        return _failed(job, batch, job.problem, 0.0)
    try:
        plan = read_plan(job.plan, allow_difference=job.allow_difference)
        run = make_board(plan, _compared_with_base(plan, job.scenario), output)
        answer = answer_sentence(compare(plan, [job.scenario]).main)
    except (PlanError, NotebookFailed, OSError) as error:
        return _failed(job, batch, str(error), time.perf_counter() - started)
    return Deck(
        plan=job.name,
        scenario=job.scenario,
        status="made",
        page=Path(os.path.relpath(run.page, batch)).as_posix(),
        answer=answer,
        digest=plan.digest,
        seconds=round(time.perf_counter() - started, 2),
    )


def _compared_with_base(plan: Plan, scenario: str) -> list[str]:
    """The base deck compares all scenarios; the others compare themselves with the base."""
    return list(plan.compared_names) if scenario == BASE else [scenario, BASE]


def _failed(job: Job, batch: Path, why: str, seconds: float) -> Deck:
    name = folder_name(job.name) + (f"-{folder_name(job.scenario)}" if job.scenario else "")
    page = write_whole(batch / ERRORS / f"{name}.html", error_page(job.name, job.scenario, why))
    return Deck(
        plan=job.name,
        scenario=job.scenario,
        status="failed",
        page=page.relative_to(batch).as_posix(),
        answer=why,
        digest="",
        seconds=round(seconds, 2),
    )
