"""The options page: from a plan's choices to one HTML file, in a run of its own."""

from __future__ import annotations

from pathlib import Path

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE
from planner.publish.board import BoardRun, Page, make_page
from planner.publish.notebooks.engine import Engine

SOURCE_NOTEBOOK, LATEST = "04_what_we_could_do.ipynb", "latest-options"


def make_options_page(
    plan: Plan,
    scenario: str = BASE,
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Run the notebook of the options for a plan and keep everything it made.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str
        What all sets of options have in common.
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
    page = Page(SOURCE_NOTEBOOK, "options", (scenario,), "what we could do", LATEST)
    return make_page(plan, page, {"scenario": scenario}, output, engine)
