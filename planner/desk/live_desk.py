"""The desk as a notebook shows it: one call."""

from __future__ import annotations

from pathlib import Path

from planner.desk.live.sheet import LiveSheet
from planner.desk.workbench import Workbench
from planner.plan.what_if.scenarios import BASE


def live_desk(
    plan: str | Path, scenario: str = BASE, *, allow_difference: bool = False
) -> LiveSheet:
    """The desk of a plan, ready to show in a notebook.

    Parameters
    ----------
    plan : str or Path
        Folder or workbook of the tables.
    scenario : str
        Scenario to start from, several joined by ``+``.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Returns
    -------
    LiveSheet
        The sheet; where the tables must be fixed first, it says what and where.
    """
    return Workbench(Path(plan), scenario, allow_difference=allow_difference).sheet
