"""The last thing that a batch makes: the page of all its districts, which becomes its index.

Districts of pages that were just made come with them; those of pages that are as they were are
looked at now. The plain list of pages, which names small districts too, stays next to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from planner.analysis.roll_up.roll_up import PlanFailure, PlanNote, RollUp
from planner.analysis.roll_up.small_districts import with_small_districts_unnamed
from planner.analysis.roll_up.standing import DistrictStanding
from planner.atomic_files import remove_left_by, why_not_written
from planner.publish.batch.books import BatchBooks
from planner.publish.batch.deck import DeckToMake
from planner.publish.batch.picture_asked import PictureAsked
from planner.publish.notebooks.engine import ENGINES, NotebookFailed
from planner.publish.processes.running import abandon
from planner.publish.processes.stop_request import StopRequest
from planner.publish.processes.tasks import TaskFailed
from planner.publish.processes.workers import Workers
from planner.publish.roll_up.kept_roll_up import KeptRollUp
from planner.publish.roll_up.page import kept_with_decks, write_roll_up_page
from planner.publish.roll_up.plan_standings import standings_of
from planner.reference.criteria import Criterion, usual_criteria

#: A picture of one district says nothing that its own page does not.
FEWEST = 2


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


def show_all(
    books: BatchBooks, asked: PictureAsked, engine: str, count: int, stop: StopRequest
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
    count : int
        Districts looked at at the same time.
    stop : StopRequest
        Says when to stop: the plain index is left as it is.
    """
    workers = Workers[DistrictToShow | PictureToMake, DistrictStanding | Path](
        do_task,
        count,
        stop_asked=lambda: stop.asked,
        abandon=partial(abandon, books.output),
        ended=partial(remove_left_by, output=books.output),
    )
    with workers:
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


def do_task(task: DistrictToShow | PictureToMake) -> DistrictStanding | Path | TaskFailed:
    """How a district stands, or the page of all districts."""
    if isinstance(task, DistrictToShow):
        found = standings_of(task.deck.plan, (task.deck.main_scenario,))
        return found.standings[0] if found.standings else TaskFailed(found.failures[0].why)
    engine = ENGINES[task.engine]()
    try:
        return write_roll_up_page(task.kept, task.page, engine, pages=task.pages)
    except NotebookFailed as error:
        return TaskFailed(str(error))
    except OSError as error:
        return TaskFailed(why_not_written(error))


def rolled_up(books: BatchBooks, criteria: Sequence[Criterion] = ()) -> RollUp:
    """The districts of a batch in one picture.

    Parameters
    ----------
    books : BatchBooks
        What is known of the batch.
    criteria : sequence of Criterion
        What districts are held against; the usual criteria if none is given.
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
