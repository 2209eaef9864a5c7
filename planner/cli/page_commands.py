"""Commands that make pages, and the one that opens the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import SOME_FAILED, progress_console, say, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, PlanPath, Scenarios, app, read


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
    with progress_console() as console, console.status(making, spinner="line"):
        run = make_board(found, scenario or [], output)
    say(f"The board page is {run.page}")


@app.command()
def batch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder that holds the plans.")],
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Board pages made at the same time.")
    ] = 2,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Make the board pages of every plan in a folder, under every scenario."""
    from rich.progress import Progress

    from planner.publish.batch import INDEX, find_jobs, new_batch, run_batch

    if not folder.is_dir():
        stop(f"there is no folder {folder}")
    jobs = find_jobs(folder, scenario or [], allow_difference=allow_difference)
    if not jobs:
        stop(f"{folder} holds no plan: a plan is a folder with a district.csv, or a workbook")
    failed, made_in = 0, new_batch(output)
    with progress_console() as console, Progress(console=console) as progress:
        bar = progress.add_task("Board pages", total=len(jobs))
        for deck in run_batch(jobs, output, made_in, workers):
            failed += deck.status == "failed"
            progress.advance(bar)
    say(f"{len(jobs) - failed} of {len(jobs)} board pages were made. Start at {made_in / INDEX}")
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def desk(
    plan: Annotated[
        Path | None, typer.Argument(metavar="PLAN", help="Folder of tables, or a workbook.")
    ] = None,
    allow_difference: AllowDifference = False,
) -> None:
    """Open the plan in JupyterLab: move sliders, see charts and what changed."""
    from planner.desk.launch import open_desk

    if plan is not None:
        read(plan, allow_difference=allow_difference)
    open_desk(plan, allow_difference=allow_difference)
