"""What a test may ask of a machine: how much work something was, never how long it took.

Seconds tell as much about the machine, and about what else it does, as about the program. Calls
are the same everywhere. How long things take is measured in ``benchmarks/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass

#: After so long a program hangs and is stopped: no test says that it is faster [seconds].
PATIENCE = 300


@dataclass
class Calls:
    """How many calls of functions a block made, those written in C among them."""

    number: int = 0


@contextmanager
def counted() -> Iterator[Calls]:
    """Count the calls that a block makes, also where it ends with an error.

    >>> with counted() as calls:
    ...     total = sum(abs(number) for number in range(100))
    >>> 200 <= calls.number < 210
    True
    """
    calls, profile = Calls(), Profile()
    profile.enable()
    try:
        yield calls
    finally:
        profile.disable()
        calls.number = sum(entry.callcount for entry in profile.getstats())
