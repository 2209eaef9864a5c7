"""The command that compares: scenarios of one plan, or two plans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.console import busy, complain, hand_over, show, stop
from planner.cli.options import AllowDifference, PlanPath, Scenarios, app, compared, read

if TYPE_CHECKING:
    from planner.plan.plan import Plan


@app.command()
def compare(
    plan: PlanPath,
    other: Annotated[
        Path | None,
        typer.Argument(
            metavar="OTHER", help="Another plan: a later version, or that of another district."
        ),
    ] = None,
    scenario: Scenarios = None,
    by_line: Annotated[
        bool,
        typer.Option(
            "--by-line", help="Two scenarios: the difference by line, and which inputs differ."
        ),
    ] = False,
    draws: Annotated[
        int, typer.Option(help="With --by-line: number of draws, the same for both.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 1,
    as_json: Annotated[
        bool, typer.Option("--json", help="Two plans: JSON, see docs/two_plans.md.")
    ] = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Two plans: every difference by year, as CSV.")
    ] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Compare scenarios, or two plans, difference by difference."""
    if other is not None:
        if scenario or by_line or draws:
            stop("two plans are compared as they are: leave out -s, --by-line and --draws")
        if as_json and as_csv:
            stop("choose one of --json and --csv")
        _two_plans(plan, other, as_json, as_csv, allow_difference=allow_difference)
    elif as_json or as_csv:
        stop("--json and --csv need two plans: planner compare A.xlsx B.xlsx")
    elif by_line:
        _by_line(plan, scenario or [], draws, seed, allow_difference=allow_difference)
    else:
        from planner.views.board.board import what_if
        from planner.views.board.tables import scenario_table

        comparison = compared(plan, scenario or [], allow_difference=allow_difference)
        show(f"{scenario_table(comparison).text}\n\n{what_if(comparison).text}")


def _by_line(
    plan: Path, asked: list[str], draws: int, seed: int, *, allow_difference: bool
) -> None:
    """Two scenarios of a plan, by budget line and year."""
    if len(asked) not in (1, 2):
        stop("--by-line needs one or two scenarios, for example: -s base -s levy-fails")
    from planner.analysis.differences import difference
    from planner.views.questions.differences import difference_block

    pair = asked if len(asked) == 2 else ["base", *asked]
    typed = read(plan, allow_difference=allow_difference)
    show(difference_block(difference(typed, *pair, draws=draws, seed=seed)).text)


def _two_plans(
    first: Path, second: Path, as_json: bool, as_csv: bool, *, allow_difference: bool
) -> None:
    """Two plans: which inputs differ, and what each difference is worth."""
    from planner.analysis.plan_bridge.compare_plans import compare_plans

    plans = [_one_of_two(path, allow_difference=allow_difference) for path in (first, second)]
    with busy("Comparing the two plans"):
        found = compare_plans(*plans)
    if as_json:
        from planner import __version__
        from planner.views.documents.plan_comparison import plan_comparison_document

        document = plan_comparison_document(found, __version__).model_dump(mode="json")
        show(json.dumps(document, indent=1, allow_nan=False))
    elif as_csv:
        from planner.publish.results import as_csv as csv_text

        hand_over(csv_text(found.frame()))
    else:
        from planner.views.questions.plan_comparison import comparison_block

        show(comparison_block(found).text)


def _one_of_two(path: Path, *, allow_difference: bool) -> Plan:
    """A plan; what is wrong with it comes after its name, as tables of both are called the same."""
    from planner.plan.problems.problem import PlanError

    try:
        return read(path, allow_difference=allow_difference)
    except PlanError:
        complain(f"{path} cannot be compared until this is corrected:")
        raise
