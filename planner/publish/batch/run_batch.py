"""Many board pages: every plan of a folder under every scenario, in worker processes.

All plans are read first: a scenario that none of them has is refused, and nothing is made or
written over. A broken plan gets its own error page, and the rest continue. Every batch has a folder
of its own, ``outputs/batches/<batch>/``: a run log with one row for each page, an index that leads
to all of them, and the error pages; they are written as pages are done. The pages themselves are
with the other runs of their plan. What became of every deck is in the register of runs, which all
batches of a folder of runs share, one at a time.

Where a scheduler is named, the pages are made by the workers of other machines. Plans are read
here, and log, index and register are written here, by this program alone.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

from planner.atomic_files import remove_left_by
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.deck import DeckToMake, MadeDeck
from planner.publish.batch.decks_to_make import DecksAsked, EarlierDecks, Resume
from planner.publish.batch.picture import show_all
from planner.publish.batch.picture_asked import PictureAsked, asked_before
from planner.publish.batch.record import BatchRecord
from planner.publish.batch.runs_table import AskedDeck
from planner.publish.batch.work import BatchResult, BatchTask, do_task, do_task_of_day
from planner.publish.cluster.cluster_workers import ClusterWorkers
from planner.publish.cluster.machines import Machines, machines_at
from planner.publish.cluster.unfit import ClusterError
from planner.publish.forked.copies import shared_copies
from planner.publish.notebooks.engine import usual_engine
from planner.publish.plans.copies import copies_among, namesakes_among
from planner.publish.plans.edited_since import edited_since
from planner.publish.plans.plan_to_read import PlanToRead
from planner.publish.plans.plans_in_folder import LeftOut, PlanPlace
from planner.publish.plans.scenarios_asked import ScenarioAsked, refuse_unknown
from planner.publish.processes.running import abandon
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed, TaskWorkers
from planner.publish.processes.workers import Workers
from planner.publish.register.register import open_register

_Workers = Workers[BatchTask, BatchResult]
_ClusterWorkers = ClusterWorkers[BatchTask, BatchResult]
#: What was to be done, with what became of it.
_Done: TypeAlias = tuple[BatchTask, BatchResult | TaskFailed]


@dataclass(frozen=True)
class BatchRequest:
    """What is asked of a batch.

    Attributes
    ----------
    places : sequence of PlanPlace
        Plans, see :func:`planner.publish.plans.plans_in_folder.plans_in`. Where there are several,
        copies of one plan are made pages of once.
    output : Path
        Folder of all runs.
    workers : int
        Pages made at the same time.
    scenarios : sequence of str
        Scenarios wanted; all of each plan's if none is given.
    allow_difference : bool
        Whether plans continue even if their base year does not tie out.
    engine : str
        What executes the notebooks, one of :data:`planner.publish.notebooks.engine.ENGINES`.
    source : str
        Where the plans were found: by it an earlier batch is found again.
    resume : {"", "resume", "only failed"}
        What the newest earlier batch of that source is resumed for, if it is.
    left_out : sequence of LeftOut
        Folders that are no plans, see :func:`planner.publish.plans.plans_in_folder.left_out_in`.
    rows : mapping
        Where a table drives the batch: name of a plan -> its decks, see
        :func:`planner.publish.batch.runs_table.read_runs_table`.
    picture : PictureAsked, optional
        What is asked of the page of all districts, which the index becomes at the end; it stays a
        list of pages if left out.
    scheduler : str
        Address of a Dask scheduler whose workers make the pages; this machine makes them if blank.
    """

    places: Sequence[PlanPlace]
    output: Path
    workers: int = 2
    scenarios: Sequence[str] = ()
    allow_difference: bool = False
    engine: str = field(default_factory=usual_engine)
    source: str = ""
    resume: Resume = ""
    left_out: Sequence[LeftOut] = ()
    rows: Mapping[str, Sequence[AskedDeck]] = field(default_factory=dict)
    picture: PictureAsked | None = None
    scheduler: str = ""

    @property
    def scenarios_asked(self) -> list[ScenarioAsked]:
        """Scenarios that are asked for by name, and where."""
        plans = (place.name for place in self.places)
        where = (self.output / self.source).resolve().name if self.source else next(plans, "")
        return [ScenarioAsked(name, where) for name in self.scenarios] + [
            ScenarioAsked(name, where, deck.row)
            for decks in self.rows.values()
            for deck in decks
            for name in deck.scenarios
        ]


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
        How many plans are read; then what is done so far, with log, index and register written,
        again after each page.

    Raises
    ------
    PlanError
        If no plan has one of the scenarios.
    TakenError
        If another batch is at work in the folder of runs.
    ClusterError
        If the scheduler or its workers cannot be worked with.
    """
    with ExitStack() as open_things:
        machines = None
        if request.scheduler:
            request = replace(request, output=request.output.absolute())
            machines = open_things.enter_context(machines_at(request.scheduler, request.output))
        register = open_things.enter_context(open_register(request.output))
        before = register.last_batch(request.source) if request.resume else None
        picture = request.picture and request.picture.after(asked_before(before))
        record = BatchRecord(request.output, request.places, before, picture)
        earlier = EarlierDecks(request.output, request.resume, register.decks())
        register.batch_is_begun(record.folder.name, request.source)
        books = BatchBooks(request.output, record, register)
        begin = open_things.enter_context(_copies(request))
        yield record
        try:
            for _ in _worked(request, stop, books, earlier, machines, begin):
                yield record
        except PlanError:
            books.is_refused()
            raise
        except ClusterError:
            books.close()
            raise
        books.close()
        if record.stopped:
            yield record


