"""Workers do their tasks whatever happens to one of them, and none is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.publish.processes.tasks import TRIES, TaskFailed
from planner.publish.processes.workers import Workers
from tests.publish.processes.worker_tasks import Task, begin, die, do
from tests.publish.watched_processes import below, living, wait_for, workers_below

PARENT = """
import sys
from pathlib import Path
from planner.publish.processes.workers import Workers
from tests.publish.processes.worker_tasks import Task, do
if __name__ == "__main__":
    with Workers(do, 2) as workers:
        for _ in range(2):
            workers.add(Task("waits", Path(sys.argv[1])))
        list(workers.results())
"""


def results(notes: Path, *kinds: str, count: int = 2) -> dict[str, str | TaskFailed]:
    with Workers[Task, str](do, count) as workers:
        for kind in kinds:
            workers.add(Task(kind, notes))
        return {task.what: found for task, found in workers.results()}


def started_here(before: set[int]) -> list[int]:
    """Workers that are still there, of those this process has started."""
    return [
        process.pid for process in living(workers_below(os.getpid())) if process.pid not in before
    ]


def test_every_task_is_done_and_every_worker_ends(tmp_path: Path) -> None:
    before = {process.pid for process in below(os.getpid())}
    found = results(tmp_path, "a", "b", "c", "d", "e")
    assert found == {name: f"{name}, done" for name in "abcde"}
    assert not started_here(before)


@pytest.mark.parametrize("begun", [begin, None])
def test_a_worker_begins_with_what_it_is_told(
    begun: Callable[[], None] | None, tmp_path: Path
) -> None:
    with Workers[Task, str](do, 1, begin=begun) as workers:
        workers.add(Task("begun", tmp_path))
        found = [result for _task, result in workers.results()]
    assert found == ["begin" if begun else "nothing"]


def test_what_a_worker_has_begun_is_known_to_be_its_own_if_it_dies_of_it(tmp_path: Path) -> None:
    ended: list[str] = []
    with Workers[Task, str](do, 1, begin=die, ended=ended.append) as workers:
        workers.add(Task("begun", tmp_path))
        ((_, found),) = workers.results()
    assert isinstance(found, TaskFailed)
    assert len(set(ended)) == TRIES


def test_a_task_may_be_added_while_results_are_taken(tmp_path: Path) -> None:
    found = []
    with Workers[Task, str](do, 1) as workers:
        workers.add(Task("first", tmp_path))
        for task, result in workers.results():
            found.append(result)
            if task.what == "first":
                workers.add(Task("second", tmp_path))
    assert found == ["first, done", "second, done"]


def test_a_task_that_kills_its_worker_fails_alone_after_two_tries(tmp_path: Path) -> None:
    found = results(tmp_path, "dies", "a", "b", "c")
    failed = found.pop("dies")
    assert isinstance(failed, TaskFailed)
    assert failed.why.startswith("the program that worked on it was ended 2 times (exit code 9)")
    assert len(list(tmp_path.glob("death-*"))) == TRIES
    assert found == {name: f"{name}, done" for name in "abc"}


def test_a_task_whose_worker_died_is_done_by_the_next(tmp_path: Path) -> None:
    assert results(tmp_path, "dies once", "a") == {"dies once": "dies once, done", "a": "a, done"}


def test_there_is_at_least_one_worker() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more, not 0"):
        Workers[Task, str](do, 0)


def test_an_error_fails_its_task_alone(tmp_path: Path) -> None:
    found = results(tmp_path, "raises", "a", count=1)
    assert found["raises"] == TaskFailed("RuntimeError: something we did not think of")
    assert found["a"] == "a, done"


@pytest.mark.parametrize("how", ["asked", "error"])
def test_no_worker_outlives_a_stop(how: str, tmp_path: Path) -> None:
    before = {process.pid for process in below(os.getpid())}

    def both_wait() -> bool:
        return len(list(tmp_path.glob("waits-*"))) == 2

    def asked() -> bool:
        if how == "error" and both_wait():
            raise KeyboardInterrupt
        return both_wait()

    found = []
    try:
        with Workers[Task, str](do, 2, stop_asked=asked) as workers:
            for _ in range(3):
                workers.add(Task("waits", tmp_path))
            found = list(workers.results())
    except KeyboardInterrupt:
        assert how == "error"
    assert found == []
    assert not started_here(before)


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be killed that way")
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT, encoding="utf-8")
    notes = tmp_path / "notes"
    notes.mkdir()
    root = {"PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    parent = subprocess.Popen([sys.executable, program, notes], env={**os.environ, **root})
    try:
        wait_for(lambda: len(list(notes.iterdir())) == 2, "two tasks in work")
        workers = living(workers_below(parent.pid))
        assert len(workers) == 2
    finally:
        parent.kill()
        parent.wait()
    wait_for(lambda: not living(workers), "the workers to end")
