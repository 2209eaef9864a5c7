"""The main job: from a district's tables to a board page, in a run of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from planner.packaged import BOARD_NOTEBOOK, notebooks_dir
from planner.plan.plan import Plan
from planner.plan.rules.tie_out import continues_with_difference
from planner.plan.what_if.scenarios import scenario_of
from planner.publish.file_names import page_name
from planner.publish.notebooks.engine import Engine
from planner.publish.notebooks.run_notebook import run_notebook
from planner.publish.page.head import USUAL_HEAD, PageHead
from planner.publish.page.render import write_page
from planner.publish.runs import LATEST, copied_plan, new_run


@dataclass(frozen=True)
class Page:
    """What a page is.

    Attributes
    ----------
    source : str
        File name of the notebook it is made from.
    kind : str
        What it is about.
    scenarios : tuple of str
        Scenarios it shows; the kind and the first of them, the main one, are in its file name.
    title : str
        Its title, behind the district's name.
    latest : str
        Name of the link that leads to the newest of its kind; none if blank.
    index : Path, optional
        Page that leads to all pages of a batch, for one of them.
    prepared : str
        Date on the page, as YYYY-MM-DD; today if blank.
    """

    source: str
    kind: str
    scenarios: tuple[str, ...]
    title: str
    latest: str
    index: Path | None = None
    prepared: str = ""


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
    latest: str = LATEST,
    index: Path | None = None,
    head: PageHead = USUAL_HEAD,
    *,
    computes: bool = True,
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
    latest : str
        Name of the link that then leads to the run; none if blank.
    index : Path, optional
        Page that leads to all pages of a batch, for one of them.
    head : PageHead
        What the head of the page says where it is not as usual.
    computes : bool
        Whether a reader can try out changes on the page, which then holds every row of the plan.

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
    names = tuple(scenarios) or plan.compared_names
    own: dict[str, object] = {"scenarios": list(names), "output": ".", **head.parameters}
    if not computes:
        own["computes"] = False
    title = head.title or "technology funding"
    page = Page(BOARD_NOTEBOOK, "board", names, title, latest, index, head.prepared)
    return make_page(plan, page, own, output, engine)


def make_page(
    plan: Plan,
    page: Page,
    parameters: Mapping[str, object],
    output: Path = Path("outputs"),
    engine: Engine | None = None,
) -> BoardRun:
    """Run one of our notebooks for a plan and make a page of it, in a run of its own.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    page : Page
        What the page is.
    parameters : mapping
        Parameters of this notebook, in addition to those that every notebook has: plan, name,
        prepared and allow_difference.
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
        If the plan has no scenario of the page; nothing is written then.
    NotebookFailed
        If a cell failed; the failed run is kept next to the others.
    """
    for scenario in page.scenarios:
        scenario_of(plan, scenario)
    # The notebook reads the copied tables and writes next to them: its paths are relative, so
    # a run can be moved, and it holds no path of this machine.
    day = date.fromisoformat(page.prepared) if page.prepared else date.today()
    given: dict[str, object] = {
        "plan": copied_plan(plan),
        "name": plan.name,
        **parameters,
        "prepared": day.isoformat(),
    }
    if continues_with_difference(plan):  # the notebook reads the tables again
        given["allow_difference"] = True
    name = page_name(plan.district.name, page.kind, page.scenarios[0], day)
    notebook, html = f"{name}.ipynb", f"{name}.html"
    with new_run(output, plan, given, page.latest) as run:
        run_notebook(notebooks_dir() / page.source, run.folder / notebook, given, engine)
        title = f"{plan.district.name}: {page.title}"
        back = Path(os.path.relpath(page.index, run.final)).as_posix() if page.index else ""
        write_page(run.folder / notebook, run.folder / html, title, index=back)
    return BoardRun(run.final, run.final / html)
