"""JupyterLab for one sitting: what it may read and run, and what is said when it does not start.

Its configuration is written into a folder of this sitting that nobody else can reach. Whatever
lies in the folder of the desks, which may be on a shared drive, or in the folder where the command
was typed, is shown and never run: no ``jupyter_server_config.py``, no ``planner.py``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from planner.atomic_files import write_all_or_none
from planner.desk.opening.own_notebooks import titles
from planner.desk.opening.server_process import Server, run_server
from planner.desk.opening.sitting import Sitting, sitting_environment
from planner.desk.sheet_style import sheet_style
from planner.publish.processes.kernels import kernel_command

DESK_NOTEBOOK = "00_desk.ipynb"
#: How JupyterLab begins, until an officer chooses otherwise: no news, no status bar, no cell taken
#: away off screen.
_SETTINGS: dict[str, dict[str, object]] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"},
    "@jupyterlab/statusbar-extension:plugin": {"visible": False},
}
_HERE = Path(__file__).parent
#: Parts of JupyterLab that a business officer never needs. Our extension has its own export.
_HIDDEN = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/cell-toolbar-extension",
    "@jupyterlab/console-extension",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/inspector-extension",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:code-console",
    "@jupyterlab/notebook-extension:export",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
    "@jupyterlab/tooltip-extension",
    "@voila-dashboards/jupyterlab-preview",
)
#: Parts of the server that would wait for a browser that never asks: language servers, terminals.
_NOT_SERVED = ("jupyter_lsp", "jupyter_server_terminals", "voila.server_extension")
#: How JupyterLab's server, and Voila's, start kernels.
STARTS_KERNELS = {
    "AsyncMappingKernelManager": {
        "kernel_manager_class": "planner.desk.opening.server_kernels.ServerKernels"
    }
}
#: What starts the desk's engine early, in the server and in the engine itself.
_EARLY = "planner.desk.opening.early_engine"
#: JupyterLab through our start-up module, which saves a second (see planner.startup).
_LAB = "import planner.startup; from jupyterlab.labapp import main; main()"

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*token=\S+")
#: What is said where the desk was asked for.
OPEN_AT = "The desk is open at {address}. Press Ctrl-C here to close it."


def begin_sitting(sitting: Sitting) -> None:
    """Write what JupyterLab reads in a sitting; nothing where the sitting has begun.

    Settings that an officer chose, such as a theme, are with the desks and stay.
    """
    config = sitting.folder / "config"
    argv = [*kernel_command(), f"--IPKernelApp.extra_extensions={_EARLY}"]
    kernel = {"argv": argv, "display_name": "Python 3", "language": "python"}
    served = {**dict.fromkeys(_NOT_SERVED, False), _EARLY: True}
    if not (config / "custom").exists():
        write_all_or_none(
            {
                config / "custom" / "custom.css": desk_style(),
                config / "jupyter_server_config.json": json.dumps(
                    {"ServerApp": {"jpserver_extensions": served}, **STARTS_KERNELS}
                ),
                config / "labconfig" / "default_setting_overrides.json": json.dumps(_SETTINGS),
                sitting.folder / "share" / "kernels" / "python3" / "kernel.json": json.dumps(
                    kernel
                ),
            }
        )
    sitting.begin(
        {
            "plannerTitles": json.dumps(titles()),
            "disabledExtensions": dict.fromkeys(_HIDDEN, True),
            # Nothing here is ever built: looking whether to would hold the server up.
            **dict.fromkeys(("buildAvailable", "buildCheck"), False),
        }
    )


def desk_style() -> str:
    """Style of all that our notebooks show, and of what is around them."""
    return (_HERE / "desk.css").read_text("utf-8") + sheet_style()


def place_of_desk(desk: Path) -> str:
    """Where a desk's notebook is among the desks, as an address has it."""
    return f"{quote(desk.name, errors='surrogateescape')}/{DESK_NOTEBOOK}"


def desk_address(desk: Path) -> str:
    """Where a desk is among the pages of JupyterLab.

    >>> desk_address(Path("outputs/desk/our plan"))
    '/doc/tree/our%20plan/00_desk.ipynb'
    """
    return f"/doc/tree/{place_of_desk(desk)}"


def lab_command(desk: Path) -> list[str]:
    """How to start JupyterLab: this machine only, a plan's desk as a single document."""
    return [
        *(sys.executable, "-P", "-c", _LAB),  # -P: nothing is imported from the current folder
        f"--ServerApp.root_dir={desk.parent}",
        f"--LabApp.default_url={desk_address(desk)}",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.answer_yes=True",  # Ctrl-C closes it without a question
        "--ServerApp.terminals_enabled=False",
        "--LabApp.custom_css=True",
        f"--LabApp.extra_labextensions_path={_HERE / 'labextensions'}",
    ]


def lab_environment(desk: Path, session: Path) -> dict[str, str]:
    """Environment of JupyterLab: its own settings, which leave the user's unchanged.

    Parameters
    ----------
    desk : Path
        The plan's own folder among the desks.
    session : Path
        Folder of this sitting.
    """
    return {
        **sitting_environment(session),
        "JUPYTERLAB_SETTINGS_DIR": str(desk.parent / ".lab" / "settings"),
    }


def run_lab(desk: Path, session: Path, tell: Callable[[str], None]) -> None:
    """Run JupyterLab until it is closed; it opens a browser itself.

    Parameters
    ----------
    desk : Path
        The plan's own folder among the desks.
    session : Path
        Folder of this sitting.
    tell : callable
        Prints a sentence.

    Raises
    ------
    DeskError
        If it does not start, or ends with an error.
    """
    lab = Server(
        "JupyterLab", lab_command(desk), lab_environment(desk, session), session, _address_in
    )
    run_server(lab, lambda address: tell(OPEN_AT.format(address=address)))


def _address_in(line: str) -> str:
    found = _ADDRESS.search(line)
    return found[0] if found else ""
