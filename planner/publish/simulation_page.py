"""The page of a simulation: from a plan's ranges to one HTML file, in a run of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE
from planner.publish.board import BoardRun, Page, make_page
from planner.publish.notebooks.engine import Engine

SOURCE_NOTEBOOK, LATEST = "03_what_could_happen.ipynb", "latest-simulation"


def make_simulation_page(
    plan: Plan,
    scenarios: Sequence[str] = (BASE,),
    draws: int = 4096,
    seed: int = 1,
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Run the notebook of the simulation for a plan and keep everything it made.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of str
        Scenarios, the main one first.
    draws : int
        Number of futures, a multiple of 16.
    seed : int
        The same seed gives the same futures.
    output : Path
        Folder of all runs.
    engine : Engine, optional
        What executes the notebook; papermill if left out.

    Returns
    -------
    BoardRun
        Where the page is.

    Raises
    ------
    PlanError
        If the plan has no such scenario.
    NotebookFailed
        If a cell failed; the failed run is kept next to the others.
    """
    own = {"scenarios": list(scenarios), "draws": draws, "seed": seed}
    page = Page(SOURCE_NOTEBOOK, "simulation", tuple(scenarios), "what could happen", LATEST)
    return make_page(plan, page, own, output, engine)
