"""One thing that a board decides: what, how much, by when, and the options that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.analysis.decisions.dates import Due
from planner.plan.tables.options import OptionRow

DecisionKind = Literal["gap", "restore", "vote", "award", "ends", "reserve", "renewal", "option"]


@dataclass(frozen=True)
class Decision:
    """One thing that a board decides.

    Attributes
    ----------
    kind : DecisionKind
        ``gap``: recurring money falls short, or cost is unfunded. ``restore``: base budget that
        one-time money replaced. ``vote``, ``award``: money counted on that voters, or others,
        have not approved. ``ends``: money that ends. ``reserve``: below policy. ``renewal``: a
        contract. ``option``: what staff recommends for no other decision of the plan.
    table, subject : str
        The source, contract or option by its table and name; blank where it is the plan or its
        reserve.
    amount : float
        A year at its largest; of money that comes once, all of it [USD].
    yearly : bool
        Whether it is an amount a year.
    years : tuple of int
        Fiscal years in which it matters.
    due : Due
        By when.
    options : tuple of OptionRow
        Options of the district that answer it.
    unfunded : tuple of (int, float)
        Of a gap: fiscal years in which cost is unfunded, and how much [USD].
    replaces : tuple of str
        Of a vote: sources that end and that it replaces.
    ends_on : date or None
        Last day of the money that ends, its own or that of what it replaces.
    chance : float or None
        Chance of approval, as the district puts it [share].
    term_years : int
        Years of the new term of a contract; 0 for anything else [years].
    """

    kind: DecisionKind
    table: str
    subject: str
    amount: float
    yearly: bool
    years: tuple[int, ...]
    due: Due
    options: tuple[OptionRow, ...] = ()
    unfunded: tuple[tuple[int, float], ...] = ()
    replaces: tuple[str, ...] = ()
    ends_on: date | None = None
    chance: float | None = None
    term_years: int = 0

    @property
    def recommended(self) -> tuple[OptionRow, ...]:
        """Options that staff recommends for it."""
        return tuple(row for row in self.options if row.recommended)
