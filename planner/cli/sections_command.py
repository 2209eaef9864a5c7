"""The command that prints what an office's form asks for, of one plan, as CSV."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.console import hand_over, stop
from planner.cli.options import AllowDifference, PlanPath, Scenario, app, compared

SECTIONS = ("investments", "criteria")


@app.command()
def sections(
    plan: PlanPath,
    form: Annotated[
        str, typer.Argument(metavar="SECTION", help="investments (all, ranked) or criteria.")
    ],
    scenario: Scenario = "base",
    allow_difference: AllowDifference = False,
) -> None:
    """Print what an office's form asks for, as CSV."""
    from planner.analysis.roll_up.sections import plan_criteria, plan_investments
    from planner.publish.results import as_csv

    if form not in SECTIONS:
        stop(f'there is no section "{form}". Sections are: {", ".join(SECTIONS)}')
    comparison = compared(plan, [scenario], allow_difference=allow_difference)
    made = plan_investments if form == "investments" else plan_criteria
    hand_over(as_csv(made(comparison)))
