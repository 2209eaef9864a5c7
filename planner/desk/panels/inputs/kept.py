"""Edits that are not saved yet, kept in the desk's folder in case it is closed or fails."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.atomic_files import write_whole
from planner.plan.cells.moments import clock

#: Where the desk keeps what is its own, below the folder that its notebook runs in.
_FOLDER, _FILE = ".lab", "draft.json"


@dataclass(frozen=True)
class KeptEdits:
    """Edits of a time before.

    Attributes
    ----------
    text : str
        The draft as it was written down.
    when : datetime
        When.
    """

    text: str
    when: datetime

    @property
    def since(self) -> str:
        """The time in words.

        >>> KeptEdits("", datetime(2026, 11, 28, 15, 12)).since
        'November 28, 3:12 PM'
        """
        return f"{self.when:%B} {self.when.day}, {clock(self.when)}"


class KeptFile:
    """The file with the edits.

    Parameters
    ----------
    desk : Path, optional
        Folder of the desk; where it is none, nothing is kept.
    """

    def __init__(self, desk: Path | None = None) -> None:
        folder = (desk or Path.cwd()) / _FOLDER
        self._path = folder / _FILE if folder.is_dir() else None

    def read(self) -> KeptEdits | None:
        """Edits of a time before, if any were kept."""
        if self._path is None:
            return None
        try:
            when = datetime.fromtimestamp(self._path.stat().st_mtime)
            return KeptEdits(self._path.read_text("utf-8"), when)
        except (OSError, ValueError):
            return None

    def write(self, text: str) -> None:
        """Keep edits; a full or read-only disk does not stop anyone from typing."""
        if self._path is not None:
            with suppress(OSError):
                write_whole(self._path, text)

    def drop(self) -> None:
        """Keep nothing."""
        if self._path is not None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
