"""Tasks in worker processes, none of which is ever left behind.

A worker is started when there is a task for it, does one task after another, and ends when its
lifeline closes: a pipe whose other end only the parent holds. The parent closes it when all is
done or when it is asked to stop; if the parent is killed, the system closes it. Either way the
worker ends at once, whatever it is doing. No signal has to reach it, so Windows is no different.

A worker that dies costs its task one of two tries, and another worker takes its place. While it
works, a task may tell how far it is (:func:`tell`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic

from planner.atomic_files import OWNER
from planner.publish.processes.tasks import TRIES, Result, Task, TaskFailed, TaskWorkers, tried

#: Two threads make small arrays slower, and the workers already keep every core busy.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
#: How long a worker whose lifeline has closed may take to end by itself [seconds].
_GRACE = 1.0
#: How often the parent looks whether it is asked to stop [seconds].
_LOOKS = 0.1


@dataclass(frozen=True)
class _Told:
    """What a task tells while it is at work."""

    what: object


#: In a worker: how to speak with its parent.
_PARENT: list[Connection] = []


def tell(what: object) -> None:
    """Tell the parent, from within a task, how far it is; nothing where there is no parent.

    Parameters
    ----------
    what : object
        Anything that can be sent to another process.
    """
    for parent in _PARENT:
        with suppress(OSError):  # it is gone, and this process ends in a moment
            parent.send(_Told(what))


@dataclass
class _Worker(Generic[Task]):
    """A worker process as its parent sees it; it has no owner until it has said its mark."""

    process: BaseProcess
    channel: Connection
    lifeline: Connection
    task: Task | None
    owner: str = ""


@dataclass
class Workers(TaskWorkers[Task, Result]):
    """Worker processes that do tasks; a context that ends all of them.

    What they do, and what is done here meanwhile, is said at
    :class:`planner.publish.processes.tasks.TaskWorkers`. Here ``work`` is imported by the workers.

    Attributes
    ----------
    count : int
        Tasks done at the same time, 1 or more.
    abandon : callable
        What a worker does before it ends in the middle of a task.
    begin : callable
        What a worker does first, before it imports ``work``. It may hold a socket.
    told : callable
        What is done here with what a task tells while it is at work, see :func:`tell`.
    """

    count: int
    abandon: Callable[[], None] | None = None
    begin: Callable[[], None] | None = None
    told: Callable[[Any], None] = lambda _what: None
    _workers: list[_Worker[Task]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        if self.count < 1:
            msg = f"workers must be 1 or more, not {self.count}"
            raise ValueError(msg)

    def _results(self) -> Iterator[tuple[Task, Result | TaskFailed]]:
        while not self.stop_asked():
            self._hand_out()
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                return
            ready = wait([worker.channel for worker in busy], timeout=_LOOKS)
            for worker in busy:
                if worker.channel in ready:
                    yield from self._heard(worker)
        yield from self._end_all()

    def _hand_out(self) -> None:
        idle = [worker for worker in self._workers if worker.task is None]
        while self._waiting and (idle or len(self._workers) < self.count):
            task = self._first()
            if idle:
                idle[0].task = task
                self._send(idle.pop(0))
            else:
                self._workers.append(_start(task, self.abandon, self.begin, self.work))

    def _send(self, worker: _Worker[Task]) -> None:
        with suppress(OSError):  # it is dead, which shows when we listen to it
            worker.channel.send(worker.task)

    def _heard(self, worker: _Worker[Task]) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """What a worker says: its mark, a result, or by its silence that it is dead."""
        task = worker.task
        if task is None:
            return
        try:
            said = worker.channel.recv()
        except (EOFError, OSError):
            yield from self._died(worker, task)
            return
        if not worker.owner:
            worker.owner = said
            self._send(worker)
            return
        if isinstance(said, _Told):
            self.told(said.what)
            return
        worker.task = None
        yield task, said

    def _died(
        self, worker: _Worker[Task], task: Task
    ) -> Iterator[tuple[Task, Result | TaskFailed]]:
        self._workers.remove(worker)
        self._end(worker, time.monotonic() + _GRACE)
        why = (
            f"the program that worked on it was ended {TRIES} times "
            f"(exit code {worker.process.exitcode}), for example because memory ran out"
        )
        yield from self._lost(task, why)

    def _leave(self) -> None:
        self._end_all()

    def _end_all(self) -> list[tuple[Task, Result | TaskFailed]]:
        """End all workers; what they had done by then is not lost."""
        late: list[tuple[Task, Result | TaskFailed]] = []
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.lifeline.close()
        until = time.monotonic() + _GRACE
        for worker in workers:
            with suppress(EOFError, OSError):
                while worker.task is not None and worker.channel.poll():
                    said = worker.channel.recv()
                    if isinstance(said, _Told):
                        continue
                    if worker.owner:
                        late.append((worker.task, said))
                        worker.task = None
                    worker.owner = worker.owner or said
            self._end(worker, until)
        return late

    def _end(self, worker: _Worker[Task], until: float) -> None:
        worker.lifeline.close()
        worker.process.join(max(0.0, until - time.monotonic()))
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.channel.close()
        if worker.owner:
            self._is_gone(worker.owner)


def _start(
    task: Task,
    abandon: Callable[[], None] | None,
    begin: Callable[[], None] | None,
    work: Callable[[Task], Any],
) -> _Worker[Task]:
    context = multiprocessing.get_context("spawn")  # the same on Windows, macOS and Linux
    channel, its_channel = context.Pipe()
    its_lifeline, lifeline = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(its_channel, its_lifeline, begin), daemon=True)
    with _without_interrupts():
        process.start()
    its_channel.close()
    its_lifeline.close()
    with suppress(OSError):
        for one in (abandon, work):  # one by one: a worker imports the module of each
            channel.send(one)
    return _Worker(process, channel, lifeline, task)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C reaches every program of a terminal: a worker is born deaf to it, see _serve."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(channel: Connection, lifeline: Connection, begin: Callable[[], None] | None) -> None:
    """A worker's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.update(ONE_THREAD)  # before anything imports numpy
    before_leaving: list[Callable[[], None]] = []
    end = threading.Thread(target=_end_with, args=(lifeline, before_leaving), daemon=True)
    end.start()
    with suppress(EOFError, OSError):
        _do_tasks(channel, before_leaving, begin)
    end.join()  # the parent is gone, and nothing may be left half undone


def _do_tasks(
    channel: Connection,
    before_leaving: list[Callable[[], None]],
    begin: Callable[[], None] | None,
) -> None:
    """Do what the parent sends, until it is gone."""
    abandon = channel.recv()
    if abandon is not None:
        before_leaving.append(abandon)
    channel.send(OWNER)  # nothing is begun before the parent can know whose it is
    if begin is not None:
        begin()
    work = channel.recv()
    _PARENT.append(channel)
    while True:
        channel.send(tried(work, channel.recv()))


def _end_with(lifeline: Connection, before_leaving: list[Callable[[], None]]) -> None:
    """End this process as soon as its lifeline closes."""
    with suppress(EOFError, OSError):
        lifeline.recv()
    for leave in before_leaving:
        with suppress(Exception):
            leave()
    os._exit(0)
