"""The desk's engine is started before a browser asks for it; how the server does so.

That the browser takes that one is in ``test_whole_way_in_browser``.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from planner.desk.opening import early_engine
from tests.any_machine import PATIENCE


def test_the_server_does_not_import_the_desk_for_it() -> None:
    program = "import planner.desk.opening.early_engine, sys; sys.exit('ipywidgets' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=PATIENCE)
    loads = (
        "import sys, planner.desk.opening.early_engine as early; "
        "early.load_ipython_extension(None); "
        "sys.exit('planner.desk.workbench' not in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", loads], check=True, timeout=PATIENCE)


class Server:
    """A server that notes which sessions it is to begin, and what it logs."""

    def __init__(self, address: str, *, fails: bool = False) -> None:
        self.config = {"LabApp": {"default_url": address}}
        self.begun: list[Any] = []
        self.logged: list[str] = []
        self.fails = fails
        self.io_loop = self
        self.session_manager = self
        self.log = SimpleNamespace(warning=lambda said, **_how: self.logged.append(said))

    def call_later(
        self, _when: float, do: Callable[..., Coroutine[None, None, None]], *words: object
    ) -> None:
        with suppress(StopIteration):  # nothing in it waits
            do(*words).send(None)

    async def create_session(self, **what: str) -> None:
        if self.fails:
            raise RuntimeError
        self.begun.append(what)


def test_only_a_notebook_that_opens_first_has_an_early_engine() -> None:
    server = Server("/doc/tree/our%20plan/00_desk.ipynb")
    early_engine._load_jupyter_server_extension(server)  # type: ignore[arg-type]
    assert server.begun == [
        {
            "kernel_name": "python3",
            "path": "our plan/00_desk.ipynb",
            "name": "00_desk.ipynb",
            "type": "notebook",
        }
    ]
    other = Server("/lab")
    early_engine._load_jupyter_server_extension(other)  # type: ignore[arg-type]
    assert other.begun == []


def test_an_engine_that_does_not_start_early_is_left_to_the_browser() -> None:
    server = Server("/doc/tree/plan/00_desk.ipynb", fails=True)
    early_engine._load_jupyter_server_extension(server)  # type: ignore[arg-type]
    assert server.logged == ["The desk's engine was not started early"]