def _worked(
    request: BatchRequest,
    stop: StopRequest,
    books: BatchBooks,
    earlier: EarlierDecks,
    machines: Machines | None,
    begin: Callable[[], None] | None,
) -> Iterator[None]:
    """Read all plans, make the pages that follow, then that of all; whenever there is news."""

    def begins(task: BatchTask) -> None:
        if isinstance(task, DeckToMake):
            books.begins(task)

    ended = partial(remove_left_by, output=request.output)
    workers = _Workers(
        do_task,
        request.workers,
        stop_asked=lambda: stop.asked,
        abandon=partial(abandon, request.output),
        begin=begin,
        begins=begins,
        ended=ended,
    )
    with workers:
        for place in request.places:
            workers.add(PlanToRead(place, request.allow_difference))
        read = yield from _read(workers, books.record)
        plans = {found.name: found for _, found in read if isinstance(found, Plan)}
        if not stop.asked:
            known = dict.fromkeys(name for one in plans.values() for name in one.scenario_names)
            unread = len(read) - len(plans)
            refuse_unknown(request.scenarios_asked, known, unread=unread)
        books.plans_are_read(request.left_out)
        for task, found in read:
            _note(books, task, found)
        yield
        if stop.asked:
            return
        decks = books.are_asked(_decks(request, plans, books), earlier)
        yield
        if machines is None:
            yield from _made(decks, workers, books)
        else:
            work = partial(do_task_of_day, date.today().isoformat())
            with _ClusterWorkers(
                work, machines, stop_asked=lambda: stop.asked, begins=begins, ended=ended
            ) as others:
                yield from _made(decks, others, books)
        if books.record.picture is not None and not stop.asked:
            yield from show_all(books, books.record.picture, request.engine, workers, stop)


def _read(workers: _Workers, record: BatchRecord) -> Generator[None, None, list[_Done]]:
    """Let plans be read; after each."""
    read = []
    for one in workers.results():
        read.append(one)
        record.plans_read += 1
        yield
    return read


def _copies(request: BatchRequest) -> AbstractContextManager[Callable[[], None] | None]:
    """What workers begin with where it is likely that they make pages themselves."""
    makes = request.engine == "forked" and not request.scheduler and not request.resume
    return shared_copies() if makes else nullcontext()


def _made(
    decks: Sequence[DeckToMake],
    workers: TaskWorkers[BatchTask, BatchResult],
    books: BatchBooks,
) -> Iterator[None]:
    """Let pages be made; whenever something is noted."""
    for deck in decks:
        workers.add(deck)
    for task, found in workers.results():
        if isinstance(workers, ClusterWorkers):
            found = _seen_from_here(task, found)
        _note(books, task, found)
        yield


def _seen_from_here(task: BatchTask, found: BatchResult | TaskFailed) -> BatchResult | TaskFailed:
    """What another machine made; it need not see the folder of plans, to say who edited them."""
    if isinstance(task, DeckToMake) and isinstance(found, MadeDeck):
        return replace(found, edited=edited_since(task.plan))
    return found


def _decks(request: BatchRequest, plans: Mapping[str, Plan], books: BatchBooks) -> list[DeckToMake]:
    """The pages that follow from the plans that could be read, in their order."""
    there = [plans[place.name] for place in request.places if place.name in plans]
    # A plan that is named in a table is meant, whatever it is a copy of.
    copies = {} if request.rows else copies_among(there)
    for plan in there:
        if plan.name in copies:
            books.is_left_out(plan.name, plan.path, copies[plan.name])
    in_order = [plan for plan in there if plan.name not in copies]
    asked = DecksAsked(
        request.scenarios, request.output, books.record.index, request.engine, request.rows
    )
    remarks = {} if request.rows else namesakes_among(in_order)
    decks = [replace(deck, remark=remarks.get(deck.plan.name, "")) for deck in asked.of(in_order)]
    for plan in in_order:
        books.plan_was_read(plan, [deck for deck in decks if deck.plan is plan])
    return decks


def _note(books: BatchBooks, task: BatchTask, found: BatchResult | TaskFailed) -> None:
    """Note what became of a task."""
    match task, found:
        case PlanToRead(), TaskFailed():
            books.plan_failed(task.place, found.why)
        case DeckToMake(), TaskFailed():
            books.deck_failed(task, found.why)
        case DeckToMake(), MadeDeck():
            books.was_made(task, found)
