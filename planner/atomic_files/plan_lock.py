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

#: Lies in a plan's folder, or beside a workbook, while a program writes there.
LOCK = ".planner.lock"
#: How long to wait for another program that writes [seconds].
WAIT = 5.0

#: Errors of drives that know no locks: some network and cloud drives.
_NO_LOCKS = (errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK)
#: Locks held now: which file, by which process, by which of its threads.
_HELD: set[tuple[Path, int, int]] = set()


@contextmanager
def locked(path: Path, wait: float = WAIT) -> Iterator[None]:
    """Keep other programs of ours from writing to a plan at the same time.

    Readers need no lock: they see whole files. The lock is freed when the program ends, however
    it ends. A thread that holds it may take it again.

    Parameters
    ----------
    path : Path
        A plan's folder, or a workbook; its folder must exist.
    wait : float
        How long to wait for another program [seconds].

    Raises
    ------
    TakenError
        If another program still writes after that time.
    OSError
        If nothing may be written there.
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
        if os.name != "nt":  # removed while we hold it: whoever waits for it sees that it is gone
            os.close(opened)


def _take(file: Path, path: Path, wait: float) -> int:
    # Needed by those who write only, and measured at 0.02 s.
    from filelock import lock_descriptor

    until = time.monotonic() + wait
    while True:
        opened = _open_lock(file)
        try:
            if lock_descriptor(opened, blocking=False) and _stands_at(file, opened):
                return opened
        except OSError as error:
            if error.errno in _NO_LOCKS:  # no turns there, but whole files
                return opened
            os.close(opened)
            raise
        os.close(opened)
        if time.monotonic() > until:
            msg = f"another program is writing to {path}; try again when it has ended"
            raise TakenError(msg)
        time.sleep(0.02)


def _open_lock(file: Path) -> int:
    # A link of that name is not followed, so that nothing outside the plan is made.
    how = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(file, how | os.O_CREAT, 0o666)
    except PermissionError:
        if not file.exists():
            raise
        return os.open(file, os.O_RDONLY)  # a colleague's: reading is enough to take it


def _stands_at(file: Path, opened: int) -> bool:
    """Whether the opened file is the one of that name, and not one removed meanwhile."""
    try:
        return os.path.samestat(file.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False
