"""Commands that answer what it would take, and what matters most."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from planner.cli.console import busy, show, stop
from planner.cli.options import AllowDifference, PlanPath, Scenario, app, read

AsJson = Annotated[bool, typer.Option("--json", help="JSON, see docs/questions.md.")]
#: Draws used for a chance where no number of draws is given.
_USUAL_DRAWS = 4096


@app.command()
def solve(
    plan: PlanPath,
    lever: Annotated[
        str,
        typer.Option(
            help="table/row/column, or levy, allocation, refresh, price-cap, fee, staffing."
        ),
    ],
    goal: Annotated[str, typer.Option(help="balanced, policy or funded.")],
    by: Annotated[
        str, typer.Option(help="Such as FY2030: from that year on (balanced), or through it.")
    ] = "",
    chance: Annotated[
        str, typer.Option(help="Share of draws that must meet the goal, such as 90%.")
    ] = "",
    draws: Annotated[int, typer.Option(help="Draws from the plan's ranges; 0 for none.")] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 1,
    from_year: Annotated[str, typer.Option("--from", help="First year the lever changes.")] = "",
    scenario: Scenario = "base",
    as_json: AsJson = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Find the value of a lever that meets a goal, if there is one."""
    from planner.analysis.goal_seek.solve import solve as solve_for
    from planner.views.questions.goal_seek import solution_block

    share = _share(chance)
    if share is not None and not draws:
        draws = _USUAL_DRAWS
    with busy("Searching"):
        found = solve_for(
            read(plan, allow_difference=allow_difference),
            lever,
            goal,
            by=_year(by),
            chance=share,
            scenario=scenario,
            draws=draws,
            seed=seed,
            from_year=_year(from_year),
        )
    if as_json:
        from planner.views.documents.solve_and_sensitivity import solution_document

        show(json.dumps(solution_document(found), indent=1, allow_nan=False))
        return
    show(solution_block(found).text)


def _year(text: str) -> int | None:
    from planner.fiscal import parse_fiscal_year

    try:
        return parse_fiscal_year(text) if text else None
    except ValueError:
        stop(f'"{text}" is not a fiscal year. Type FY2030, for example')


def _share(text: str) -> float | None:
    from planner.plan.cells.read_cell import CellError, read_rate

    try:
        return read_rate(text) if text else None
    except CellError:
        stop(f'"{text}" is not a chance. Type 90%, for example')


@app.command()
def sensitivity(
    plan: PlanPath,
    scenario: Scenario = "base",
    draws: Annotated[
        int, typer.Option(help="Points to trace where the uncertainty comes from; 0 for none.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Seed of the points.")] = 1,
    as_json: AsJson = False,
    allow_difference: AllowDifference = False,
) -> None:
    """Show what one step of each input is worth."""
    from planner.analysis.sensitivity.one_at_a_time import sensitivity as sensitivity_of
    from planner.views.questions import sensitivity as views

    asked = read(plan, allow_difference=allow_difference)
    found, shares = sensitivity_of(asked, scenario), None
    if draws:
        from planner.analysis.simulation.uncertainty_sources import uncertainty_sources

        with busy("Tracing the uncertainty"):
            shares = uncertainty_sources(asked, scenario, draws, seed)
    if as_json:
        from planner.views.documents.solve_and_sensitivity import sensitivity_document

        show(json.dumps(sensitivity_document(found, shares), indent=1, allow_nan=False))
        return
    blocks = [views.sentences_block(found), views.size_table(found), views.effects_table(found)]
    if shares is not None:
        blocks.append(views.uncertainty_table(shares))
    show("\n\n".join(block.text for block in blocks))
