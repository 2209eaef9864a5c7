"""One page: its cells run in a copy of this process, so that all is imported once, not twice.

The copy is made before anything here has a thread, and waits. A process that cannot be copied
safely (a system without ``fork``, threads at work, arithmetic that may use several cores and so
may round otherwise) has a kernel run the cells, as ever.
"""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from planner.atomic_files import scratch_folder
from planner.publish.notebooks.engine import PapermillEngine, usual_engine
from planner.publish.processes.running import RUNNING
from planner.publish.processes.workers import ONE_THREAD


def calculate_on_one_core() -> bool:
    """Let this process calculate on one core, as kernels do; whether it is in time.

    It is too late once NumPy has been imported.
    """
    if "numpy" not in sys.modules:
        os.environ.update(ONE_THREAD)
    return all(os.environ.get(name) == count for name, count in ONE_THREAD.items())


@contextlib.contextmanager
def engine_of_one_page() -> Iterator[PapermillEngine]:
    """What executes the notebook of the one page that a command makes, and ends with it."""
    copies = usual_engine() == "forked" and calculate_on_one_core()
    if not copies or threading.active_count() > 1:
        yield PapermillEngine()
        return
    with scratch_folder() as scratch, _copy_of_this_process(scratch) as copy:
        yield _CopyEngine(copy)


class _CopyEngine(PapermillEngine):
    """Papermill in this process, the cells in the copy of it that is waiting."""

    def __init__(self, copy: object) -> None:
        super().__init__()
        self._copy = copy

    def _how(self, _scratch: Path) -> dict[str, Any]:
        from planner.publish.forked.engine import FORKED

        return {"engine_name": FORKED, "waiting": self._copy}


@contextlib.contextmanager
def _copy_of_this_process(scratch: Path) -> Iterator[object]:
    # What both need, imported before there are two.
    from planner.publish.forked.copies import Copy
    from planner.publish.forked.warm_process import live, without_input
    from planner.publish.page import render as page  # noqa: F401

    ours, theirs = socket.socketpair()
    process = os.fork()
    if not process:
        ours.close()  # or it would never hear that this process is gone
        with contextlib.suppress(OSError):
            without_input()
        os.environ.update(IPYTHONDIR=str(scratch), PYTHONSTARTUP="")
        live(theirs.detach())
    theirs.close()
    with Connection(ours.detach()) as channel:
        copy = Copy(channel, process)
        RUNNING[process] = copy.kill
        try:
            channel.recv()  # it is there, with all that it will start in a group of its own
            yield copy
        finally:
            RUNNING.pop(process, None)
            copy.kill()
            os.waitpid(process, 0)
