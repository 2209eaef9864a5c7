"""The command that makes the board pages of many plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import SOME_FAILED, complain, progress_console, say, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, Scenarios, app

if TYPE_CHECKING:
    from planner.publish.batch import BatchRequest
    from planner.publish.batch_record import BatchRecord
    from planner.publish.stop_request import StopRequest


@app.command()
def batch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder that holds the plans.")],
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Board pages made at the same time.")
    ] = 2,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    engine: Annotated[
        str,
        typer.Option(
            help="What runs the notebooks: forked (fast; the default on Linux) or papermill, "
            "a new kernel for each."
        ),
    ] = "",
    allow_difference: AllowDifference = False,
) -> None:
    """Make the board pages of every plan in a folder, under every scenario."""
    from planner.publish.batch import BatchRequest
    from planner.publish.engine import engine_named
    from planner.publish.plans_in_folder import plans_in
    from planner.publish.registered_deck import place_seen_from
    from planner.publish.stop_request import StopRequest

    if not folder.is_dir():
        stop(f"there is no folder {folder}")
    places = plans_in(folder, output)
    if not places:
        stop(f"{folder} holds no plan: a plan is a folder with a district.csv, or a workbook")
    try:
        chosen = engine_named(engine)
    except ValueError as error:
        stop(str(error))
    source = place_seen_from(output, folder)
    request = BatchRequest(
        places, output, workers, scenario or [], allow_difference, chosen, source
    )
    with StopRequest() as stopped:
        record = _done(request, stopped)
    made = f"{record.count('made')} of {len(record.decks)} board pages were made."
    if record.stopped:
        complain(f"Stopped: {made} They are listed in {record.index}")
        raise typer.Exit(stopped.exit_code)
    say(f"{made} Start at {record.index}")
    if record.count("failed"):
        raise typer.Exit(SOME_FAILED)


def _done(request: BatchRequest, stopped: StopRequest) -> BatchRecord:
    """Make the pages and show how far they are."""
    from rich.progress import Progress

    from planner.publish.batch import run_batch

    with progress_console() as console, Progress(console=console) as progress:
        bar = progress.add_task("Board pages", total=None)
        for record in run_batch(request, stopped):
            expected = len(record.decks)
            progress.update(bar, total=expected, completed=expected - record.count("waiting"))
    return record
