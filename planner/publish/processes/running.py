"""What runs notebooks of this process now, and how all of it is ended at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.atomic_files import ENDING, OWNER, remove_left_by

#: What runs notebooks of this process now, kernels or others, and how each is ended at once.
RUNNING: dict[object, Callable[[], None]] = {}


def kill_running() -> None:
    """End all that runs notebooks of this process at once, from any of its threads."""
    for kill in list(RUNNING.values()):
        kill()


def abandon(output: Path) -> None:
    """Leave nothing behind in the middle of a page: no half run, no kernel.

    Parameters
    ----------
    output : Path
        Folder of all runs.
    """
    ENDING.set()
    kill_running()
    remove_left_by(OWNER, output)
