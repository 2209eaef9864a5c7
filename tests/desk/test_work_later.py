"""Slow work of the desk is done in the thread and loop that heeds the sheet."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from planner.desk.live import work_later
from planner.desk.live.work_later import WorkLater


def test_work_is_done_in_the_loop_that_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """JupyterLab heeds the sheet in another loop than that of the cell that made it."""
    monkeypatch.setattr(work_later, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(work_later, "_PAUSE", 0.0)

    async def made() -> WorkLater:
        return WorkLater()

    async def asked(later: WorkLater) -> bool:
        done = asyncio.Event()
        later.add(done.set)
        return await done.wait()

    with ThreadPoolExecutor(1) as thread:  # the browser of other tests has a loop in this one
        of_the_cell = thread.submit(asyncio.run, made()).result()
        assert thread.submit(asyncio.run, asked(of_the_cell)).result()


def test_without_a_kernel_work_waits_to_be_caught_up_with() -> None:
    done: list[str] = []
    later = WorkLater()
    later.add(lambda: done.append("old"))
    later.something_moved()
    later.add(lambda: done.append("new"))
    assert done == []
    later.catch_up()
    assert done == ["new"]


class Turn:
    """A turn that says when somebody waits for it."""

    def __init__(self) -> None:
        self.asked, self._lock = threading.Event(), threading.RLock()

    def __enter__(self) -> None:
        self.asked.set()
        self._lock.acquire()

    def __exit__(self, *_error: object) -> None:
        self._lock.release()


def test_work_of_another_thread_waits_until_an_event_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work_later, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(work_later, "_PAUSE", 0.0)
    done: list[str] = []

    async def asked(turn: Turn) -> None:
        later, ended = WorkLater(), asyncio.Event()
        monkeypatch.setattr(later, "turn", turn)

        def work() -> None:
            done.append("work")
            turn.asked.set()
            ended.set()

        later.add(work)
        await ended.wait()

    turn = Turn()
    with ThreadPoolExecutor(1) as thread:
        with turn:
            turn.asked.clear()
            work = thread.submit(asyncio.run, asked(turn))
            turn.asked.wait()
            done.append("event")
        work.result()
    assert done == ["event", "work"]


def test_a_loop_that_has_ended_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_later, "get_ipython", lambda: SimpleNamespace(kernel=object()))

    async def made() -> WorkLater:
        return WorkLater()

    done: list[str] = []
    with ThreadPoolExecutor(1) as thread:
        later = thread.submit(asyncio.run, made()).result()
    later.from_thread(lambda: done.append("late"))
    assert done == []
