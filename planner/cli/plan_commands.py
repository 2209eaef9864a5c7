"""Commands about what the district types: start, check, convert."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import TO_CORRECT, complain, say, show, stop
from planner.cli.options import AllowDifference, PlanPath, app, read

if TYPE_CHECKING:
    from planner.plan.plan import Plan
    from planner.plan.problems.problem import PlanError

#: Problems of a plan that could not be opened at all: nothing in it can be marked.
_NOT_OPENED = ("P01", "P03", "P94")


@app.command()
def new(
    place: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to create, or a name that ends in .xlsx.")
    ],
    workbook: Annotated[
        bool, typer.Option("--workbook", help="One Excel workbook instead of CSV tables.")
    ] = False,
) -> None:
    """Start a plan: blank tables, or one Excel workbook."""
    from planner.plan.reading.folder_or_workbook import is_workbook

    if workbook or is_workbook(place):
        _new_workbook(place if is_workbook(place) else place / "plan.xlsx")
        return
    from planner.plan.blank_tables import write_templates

    files = write_templates(place)
    say(f"{len(files)} blank tables are in {place}. Open them in Excel, type over the rows that")
    say(f"start with #, save as CSV, then run: planner check {place}")


def _new_workbook(file: Path) -> None:
    from planner.atomic_files import write_whole
    from planner.workbook.new_workbook import blank_workbook

    if file.exists():
        stop(f"{file} already exists; choose another name")
    write_whole(file, blank_workbook())
    say(f"The workbook is {file}. Answer the questions on its first sheet, save it, then run:")
    say(f"planner board {file}")


@app.command()
def check(
    plan: PlanPath,
    mark: Annotated[
        bool, typer.Option("--mark", help="Write a copy of the workbook with the cells marked.")
    ] = False,
    twice: Annotated[
        bool, typer.Option("--twice", help="Calculate every scenario a second time, by the rules.")
    ] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """List everything that is wrong or unusual in the tables."""
    from planner.plan.problems.problem import PlanError
    from planner.plan.reading.folder_or_workbook import is_workbook

    if mark and plan.exists() and not is_workbook(plan):
        stop(
            f"{plan} has no cells to mark; only a workbook does. Make one with: planner "
            f"convert {plan} {plan.resolve().name}.xlsx"
        )
    try:
        found = read(plan, allow_difference=allow_difference)
    except PlanError as error:
        if mark:
            _mark(plan, error)
        raise
    for warning in found.warnings:
        say(f"warning: {warning}")
    if mark:
        from planner.workbook.marked_copy import write_marked

        say(f"The marked copy is {write_marked(plan, found.warnings)}")
    _say_it_can_be_projected(found)
    if twice:
        _calculate_twice(found)


def _calculate_twice(plan: Plan) -> None:
    """Hold every number of every scenario against the rulebook's."""
    from planner.analysis.second_opinion import second_opinion
    from planner.views.questions.second_opinion import second_opinion_block

    opinions = [second_opinion(plan, name) for name in plan.scenario_names]
    said = second_opinion_block(opinions).text
    if any(opinion.disagreements for opinion in opinions):
        stop(said)
    show(f"\n{said}")


def _mark(plan: Path, error: PlanError) -> None:
    """Write the marked copy of a workbook that cannot be read as a plan."""
    from planner.spreadsheets.grid import UnreadableError
    from planner.workbook.marked_copy import write_marked

    if any(problem.code in _NOT_OPENED for problem in error.problems):
        return
    for problem in error.problems:
        complain(f"{'' if problem.blocks else 'warning: '}{problem}")
    try:
        complain(f"The cells to fix are marked in {write_marked(plan, error.problems)}")
    except UnreadableError as why:
        complain(f"{plan}: {why.reason}. No marked copy was made.")
    raise typer.Exit(TO_CORRECT)


def _say_it_can_be_projected(plan: Plan) -> None:
    from planner.analysis.completeness import completeness
    from planner.projection.project import project
    from planner.views.board.tie_out import first_year_block, tie_out_block
    from planner.views.format.counts import how_many

    share = completeness(plan)
    defaults = len(share.defaults)
    say(f"{plan.district.name}: the tables can be projected.")
    assumed = how_many(share.assumed, "is", "are") + " assumed by the Start sheet, "
    defaulted = how_many(defaults, "is a default", "are defaults")
    others = f"{assumed if share.assumed else ''}{defaulted}"
    say(f"{share.typed} of {share.values} values are yours, {others};")
    say(f"{share.rows_with_source} of {share.rows} rows name a source.")
    grows = [row.value for row in plan.assumptions if row.name == "enrollment_growth_rate"]
    if plan.counted_history and any(value is not None for value in grows):
        say("The history table is not used: the enrollment_growth_rate you typed is used instead.")
    for block in (tie_out_block(plan), first_year_block(project(plan)) if plan.actuals else None):
        if block is not None:
            show(f"\n{block.text}")


@app.command()
def convert(
    plan: PlanPath,
    to: Annotated[
        Path, typer.Argument(metavar="TO", help="Folder to create, or a name that ends in .xlsx.")
    ],
) -> None:
    """Turn a folder of tables into a workbook, or a workbook back."""
    from planner.plan.reading.folder_or_workbook import is_workbook
    from planner.spreadsheets.grid import UnreadableError
    from planner.workbook.convert import folder_to_workbook, workbook_to_folder

    if is_workbook(plan) == is_workbook(to):
        stop("one of the two must be a workbook: a name that ends in .xlsx")
    if not plan.exists():
        stop(f"there is no {plan}")
    try:
        if is_workbook(plan):
            files = workbook_to_folder(plan, to)
            say(f"{len(files)} tables are in {to}.")
        else:
            say(f"The workbook is {folder_to_workbook(plan, to)}")
    except UnreadableError as error:
        stop(f"{plan}: {error.reason}.")
