"""Commands that make pages, and the one that opens the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import busy, say
from planner.cli.options import OUTPUTS, AllowDifference, Output, PlanPath, Scenarios, app, read
from planner.cli.stopping import BY_CTRL_C, Stopped


@app.command()
def board(
    plan: PlanPath,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
    printed_only: Annotated[
        bool,
        typer.Option(
            "--printed-only",
            help="Leave out What if: the page holds what it prints, and no other row of the plan.",
        ),
    ] = False,
) -> None:
    """Make the board page: one HTML file that opens offline."""
    from planner.publish.forked.one_page import calculate_on_one_core, engine_of_one_page

    calculate_on_one_core()
    from planner.publish.board import make_board

    found = read(plan, allow_difference=allow_difference)
    making = f"Making the board page of {found.district.name}"
    with engine_of_one_page() as engine, busy(making):
        run = make_board(found, scenario or [], output, engine, computes=not printed_only)
    say(f"The board page is {run.page}")


@app.command()
def brief(
    plan: PlanPath,
    scenario: Scenarios = None,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Make the brief: the answer on one printed sheet."""
    from planner.publish.brief import make_brief

    found = read(plan, allow_difference=allow_difference)
    making = f"Making the brief of {found.district.name}"
    with busy(making):
        run = make_brief(found, scenario or [], output)
    say(f"The brief is {run.page}")


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
    """Open the desk in the browser: change inputs, move levers."""
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
