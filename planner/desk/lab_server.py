"""JupyterLab for one sitting: what it may read and run, and what is said when it does not start.

Its configuration is written into a folder of this sitting that nobody else can reach. Whatever
lies in the folder of the desks, which may be on a shared drive, or in the folder where the command
was typed, is shown and never run: no ``jupyter_server_config.py``, no ``planner.py``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from planner.atomic_files import write_all_or_none
from planner.desk.own_notebooks import titles
from planner.desk.sheet_style import sheet_style
from planner.desk.sitting import SITTING_VARIABLE, Sitting
from planner.publish.kernels import kernel_command

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
#: Parts of JupyterLab that a business officer never needs.
_HIDDEN = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
)
#: JupyterLab through our start-up module, which saves a second (see planner.startup).
_LAB = "import planner.startup; from jupyterlab.labapp import main; main()"

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*token=\S+")
#: How a line of JupyterLab's log begins: how bad it is, when, and who says it.
_LOG_MARK = re.compile(r"^\[[A-Z] [^\]]*\]\s*")
_AS_ROOT = "Running as root"
#: How long JupyterLab may take to end its kernels [seconds].
_GRACE = 10


class DeskError(ValueError):
    """JupyterLab did not start, or ended with an error: why, in one sentence."""


def begin_sitting(sitting: Sitting) -> None:
    """Write what JupyterLab reads in a sitting; nothing where the sitting has begun.

    Settings that an officer chose, such as a theme, are with the desks and stay.
    """
    config = sitting.folder / "config"
    kernel = {"argv": kernel_command(), "display_name": "Python 3", "language": "python"}
    if not (config / "custom").exists():
        write_all_or_none(
            {
                config / "custom" / "custom.css": (_HERE / "desk.css").read_text("utf-8")
                + sheet_style(),
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
        }
    )


def desk_address(desk: Path) -> str:
    """Where a desk is among the pages of JupyterLab.

    >>> desk_address(Path("outputs/desk/our plan"))
    '/doc/tree/our%20plan/00_desk.ipynb'
    """
    return f"/doc/tree/{quote(desk.name, errors='surrogateescape')}/{DESK_NOTEBOOK}"


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
        SITTING_VARIABLE: str(session),
        "JUPYTERLAB_SETTINGS_DIR": str(desk.parent / ".lab" / "settings"),
        "JUPYTER_CONFIG_DIR": str(session / "config"),
        "JUPYTER_PATH": os.pathsep.join(
            part for part in (str(session / "share"), os.environ.get("JUPYTER_PATH")) if part
        ),
    }


def run_lab(desk: Path, session: Path, tell: Callable[[str], None]) -> None:
    """Run JupyterLab until it is closed.

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
    lab = subprocess.Popen(
        lab_command(desk),
        cwd=session,
        env={**os.environ, **lab_environment(desk, session)},
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    try:
        address, said = _listen(lab, tell)
        code = lab.wait()
    except BaseException:  # somebody closes the desk from here
        lab.terminate()
        try:
            lab.wait(_GRACE)
        except subprocess.TimeoutExpired:
            lab.kill()
            lab.wait()
        raise
    finally:
        if lab.stderr is not None:
            lab.stderr.close()
    if code:
        raise DeskError(_why(said, started=bool(address)))


def _listen(lab: subprocess.Popen[str], tell: Callable[[str], None]) -> tuple[str, list[str]]:
    """Read JupyterLab's log to its end: the address it says, and its gravest lines."""
    address, last, critical = "", "", []
    for line in lab.stderr or ():
        found = _ADDRESS.search(line)
        if found and not address:
            address = found[0]
            tell(f"The desk is open at {address}. Press Ctrl-C here to close it.")
        last = line.strip() or last
        if line.startswith("[C "):
            critical.append(line.strip())
    return address, [last, *critical]


def _why(said: list[str], *, started: bool) -> str:
    reason = _LOG_MARK.sub("", said[-1]).rstrip(".") or "it does not say why"
    if any(_AS_ROOT in line for line in said):
        reason = "it does not run as root. Run planner desk as an ordinary user"
    return f"JupyterLab {'ended with an error' if started else 'did not start'}: {reason}."
