"""Criteria that an office measures districts against; thresholds cite a source or are ours.

An office replaces them by a table of its own, with the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class Criterion:
    """One thing that an office measures districts against.

    Attributes
    ----------
    name : str
        Its key, see ``planner.analysis.roll_up.measures``.
    title : str
        What pages call it.
    measured_in : str
        Unit of the threshold: a share of something, USD per student, devices or rows.
    most : float
        The most that meets the criterion, in that unit.
    ours : bool
        Whether the threshold is our assumption; otherwise it is the source's or the office's.
    source : str
        Where the threshold comes from.
    """

    name: str
    title: str
    measured_in: str
    most: float
    ours: bool
    source: str


@cache
def usual_criteria() -> tuple[Criterion, ...]:
    """The criteria that are used where an office names none, the most important first.

    Examples
    --------
    >>> usual_criteria()[0].title
    'Unfunded in year 1'
    """
    return tuple(
        Criterion(
            name=row["criterion"],
            title=row["title"],
            measured_in=row["measured_in"],
            most=float(row["most"]),
            ours=row["ours"] == "yes",
            source=row["source"],
        )
        for row in reference_table("criteria")
    )
