"""Many board pages: every plan of a folder under every scenario, in worker processes.

A broken plan gets its own error page, and the rest continue. Every batch has a folder of its own,
``outputs/batches/<batch>/``: a run log with one row for each page, an index that leads to all of
them, and the error pages; they are written as pages are done. The pages themselves are with the
other runs of their plan. What became of every deck is in the register of runs, which all batches of
a folder of runs share, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from planner.atomic_files import remove_left_by
from planner.plan.plan import Plan
from planner.publish.batch_books import BatchBooks
from planner.publish.batch_record import BatchRecord
from planner.publish.deck import DeckToMake, MadeDeck, PlanToRead, do_task
from planner.publish.engine import usual_engine
from planner.publish.kernels import abandon
from planner.publish.plans_in_folder import PlanPlace
from planner.publish.register import open_register
from planner.publish.stop_request import StopRequest
from planner.publish.workers import TaskFailed, Workers


@dataclass(frozen=True)
class BatchRequest:
    """What is asked of a batch.

    Attributes
    ----------
    places : sequence of PlanPlace
        Plans, see :func:`planner.publish.plans_in_folder.plans_in`.
    output : Path
        Folder of all runs.
    workers : int
        Pages made at the same time.
    scenarios : sequence of str
        Scenarios wanted; all of each plan's if none is given.
    allow_difference : bool
        Whether plans continue even if their base year does not tie out.
    engine : str
        What executes the notebooks, one of :data:`planner.publish.engine.ENGINES`.
    source : str
        Where the plans were found, for the register.
    """

    places: Sequence[PlanPlace]
    output: Path
    workers: int = 2
    scenarios: Sequence[str] = ()
    allow_difference: bool = False
    engine: str = field(default_factory=usual_engine)
    source: str = ""


def run_batch(request: BatchRequest, stop: StopRequest) -> Iterator[BatchRecord]:
    """Make the pages, as many at a time as there are workers.

    Parameters
    ----------
    request : BatchRequest
        What is asked for.
    stop : StopRequest
        Says when to stop: pages in work are abandoned, no worker is left behind.

    Yields
    ------
    BatchRecord
        What is done so far, with log, index and register written; again after each page.

    Raises
    ------
    TakenError
        If another batch is at work in the folder of runs.
    """
    with open_register(request.output) as register:
        record = BatchRecord(request.output, request.places)
        register.batch_is_begun(record.folder.name, request.source)
        record.write()
        yield record
        books = BatchBooks(request.output, record, register)
        for _ in _worked(request, stop, books):
            yield record
        books.close()
        if record.stopped:
            yield record


def _worked(request: BatchRequest, stop: StopRequest, books: BatchBooks) -> Iterator[None]:
    """Read all plans, then make the pages that follow; whenever something is noted."""

    def begins(task: PlanToRead | DeckToMake) -> None:
        if isinstance(task, DeckToMake):
            books.begins(task)

    workers = Workers[PlanToRead | DeckToMake, Plan | MadeDeck](
        do_task,
        request.workers,
        stop_asked=lambda: stop.asked,
        abandon=partial(abandon, request.output),
        begins=begins,
        ended=partial(remove_left_by, output=request.output),
    )
    plans: dict[str, Plan] = {}
    with workers:
        for place in request.places:
            workers.add(PlanToRead(place, request.allow_difference))
        for task, found in workers.results():
            _note(books, task, found)
            if isinstance(found, Plan):
                plans[found.name] = found
            yield
        decks = _decks(request, [plans[p.name] for p in request.places if p.name in plans], books)
        books.are_asked(decks)
        for deck in decks:
            workers.add(deck)
        yield
        for task, found in workers.results():
            _note(books, task, found)
            yield


def _decks(request: BatchRequest, plans: Sequence[Plan], books: BatchBooks) -> list[DeckToMake]:
    """The pages that follow from plans, in their order."""
    output, index = request.output, books.record.index
    decks = []
    for plan in plans:
        scenarios = tuple(dict.fromkeys(request.scenarios or plan.compared_names))
        books.record.plan_was_read(plan, scenarios)
        decks += [
            DeckToMake(plan, scenario, output, index, request.engine) for scenario in scenarios
        ]
    return decks


def _note(
    books: BatchBooks, task: PlanToRead | DeckToMake, found: Plan | MadeDeck | TaskFailed
) -> None:
    """Note what became of a task."""
    match task, found:
        case PlanToRead(), TaskFailed():
            books.plan_failed(task.place, found.why)
        case DeckToMake(), TaskFailed():
            books.deck_failed(task, found.why)
        case DeckToMake(), MadeDeck():
            books.was_made(task, found)
