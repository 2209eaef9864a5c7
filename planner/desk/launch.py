"""Open JupyterLab on a plan: notebooks in front, code hidden, no network requests."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat

from planner.atomic_files import write_whole
from planner.packaged import example, notebooks_dir
from planner.plan.reading.where import is_workbook
from planner.publish.file_names import folder_name

EXPLORER = "02_explore_scenarios.ipynb"
_STOPS, _GOES_ON = "allow_difference: bool = False", "allow_difference: bool = True"
_NO_NEWS = {"fetchNews": "false", "checkForUpdates": False}
_HIDE_CODE = ".jp-CodeCell > .jp-Cell-inputWrapper { display: none; }\n"
#: JupyterLab through our start-up module, which saves a second (see planner.startup).
LAB = "import planner.startup; from jupyterlab.labapp import main; main()"


def open_desk(
    plan: Path | None, output: Path = Path("outputs"), *, allow_difference: bool = False
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
    """
    chosen = (plan or example("prairie-view")).resolve()
    desk = prepare_desk(chosen, output, allow_difference=allow_difference)
    command = [sys.executable, "-c", LAB, *lab_arguments(desk)]
    subprocess.run(command, check=False, env={**os.environ, **lab_environment(desk)})


def prepare_desk(plan: Path, output: Path, *, allow_difference: bool = False) -> Path:
    """Folder with working copies of the notebooks, set to the plan.

    Existing copies are kept: they may hold the officer's own notes.
    """
    name = plan.stem if is_workbook(plan) else plan.name
    desk = (output / "desk" / folder_name(name)).resolve()
    for source in sorted(notebooks_dir().glob("*.ipynb")):
        target = desk / source.name
        if not target.exists():
            write_whole(target, _with_plan(source, plan, allow_difference=allow_difference))
    settings = desk / ".lab" / "settings" / "@jupyterlab" / "apputils-extension"
    write_whole(settings / "notification.jupyterlab-settings", json.dumps(_NO_NEWS))
    write_whole(desk / ".lab" / "config" / "custom" / "custom.css", _HIDE_CODE)
    return desk


def _with_plan(source: Path, plan: Path, *, allow_difference: bool) -> str:
    """Notebook whose first parameter, the plan, is set to a folder or workbook."""
    notebook = nbformat.read(source, as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            first, _, rest = cell.source.partition("\n")
            name, comment = first.partition("=")[0], first.partition("#")[2]
            if allow_difference:
                rest = rest.replace(_STOPS, _GOES_ON)
            cell.source = f"{name}= {str(plan)!r}  #{comment}\n{rest}"
    return str(nbformat.writes(notebook)) + "\n"


def lab_arguments(desk: Path) -> list[str]:
    """Arguments of JupyterLab: this machine only, the explorer as a single document."""
    return [
        f"--ServerApp.root_dir={desk}",
        f"--LabApp.default_url=/doc/tree/{EXPLORER}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.custom_css=True",
    ]


def lab_environment(desk: Path) -> dict[str, str]:
    """Environment of JupyterLab: its own settings, which leave the user's unchanged."""
    return {
        "JUPYTERLAB_SETTINGS_DIR": str(desk / ".lab" / "settings"),
        "JUPYTER_CONFIG_DIR": str(desk / ".lab" / "config"),
    }
