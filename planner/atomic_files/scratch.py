"""Folders that are not whole yet, or only for a while: whose they are, and how they go.

Their names carry the mark of the program that made them. A program that knows that it has ended
removes what bears its mark; what nobody knows of goes when it is a day old.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Mark of this process, which no other has or had.
OWNER = f"{os.getpid()}-{secrets.token_hex(4)}"
#: Set when this process is about to end in the middle of its work: what fails now is no evidence.
ENDING = threading.Event()

_PREFIX, _SUFFIX = "planner-", ".partial"
#: A temporary folder of ours.
_SCRATCH = re.compile(r"planner-(\d+-[0-9a-f]{8}-)?[a-z0-9_]{8}")
_A_DAY = 24 * 60 * 60
#: A program that is about to end may write into a folder while it is being removed.
_TRIES = 20


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Temporary folder of this process, gone at the end.

    Folders that killed programs of the same user left are removed first, when a day old: nothing
    of ours takes a day.
    """
    remove_old(Path(tempfile.gettempdir()), _SCRATCH)
    # Named before it is made: who is stopped in between knows what to remove.
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{OWNER}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unfinished(name: str) -> str:
    """Name of a folder while it is being written, next to its final name.

    >>> unfinished("2027-board") == f".2027-board.{OWNER}.partial"
    True
    """
    return f".{name}.{OWNER}{_SUFFIX}"


def left_unfinished(name: str) -> re.Pattern[str]:
    """Names that :func:`unfinished` gives a folder, whichever program wrote it."""
    return re.compile(rf"\.{re.escape(name)}\.\d+-[0-9a-f]{{8}}{re.escape(_SUFFIX)}")


def remove_old(folder: Path, ours: re.Pattern[str]) -> None:
    """Remove folders of ours that are a day old.

    Parameters
    ----------
    folder : Path
        Where they are.
    ours : Pattern
        What their names match.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if not ours.fullmatch(entry.name) or not entry.is_dir(follow_symlinks=False):
                    continue
                there = entry.stat(follow_symlinks=False)
                mine = not hasattr(os, "getuid") or there.st_uid == os.getuid()
                if mine and time.time() - there.st_mtime > _A_DAY:
                    shutil.rmtree(entry.path, ignore_errors=True)


def remove_left_by(owner: str, output: Path) -> None:
    """Remove what a program that has ended, or is about to, left unfinished.

    Parameters
    ----------
    owner : str
        Its mark, see :data:`OWNER`.
    output : Path
        Folder of all runs.
    """
    left = [
        *Path(tempfile.gettempdir()).glob(f"{_PREFIX}{owner}-*"),
        *output.glob(f"*/.*.{owner}{_SUFFIX}"),
    ]
    for folder in left:
        for _ in range(_TRIES):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
