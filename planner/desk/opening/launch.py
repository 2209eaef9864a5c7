"""Open JupyterLab on a plan: notebooks in front, code hidden, no network requests."""

from __future__ import annotations

import planner.startup  # noqa: F401

import itertools
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.atomic_files import locked, scratch_folder, write_whole
from planner.desk.opening.app_server import run_app
from planner.desk.opening.known_plans import remember
from planner.desk.opening.lab_server import begin_sitting, desk_address, run_lab
from planner.desk.opening.own_notebooks import write_copies
from planner.desk.opening.sitting import Sitting, this_sitting
from planner.packaged import BOARD_NOTEBOOK, example
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.publish.file_names import folder_name

#: Says whose desk a folder is.
_WHOSE = Path(".lab") / "plan.json"
#: What an officer chose in JupyterLab, such as a theme: with the desks, for all of them.
_CHOSEN = Path(".lab") / "settings"
_AN_HOUR = 60 * 60


def open_desk(
    plan: Path | None,
    output: Path = Path("outputs"),
    *,
    allow_difference: bool = False,
    app: bool = False,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> None:
    """Open the desk on a plan in JupyterLab, or alone in the browser, and wait until it is closed.

    Parameters
    ----------
    plan : Path, optional
        Folder of the tables, or a workbook; the invented example if left out.
    output : Path
        Where the working copies of the notebooks go.
    allow_difference : bool
        Whether to continue even if the base year does not tie out.
    app : bool
        Whether to leave JupyterLab out.
    tell : callable
        Prints a sentence: where the desk is open.

    Raises
    ------
    DeskError
        If JupyterLab does not start, or without it Voila.
    """
    chosen = (plan or example("prairie-view")).resolve()
    with scratch_folder() as session, _in_use(session):
        desk = prepare_desk(chosen, output, session, allow_difference=allow_difference)
        remember(chosen)
        run = run_app if app else run_lab
        run(desk, session, tell)


@contextmanager
def _in_use(session: Path) -> Iterator[None]:
    """Keep a sitting's folder young: what is a day old is taken for left behind, and removed."""
    closed = threading.Event()

    def touch() -> None:
        while not closed.wait(_AN_HOUR):
            with suppress(OSError):
                os.utime(session)

    threading.Thread(target=touch, daemon=True).start()
    try:
        yield
    finally:
        closed.set()


def open_here(plan: Path) -> str:
    """Prepare another plan's desk in the JupyterLab that runs this notebook.

    Parameters
    ----------
    plan : Path
        Folder of the tables, or a workbook.

    Returns
    -------
    str
        Where the browser finds it, seen from the desk that is open; empty where the notebook does
        not run on a desk.
    """
    sitting = this_sitting()
    if sitting is None:
        return ""
    chosen = plan.resolve()
    desk = _prepare(chosen, sitting)
    remember(chosen)
    return f"../{desk_address(desk).removeprefix('/doc/tree/')}"


def prepare_desk(
    plan: Path, output: Path, session: Path, *, allow_difference: bool = False
) -> Path:
    """Folder with working copies of the notebooks, set to the plan: each plan has its own.

    All desks lie side by side, so that one JupyterLab can open any of them. Existing copies are
    kept: they may hold the officer's own notes.

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
    sitting = Sitting(session, (output / "desk").resolve())
    return _prepare(plan, sitting, allow_difference=allow_difference)


def _prepare(plan: Path, sitting: Sitting, *, allow_difference: bool = False) -> Path:
    desk = _claim(plan, sitting.desks)
    ours = write_copies(desk, plan, allow_difference=allow_difference)
    begin_sitting(sitting)
    sitting.let_run(desk, ours)
    return desk


def _claim(plan: Path, desks: Path) -> Path:
    """The plan's own folder among the desks; two programs do not take one folder."""
    desks.mkdir(parents=True, exist_ok=True)
    with locked(desks):
        desk = _desk_of(plan, desks)
        write_whole(desk / _WHOSE, json.dumps(str(plan)) + "\n")
        if not (desks / _CHOSEN).exists():  # of a time when each desk had settings of its own
            with suppress(OSError):
                shutil.copytree(desk / _CHOSEN, desks / _CHOSEN)
    return desk


def _desk_of(plan: Path, desks: Path) -> Path:
    """The plan's desk; plans of one name in several folders have numbers behind the name."""
    name = folder_name(plan.stem if is_workbook(plan) else plan.name)
    for number in itertools.count(1):
        desk = desks / (name if number == 1 else f"{name}-{number}")
        if _is_of(desk, str(plan)):
            return desk
    raise AssertionError


def _is_of(desk: Path, plan: str) -> bool:
    """Whether a desk is the plan's, or nobody's yet."""
    try:
        return bool(json.loads((desk / _WHOSE).read_text("utf-8")) == plan)
    except (OSError, ValueError):
        notebook = desk / BOARD_NOTEBOOK  # of a time when a desk did not say whose it is
        return not notebook.is_file() or json.dumps(plan)[1:-1] in notebook.read_text("utf-8")
