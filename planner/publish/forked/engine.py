"""Papermill's side of the warm process: it sends cells to a copy and keeps what they show."""

from __future__ import annotations

import planner.startup  # noqa: F401  (first: saves a second of import time)

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipykernel.ipkernel import IPythonKernel
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines

from planner.atomic_files import ENDING, scratch_folder
from planner.publish.forked.messages import NOTEBOOK, CellRun, Picture
from planner.publish.processes.kernels import RUNNING
from planner.publish.processes.workers import ONE_THREAD
from planner.views.format.drawing import drawn

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager

#: Name of the engine in papermill.
FORKED = "planner-forked"
_WIDGETS = "application/vnd.jupyter.widget-state+json"
_MODULE = "planner.publish.forked.warm_process"
#: How long the warm process may take to end its copies where all must end at once [seconds].
_AT_ONCE = 0.3


@dataclass
class Copy:
    """A copy of the warm process that runs a notebook.

    Attributes
    ----------
    channel : Connection
        How to speak with it.
    process : int
        Its number, which is also that of the group of all it starts.
    """

    channel: Connection
    process: int

    def ask(self, question: object, timeout: float | None) -> Any:  # noqa: ANN401  what it says
        """Say something and hear the answer; pictures that it asks for meanwhile are drawn.

        Raises
        ------
        TimeoutError
            If it takes longer than ``timeout`` [seconds].
        EOFError, OSError
            If it is dead.
        """
        until = None if timeout is None else time.monotonic() + timeout
        self.channel.send(question)
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not self.channel.poll(left):
                raise TimeoutError
            answer = self.channel.recv()
            if not isinstance(answer, Picture):
                return answer
            self.channel.send(drawn(answer.specification))

    def kill(self) -> None:
        """End it and all that it started, whatever they are doing."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process, signal.SIGKILL)


class WarmProcess:
    """The process that has imported everything, started when the first notebook needs it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def copy(self, start_timeout: float | None) -> Iterator[Copy]:
        """A new copy, ended at the end.

        Raises
        ------
        DeadKernelError
            If none could be made.
        """
        ours, theirs = socket.socketpair()
        with ours, theirs:
            self._send(theirs)
            channel = Connection(ours.detach())
        with channel:
            process = self._number_of(channel, start_timeout)
            made = Copy(channel, process)
            RUNNING[process] = made.kill
            try:
                yield made
            finally:
                RUNNING.pop(process, None)
                made.kill()

    def end(self, patience: float = 5.0) -> None:
        """End it with all copies; it is killed if it takes longer than ``patience`` [seconds]."""
        with self._lock:
            RUNNING.pop(self, None)
            if self._control is not None:
                self._control.close()  # it ends by itself when nobody can send
                self._control = None
            if self._process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(patience)
                if self._process.returncode is None:
                    self._process.kill()
                    self._process.wait()
                self._process = None

    def _number_of(self, channel: Connection, start_timeout: float | None) -> int:
        with contextlib.suppress(EOFError, OSError):
            if channel.poll(start_timeout):
                number: int = channel.recv()
                return number
        self.end()
        msg = "the process that runs notebooks did not start"
        raise DeadKernelError(msg)

    def _send(self, its_end: socket.socket) -> None:
        """Give one end of a socket to the process, which is started if there is none."""
        with self._lock:
            if ENDING.is_set():
                msg = "this process is about to end"
                raise DeadKernelError(msg)
            if self._process is None or self._process.poll() is not None:
                if self._control is not None:
                    self._control.close()
                self._start()
            assert self._control is not None
            with contextlib.suppress(OSError):  # it is dead, which shows when we listen to it
                socket.send_fds(self._control, [NOTEBOOK], [its_end.fileno()])

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._scratch = contextlib.ExitStack()
        scratch = self._scratch.enter_context(scratch_folder())
        atexit.register(self._scratch.close)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", _MODULE],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,  # a process left behind must not hold a pipe open
                stderr=subprocess.DEVNULL,
                env={
                    **os.environ,
                    **ONE_THREAD,
                    "IPYTHONDIR": str(scratch),
                    "PYTHONSTARTUP": "",
                },
            )
        self._control = ours
        RUNNING[self] = partial(self.end, _AT_ONCE)  # a copy that is being made ends with it


