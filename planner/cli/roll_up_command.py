"""The command that puts the districts of many plans into one picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import SOME_FAILED, progress_console, say, show, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, Scenarios, app
from planner.cli.roll_up_options import (
    NAMED_FROM,
    NameFrom,
    NameSmall,
    OwnCriteria,
    named_from,
    own_criteria,
)

if TYPE_CHECKING:
    from planner.analysis.roll_up.roll_up import RollUp
    from planner.reference.criteria import Criterion

NewCriteria = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write the usual criteria to a CSV file for you to change; no page is made.",
    ),
]


@app.command("roll-up")
def roll_up(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder that holds the plans.")],
    scenario: Scenarios = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Plans read at the same time.")] = 2,
    criteria: OwnCriteria = None,
    write_criteria: NewCriteria = None,
    output: Output = OUTPUTS,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="DIR", help="Folder for the tables behind the page."),
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Workbook of the same tables, for Excel.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="JSON instead of a page, see docs/roll-up.md.")
    ] = False,
    name_from: NameFrom = None,
    name_small: NameSmall = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Show many districts on one page: who needs help first."""
    from planner.analysis.roll_up.small_districts import with_small_districts_unnamed

    if write_criteria is not None:
        _write_criteria(write_criteria)
        return
    _check_places(folder, csv, xlsx)
    asked = (scenario or ["base"], own_criteria(criteria))
    every = _found(folder, *asked, workers, output, allow_difference=allow_difference)
    students = named_from(name_from, name_small=name_small)
    found = with_small_districts_unnamed(every, NAMED_FROM if students is None else students)
    for file in _tables(found, csv, xlsx):
        if not as_json:
            say(f"Written: {file}")
    _show(found, output, as_json=as_json)
    if found.failures:
        raise typer.Exit(SOME_FAILED)


def _show(found: RollUp, output: Path, *, as_json: bool) -> None:
    """Print everything as JSON, or make the page and print the answer."""
    if as_json:
        from planner.publish.roll_up.kept_roll_up import as_json as json_of
        from planner.publish.roll_up.page import kept_with_decks

        show(json.dumps(json.loads(json_of(kept_with_decks(found, output, Path()))), indent=1))
    else:
        from planner.publish.roll_up.page import make_roll_up_page
        from planner.views.roll_up.answer import answer
        from planner.views.roll_up.to_fix import to_fix

        page = make_roll_up_page(found, output).page
        said = [part.text for part in (answer(found), to_fix(found)) if part.text]
        show("\n\n".join(said))
        say(f"The page is {page}")


def _tables(found: RollUp, folder: Path | None, workbook: Path | None) -> list[Path]:
    """Write the tables that are asked for."""
    from planner.publish.roll_up.tables import write_tables, write_workbook

    written = write_tables(found, folder) if folder is not None else []
    if workbook is not None:
        written.append(write_workbook(found, workbook, date.today()))
    return written


def _check_places(folder: Path, tables: Path | None, workbook: Path | None) -> None:
    """Refuse what Excel would not open, or what the next roll-up would take for a plan."""
    if workbook is not None and workbook.suffix.lower() != ".xlsx":
        stop(f"{workbook} must be the name of a workbook: one that ends in .xlsx")
    for place in (tables, workbook):
        if place is not None and place.resolve().parent == folder.resolve():
            stop(
                f"{place} would be taken for a plan the next time, as all in {folder} is; choose a "
                "place in another folder"
            )


def _write_criteria(file: Path) -> None:
    """Write the usual criteria, for an office to change."""
    from planner.analysis.roll_up.criteria_table import usual_criteria_table
    from planner.atomic_files import write_whole

    if file.exists():
        stop(f"{file} already exists; choose another name")
    say(f"Written: {write_whole(file, usual_criteria_table())}")


def _found(
    folder: Path,
    scenarios: list[str],
    criteria: Sequence[Criterion],
    workers: int,
    output: Path,
    *,
    allow_difference: bool,
) -> RollUp:
    """Read the plans and show how far they are."""
    from rich.progress import Progress

    from planner.publish.roll_up.roll_up_plans import roll_up as rolled_up

    with progress_console() as console, Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Plans", total=None)
        return rolled_up(
            folder,
            scenarios,
            criteria=criteria,
            output=output,
            workers=workers,
            allow_difference=allow_difference,
            told=lambda done, plans: progress.update(bar, total=plans, completed=done),
        )
