"""Open JupyterLab on a plan: notebooks in front, code hidden, no network requests."""

from __future__ import annotations

import planner.startup  # noqa: F401

import itertools
import json
from collections.abc import Callable
from pathlib import Path

from planner.atomic_files import scratch_folder, write_whole
from planner.desk.lab_server import EXPLORER, run_lab, write_session
from planner.desk.own_notebooks import write_copies
from planner.packaged import example
from planner.plan.reading.where import is_workbook
from planner.publish.file_names import folder_name

#: Says whose desk a folder is.
_WHOSE = Path(".lab") / "plan.json"


def open_desk(
    plan: Path | None,
    output: Path = Path("outputs"),
    *,
    allow_difference: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> None:
    """Open JupyterLab on a plan and wait until it is closed.

    Parameters
    ----------
    plan : Path, optional
        Folder of the tables, or a workbook; the invented example if left out.
    output : Path
        Where the working copies of the notebooks go.
    allow_difference : bool
        Whether to continue even if the base year does not tie out.
    tell : callable
        Prints a sentence: where the desk is open.

    Raises
    ------
    DeskError
        If JupyterLab does not start.
    """
    chosen = (plan or example("prairie-view")).resolve()
    with scratch_folder() as session:
        desk = prepare_desk(chosen, output, session, allow_difference=allow_difference)
        run_lab(desk, session, tell)


def prepare_desk(
    plan: Path, output: Path, session: Path, *, allow_difference: bool = False
) -> Path:
    """Folder with working copies of the notebooks, set to the plan: each plan has its own.

    Existing copies are kept: they may hold the officer's own notes.

    Parameters
    ----------
    plan : Path
        Folder of the tables, or a workbook, with its whole path.
    output : Path
        Where the folders of all desks are.
    session : Path
        Folder for what JupyterLab reads in this sitting.
    allow_difference : bool
        Whether to continue even if the base year does not tie out.
    """
    desk = _desk_of(plan, output)
    ours = write_copies(desk, plan, allow_difference=allow_difference)
    write_whole(desk / _WHOSE, json.dumps(str(plan)) + "\n")
    write_session(desk, session, ours)
    return desk


def _desk_of(plan: Path, output: Path) -> Path:
    """The plan's desk; plans of one name in several folders have numbers behind the name."""
    name = folder_name(plan.stem if is_workbook(plan) else plan.name)
    for number in itertools.count(1):
        desk = (output / "desk" / (name if number == 1 else f"{name}-{number}")).resolve()
        if _is_of(desk, str(plan)):
            return desk
    raise AssertionError


def _is_of(desk: Path, plan: str) -> bool:
    """Whether a desk is the plan's, or nobody's yet."""
    try:
        return bool(json.loads((desk / _WHOSE).read_text("utf-8")) == plan)
    except (OSError, ValueError):
        explorer = desk / EXPLORER  # of a time when a desk did not say whose it is
        return not explorer.is_file() or json.dumps(plan)[1:-1] in explorer.read_text("utf-8")
