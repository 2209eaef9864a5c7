"""Ctrl-C and requests to end, noted instead of obeyed on the spot."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any

#: Ctrl-C, ``kill``, a closed terminal; Ctrl-Break and a closed window on Windows.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class StopRequest:
    """While it is entered, a signal that asks to stop is noted.

    Attributes
    ----------
    signal : int
        Number of the last one; 0 while nobody asks.
    """

    def __init__(self) -> None:
        self.signal = 0
        self._before: dict[int, Any] = {}

    @property
    def asked(self) -> bool:
        """Whether somebody asks to stop."""
        return self.signal != 0

    @property
    def exit_code(self) -> int:
        """Exit code of a program that was stopped: 130 by Ctrl-C, 143 by ``kill``."""
        return 128 + self.signal

    def ask(self) -> None:
        """Ask to stop from within this program, in any of its threads."""
        self.signal = signal.SIGTERM

    def __enter__(self) -> StopRequest:
        if threading.current_thread() is not threading.main_thread():
            return self  # only the main thread hears signals
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is None:
                continue
            if name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN:
                continue  # started with nohup, to outlive its terminal
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.signal = number
