"""Processes that tests watch: which there are, and whether they have gone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable
from typing import TypeVar

import psutil

Found = TypeVar("Found")
#: How often a test looks before it gives up, and for how long it rests between [seconds].
LOOKS, REST = 5000, 0.05


def wait_for(look: Callable[[], Found], what: str) -> Found:
    """What a look finds at last; the test fails if it never finds anything."""
    for _ in range(LOOKS):
        if found := look():
            return found
        threading.Event().wait(REST)
    message = f"waited in vain for {what}"
    raise AssertionError(message)


def heed_ctrl_c() -> None:
    """In a program about to start: let Ctrl-C end it, also where the tests themselves ignore it.

    What a shell starts in the background ignores Ctrl-C, and so does all that it starts in turn.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def below(pid: int) -> list[psutil.Process]:
    """Processes that a process has started, and that those have started."""
    try:
        found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found


def kernels_below(pid: int) -> list[psutil.Process]:
    return [process for process in below(pid) if is_called(process, "ipykernel_launcher")]


def warm_below(pid: int) -> list[psutil.Process]:
    """Warm processes of batches, and their copies."""
    return [process for process in below(pid) if is_called(process, "warm_process")]


def workers_below(pid: int) -> list[psutil.Process]:
    return [process for process in below(pid) if is_called(process, "spawn_main")]


def is_called(process: psutil.Process, word: str) -> bool:
    try:
        return any(word in part for part in process.cmdline())
    except psutil.Error:
        return False


def living(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Those that still do anything; what has ended and is not fetched yet does nothing."""
    return [process for process in processes if _lives(process)]


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
