"""The command that compares the choices a district could make."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from planner.cli.console import busy, say, show
from planner.cli.options import OUTPUTS, AllowDifference, Output, PlanPath, Scenario, app, read


@app.command(name="options")
def compare_options(
    plan: PlanPath,
    scenario: Scenario = "base",
    as_json: Annotated[bool, typer.Option("--json", help="JSON, see docs/options.md.")] = False,
    page: Annotated[bool, typer.Option("--page", help="Make an HTML page.")] = False,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Show which combinations of options close the gap."""
    found = read(plan, allow_difference=allow_difference)
    if page:
        from planner.publish.options_page import make_options_page

        making = f"Making the options page of {found.district.name}"
        with busy(making):
            run = make_options_page(found, scenario, output)
        say(f"The options page is {run.page}")
        return
    from planner.analysis.options.study import options
    from planner.views.documents.options import options_document
    from planner.views.questions.option_cards import cards, ranking
    from planner.views.questions.options import answer, closing_sets, frontier_table

    comparing = f"Comparing {len(found.options)} options"
    with busy(comparing):
        study = options(found, scenario=scenario)
    if as_json:
        show(json.dumps(options_document(study), indent=1, allow_nan=False))
        return
    parts = [answer, closing_sets, frontier_table, ranking, cards] if study.options else [answer]
    show("\n\n".join(part(study).text for part in parts))
