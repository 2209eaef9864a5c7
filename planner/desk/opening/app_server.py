"""The desk without JupyterLab around it: the same notebook under Voila, on this machine only.

Voila runs a notebook for anyone who opens its page, so it is told which notebooks are ours and
unchanged, and refuses any other. Like JupyterLab it obeys only what is in the sitting's folder.
"""

from __future__ import annotations

import importlib.util
import json
import re
import secrets
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from planner.atomic_files import write_all_or_none
from planner.desk.opening.lab_server import OPEN_AT, STARTS_KERNELS, desk_style, place_of_desk
from planner.desk.opening.server_process import DeskError, Server, run_server
from planner.desk.opening.sitting import sitting_environment

NOT_INSTALLED = (
    "planner desk --app needs Voila, which is not installed. Install it with: "
    "python -m pip install voila"
)
#: Where Voila renders notebooks, below its own address.
RENDERED = "/voila/render/"
_APP = "import planner.startup; from planner.desk.opening.app_program import main; main()"
_READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
#: Voila's own page without the icons that it would load from another machine.
_TEMPLATE = """{%- extends "voila/templates/lab/index.html.j2" -%}
{%- block notebook_css -%}
{{ super() | replace("https://cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@^5/css/", "data:text/css,") }}
<style>{% raw %}STYLE{% endraw %}</style>
{%- endblock notebook_css -%}
"""  # noqa: E501


def write_app(session: Path) -> str:
    """Write what Voila reads in a sitting.

    Parameters
    ----------
    session : Path
        Folder of this sitting.

    Returns
    -------
    str
        The token without which Voila shows nothing.
    """
    token = secrets.token_hex(24)
    settings = {
        "Voila": {"ip": "127.0.0.1", "open_browser": False, "token": token},
        "VoilaConfiguration": {
            "template": "planner",
            "allow_template_override": "NO",
            "file_allowlist": [],
        },
        **STARTS_KERNELS,
    }
    template = session / "share" / "voila" / "templates" / "planner"
    write_all_or_none(
        {
            session / "config" / "voila.json": json.dumps(settings),
            template / "conf.json": json.dumps({"base_template": "lab"}),
            template / "index.html.j2": _TEMPLATE.replace("STYLE", desk_style()),
        }
    )
    return token


def app_command(desk: Path, session: Path) -> list[str]:
    """How to start Voila: this machine only, all desks, settings from the sitting's folder."""
    return [
        *(sys.executable, "-P", "-c", _APP),  # -P: nothing is imported from the current folder
        f"--Voila.root_dir={desk.parent}",
        f"--Voila.config_file_paths={session / 'config'}",
        f"--Voila.connection_dir_root={session}",
    ]


def app_address(desk: Path, token: str, line: str) -> str:
    """Address of a desk, where a line of Voila's log says that it answers; blank elsewhere.

    >>> app_address(Path("desk/our plan"), "1", "http://127.0.0.1:8866/?token=...")
    'http://127.0.0.1:8866/voila/render/our%20plan/00_desk.ipynb?token=1'
    """
    found = _READY.search(line)
    if not found:
        return ""
    return f"http://127.0.0.1:{found[1]}{RENDERED}{place_of_desk(desk)}?token={token}"


def run_app(
    desk: Path,
    session: Path,
    tell: Callable[[str], None],
    show: Callable[[str], object] = webbrowser.open,
) -> None:
    """Run Voila until it is closed, and show the desk in the browser.

    Parameters
    ----------
    desk : Path
        The plan's own folder among the desks.
    session : Path
        Folder of this sitting.
    tell : callable
        Prints a sentence.
    show : callable
        Opens an address in the browser.

    Raises
    ------
    DeskError
        If Voila is not installed, does not start, or ends with an error.
    """
    if importlib.util.find_spec("voila") is None:
        raise DeskError(NOT_INSTALLED)
    token = write_app(session)
    app = Server(
        "Voila",
        app_command(desk, session),
        sitting_environment(session),
        session,
        lambda line: app_address(desk, token, line),
    )

    def opened(address: str) -> None:
        tell(OPEN_AT.format(address=address))
        show(_leads_to(address, session))

    run_server(app, opened)


def _leads_to(address: str, session: Path) -> str:
    """A page of this sitting that leads to the desk: the token is not in any list of programs."""
    page = session / "open.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><title>The desk</title>'
        f'<meta http-equiv="refresh" content="0; url={address}"><a href="{address}">The desk</a>',
        encoding="utf-8",
    )
    return page.as_uri()
