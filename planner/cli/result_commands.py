"""Commands that carry a plan forward and print what comes of it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from planner.cli.console import hand_over, say, stop
from planner.cli.options import AllowDifference, PlanPath, Scenario, Scenarios, app, compared


@app.command()
def project(
    plan: PlanPath,
    scenario: Scenario = "base",
    as_json: Annotated[bool, typer.Option("--json", help="JSON, see docs/json.md.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The ledger as CSV.")] = False,
    codes: Annotated[
        str, typer.Option(metavar="STATE", help="With --csv: codes of CA, OH or WA beside it.")
    ] = "",
    allow_difference: AllowDifference = False,
) -> None:
    """Carry the plan forward and print the forecast."""
    comparison = compared(plan, [scenario], allow_difference=allow_difference)
    if as_json:
        from planner import __version__
        from planner.views.document import plan_document

        document = plan_document(comparison, __version__).model_dump(mode="json")
        say(json.dumps(document, indent=1, allow_nan=False))
    elif as_csv:
        from planner.publish.results import as_csv as csv_text
        from planner.publish.results import ledger_of, with_codes

        table = ledger_of(comparison)
        hand_over(csv_text(with_codes(table, codes) if codes else table))
    else:
        from planner.views.board import headline
        from planner.views.tables import forecast_table

        say(f"{headline(comparison).text}\n\n{forecast_table(comparison).text}")


@app.command()
def compare(
    plan: PlanPath, scenario: Scenarios = None, allow_difference: AllowDifference = False
) -> None:
    """Put scenarios side by side."""
    from planner.views.board import what_if
    from planner.views.tables import scenario_table

    comparison = compared(plan, scenario or [], allow_difference=allow_difference)
    say(f"{scenario_table(comparison).text}\n\n{what_if(comparison).text}")


@app.command()
def detail(
    plan: PlanPath,
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="devices, contracts, money or security.")
    ],
    scenario: Scenario = "base",
    cap: Annotated[
        float | None, typer.Option(help="Most to spend on devices in a year, for devices.")
    ] = None,
    allow_difference: AllowDifference = False,
) -> None:
    """Look closer: spreading of purchases, unused licenses, best use of money, cyber risk."""
    from planner.views.detail import TOPICS, detail_block

    if topic not in TOPICS:
        stop(f'there is no topic "{topic}". Topics are: {", ".join(TOPICS)}')
    comparison = compared(plan, [scenario], allow_difference=allow_difference)
    say(detail_block(comparison, topic, cap).text)


@app.command()
def facts(
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Such as 2027-07-01.")] = "",
) -> None:
    """List the public figures the planner knows on a day, each with who says so."""
    from planner.views.facts import facts_block

    say(facts_block(on).text)
