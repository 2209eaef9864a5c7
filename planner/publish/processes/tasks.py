"""The rules by which workers do tasks, be they processes of this machine or of others.

A worker that is lost costs its task one of two tries, and another worker does it then. What fails
once somebody has asked to stop may fail because of that: it is left undone, and has not failed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Generic, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

TRIES = 2


@dataclass(frozen=True)
class TaskFailed:
    """A task without a result: its function raised an error, or its worker died twice."""

    why: str


def tried(work: Callable[[Task], Result | TaskFailed], task: Task) -> Result | TaskFailed:
    """The result of a task, or that its function raised an error."""
    try:
        return work(task)
    except Exception as error:
        return TaskFailed(f"{type(error).__name__}: {error}")


@dataclass
class TaskWorkers(ABC, Generic[Task, Result]):
    """Workers that do tasks; a context at whose end nobody does any.

    Attributes
    ----------
    work : callable
        What a worker does with a task; a function of a module, or a part of one.
    stop_asked : callable
        Whether to stop before everything is done.
    begins : callable
        What is done here before a task is handed to a worker, each time that it is.
    ended : callable
        What is done here after a worker has ended, however it did, with its mark
        (:data:`planner.atomic_files.OWNER`).
    """

    work: Callable[[Task], Result | TaskFailed]
    stop_asked: Callable[[], bool] = field(default=lambda: False, kw_only=True)
    begins: Callable[[Task], None] = field(default=lambda _task: None, kw_only=True)
    ended: Callable[[str], None] = field(default=lambda _owner: None, kw_only=True)
    _waiting: deque[Task] = field(default_factory=deque, init=False)
    _losses: dict[int, int] = field(default_factory=dict, init=False)
    _gone: list[str] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._leave()
        for owner in self._gone:  # again: what a killed worker had started lived a moment longer
            self.ended(owner)

    def add(self, task: Task) -> None:
        """Put a task behind those that wait; also while results are taken."""
        self._waiting.append(task)

    def results(self) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """Each task with its result as it is done, until all are or a stop is asked for."""
        for task, said in self._results():
            self._losses.pop(id(task), None)
            if not (isinstance(said, TaskFailed) and self.stop_asked()):
                yield task, said

    @abstractmethod
    def _results(self) -> Iterator[tuple[Task, Result | TaskFailed]]:
        """What is done or has failed, as it is, until all is or a stop is asked for."""

    @abstractmethod
    def _leave(self) -> None:
        """Let nobody be at work from here on."""

    def _first(self) -> Task:
        """The first of those that wait, which is about to be handed to a worker."""
        self.begins(task := self._waiting.popleft())
        return task

    def _is_gone(self, owner: str) -> None:
        """Note that a worker has ended."""
        self._gone.append(owner)
        self.ended(owner)

    def _lost(self, task: Task, why: str) -> Iterator[tuple[Task, TaskFailed]]:
        """A task whose worker is gone: another one does it, unless it has cost two."""
        losses = self._losses[id(task)] = self._losses.get(id(task), 0) + 1
        if losses < TRIES:
            self._waiting.appendleft(task)
        else:
            yield task, TaskFailed(why)
