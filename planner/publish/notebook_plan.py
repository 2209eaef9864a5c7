"""The plan of a notebook: read in its first cells, or shown as a table of what to correct.

A run reads the tables before its notebook does, so the table of problems appears only where an
officer opens the notebook in JupyterLab or runs it alone. Nothing is projected here.
"""

from __future__ import annotations

from pathlib import Path

from IPython.display import display

from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.views.board.problem_table import problem_table


def read_or_show(
    plan: str | Path, *, name: str | None = None, allow_difference: bool = False
) -> Plan:
    """Read a plan in a notebook; where it must be corrected first, show the problems and stop.

    Parameters
    ----------
    plan : str or Path
        Folder or workbook of the tables.
    name : str, optional
        Name of the plan; the folder's name if left out.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].

    Raises
    ------
    PlanError
        After the problems are shown: a run without a reader must stop too.
    """
    try:
        return read_plan(plan, name=name, allow_difference=allow_difference)
    except PlanError as error:
        display(problem_table(error.problems))
        raise
