"""Slow work of the desk is done in the thread and loop that heeds the sheet."""

from __future__ import annotations

import asyncio
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
