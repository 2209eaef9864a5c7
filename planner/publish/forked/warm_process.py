"""The warm process: it has imported everything, and is copied for each notebook.

It is started with one end of a socket as its input and waits there. For every notebook it is sent
one end of another socket, and copies itself; the copy speaks with the sender (``_serve``). Nothing
here may start a thread before the copy is made: a copy has only the thread that made it,
and locks of all others would stay locked. So the drawing engine, which has threads, is never
started: the copy asks for its pictures.

The workers of a batch send through one socket. When all senders are gone its other end closes; then
every copy is ended and so is this process.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
import ctypes
import gc
import os
import shutil
import signal
import socket
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import nbformat

from planner.packaged import BOARD_NOTEBOOK, example, notebooks_dir
from planner.publish.forked.cells import Cells
from planner.publish.forked.messages import NOTEBOOK, Picture
from planner.views.format import drawing

#: Requests to stop, which reach every program of a terminal.
_OF_THE_SENDER = signal.SIGINT, signal.SIGTERM


def main() -> None:
    """Wait for notebooks until nobody can send any."""
    control = socket.socket(fileno=os.dup(0))
    without_input()
    for number in _OF_THE_SENDER:  # who decides what they mean, and is waited for
        signal.signal(number, signal.SIG_IGN)
    warm_up()
    cells = Cells()
    if threading.active_count() > 1:
        sys.exit("the warm process has started a thread")
    _give_memory_back()
    gc.freeze()  # the copies share this memory as long as nobody looks through it
    copies: set[int] = set()
    while True:
        word, sockets, _, _ = socket.recv_fds(control, len(NOTEBOOK), 1)
        copies = {copy for copy in copies if not _has_ended(copy)}
        if not word:
            break
        copy = os.fork()
        if not copy:
            control.close()
            live(sockets[0], cells)
        copies.add(copy)
        os.close(sockets[0])
    for copy in copies:
        end_copy(copy)
    # Who made it may have been killed.
    shutil.rmtree(os.environ["IPYTHONDIR"], ignore_errors=True)


def without_input() -> None:
    """A cell that asks for input gets none."""
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)


def warm_up() -> None:
    """Run the board notebook once: what it imports and keeps for later, every copy then has.

    Nothing is shown, drawn or written.
    """
    names: dict[str, Any] = {}
    for cell in nbformat.read(notebooks_dir() / BOARD_NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            exec(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names["plan"] = str(example("prairie-view"))


def _give_memory_back() -> None:
    """Give back what was freed: a copy that wrote there would first have to copy it all."""
    with contextlib.suppress(AttributeError):  # not every C library can
        ctypes.CDLL(None).malloc_trim(0)


def end_copy(copy: int) -> None:
    """End a copy and all that it started, also one that has no group of its own yet."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):
            kill(copy, signal.SIGKILL)


def _has_ended(copy: int) -> bool:
    return os.waitpid(copy, os.WNOHANG)[0] == copy


def live(descriptor: int, cells: Cells | None = None) -> None:
    """The whole life of a copy, which speaks through the socket of this number."""
    code = 1
    try:
        os.setsid()  # so that what it starts ends with it
        for number in _OF_THE_SENDER:
            signal.signal(number, signal.SIG_DFL)
        with Connection(descriptor) as sender, contextlib.suppress(EOFError, OSError):
            _serve(sender, cells or Cells())
        code = 0
    finally:
        os._exit(code)


def _serve(sender: Connection, cells: Cells) -> None:
    """Run what is sent, cell by cell, until nothing more is."""
    sender.send(os.getpid())
    folder: str = sender.recv()
    os.chdir(folder)
    if "numpy" in sys.modules:
        import numpy as np

        np.random.seed()  # every copy has the same state, and would draw the same

    def drawn(specification: str) -> str:
        sender.send(Picture(specification))
        picture: str = sender.recv()
        return picture

    drawing.draw = drawn
    while True:
        source: str | None = sender.recv()
        if source is None:
            sender.send(_controls())
            return
        sender.send(cells.run(source))


def _controls() -> dict[str, Any]:
    """State of the notebook's controls, empty if it has none."""
    if "ipywidgets" not in sys.modules:
        return {}
    widget = sys.modules["ipywidgets"].Widget
    state: dict[str, Any] = widget.get_manager_state()
    return state if state["state"] else {}


if __name__ == "__main__":
    main()
