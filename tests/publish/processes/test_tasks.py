"""The rules by which tasks are done, whoever does them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.publish.processes.tasks import TRIES, TaskFailed, TaskWorkers, tried

BROKEN, FAILED = "broken", TaskFailed("ValueError: broken")
LOST = "its worker was lost"


def spelled(task: str) -> str:
    if task == BROKEN:
        raise ValueError(task)
    return task.upper()


class Here(TaskWorkers[str, str]):
    """Tasks done by nobody else, one after the other; who does one called "dies" is lost."""

    def _results(self) -> Iterator[tuple[str, str | TaskFailed]]:
        while self._waiting:
            task = self._first()
            if task.startswith("dies"):
                self._is_gone(task)
                yield from self._lost(task, LOST)
            else:
                yield task, tried(self.work, task)

    def _leave(self) -> None:
        self._waiting.clear()


def done(*tasks: str, stopped: bool = False) -> list[tuple[str, str | TaskFailed]]:
    with Here(spelled, stop_asked=lambda: stopped) as workers:
        for task in tasks:
            workers.add(task)
        return list(workers.results())


def test_what_fails_is_told() -> None:
    assert done("a", BROKEN, "b") == [("a", "A"), (BROKEN, FAILED), ("b", "B")]


def test_what_fails_while_all_are_stopped_is_left_undone() -> None:
    assert done("a", BROKEN, "dies", "b", stopped=True) == [("a", "A"), ("b", "B")]


def test_what_failed_before_is_told_if_a_stop_is_asked_for_then() -> None:
    stopped = False
    workers = Here(spelled, stop_asked=lambda: stopped)
    for task in (BROKEN, BROKEN, "a"):
        workers.add(task)
    found = []
    for one in workers.results():
        found.append(one)
        stopped = True
    assert found == [(BROKEN, FAILED), ("a", "A")]


def test_a_task_has_two_workers_and_an_ended_worker_is_told_again_at_the_end() -> None:
    begun: list[str] = []
    ended: list[str] = []
    with Here(spelled, begins=begun.append, ended=ended.append) as workers:
        workers.add("dies")
        workers.add("a")
        found = list(workers.results())
        assert ended == ["dies"] * TRIES
    assert found == [("dies", TaskFailed(LOST)), ("a", "A")]
    assert begun == [*["dies"] * TRIES, "a"]
    assert ended == ["dies"] * 2 * TRIES


def test_a_task_that_was_given_up_has_two_tries_again_when_it_is_added_again() -> None:
    begun: list[str] = []
    workers = Here(spelled, begins=begun.append)
    for _ in range(2):
        workers.add("dies")
        assert list(workers.results()) == [("dies", TaskFailed(LOST))]
    assert begun == ["dies"] * 2 * TRIES
