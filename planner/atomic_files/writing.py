"""Write files under temporary names, flush them to the disk, and only then rename them into place.

Not covered: a program killed between two of several renames leaves some files new and some old,
each of them complete.
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
#: How much of a file's name its temporary name repeats: system names end at 255 bytes, and a
#: letter takes up to four.
_NAME_LETTERS = 50

_NUMBERS = itertools.count()
#: Temporary names that this process is using now.
_IN_USE: set[str] = set()


@dataclass(frozen=True)
class _Change:
    """One file being replaced: its path, what a link leads to, and both temporary files."""

    path: Path
    target: Path
    new: Path
    old: Path


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write ``content`` to ``path`` in one step; text as UTF-8 with the line ends it has.

    An existing file keeps its permissions; a link stays, and the file it leads to is replaced.

    Parameters
    ----------
    path : Path
        Where the file belongs; its folder is created if needed.
    content : str or bytes
        All that the file holds.

    Returns
    -------
    Path
        ``path``.

    Raises
    ------
    OSError
        If it cannot be written; the old file is unchanged. See :func:`why_not_written`.
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
        If any of them cannot be written; then none has changed.
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
        for change in changes:  # one after the other only now: a disk takes them together
            with named(change.path):
                _settle_file(change.new)
        _rename_all(changes)
    except BaseException:
        _clear(changes)
        for folder in sorted(made, key=lambda part: len(part.parts), reverse=True):
            with suppress(OSError):  # never created, or it now holds another program's file
                folder.rmdir()
        raise
    _clear(changes)
    for folder in {change.target.parent for change in changes} | {part.parent for part in made}:
        settle_folder(folder)


def settle_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system allows it."""
    if os.name == "nt":  # Windows opens no folders; it keeps its own journal of names
        return
    with suppress(OSError):  # some network drives refuse; the names are right anyway
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
    # Not tempfile: only the owner can read its files, and a board page is for handing out.
    stem = f".{target.name[:_NAME_LETTERS]}.{os.getpid()}.{next(_NUMBERS)}"
    new, old = target.with_name(f"{stem}.partial"), target.with_name(f"{stem}.old.partial")
    return _Change(path, target, new, old)


def _make_folder(folder: Path, made: list[Path]) -> None:
    made += [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)


def _write_new(change: _Change, content: bytes) -> None:
    existing = change.target.stat() if change.target.exists() else None
    if existing is not None:
        # Refuse a read-only file, and on Windows one that is open in Excel, before any rename.
        with change.target.open("r+b"):
            pass
    with change.new.open("xb") as file:
        file.write(content)
    if existing is not None:
        _keep_rights(change.new, existing)


def _settle_file(file: Path) -> None:
    """Flush what has been written to a file to the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def _keep_rights(new: Path, existing: os.stat_result) -> None:
    """Give a new file the permissions of the old one, and its owner and group where allowed."""
    if hasattr(os, "chown"):
        for owner, group in ((-1, existing.st_gid), (existing.st_uid, -1)):
            with suppress(OSError):
                os.chown(new, owner, group)
    new.chmod(stat.S_IMODE(existing.st_mode))


def _rename_all(changes: Sequence[_Change]) -> None:
    """Rename the new files into place; if one is refused, put the old ones back."""
    begun: list[_Change] = []
    try:
        if len(changes) > 1:  # a single rename happens or not; there is nothing to undo
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
    # On Windows a virus scanner may briefly hold the new file open, and a reader the old one.
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
    """Remove temporary files that killed programs left next to a file.

    On a shared drive the program may be running on another machine, where its process number means
    nothing here: it then finds its file gone and fails, with the old one complete.
    :func:`locked` keeps two programs from writing to one plan at all.
    """
    name = re.escape(target.name[:_NAME_LETTERS])
    temporary = re.compile(rf"\.{name}\.(\d+)(\.\d+)?(\.old)?\.partial")
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            found = temporary.fullmatch(entry.name)
            file = target.with_name(entry.name)
            if not found or file.name in _IN_USE or not entry.is_file(follow_symlinks=False):
                continue
            age = time.time() - entry.stat(follow_symlinks=False).st_mtime
            if age > _A_DAY or not _may_be_running(int(found[1])):
                file.unlink(missing_ok=True)


def _may_be_running(process: int) -> bool:
    """Whether another program with this process number may be running."""
    if process == os.getpid():  # an earlier program had our number: common in containers
        return False
    if os.name == "nt":  # on Windows this call would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another user's
        return True
    return process > 0
