"""Copies of the warm process, in which notebooks run, as the process that asks for them has them.

All workers of a batch have copies of one, which is started before any of them: all import what
they need at the same time, so nothing that takes long to import may be imported here. A worker
whose batch has started none, or whose one has died, starts its own when it needs it.
"""

from __future__ import annotations

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
from typing import Any

from planner.atomic_files import ENDING, scratch_folder
from planner.publish.forked.messages import NOTEBOOK, Picture
from planner.publish.processes.running import RUNNING
from planner.publish.processes.workers import ONE_THREAD

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
        from planner.views.format.drawing import drawn

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

    def use(self, control: socket.socket) -> None:
        """Have copies of the warm process of another process, until it is dead."""
        self._control = control

    def start(self) -> socket.socket:
        """Start it, if it is not there, and give what it is asked for copies by.

        Raises
        ------
        DeadKernelError
            If this process is about to end.
        """
        with self._lock:
            if ENDING.is_set():
                msg = "this process is about to end"
                raise _dead(msg)
            if self._control is None or (self._process and self._process.poll() is not None):
                if self._control is not None:
                    self._control.close()
                self._control = self._started()
            return self._control

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
        raise _dead(msg)

    def _send(self, its_end: socket.socket) -> None:
        """Give one end of a socket to the process, which is started if there is none."""
        control = self.start()
        with self._lock, contextlib.suppress(OSError):  # it is dead, which shows when we listen
            socket.send_fds(control, [NOTEBOOK], [its_end.fileno()])

    def _started(self) -> socket.socket:
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
        RUNNING[self] = partial(self.end, _AT_ONCE)  # a copy that is being made ends with it
        return ours


def _dead(why: str) -> Exception:
    """That no notebook can run, as papermill is told."""
    from nbclient.exceptions import DeadKernelError

    return DeadKernelError(why)


#: One for this process, for all of its notebooks.
WARM = WarmProcess()
atexit.register(WARM.end)


def _share(control: socket.socket) -> None:
    WARM.use(control)


@contextlib.contextmanager
def shared_copies() -> Iterator[Callable[[], None]]:
    """What workers begin with to have copies of one warm process; it ends at the end."""
    warm = WarmProcess()
    try:
        yield partial(_share, warm.start())
    finally:
        warm.end()
