"""Open JupyterLab on a plan: notebooks in front, code hidden, no network requests."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
import os
import subprocess
import sys
from pathlib import Path

from planner.atomic_files import write_whole
from planner.desk.own_notebooks import titles, write_copies
from planner.desk.sheet_style import sheet_style
from planner.packaged import example
from planner.plan.reading.where import is_workbook
from planner.publish.file_names import folder_name

EXPLORER = "02_explore_scenarios.ipynb"
#: Settings of JupyterLab, by extension: no news, no status bar, no cell taken away off screen.
_SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "defer"},
    "statusbar-extension/plugin": {"visible": False},
}
_HERE = Path(__file__).parent
#: Parts of JupyterLab that a business officer never needs.
_HIDDEN = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
)
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
    ours = write_copies(desk, plan, allow_difference=allow_difference)
    settings = desk / ".lab" / "settings" / "@jupyterlab"
    for name, values in _SETTINGS.items():
        write_whole(settings / f"{name}.jupyterlab-settings", json.dumps(values))
    config = desk / ".lab" / "config"
    style = (_HERE / "desk.css").read_text("utf-8") + sheet_style()
    write_whole(config / "custom" / "custom.css", style)
    page = {
        "plannerNotebooks": json.dumps(ours),
        "plannerTitles": json.dumps(titles()),
        "disabledExtensions": dict.fromkeys(_HIDDEN, True),
    }
    write_whole(config / "labconfig" / "page_config.json", json.dumps(page, indent=1))
    return desk


def lab_arguments(desk: Path) -> list[str]:
    """Arguments of JupyterLab: this machine only, the explorer as a single document."""
    return [
        f"--ServerApp.root_dir={desk}",
        f"--LabApp.default_url=/doc/tree/{EXPLORER}",
        "--ServerApp.ip=127.0.0.1",
        "--LabApp.custom_css=True",
        f"--LabApp.extra_labextensions_path={_HERE / 'labextensions'}",
    ]


def lab_environment(desk: Path) -> dict[str, str]:
    """Environment of JupyterLab: its own settings, which leave the user's unchanged."""
    return {
        "JUPYTERLAB_SETTINGS_DIR": str(desk / ".lab" / "settings"),
        "JUPYTER_CONFIG_DIR": str(desk / ".lab" / "config"),
    }
