"""The last thing that a batch makes: the page of all its districts, which becomes its index.

Districts of pages that were just made come with them; those of pages that are as they were are
looked at now. The plain list of pages, which names small districts too, stays next to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.analysis.roll_up.small_districts import with_small_districts_unnamed
from planner.analysis.roll_up.standing import DistrictStanding
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.picture_asked import PictureAsked
from planner.publish.batch.work import BatchResult, BatchTask, DistrictToShow, PictureToMake
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed, TaskWorkers
from planner.publish.roll_up.page import kept_with_decks
from planner.reference.criteria import Criterion, usual_criteria

#: A picture of one district says nothing that its own page does not.
FEWEST = 2


def show_all(
    books: BatchBooks,
    asked: PictureAsked,
    engine: str,
    workers: TaskWorkers[BatchTask, BatchResult],
    stop: StopRequest,
) -> Iterator[None]:
    """Look at the districts that nobody has looked at yet, and make the page of all.

    Parameters
    ----------
    books : BatchBooks
        What is known of the batch.
    asked : PictureAsked
        What is asked of the page.
    engine : str
        What executes its notebook.
    workers : TaskWorkers
        Those of the batch.
    stop : StopRequest
        Says when to stop: the plain index is left as it is.
    """
    for deck in books.not_looked_at.values():
        workers.add(DistrictToShow(deck))
    for task, found in workers.results():
        if isinstance(task, DistrictToShow) and isinstance(found, DistrictStanding):
            books.looked_at(task.deck, found)
    picture = rolled_up(books, asked.criteria)
    if stop.asked or len({one.plan for one in picture.standings}) < FEWEST:
        return
    record = books.record
    shown = with_small_districts_unnamed(picture, asked.named_from)
    kept = kept_with_decks(shown, books.output, record.folder)
    workers.add(PictureToMake(kept, record.index, record.pages.name, engine))
    for _, made in workers.results():
        if isinstance(made, Path):
            record.is_pictured = True
        elif isinstance(made, TaskFailed):
            record.no_picture = made.why
    yield


def rolled_up(books: BatchBooks, criteria: Sequence[Criterion] = ()) -> RollUp:
    """The districts of a batch in one picture.

    Parameters
    ----------
    books : BatchBooks
        What is known of the batch.
    criteria : sequence of Criterion
        What districts are measured against; the usual criteria if none is given.
    """
    decks = books.record.decks
    standings = [one for one in books.standings.values() if one is not None]
    return RollUp(
        tuple(dict.fromkeys(one.scenario for one in standings)),
        tuple(criteria) or usual_criteria(),
        tuple(standings),
        failures=tuple(
            PlanFailure(deck.plan, deck.scenario, deck.answer)
            for deck in decks
            if deck.outcome == "failed"
        ),
        left_out=tuple(PlanNote(d.plan, d.answer) for d in decks if d.outcome == "left out"),
        remarks=tuple(PlanNote(plan, said) for plan, said in books.remarks.items()),
    )
