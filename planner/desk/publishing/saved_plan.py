"""The plan as its files have it now: what a page is made of."""

from __future__ import annotations

from pathlib import Path

from planner.desk.file_stamps import Stamp, stamp_of
from planner.plan.plan import Plan
from planner.plan.read import read_plan


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
        self._seen: Stamp | None = None
        self._plan: Plan | None = None

    def read(self) -> Plan:
        """The plan.

        Raises
        ------
        PlanError
            If the files must be fixed first.
        """
        seen = stamp_of(self._path)
        if self._plan is None or seen != self._seen:
            self._plan = read_plan(self._path, allow_difference=self._allow_difference)
            self._seen = seen
        return self._plan