#: One for this process, for all of its notebooks.
WARM = WarmProcess()
atexit.register(WARM.end)


class ForkedCells(Engine):  # type: ignore[misc]  # papermill has no types
    """Papermill's engine: the cells of a notebook run in a copy of the warm process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        _kernel_name: str,  # it is always the interpreter that runs us
        start_timeout: float | None = 120,
        execution_timeout: float | None = None,
        resources: dict[str, Any] | None = None,
        on_cell_start: Callable[..., None] = lambda **_cell: None,
        waiting: Copy | None = None,
        **_others: object,
    ) -> NotebookNode:
        """Run all cells, until one fails, in the copy that is waiting or else in a new one."""
        notebook: NotebookNode = nb_man.nb
        folder = (resources or {}).get("metadata", {}).get("path") or str(Path.cwd())
        copies = contextlib.nullcontext(waiting) if waiting else WARM.copy(start_timeout)
        with copies as copy, _saved_if_lost(nb_man):
            copy.channel.send(folder)
            run = partial(_run_cell, nb_man, copy, execution_timeout, {})
            whole = True
            for place, cell in enumerate(notebook.cells):
                on_cell_start(cell=cell, cell_index=place)
                if not (whole := run(place, cell)):
                    break
            controls = copy.ask(None, execution_timeout) if whole else {}
        notebook.metadata["language_info"] = dict(IPythonKernel.language_info)
        if controls:
            notebook.metadata["widgets"] = {_WIDGETS: controls}
        return notebook


@contextlib.contextmanager
def _saved_if_lost(nb_man: NotebookExecutionManager) -> Iterator[None]:
    """Save the notebook where its process is lost, not twice for each cell.

    Papermill saves it at the end, and where a cell raises an error; writing a page's notebook
    sixty times over takes as long as running it.
    """
    output, nb_man.output_path = nb_man.output_path, None
    try:
        yield
    except (CellTimeoutError, DeadKernelError):
        nb_man.output_path = output
        nb_man.save()
        raise
    finally:
        nb_man.output_path = output


def _run_cell(
    nb_man: NotebookExecutionManager,
    copy: Copy,
    timeout: float | None,
    named: dict[str, list[NotebookNode]],
    place: int,
    cell: NotebookNode,
) -> bool:
    """Run a cell as papermill records it; whether the next one may run.

    Raises
    ------
    CellTimeoutError, DeadKernelError
        If it took too long, or took the process down.
    """
    tags = cell.metadata.get("tags", [])
    nb_man.cell_start(cell, place)
    try:
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in tags:
            return True
        found: CellRun = copy.ask(cell.source, timeout)
        cell["execution_count"], cell["outputs"] = found.number, found.outputs
        _change_earlier(named, found)
        if found.error is None or "raises-exception" in tags:
            return True
        nb_man.cell_exception(cell, cell_index=place)
        return False
    except TimeoutError:
        msg = "the cell ran too long"
        raise CellTimeoutError.error_from_timeout_and_cell(msg, int(timeout or 0), cell) from None
    except (EOFError, OSError) as error:
        msg = "the process that ran it was ended"
        raise DeadKernelError(msg) from error
    finally:
        nb_man.cell_complete(cell, cell_index=place)


def _change_earlier(named: dict[str, list[NotebookNode]], found: CellRun) -> None:
    """Let displays of earlier cells show what this one made of them, and note its own."""
    for name, now in found.changed.items():
        for output in named.get(name, []):
            output.update(data=now.data, metadata=now.metadata)
    for output, name in zip(found.outputs, found.names, strict=True):
        if name:
            named.setdefault(name, []).append(output)


papermill_engines.register(FORKED, ForkedCells)
