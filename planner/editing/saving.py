"""Write edited tables: all of them, or none, and never over what somebody else has typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.atomic_files import TakenError, locked, write_all_or_none
from planner.editing.places import WrittenTables
from planner.plan.cells.listed import listed
from planner.plan.cells.moments import clock
from planner.plan.reading.plan_files import Place

#: Files that Excel and LibreOffice put next to a workbook while it is open there.
_OPEN_IN = {"~${name}": "Excel", ".~lock.{name}#": "LibreOffice"}


@dataclass(frozen=True)
class Saved:
    """What was written.

    Attributes
    ----------
    paths : tuple of Path
        The files.
    """

    paths: tuple[Path, ...]

    @property
    def sentence(self) -> str:
        """What was written, in a sentence.

        >>> Saved((Path("plan/licenses.csv"), Path("plan/funding.csv"))).sentence
        'Saved licenses.csv and funding.csv.'
        """
        if not self.paths:
            return "Nothing to save."
        return f"Saved {listed([path.name for path in self.paths])}."


class ChangedMeanwhile(Exception):  # noqa: N818  a question to the person, not an error
    """A file on the disk is another than was read. Its text says which, since when, what to do.

    Attributes
    ----------
    paths : tuple of Path
        The files.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        super().__init__(" ".join([*map(_changed, self.paths), _WHAT_TO_DO]))


_WHAT_TO_DO = (
    "Nothing was saved. Read it again to see what they changed, or save anyway and replace it."
)


def _changed(path: Path) -> str:
    if not path.exists():
        return f"{path.name} has been deleted or renamed since it was opened here."
    when = datetime.fromtimestamp(path.stat().st_mtime)
    day = f"{when:%B} {when.day} at {clock(when)}"
    return f"{path.name} was changed outside this page on {day}, after it was opened here."


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def save(place: Place, written: WrittenTables, *, over_changed: bool) -> Saved:
    """Write what was edited.

    Parameters
    ----------
    place : Place
        What was read.
    written : WrittenTables
        The files to write.
    over_changed : bool
        Whether to write over what somebody else has changed since.

    Returns
    -------
    Saved

    Raises
    ------
    ChangedMeanwhile
        If a file is another than was read.
    OSError
        If a file cannot be written, or is open in another program.
    """
    if not written.files:
        return Saved(())
    with locked(place.path):
        if place.is_workbook:
            _refuse_open(place.path)
        changed = [file for file in written.files if _held(file) != place.files.get(file.name)]
        if changed and not over_changed:
            raise ChangedMeanwhile(changed)
        write_all_or_none(written.files)
    return Saved(tuple(written.files))


def _refuse_open(workbook: Path) -> None:
    for pattern, program in _OPEN_IN.items():
        mark = workbook.with_name(pattern.format(name=workbook.name))
        if mark.exists():
            msg = (
                f"{workbook.name} is open in {program}. Close it there, then save again. If it is "
                f"no longer open, delete the file {mark.name} next to it. Nothing was saved."
            )
            raise TakenError(msg)
