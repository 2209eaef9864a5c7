"""The main job: from a district's tables to a board page, in a run of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.packaged import notebooks_dir
from planner.plan.plan import Plan
from planner.plan.scenarios import scenario_of
from planner.plan.tie_out import goes_on
from planner.publish.engine import Engine
from planner.publish.notebook import run_notebook
from planner.publish.page import write_page
from planner.publish.runs import copied_plan, new_run

NOTEBOOK, PAGE = "board-report.ipynb", "board-report.html"
SOURCE_NOTEBOOK = "01_board_report.ipynb"


@dataclass(frozen=True)
class BoardRun:
    """A finished run.

    Attributes
    ----------
    folder : Path
        Everything of the run.
    page : Path
        The HTML page to hand over.
    """

    folder: Path
    page: Path


def make_board(
    plan: Plan,
    scenarios: Sequence[str] = (),
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Run the board notebook for a plan and keep everything it made.

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
        Where the page is.

    Raises
    ------
    PlanError
        If the plan has no such scenario.
    NotebookFailed
        If a cell failed; the failed run is kept beside the others.
    """
    names = list(scenarios) or list(plan.scenario_names)
    for name in names:
        scenario_of(plan, name)  # refuse an unknown name before anything is written
    # The notebook reads the copied tables and writes beside them: its paths are relative, so
    # that a run can be moved, and no path of this machine is in it.
    parameters: dict[str, object] = {
        "plan": copied_plan(plan),
        "name": plan.name,
        "scenarios": names,
        "output": ".",
        "prepared": date.today().isoformat(),
    }
    if goes_on(plan):  # the notebook reads the tables again
        parameters["allow_difference"] = True
    with new_run(output, plan, parameters) as run:
        notebook = run.folder / NOTEBOOK
        run_notebook(notebooks_dir() / SOURCE_NOTEBOOK, notebook, parameters, engine)
        write_page(notebook, run.folder / PAGE, f"{plan.district.name}: technology funding")
    return BoardRun(run.final, run.final / PAGE)
