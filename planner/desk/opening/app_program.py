"""Voila as the desk runs it: the program that :mod:`planner.desk.opening.app_server` starts."""

from __future__ import annotations

import sys
from urllib.parse import unquote

import nbformat
from tornado.web import HTTPError

from planner.desk.opening.app_server import RENDERED
from planner.desk.opening.own_notebooks import fingerprint
from planner.desk.opening.sitting import this_sitting

REFUSED = (
    "Somebody changed this notebook since the planner wrote it, or it is not the planner's, so it "
    "is not run here. Open it with planner desk."
)


def main() -> None:
    """Run Voila until it is closed."""
    from voila.app import Voila

    app = Voila.instance()
    app.initialize(sys.argv[1:])
    app.voila_configuration.prelaunch_hook = refuse_others
    app.start()


def refuse_others(handler: object, notebook: nbformat.NotebookNode, cwd: str) -> None:
    """Refuse a notebook that is not the planner's, or that somebody changed.

    Parameters
    ----------
    handler : RequestHandler
        Who asks for which page.
    notebook : NotebookNode
        The notebook as Voila has read it.
    cwd : str
        Where it is.

    Raises
    ------
    HTTPError
        If it may not run; nothing of it has run then.
    """
    sitting = this_sitting()
    path = unquote(str(handler.request.path)).partition(RENDERED)[2]  # type: ignore[attr-defined]
    ours = sitting.may_run(path) if sitting else ()
    if fingerprint(nbformat.writes(notebook)) not in ours:
        raise HTTPError(403, reason=REFUSED)
