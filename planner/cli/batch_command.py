"""The command that makes the board pages of many plans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import SOME_FAILED, TO_CORRECT, complain, progress_console, say, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, Scenarios, Scheduler, app
from planner.cli.roll_up_options import (
    NameFrom,
    NameSmall,
    OwnCriteria,
    named_from,
    own_criteria,
)

if TYPE_CHECKING:
    from planner.publish.batch.picture_asked import PictureAsked
    from planner.publish.batch.record import BatchRecord
    from planner.publish.batch.run_batch import BatchRequest
    from planner.publish.processes.stop_request import StopRequest


RunsTablePath = Annotated[
    Path | None,
    typer.Option(
        help="CSV file with a row for each page: plan, scenarios, title, prepared. Paths of plans "
        "begin in FOLDER, or in the folder of the file."
    ),
]
EngineName = Annotated[
    str,
    typer.Option(
        help="What runs the notebooks: forked (fast; the default on Linux) or papermill, "
        "a new kernel for each."
    ),
]


@app.command()
def batch(
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Folder that holds the plans.")
    ] = None,
    table: RunsTablePath = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Board pages made at the same time.")
    ] = 2,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    engine: EngineName = "",
    scheduler: Scheduler = "",
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave pages that are as they were; make the others.")
    ] = False,
    only_failed: Annotated[
        bool, typer.Option("--only-failed", help="Make again only pages that failed.")
    ] = False,
    criteria: OwnCriteria = None,
    name_from: NameFrom = None,
    name_small: NameSmall = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Make the board pages of all plans in a folder, or of a table."""
    from dataclasses import replace

    from planner.publish.batch.picture_asked import PictureAsked
    from planner.publish.notebooks.engine import engine_named
    from planner.publish.processes.stop_request import StopRequest

    if folder is not None and not folder.is_dir():
        stop(f"there is no folder {folder}")
    students = named_from(name_from, name_small=name_small)
    held, file = own_criteria(criteria), criteria.name if criteria else ""
    picture = PictureAsked(held, file, students)
    asked = _pages_asked(folder, table, scenario, output)
    request = replace(
        asked,
        workers=workers,
        engine=engine_named(engine),
        scheduler=scheduler,
        allow_difference=allow_difference,
        resume="only failed" if only_failed else "resume" if resume else "",
        picture=picture,
    )
    with StopRequest() as stopped:
        record = _done(request, stopped)
        if not record.stopped:
            for line in _asked_of_the_picture(picture, record):
                say(line)
        _report(record, stopped)


def _pages_asked(
    folder: Path | None, table: Path | None, scenarios: list[str] | None, output: Path
) -> BatchRequest:
    """The pages that a table asks for, or those of all plans in a folder."""
    if table is not None:
        return _of_table(table, folder, scenarios, output)
    if folder is not None:
        return _of_folder(folder, scenarios, output)
    stop("name the folder that holds the plans, or a table of pages: --table runs.csv")


def _of_folder(folder: Path, scenarios: list[str] | None, output: Path) -> BatchRequest:
    """The pages of all plans in a folder."""
    from planner.publish.batch.run_batch import BatchRequest
    from planner.publish.plans.plans_in_folder import left_out_in, plans_in
    from planner.publish.register.registered_deck import place_seen_from

    places = plans_in(folder, output)
    if not places:
        stop(f"{folder} holds no plan: a plan is a folder with a district.csv, or a workbook")
    return BatchRequest(
        places,
        output,
        scenarios=scenarios or (),
        source=place_seen_from(output, folder),
        left_out=left_out_in(folder, output),
    )


def _of_table(
    table: Path, folder: Path | None, scenarios: list[str] | None, output: Path
) -> BatchRequest:
    """The pages that a table asks for."""
    from planner.plan.reading.side_table import SideTableError
    from planner.publish.batch.run_batch import BatchRequest
    from planner.publish.batch.runs_table import read_runs_table
    from planner.publish.register.registered_deck import place_seen_from

    if scenarios:
        stop("the table says which scenarios are on each page; leave out --scenario")
    try:
        read = read_runs_table(table, folder)
    except SideTableError as error:
        for problem in error.problems:
            complain(problem)
        raise typer.Exit(TO_CORRECT) from None
    source = place_seen_from(output, table)
    return BatchRequest(read.places, output, source=source, rows=read.asked)


def _done(request: BatchRequest, stopped: StopRequest) -> BatchRecord:
    """Make the pages and show how far they are."""
    from rich.progress import Progress

    from planner.publish.batch.run_batch import run_batch

    with progress_console() as console, Progress(console=console) as progress:
        bar = progress.add_task("Plans", total=None)
        told = False
        for record in run_batch(request, stopped):
            if record.to_do and not told:
                told = True
                say(record.to_do)
            what, expected, done = "Plans", len(record.decks), record.plans_read
            if record.has_begun:
                what, done = "Board pages", expected - record.count("waiting")
            progress.update(bar, description=what, total=expected, completed=done)
    return record


def _asked_of_the_picture(typed: PictureAsked, record: BatchRecord) -> Iterator[str]:
    """What became of the office's own criteria, and what an earlier batch was asked and holds."""
    held = record.picture or typed
    if held.criteria and not record.is_pictured:
        yield f"{held.criteria_file} is not used: the index is a list of pages, without criteria."
    elif held.criteria:
        as_before = "" if typed.criteria else ", as in the batch before"
        yield f"Districts are measured against {held.criteria_file}{as_before}."
    if record.is_pictured and held.name_from != typed.name_from:
        fewer = f"Districts with fewer than {held.name_from:g} students are not named"
        yield f"{fewer if held.name_from else 'Every district is named'}, as in the batch before."


def _report(record: BatchRecord, stopped: StopRequest) -> None:
    """Say what was made and where it is."""
    from planner.publish.batch.index import made_sentence, what_to_fix

    made = f"{made_sentence(record.rows, 'board pages')}."
    if record.stopped:
        complain(f"Stopped: {made} They are listed in {record.index}")
        complain("The same command with --resume makes the others.")
        raise typer.Exit(stopped.exit_code)
    for line in what_to_fix(record.rows):
        say(line)
    say(f"{made} Start at {record.index}")
    if record.no_picture:
        complain(f"The page of all districts could not be made: {record.no_picture}")
    if record.count("failed") or record.no_picture:
        raise typer.Exit(SOME_FAILED)
