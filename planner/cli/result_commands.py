"""Commands that project a plan and print the results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.console import hand_over, show, stop
from planner.cli.options import (
    AllowDifference,
    PlanPath,
    Scenario,
    Scenarios,
    app,
    compared,
    read,
)


@app.command()
def project(
    plan: PlanPath,
    scenario: Scenario = "base",
    as_json: Annotated[bool, typer.Option("--json", help="JSON, see docs/json.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The ledger as CSV.")] = False,
    codes: Annotated[
        str,
        typer.Option(metavar="STATE", help="With --csv: add the accounting codes of CA, OH or WA."),
    ] = "",
    allow_difference: AllowDifference = False,
) -> None:
    """Print the answer, what to vote on, and the forecast."""
    comparison = compared(plan, [scenario], allow_difference=allow_difference)
    if as_json:
        from planner import __version__
        from planner.views.documents.project import plan_document

        document = plan_document(comparison, __version__).model_dump(mode="json")
        show(json.dumps(document, indent=1, allow_nan=False))
    elif as_csv:
        from planner.publish.results import as_csv as csv_text
        from planner.publish.results import ledger_of, with_codes

        table = ledger_of(comparison)
        hand_over(csv_text(with_codes(table, codes) if codes else table))
    else:
        from planner.views.board.board import headline
        from planner.views.board.decisions import decision_list
        from planner.views.board.forecast import forecast_table

        rest = (part(comparison) for part in (decision_list, forecast_table))
        show("\n\n".join(part.text for part in (headline(comparison.figures), *rest)))


@app.command()
def keep(
    plan: PlanPath, scenario: Scenarios = None, allow_difference: AllowDifference = False
) -> None:
    """Show what can be kept, on which money, and until when."""
    from planner.views.board.keep import what_we_keep
    from planner.views.board.keep_compared import keep_changes_in_full

    comparison = compared(plan, scenario or ["base"], allow_difference=allow_difference)
    show(what_we_keep(comparison.figures, every_row=True).text)
    if comparison.others:
        show(f"\n{keep_changes_in_full(comparison).text}")


@app.command()
def detail(
    plan: PlanPath,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="devices, contracts, money, erate or security.")
    ],
    scenario: Scenario = "base",
    cap: Annotated[
        float | None, typer.Option(help="For devices: the most to spend in a year.")
    ] = None,
    allow_difference: AllowDifference = False,
) -> None:
    """Look closer at devices, contracts, money, E-Rate or security."""
    from planner.views.detail.topics import TOPICS, detail_block

    if topic not in TOPICS:
        stop(f'there is no topic "{topic}". Topics are: {", ".join(TOPICS)}')
    comparison = compared(plan, [scenario], allow_difference=allow_difference)
    show(detail_block(comparison, topic, cap).text)


@app.command()
def facts(
    plan: Annotated[
        Path | None,
        typer.Argument(metavar="PLAN", help="With --refresh: the plan to try the new defaults on."),
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Date, such as 2027-07-01.")] = "",
    refresh: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A new defaults.csv to compare; nothing is written."),
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only those with a newer figure due, and where to look.")
    ] = False,
    allow_difference: AllowDifference = False,
) -> None:
    """List the public figures that the planner knows."""
    if refresh is not None:
        if plan is None:
            stop("name the plan as well: planner facts PLAN --refresh FILE")
        from planner.analysis.refreshed_defaults import defaults_in, refresh_of
        from planner.views.questions.differences import refresh_block

        new = defaults_in(refresh.read_text(encoding="utf-8-sig"), refresh.name)
        asked = read(plan, allow_difference=allow_difference)
        show(refresh_block(refresh_of(asked, new), asked.name).text)
        return
    if plan is not None:
        stop("a plan is used only with --refresh FILE")
    from planner.views.detail.facts import facts_block, overdue_block

    show(overdue_block(on).text if due else facts_block(on).text)
