"""The desk's engine, started while the browser is still opening JupyterLab.

A notebook's kernel is usually started when the browser has opened the notebook, and imports
everything then, while somebody waits. JupyterLab's server loads this module as an extension, and
starts the kernel of the desk's notebook as soon as it answers; the kernel loads it too, and imports
what the desk needs at once. The browser then finds an engine that is ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

#: How the address of a notebook begins that has the window to itself.
NOTEBOOKS = "/doc/tree/"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """How JupyterLab's server finds what to load."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Start the engine of the notebook that JupyterLab opens first, when the server answers."""
    first = str(server.config.get("LabApp", {}).get("default_url", ""))
    if first.startswith(NOTEBOOKS):
        server.io_loop.call_later(0, _start, server, unquote(first.removeprefix(NOTEBOOKS)))


async def _start(server: ServerApp, notebook: str) -> None:
    """Start it as the browser would: JupyterLab takes the engine that a notebook has."""
    name = notebook.rpartition("/")[2]
    what: dict[str, Any] = {"path": notebook, "name": name, "type": "notebook"}
    try:
        await server.session_manager.create_session(kernel_name="python3", **what)
    except Exception:  # the browser asks for one itself, and says what is wrong
        server.log.warning("The desk's engine was not started early", exc_info=True)


def load_ipython_extension(_shell: object) -> None:
    """In the engine: import what the desk needs before anybody asks for it."""
    import planner.desk.live_desk  # noqa: F401
