"""Tasks that workers do in tests: quick ones, and those that go wrong."""

from __future__ import annotations

import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """What to do, and a folder to leave notes in."""

    what: str
    notes: Path


def begin() -> None:
    """What a worker begins with."""
    os.environ["BEGUN_WITH"] = "begin"


def die() -> None:
    """Die of what a worker begins with."""
    os._exit(9)


def note(task: Task, word: str) -> int:
    """Leave a note, and say how many there are of the same word."""
    (task.notes / f"{word}-{secrets.token_hex(4)}").touch()
    return len(list(task.notes.glob(f"{word}-*")))


def do(task: Task) -> str:
    """Do a task, or die of it."""
    if task.what == "begun":
        return os.environ.get("BEGUN_WITH", "nothing")
    if task.what == "dies":
        note(task, "death")
        os._exit(9)
    if task.what == "dies once" and note(task, "once") == 1:
        os._exit(9)
    if task.what == "raises":
        message = "something we did not think of"
        raise RuntimeError(message)
    if task.what == "waits":
        note(task, f"waits-{os.getpid()}")
        threading.Event().wait()
    return f"{task.what}, done"
