"""Write a folder of files so that nobody takes a part of them for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from planner.atomic_files.scratch import left_unfinished, remove_old, unfinished
from planner.atomic_files.write_errors import named
from planner.atomic_files.writing import settle_folder, write_all_or_none


def write_folder(folder: Path, contents: Mapping[str, str | bytes], needed: str) -> list[Path]:
    """Write the files of a folder: all of them, or none that anybody takes for all.

    A folder that is not there yet, or is empty, is written next to its place and renamed once.
    Into one with other files they are renamed one by one, the needed one last: a program killed
    on the way leaves a folder that is refused without it.

    Parameters
    ----------
    folder : Path
        The folder; it is made if there is none.
    contents : mapping of str to str or bytes
        All that each file holds, by its name; text as UTF-8.
    needed : str
        Name of the file without which readers refuse the folder.

    Returns
    -------
    list of Path
        The files, in the order given.

    Raises
    ------
    OSError
        If one of them cannot be written; then all are as they were.
    """
    if folder.is_symlink() or (folder.is_dir() and any(folder.iterdir())):
        names = sorted(contents, key=lambda name: name == needed)
        write_all_or_none({folder / name: contents[name] for name in names})
    else:
        with named(folder):
            _write_new(folder, contents)
        settle_folder(folder.parent)
    return [folder / name for name in contents]


def _write_new(folder: Path, contents: Mapping[str, str | bytes]) -> None:
    missing = [part for part in folder.parents if not part.exists()]
    new = folder.with_name(unfinished(folder.name))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_old(folder.parent, left_unfinished(folder.name))
        write_all_or_none({new / name: content for name, content in contents.items()})
        if folder.exists():  # empty
            shutil.copymode(folder, new)
            if os.name == "nt":  # where no folder takes the place of another
                folder.rmdir()
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        for part in missing:
            with suppress(OSError):  # not made, or somebody else's file is in it by now
                part.rmdir()
        raise
