"""The command that screens every district of a state, or of the country, by one model plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import busy, say, show
from planner.cli.options import OUTPUTS, AllowDifference, Output, Scheduler, app, read
from planner.cli.simulate_commands import check_draws

ModelPath = Annotated[
    Path | None,
    typer.Argument(
        metavar="MODEL",
        help="Plan that all districts share; the example Prairie View if left out.",
    ),
]
StateOption = Annotated[str, typer.Option(help="Two letters; all districts if left out.")]
TablePath = Annotated[
    Path | None,
    typer.Option(help="CSV file of your own districts; the packaged F-33 survey if left out."),
]
CsvPath = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write every district to a CSV file.")
]


@app.command()
def screen(
    model: ModelPath = None,
    state: StateOption = "",
    districts: TablePath = None,
    year: Annotated[
        int | None, typer.Option(help="Fiscal year of your table's dollars, for example 2026.")
    ] = None,
    draws: Annotated[int, typer.Option(help="Number of futures, a multiple of 16.")] = 112,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same futures.")] = 1,
    csv: CsvPath = None,
    output: Output = OUTPUTS,
    scheduler: Scheduler = "",
    allow_difference: AllowDifference = False,
) -> None:
    """Show which districts could sustain a model's technology."""
    check_draws(draws, 112)
    from planner.atomic_files import write_all_or_none
    from planner.packaged import example
    from planner.publish.cluster.machines import pool_at
    from planner.publish.results import csv_file
    from planner.publish.screen_page import screen_file, screen_page
    from planner.publish.screening import districts_of, screened
    from planner.views.screen.district_rows import screen_frame
    from planner.views.screen.summary import screen_summary

    plan = read(model or example("prairie-view"), allow_difference=allow_difference)
    with busy("Screening the districts"), pool_at(scheduler) as pool:
        survey = districts_of(districts, year, plan.years[0])
        found = screened(plan, survey, state.strip().upper(), draws, seed, pool=pool)
        page = output / screen_file(found.state)
        files = {page: screen_page(found, plan, date.today())}
        if csv is not None:
            files[csv] = csv_file(screen_frame(found.screen, found.peers, found.places))
        write_all_or_none(files)
    show(screen_summary(found.screen, found.places, found.state))
    say(f"The page is {page}")
    if csv is not None:
        say(f"Every district is in {csv}")
