"""Programs that write to one plan take turns."""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planner.atomic_files.write_errors import TakenError, named

#: In a plan's folder, or next to its workbook, while a program writes there.
LOCK = ".planner.lock"
#: How long to wait for another program to finish writing [seconds].
WAIT = 5.0

#: Errors from drives without file locks: some network and cloud drives.
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)
#: Locks held now: file, process and thread.
_HELD: set[tuple[Path, int, int]] = set()


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Keep other runs of the planner from writing to a plan at the same time.

    Readers need no lock: they see complete files. The lock is released when the program ends, even
    if it is killed. A thread that holds the lock may take it again.

    Parameters
    ----------
    path : Path
        A plan's folder, or a workbook; its folder must exist.
    wait : float
        How long to wait for another program [seconds].

    Raises
    ------
    TakenError
        If another program is still writing after that time.
    OSError
        If the folder cannot be written to.
    """
    with named(path):
        real = Path(os.path.realpath(path))
        file = (real if real.is_dir() else real.parent) / LOCK
    holder = (file, os.getpid(), threading.get_ident())
    if holder in _HELD:
        yield
        return
    with named(path):
        opened = _take(file, path, wait)
    _HELD.add(holder)
    try:
        yield
    finally:
        _HELD.discard(holder)
        if os.name == "nt":  # an open file cannot be removed there
            os.close(opened)
        with suppress(OSError):
            file.unlink()
        if os.name != "nt":  # removed while we hold it, so that a waiting program sees it is gone
            os.close(opened)


def _take(file: Path, path: Path, wait: float) -> int:
    # Only needed to write, and it takes 0.02 s to import.
    from filelock import lock_descriptor

    deadline = time.monotonic() + wait
    while True:
        opened = _open_lock(file)
        try:
            if lock_descriptor(opened, blocking=False) and _is_still(file, opened):
                return opened
        except OSError as error:
            if error.errno in _NO_LOCKS:  # no lock there, but the files are still complete
                return opened
            os.close(opened)
            raise
        os.close(opened)
        if time.monotonic() > deadline:
            msg = f"another program is writing to {path}; try again when it has finished"
            raise TakenError(msg)
        time.sleep(0.02)


def _open_lock(file: Path) -> int:
    # A link with that name is not followed, so nothing outside the plan is created.
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(file, flags | os.O_CREAT, 0o666)
    except PermissionError:
        if not file.exists():
            raise
        return os.open(file, os.O_RDONLY)  # a colleague's: reading is enough to lock it


def _is_still(file: Path, opened: int) -> bool:
    """Whether the open file still has that name: it may have been removed in the meantime."""
    try:
        return os.path.samestat(file.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False
