"""Write files beside their place, on the disk, and only then rename them into place.

Left out: a program killed between two of several renames leaves some files new and some old,
each of them whole.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import shutil
import stat
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.atomic_files.write_errors import named

_A_DAY = 24 * 60 * 60
#: So much of a name is repeated in the name beside it, which may be no longer than the system's
#: 255 bytes; a letter takes up to four.
_OF_NAME = 50

_TURNS = itertools.count()
#: Names of what this process is writing now.
_IN_USE: set[str] = set()


@dataclass(frozen=True)
class _Change:
    """A file on its way: as it was named, the real one, the new one and the old one beside it."""

    path: Path
    target: Path
    new: Path
    old: Path


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write ``content`` to ``path`` in one step; text as UTF-8 with the line ends it has.

    A file that was there keeps its mode; a link stays, and the file it leads to is replaced.

    Parameters
    ----------
    path : Path
        Where the file belongs; its folder is made if there is none.
    content : str or bytes
        All that the file holds.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    OSError
        If it cannot be written; what was there is unchanged. See :func:`why_not_written`.
    """
    write_all_or_none({path: content})
    return path


def write_all_or_none(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files, or none of them.

    Parameters
    ----------
    contents : mapping of Path to str or bytes
        All that each file holds; text as UTF-8.

    Raises
    ------
    OSError
        If one of them cannot be written; then all are as they were.
    """
    ready = {
        path: text.encode() if isinstance(text, str) else text for path, text in contents.items()
    }
    changes: list[_Change] = []
    made: list[Path] = []
    try:
        for path, content in ready.items():
            with named(path):
                change = _change_of(path)
                changes.append(change)
                _IN_USE.update((change.new.name, change.old.name))
                _make_folder(change.target.parent, made)
                _remove_leftovers(change.target)
                _write_new(change, content)
        _exchange(changes)
    except BaseException:
        _clear(changes)
        for folder in sorted(made, key=lambda part: len(part.parts), reverse=True):
            with suppress(OSError):  # not made, or somebody else's file is in it by now
                folder.rmdir()
        raise
    _clear(changes)
    for folder in {change.target.parent for change in changes} | {part.parent for part in made}:
        settle_folder(folder)


def settle_folder(folder: Path) -> None:
    """Have a folder's list of names on the disk, where the system does that on request."""
    if os.name == "nt":  # Windows opens no folders; it keeps a journal of names itself
        return
    with suppress(OSError):  # some network drives refuse; the names are right all the same
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _change_of(path: Path) -> _Change:
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if target.is_symlink():  # links that lead to each other
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if target.exists() and not target.is_file():  # a device or a pipe must not become a file
        code = errno.EISDIR if target.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(code))
    # Not tempfile: its files can be read by their owner only, and a page is for handing over.
    beside = f".{target.name[:_OF_NAME]}.{os.getpid()}.{next(_TURNS)}"
    new, old = target.with_name(f"{beside}.partial"), target.with_name(f"{beside}.old.partial")
    return _Change(path, target, new, old)


def _make_folder(folder: Path, made: list[Path]) -> None:
    made += [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)


def _write_new(change: _Change, content: bytes) -> None:
    there = change.target.stat() if change.target.exists() else None
    if there is not None:
        # Refused here, and not by the rename: a file that is kept from being written, and on
        # Windows one that is open in Excel.
        with change.target.open("r+b"):
            pass
    with change.new.open("xb") as file:
        file.write(content)
        file.flush()
        if there is not None:
            _keep_rights(change.new, there)
        os.fsync(file.fileno())


def _keep_rights(new: Path, there: os.stat_result) -> None:
    """Give a new file the mode of the old one; owner and group where that is allowed."""
    if hasattr(os, "chown"):
        for owner, group in ((-1, there.st_gid), (there.st_uid, -1)):
            with suppress(OSError):
                os.chown(new, owner, group)
    new.chmod(stat.S_IMODE(there.st_mode))


def _exchange(changes: Sequence[_Change]) -> None:
    """Rename the new files into place; if one is refused, put the old ones back."""
    begun: list[_Change] = []
    try:
        if len(changes) > 1:  # a single rename is done or not; it needs no way back
            for change in changes:
                with named(change.path):
                    _keep_old(change)
        for change in changes:
            begun.append(change)
            with named(change.path):
                _rename(change)
    except BaseException:
        for change in begun if len(changes) > 1 else ():
            with suppress(OSError):
                _put_back(change)
        raise


def _rename(change: _Change) -> None:
    # On Windows a virus scanner may have the new file open for a moment, and a reader the old one.
    for pause in (0.02, 0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ():
        try:
            change.new.replace(change.target)
            return
        except PermissionError:
            time.sleep(pause)
    change.new.replace(change.target)


def _keep_old(change: _Change) -> None:
    if not change.target.exists():
        return
    try:
        change.old.hardlink_to(change.target)
    except OSError:  # a drive without links, such as a USB stick
        shutil.copy2(change.target, change.old)


def _put_back(change: _Change) -> None:
    if change.old.exists():
        change.old.replace(change.target)
    elif not change.new.exists():  # the file is new, and has been renamed
        change.target.unlink(missing_ok=True)


def _clear(changes: Sequence[_Change]) -> None:
    for change in changes:
        for file in (change.new, change.old):
            with suppress(OSError):
                file.unlink(missing_ok=True)
            _IN_USE.discard(file.name)


def _remove_leftovers(target: Path) -> None:
    """Remove what killed programs left beside a file.

    On a shared drive the program may run on another machine, where its number means nothing to
    us: it then finds its file gone and fails with the old one whole. :func:`locked` keeps
    programs that write to one plan from meeting at all.
    """
    name = re.escape(target.name[:_OF_NAME])
    ours = re.compile(rf"\.{name}\.(\d+)(\.\d+)?(\.old)?\.partial")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            found = ours.fullmatch(entry.name)
            file = target.with_name(entry.name)
            if not found or file.name in _IN_USE or not entry.is_file(follow_symlinks=False):
                continue
            age = time.time() - entry.stat(follow_symlinks=False).st_mtime
            if age > _A_DAY or not _may_live(int(found[1])):
                file.unlink(missing_ok=True)


def _may_live(process: int) -> bool:
    """Whether a program that has this number may be running, ourselves left out."""
    if process == os.getpid():  # another one had our number: usual in containers
        return False
    if os.name == "nt":  # asking there would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    return process > 0
