"""Ctrl-C and requests to end: a command stops where it is, and says so in a sentence."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

#: Ctrl-C, ``kill``, a closed terminal; Ctrl-Break and a closed window on Windows.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
#: Exit code of a command that Ctrl-C stopped.
BY_CTRL_C = 128 + signal.SIGINT


class Stopped(BaseException):
    """Somebody stops the command. No ``except Exception`` holds it up."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number  #: 130 by Ctrl-C, 143 by ``kill``
        super().__init__(number)


#: The exit code of a command that was stopped.
_ENDS_WITH: list[int] = []


def ends_at_once(exit_code: int) -> None:
    """Let the program end without being taken apart, once all that is to be left clean is.

    A signal may come where a library has half opened a connection to a notebook's kernel. The
    program would wait for that kernel forever while Python takes it apart.

    Parameters
    ----------
    exit_code : int
        With which code it ends.
    """
    _ENDS_WITH.append(exit_code)


@atexit.register  # before those of modules imported later, so it is called after them
def _end() -> None:
    if _ENDS_WITH:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody is left to read it
                stream.flush()
        os._exit(_ENDS_WITH[-1])


@contextmanager
def stoppable() -> Iterator[None]:
    """Let signals that ask to stop raise :class:`Stopped`: what is half done is then removed."""
    before: dict[int, Any] = {}
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # Started with nohup, a command is to outlive its terminal.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, usual in before.items():
            signal.signal(number, usual)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)
