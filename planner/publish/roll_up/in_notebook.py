"""The districts of a notebook: read from a file that a roll-up left, or from the plans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.analysis.roll_up.small_districts import NAMED_FROM, with_small_districts_unnamed
from planner.plan.what_if.scenarios import BASE
from planner.publish.roll_up.kept_roll_up import KeptRollUp, read_kept
from planner.publish.roll_up.roll_up_plans import roll_up


def roll_up_or_read(
    folder: str | Path,
    scenarios: Sequence[str] = (BASE,),
    kept: str = "",
    criteria: str = "",
    *,
    workers: int = 1,
    allow_difference: bool = False,
    name_from: float = NAMED_FROM,
) -> KeptRollUp:
    """Many districts, for the page of all of them.

    Parameters
    ----------
    folder : str or Path
        Folder that holds the plans.
    scenarios : sequence of str
        Scenarios, the one that matters most first.
    kept : str
        File that a roll-up left; where it is named, no plan is read.
    criteria : str
        The office's own table of criteria; blank for the usual ones.
    workers : int
        Plans read at the same time.
    allow_difference : bool
        Whether a base year that does not tie out only warns [yes or no].
    name_from : float
        Districts with fewer students are not named, but counted in the region's totals; 0 names
        all [students].

    Returns
    -------
    KeptRollUp
        The districts, and where the page of each is.
    """
    if kept:
        return read_kept(Path(kept))
    found = roll_up(
        folder,
        scenarios,
        criteria=criteria or (),
        workers=workers,
        allow_difference=allow_difference,
    )
    return KeptRollUp(with_small_districts_unnamed(found, name_from))
