"""The three rounds of federal relief money for schools (ESSER): amounts and deadlines.

Money had to be obligated by one date and paid out by a later one, or later still with approval.
All of it is over by November 2026: the rounds explain a cliff in a plan's first years and a
balance that relief money freed. What one district received is its own input and is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from planner.reference.tables import reference_table


@dataclass(frozen=True)
class EsserRound:
    """One round of relief money.

    Attributes
    ----------
    round : str
        ``I``, ``II`` or ``III``.
    total : float
        Amount for all states [USD].
    obligate_by, liquidate_by : date
        Last day to obligate the money, and to pay it out without an extension.
    verified : bool
        False where a figure of the row is not confirmed against a page.
    """

    round: str
    law: str
    total: float
    obligate_by: date
    liquidate_by: date
    verified: bool
    source: str
    note: str


@cache
def esser_rounds() -> tuple[EsserRound, ...]:
    """The three rounds, the oldest first.

    >>> [str(money.obligate_by) for money in esser_rounds()]
    ['2022-09-30', '2023-09-30', '2024-09-30']
    """
    return tuple(
        EsserRound(
            round=row["round"],
            law=row["law"],
            total=float(row["total"]),
            obligate_by=date.fromisoformat(row["obligate_by"]),
            liquidate_by=date.fromisoformat(row["liquidate_by"]),
            verified=row["verified"] == "yes",
            source=row["source"],
            note=row["note"],
        )
        for row in reference_table("esser")
    )
