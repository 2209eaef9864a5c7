"""Which plans a folder holds: what a batch makes pages of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.plan.reading.plan_files import MARKED
from planner.plan.reading.records import find_file
from planner.plan.reading.where import is_workbook
from planner.plan.tables import TABLES
from planner.publish.runs import MANIFEST

BATCHES = "batches"
#: Workbooks of other programs: a plan, which gets a page that says how to save it.
_OTHER_WORKBOOKS = (".ods", ".xls", ".xlsb", ".numbers")
#: How names begin that a system or program made: hidden files, locks, those of a Mac.
_NOT_TYPED = (".", "_", "~")


@dataclass(frozen=True)
class PlanPlace:
    """A folder or file that is a plan, or was meant to be one.

    Attributes
    ----------
    path : Path
        The folder or the file.
    name : str
        What it is called in the log and in the folder of all runs; no other has that name.
    """

    path: Path
    name: str


def plans_in(folder: Path, output: Path) -> list[PlanPlace]:
    """Plans of a folder: each folder and workbook in it, or the folder itself if it is a plan.

    Parameters
    ----------
    folder : Path
        Where to look; folders inside its folders are not looked at.
    output : Path
        Folder of all runs, which is no plan.

    Raises
    ------
    ValueError
        If the folder cannot be opened.
    """
    try:
        if find_file(folder, TABLES["district"].file) is not None:
            return [PlanPlace(folder, folder.resolve().name)]
        found = sorted(_plans(folder, output))
    except OSError as error:
        msg = f"{folder} cannot be opened: {(error.strerror or str(error)).lower()}"
        raise ValueError(msg) from error
    stems = Counter(_stem(path).casefold() for path in found)
    return [
        PlanPlace(path, path.name if stems[_stem(path).casefold()] > 1 else _stem(path))
        for path in found
    ]


def _stem(path: Path) -> str:
    return path.stem if is_workbook(path) else path.name


def _plans(folder: Path, output: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith(_NOT_TYPED) or path.stem.endswith(MARKED):
            continue
        if path.is_dir():
            if not _is_same(path, output) and not _holds_runs(path):
                yield path
        elif _may_be_plan(path):
            yield path


def _may_be_plan(file: Path) -> bool:
    """Whether a file is a workbook of any program, or a link to a folder that has moved away."""
    moved = file.is_symlink() and not file.exists() and not file.suffix
    return is_workbook(file) or file.suffix.lower() in _OTHER_WORKBOOKS or moved


def _is_same(folder: Path, output: Path) -> bool:
    return os.path.realpath(folder) == os.path.realpath(output)


def _holds_runs(folder: Path) -> bool:
    """Whether a folder is one of all runs, also of another time than this."""
    try:
        return (folder / BATCHES).is_dir() or any(folder.glob(f"*/*/{MANIFEST}"))
    except OSError:  # it cannot be opened, and the page says so
        return False
