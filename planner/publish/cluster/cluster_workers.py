"""Tasks at workers of other machines, by the same rules as in processes of this one.

Each worker is given one task at a time. A worker that is lost costs its task one of two tries, and
another worker takes it over. Asked to stop, no more tasks are begun; those at work are finished,
because a program of another machine cannot be ended in the middle without leaving a half behind.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic

from planner.publish.cluster.machines import Lost, Machines, Member
from planner.publish.cluster.on_a_worker import IsAnother
from planner.publish.processes.tasks import TRIES, Result, Task, TaskFailed, TaskWorkers

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
class ClusterWorkers(TaskWorkers[Task, Result]):
    """Workers of other machines that do tasks.

    Attributes
    ----------
    machines : Machines
        The workers.
    """

    machines: Machines
    _at_work: dict[str, _Given[Task]] = field(default_factory=dict, init=False)
    _heard: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue, init=False)

    def _results(self) -> Iterator[tuple[Task, Result | TaskFailed]]:
        while self._at_work or (self._waiting and not self.stop_asked()):
            if not self.stop_asked():
                self._hand_out()
            with suppress(queue.Empty):
                yield from self._said(self._heard.get(timeout=_LOOKS))
            there = self.machines.members()
            for key, given in list(self._at_work.items()):
                if given.member not in there:
                    yield from self._worker_lost(key)

    def _leave(self) -> None:
        self.machines.take_back(*(given.future for given in self._at_work.values()))

    def _hand_out(self) -> None:
        busy = {given.member for given in self._at_work.values()}
        idle = [member for member in self.machines.members() if member not in busy]
        for member in idle[: len(self._waiting)]:
            task = self._first()
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
            yield from self._worker_lost(key)
            return
        del self._at_work[key]
        yield given.task, said

    def _worker_lost(self, key: str) -> Iterator[tuple[Task, TaskFailed]]:
        given = self._at_work.pop(key)
        self.machines.take_back(given.future)
        self._is_gone(given.member.owner)
        yield from self._lost(given.task, LOST)
