"""Slow work that waits until what is quick was shown."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress

from IPython import get_ipython

#: How long nothing must move before slow work begins, so that a slider is not held up [seconds].
_PAUSE = 0.12

Work = Callable[[], None]


class WorkLater:
    """A queue of slow work in the engine's own thread.

    Without a running loop, as in a test or a script, work is done when ``catch_up`` is called.
    """

    def __init__(self) -> None:
        #: Held by anyone who does something: one thing after the other, whichever thread does it.
        self.turn = threading.RLock()
        self._moved = 0
        self._waiting: list[Work] = []
        # In a notebook's kernel there is one; a script or a test has none that would come to it.
        in_kernel = getattr(get_ipython(), "kernel", None) is not None
        self._loop = asyncio.get_running_loop() if in_kernel else None

    def is_here(self) -> None:
        """Do work in this thread from now on.

        JupyterLab has the sheet heeded in a thread of its own, with a different loop from that of
        the cell, in which work may wait already that was asked for before the first event.
        """
        if self._loop is not None:
            self._loop = asyncio.get_running_loop()

    def something_moved(self) -> None:
        """Drop what waits: it would answer an old question."""
        self._moved += 1

    def add(self, work: Work) -> None:
        """Do something after a pause, unless something moves meanwhile."""
        asked = self._moved

        def do() -> None:
            with self.turn:
                if asked == self._moved:
                    work()

        if self._loop is None:
            self._waiting.append(do)
            return
        self.is_here()
        self._loop.call_later(_PAUSE, do)

    def from_thread(self, work: Work) -> None:
        """Do something in the engine's thread, asked from another."""
        if self._loop is None:
            work()
            return
        with suppress(RuntimeError):  # the loop ended with the window that it was for
            self._loop.call_soon_threadsafe(work)

    def catch_up(self) -> None:
        """Without a loop: do what waits, and what it asks for in turn."""
        while self._waiting:
            self._waiting.pop(0)()
