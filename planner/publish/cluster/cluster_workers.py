"""Tasks at workers of other machines, by the same rules as in processes of this one.

Each worker is given one task at a time. A worker that is lost costs its task one of two tries, and
another worker takes it over. Asked to stop, no task is begun any more; those at work are finished,
because a program of another machine cannot be ended in the middle without leaving a half behind.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Generic, TypeVar

from planner.publish.cluster.machines import Lost, Machines, Member
from planner.publish.cluster.on_a_worker import IsAnother
from planner.publish.workers import TRIES, TaskFailed

Task = TypeVar("Task")
Result = TypeVar("Result")

LOST = f"the worker that made it was lost {TRIES} times, for example because memory ran out"
#: How often to look whether to stop, and who is still there [seconds].
_LOOKS = 0.1


@dataclass(frozen=True)
class _Given(Generic[Task]):
    """A task at work."""

    task: Task
    member: Member
    future: Any


@dataclass
class ClusterWorkers(Generic[Task, Result]):
    """Workers of other machines that do tasks; see :class:`planner.publish.workers.Workers`.

    Attributes
    ----------
    work : callable
        What a worker does with a task; a function of a module, or a part of one.
    machines : Machines
        The workers.
    stop_asked : callable
        Whether to begin no more.
    begins : callable
        What is done here before a task is given to a worker, each time that it is.
    ended : callable
        What is done here after a worker was lost, with the mark of its process.
    """

    work: Callable[[Task], Result | TaskFailed]
    machines: Machines
    stop_asked: Callable[[], bool] = lambda: False
    begins: Callable[[Task], None] = lambda _task: None
    ended: Callable[[str], None] = lambda _owner: None
    _waiting: deque[Task] = field(default_factory=deque)
    _at_work: dict[str, _Given[Task]] = field(default_factory=dict)
    _heard: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    _losses: dict[int, int] = field(default_factory=dict)
    _gone: list[str] = field(default_factory=list)

    def __enter__(self) -> ClusterWorkers[Task, Result]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.machines.take_back(*(given.future for given in self._at_work.values()))
        for owner in self._gone:  # again: what a killed worker had started lived a moment longer
            self.ended(owner)

    def add(self, task: Task) -> None:
        """Put a task behind those that wait; also while results are taken."""
        self._waiting.append(task)

    def results(self) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """Each task with its result as it is done; when asked to stop, of those at work alone."""
        while self._at_work or (self._waiting and not self.stop_asked()):
            if not self.stop_asked():
                self._hand_out()
            with suppress(queue.Empty):
                yield from self._said(self._heard.get(timeout=_LOOKS))
            there = self.machines.members()
            for key, given in list(self._at_work.items()):
                if given.member not in there:
                    yield from self._lost(key)

    def _hand_out(self) -> None:
        busy = {given.member for given in self._at_work.values()}
        idle = [member for member in self.machines.members() if member not in busy]
        for member in idle[: len(self._waiting)]:
            self.begins(task := self._waiting.popleft())
            future = self.machines.give(member, self.work, task, self._heard.put)
            self._at_work[future.key] = _Given(task, member, future)

    def _said(self, key: str) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """What came of a task, of which we have heard."""
        given = self._at_work.get(key)
        if given is None:  # it was taken back
            return
        try:
            said = self.machines.result(given.future)
        except Lost:
            said = IsAnother()
        except Exception as error:
            said = TaskFailed(f"{type(error).__name__}: {error}")
        if isinstance(said, IsAnother):
            self.machines.forget(given.member)
            yield from self._lost(key)
            return
        del self._at_work[key]
        self._losses.pop(id(given.task), None)
        yield given.task, said

    def _lost(self, key: str) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """A task whose worker is gone: another one does it, unless it has cost two."""
        given = self._at_work.pop(key)
        self.machines.take_back(given.future)
        self._gone.append(given.member.owner)
        self.ended(given.member.owner)
        losses = self._losses[id(given.task)] = self._losses.get(id(given.task), 0) + 1
        if losses < TRIES:
            self._waiting.appendleft(given.task)
        else:
            yield given.task, TaskFailed(LOST)
