"""The command that projects a plan in many possible futures."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from planner.cli.console import busy, say, show, stop
from planner.cli.options import OUTPUTS, AllowDifference, Output, PlanPath, Scenarios, app, read

_PARTS, _MOST_DRAWS = 16, 2**18


def check_draws(draws: int, example: int) -> None:
    """Stop unless so many draws can be made; the example is one that can."""
    if not _PARTS <= draws <= _MOST_DRAWS or draws % _PARTS:
        limits = f"a multiple of {_PARTS}, at most {_MOST_DRAWS:,}"
        stop(f"draws must be {limits}; for example {example}")


@app.command()
def simulate(
    plan: PlanPath,
    draws: Annotated[int, typer.Option(help="Number of futures, a multiple of 16.")] = 4096,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same futures.")] = 1,
    scenario: Scenarios = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, see docs/uncertainty.md.")] = False,
    page: Annotated[bool, typer.Option("--page", help="Make an HTML page.")] = False,
    output: Output = OUTPUTS,
    allow_difference: AllowDifference = False,
) -> None:
    """Show how often the money lasts, given what is uncertain."""
    check_draws(draws, 4096)
    found = read(plan, allow_difference=allow_difference)
    names = scenario or ["base"]
    if page:
        from planner.publish.simulation_page import make_simulation_page

        making = f"Making the simulation page of {found.district.name}"
        with busy(making):
            run = make_simulation_page(found, names, draws, seed, output)
        say(f"The simulation page is {run.page}")
        return
    from planner.analysis.simulation.incident_losses import incident_losses
    from planner.analysis.simulation.simulate import simulate as in_many_futures

    drawing = f"Simulating {draws:,} futures"
    with busy(drawing):
        simulation = in_many_futures(found, draws, seed, names)
        losses = incident_losses(found, draws, seed)
    if as_json:
        from planner import __version__
        from planner.views.documents.simulation import simulation_document

        document = simulation_document(simulation, losses, __version__)
        show(json.dumps(document, indent=1, allow_nan=False))
        return
    from planner.views.questions import simulation as views
    from planner.views.questions.incident_losses import incidents_block

    parts = [views.headline(simulation), views.chances_table(simulation)]
    if len(names) > 1:
        parts.append(views.scenarios_table(simulation))
    parts.append(incidents_block(losses, len(found.years), draws))
    parts.append(views.method_note(simulation))
    show("\n\n".join(part.text for part in parts))
