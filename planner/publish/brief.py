"""The brief: one printed sheet from the results of the board page, in a run of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.plan.plan import Plan
from planner.publish.board import BoardRun, Page, make_page
from planner.publish.notebooks.engine import Engine

SOURCE_NOTEBOOK, LATEST = "02_one_sheet.ipynb", "latest-brief"


def make_brief(
    plan: Plan,
    scenarios: Sequence[str] = (),
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Run the notebook of the brief for a plan and keep everything it made.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of str
        Scenarios, the main one first; all of the plan's if none is given.
    output : Path
        Folder of all runs.
    engine : Engine, optional
        What executes the notebook; papermill if left out.

    Returns
    -------
    BoardRun
        Where the sheet is.

    Raises
    ------
    PlanError
        If the plan has no such scenario.
    NotebookFailed
        If a cell failed; the failed run is kept next to the others.
    """
    names = tuple(scenarios) or plan.compared_names
    page = Page(SOURCE_NOTEBOOK, "brief", names, "technology funding on one page", LATEST)
    return make_page(plan, page, {"scenarios": list(names)}, output, engine)
