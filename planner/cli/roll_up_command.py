"""The command that puts the districts of many plans into one picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import SOME_FAILED, progress_console, say, show
from planner.cli.options import OUTPUTS, AllowDifference, Output, Scenarios, app

if TYPE_CHECKING:
    from planner.analysis.roll_up.roll_up import RollUp


@app.command("roll-up")
def roll_up(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder that holds the plans.")],
    scenario: Scenarios = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Plans read at the same time.")] = 2,
    output: Output = OUTPUTS,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="DIR", help="Folder for the tables behind the page."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON instead of a page, see docs/roll-up.md.")
    ] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Show many districts in one picture: who needs help first, why, and what to fix."""
    found = _found(folder, scenario or ["base"], workers, output, allow_difference)
    if csv is not None:
        from planner.publish.roll_up_tables import write_tables

        for file in write_tables(found, csv):
            say(f"Written: {file}")
    if as_json:
        from planner.publish.kept_roll_up import as_json as json_of
        from planner.publish.roll_up_page import kept_with_decks

        show(json.dumps(json.loads(json_of(kept_with_decks(found, output, Path()))), indent=1))
    else:
        from planner.publish.roll_up_page import make_roll_up_page
        from planner.views.roll_up.answer import answer
        from planner.views.roll_up.to_fix import to_fix

        page = make_roll_up_page(found, output).page
        said = [part.text for part in (answer(found), to_fix(found)) if part.text]
        show("\n\n".join(said))
        say(f"The page is {page}")
    if found.failures:
        raise typer.Exit(SOME_FAILED)


def _found(
    folder: Path, scenarios: list[str], workers: int, output: Path, allow_difference: bool
) -> RollUp:
    """Read the plans and show how far they are."""
    from rich.progress import Progress

    from planner.publish.roll_up_plans import roll_up as rolled_up

    with progress_console() as console, Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Plans", total=None)
        return rolled_up(
            folder,
            scenarios,
            output=output,
            workers=workers,
            allow_difference=allow_difference,
            told=lambda done, plans: progress.update(bar, total=plans, completed=done),
        )
