"""Many board pages: every plan of a folder under every scenario, in worker processes.

A broken plan gets its own error page, and the rest continue. Every batch has a folder of its own,
``outputs/batches/<batch>/``: a run log with one row for each page, an index that leads to all of
them, and the error pages; they are written as pages are done. The pages themselves are with the
other runs of their plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from planner.atomic_files import remove_left_by
from planner.plan.plan import Plan
from planner.publish.batch_record import BatchRecord
from planner.publish.deck import DeckToMake, MadeDeck, PlanToRead, do_task
from planner.publish.engine import usual_engine
from planner.publish.kernels import abandon
from planner.publish.plans_in_folder import PlanPlace
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
    """

    places: Sequence[PlanPlace]
    output: Path
    workers: int = 2
    scenarios: Sequence[str] = ()
    allow_difference: bool = False
    engine: str = field(default_factory=usual_engine)


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
        What is done so far, with log and index written; again after each page.
    """
    record = BatchRecord(request.output, request.places)
    record.write()
    yield record
    workers = Workers[PlanToRead | DeckToMake, Plan | MadeDeck](
        do_task,
        request.workers,
        stop_asked=lambda: stop.asked,
        abandon=partial(abandon, request.output),
        ended=partial(remove_left_by, output=request.output),
    )
    with workers:
        for place in request.places:
            workers.add(PlanToRead(place, request.allow_difference))
        for task, found in workers.results():
            for deck in _noted(record, request, task, found):
                workers.add(deck)
            yield record
    if record.count("waiting"):
        record.is_stopped()
        yield record


def _noted(
    record: BatchRecord,
    request: BatchRequest,
    task: PlanToRead | DeckToMake,
    found: Plan | MadeDeck | TaskFailed,
) -> list[DeckToMake]:
    """Note what became of a task; the pages that follow from it, if it was to read a plan."""
    match task, found:
        case PlanToRead(), TaskFailed():
            record.has_failed(task.place.name, "", found.why)
        case PlanToRead(), Plan():
            scenarios = tuple(dict.fromkeys(request.scenarios or found.compared_names))
            record.plan_was_read(found, scenarios)
            return [
                DeckToMake(found, scenario, request.output, record.index, request.engine)
                for scenario in scenarios
            ]
        case DeckToMake(), TaskFailed():
            record.has_failed(task.plan.name, task.scenario, found.why)
        case DeckToMake(), MadeDeck():
            record.was_made(task.plan, task.scenario, found)
    return []
