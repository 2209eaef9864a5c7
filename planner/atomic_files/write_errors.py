"""Why a file could not be written, in a sentence that says what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Errors that mean there is no room for the file.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_OPEN_ELSEWHERE = "another program has it open; close it and try again"
_NO_PERMISSION = (
    "you do not have permission to write there; choose another folder, or ask its owner"
)
_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your disk quota is used up; free some space and try again",
    errno.EFBIG: "the file is larger than that drive allows; choose another folder",
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.ENOENT: "that folder does not exist; create it, or choose another folder",
    errno.ENOTDIR: "part of its folder path is a file; choose another folder",
    errno.EEXIST: "part of its folder path is a file; choose another folder",
    errno.EISDIR: "it is a folder; choose another name",
    errno.EINVAL: "it is not a file that can be replaced; choose another name",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "it is a link that leads to itself; choose another name",
    errno.EBUSY: _OPEN_ELSEWHERE,
    errno.ETXTBSY: _OPEN_ELSEWHERE,
    errno.EIO: "the disk reports an error; save somewhere else and have the disk checked",
}


class TakenError(OSError):
    """Another program is writing to the plan. Its text is the sentence to print."""


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Let errors name the requested file, not its temporary file."""
    try:
        yield
    except TakenError:
        raise
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def why_not_written(error: OSError) -> str:
    """Which file could not be written, why, and what to do about it.

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
    'outputs/board.html: the disk is full; free some space and try again; nothing was written'
    """
    if error.errno is None:  # already a sentence, as in TakenError
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
