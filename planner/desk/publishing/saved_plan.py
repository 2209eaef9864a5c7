"""The plan as its files have it now: what a page is made of."""

from __future__ import annotations

from pathlib import Path

from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.reading.where import is_workbook

#: What tells whether a file was written since: its name, when, and how long it is.
_Seen = tuple[tuple[str, int, int], ...]


class SavedPlan:
    """Reads a plan's files, again only where one of them was written since.

    Parameters
    ----------
    path : Path
        Folder or workbook of the tables.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].
    """

    def __init__(self, path: Path, *, allow_difference: bool = False) -> None:
        self._path = path
        self._allow_difference = allow_difference
        self._seen: _Seen | None = None
        self._plan: Plan | None = None

    def read(self) -> Plan:
        """The plan.

        Raises
        ------
        PlanError
            If the files must be fixed first.
        """
        seen = self._look()
        if self._plan is None or seen != self._seen:
            self._plan = read_plan(self._path, allow_difference=self._allow_difference)
            self._seen = seen
        return self._plan

    def _look(self) -> _Seen | None:
        path = self._path
        try:
            files = [path] if is_workbook(path) else sorted(path.glob("*.csv"))
            found = [(file.name, file.stat()) for file in files]
        except OSError:  # gone, or written in this instant: reading says what is wrong
            return None
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
