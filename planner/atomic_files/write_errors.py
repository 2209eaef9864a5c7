"""Why a file could not be written, in a sentence that says what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Errors that say there is no room for the file.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_OPEN_ELSEWHERE = "another program has it open; close it there and run it again"
_MAY_NOT = "you may not write there; choose another place, or ask who looks after it"
_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and run it again",
    errno.EDQUOT: "your share of the disk is used up; free some space and run it again",
    errno.EFBIG: "the file is larger than is allowed there; choose another place",
    errno.EACCES: _MAY_NOT,
    errno.EPERM: _MAY_NOT,
    errno.EROFS: "the disk can be read only; choose another place",
    errno.ENOENT: "there is no such folder; make it, or choose another place",
    errno.ENOTDIR: "part of its folder is a file; choose another place",
    errno.EEXIST: "part of its folder is a file; choose another place",
    errno.EISDIR: "it is a folder; choose another name",
    errno.EINVAL: "it is not a file that can be replaced; choose another name",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "it is a link that leads to itself; choose another name",
    errno.EBUSY: _OPEN_ELSEWHERE,
    errno.ETXTBSY: _OPEN_ELSEWHERE,
    errno.EIO: "the disk reports a fault; save elsewhere and have the disk looked at",
}


class TakenError(OSError):
    """Another program is writing to the plan. Its text is the sentence to print."""


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Let errors name the file that was asked for, not the one beside it."""
    try:
        yield
    except TakenError:
        raise
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def why_not_written(error: OSError) -> str:
    """What a person is told when a file could not be written: which, why, and what to do.

    Parameters
    ----------
    error : OSError
        What :func:`write_whole`, :func:`write_all_or_none` or :func:`locked` raised.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> why_not_written(OSError(errno.ENOSPC, "", "outputs/board.html"))
    'outputs/board.html: the disk is full; free some space and run it again; nothing was written'
    """
    if error.errno is None:  # a sentence already, as that of TakenError
        return str(error)
    reason = _REASONS.get(error.errno)
    if getattr(error, "winerror", None) in (32, 33):
        reason = _OPEN_ELSEWHERE
    if reason is None:
        reason = f"it could not be written ({(error.strerror or str(error)).lower()})"
    file = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
    with suppress(OSError, ValueError):
        if file and Path(file).is_file():
            return f"{file}: {reason}; the old file is unchanged"
    return f"{file or 'the file'}: {reason}; nothing was written"
