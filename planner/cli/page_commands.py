"""Commands that make pages, and the one that opens the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import SOME_FAILED, busy, complain, progress_console, say, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, PlanPath, Scenarios, app, read
from planner.cli.stopping import BY_CTRL_C, Stopped


@app.command()
def board(
    plan: PlanPath,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Make the board page: one HTML file that opens offline."""
    from planner.publish.board import make_board

    found = read(plan, allow_difference=allow_difference)
    making = f"Making the board page of {found.district.name}"
    with busy(making):
        run = make_board(found, scenario or [], output)
    say(f"The board page is {run.page}")


@app.command()
def brief(
    plan: PlanPath,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Make the brief: the answer on one printed sheet, as an HTML file that opens offline."""
    from planner.publish.brief import make_brief

    found = read(plan, allow_difference=allow_difference)
    making = f"Making the brief of {found.district.name}"
    with busy(making):
        run = make_brief(found, scenario or [], output)
    say(f"The brief is {run.page}")


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
    from rich.progress import Progress

    from planner.publish.batch import BatchRequest, run_batch
    from planner.publish.engine import engine_named
    from planner.publish.plans_in_folder import plans_in
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
    request = BatchRequest(places, output, workers, scenario or [], allow_difference, chosen)
    with (
        StopRequest() as stopped,
        progress_console() as console,
        Progress(console=console) as progress,
    ):
        bar = progress.add_task("Board pages", total=None)
        for record in run_batch(request, stopped):
            expected = len(record.decks)
            progress.update(bar, total=expected, completed=expected - record.count("waiting"))
    made = f"{record.count('made')} of {expected} board pages were made."
    if record.stopped:
        complain(f"Stopped: {made} They are listed in {record.index}")
        raise typer.Exit(stopped.exit_code)
    say(f"{made} Start at {record.index}")
    if record.count("failed"):
        raise typer.Exit(SOME_FAILED)


@app.command()
def desk(
    plan: Annotated[
        Path | None, typer.Argument(metavar="PLAN", help="Folder of tables, or a workbook.")
    ] = None,
    without_lab: Annotated[
        bool,
        typer.Option("--app", help="The desk alone in the browser, without JupyterLab around it."),
    ] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Open the plan in JupyterLab: move sliders, see charts and what changed."""
    from planner.desk.opening.launch import open_desk
    from planner.plan.read import place_at

    if plan is not None:
        place_at(plan)  # what is wrong in its tables is told on the desk, where it can be fixed
    try:
        open_desk(plan, allow_difference=allow_difference, app=without_lab, tell=say)
    except Stopped as stopped:
        if stopped.exit_code != BY_CTRL_C:
            raise
        say("The desk is closed.")
