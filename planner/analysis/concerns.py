"""What should worry a board in a plan, worst first: the one order in which everything is said.

The answer, the key figures and the decisions follow it: cost that nobody pays this year or next
comes before a reserve that runs out, and that before a gap that only opens in some years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.arrays import Bools, Floats

#: Kinds of concerns, worst first.
ConcernKind = Literal[
    "unfunded_soon",
    "reserve_used_up",
    "below_policy",
    "vote",
    "cliff",
    "base_to_restore",
    "structural_gap",
    "unfunded_later",
]
#: Cost unfunded in one of the first so many years of the plan is a concern of today [years].
SOON_YEARS = 2


@dataclass(frozen=True)
class Concern:
    """One thing that should worry a board.

    Attributes
    ----------
    kind : ConcernKind
        ``unfunded_soon``: cost unfunded this year or next, and in the years that follow without
        a break. ``reserve_used_up``, ``below_policy``: the technology reserve. ``vote``: money
        that voters have not passed. ``cliff``: money that ends. ``base_to_restore``: local budget
        that one-time money replaced. ``structural_gap``: sustained cost above recurring revenue.
        ``unfunded_later``: cost unfunded in later years.
    years : tuple of int
        Fiscal years in which it holds.
    amounts : tuple of float
        For each of them: what is unfunded, missing from policy, counted on, no longer covered,
        to be restored, or the gap [USD].
    names : tuple of str
        Sources that it is about; none where it is about the plan.
    """

    kind: ConcernKind
    years: tuple[int, ...]
    amounts: tuple[float, ...]
    names: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """First fiscal year in which it holds."""
        return self.years[0]

    @property
    def last(self) -> int:
        """Last fiscal year in which it holds."""
        return self.years[-1]

    @property
    def total(self) -> float:
        """All years together [USD]."""
        return float(sum(self.amounts))

    @property
    def unbroken(self) -> bool:
        """Whether it holds in every year from the first through the last."""
        return len(self.years) == self.last - self.first + 1


def concerns(comparison: Comparison) -> tuple[Concern, ...]:
    """What should worry a board in the main scenario, worst first; nothing if the plan is sound.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the first is the one it is about.

    Returns
    -------
    tuple of Concern
        At most one of each kind, in the order of ``ConcernKind``.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> [concern.kind for concern in concerns(compare(read_plan(example("altoona-wi"))))]
    ['cliff', 'structural_gap']
    """
    return _worst_first((*concerns_of(comparison.main), *_votes(comparison)))


def concerns_of(found: Answers) -> tuple[Concern, ...]:
    """What should worry a board in one scenario, votes aside, worst first."""
    return _worst_first(
        (*_unfunded(found), *_reserve(found), *_ending(found), *_structural_gap(found))
    )


def _worst_first(found: tuple[Concern, ...]) -> tuple[Concern, ...]:
    order = get_args(ConcernKind)
    return tuple(sorted(found, key=lambda concern: order.index(concern.kind)))


def _unfunded(found: Answers) -> Iterator[Concern]:
    """Years without money, those of today apart from those to come."""
    missing: Bools = found.unfunded > A_CENT
    soon = np.zeros_like(missing)
    if missing[:SOON_YEARS].any():
        start = int(np.argmax(missing))
        paid_again = ~missing[start:]
        length = int(np.argmax(paid_again)) if paid_again.any() else len(paid_again)
        soon[start : start + length] = True
    yield from _concern("unfunded_soon", found, soon, found.unfunded)
    yield from _concern("unfunded_later", found, missing & ~soon, found.unfunded)


def _reserve(found: Answers) -> Iterator[Concern]:
    """A reserve that is spent to the end, and one below the board's policy.

    A reserve that never held money is not used up.
    """
    missing = found.policy - found.balance
    empty = reserve_held_money(found) & (found.balance < A_CENT)
    yield from _concern("reserve_used_up", found, empty, missing)
    yield from _concern("below_policy", found, missing > A_CENT, missing)


def reserve_held_money(found: Answers) -> Bools:
    """Whether the technology reserve has held money by each year, shape (year,)."""
    funding = found.projection.funding
    drawn = funding.reserve_paid[:, :, 0].sum(axis=0)
    by_year = (drawn >= A_CENT) | (found.balance >= A_CENT)
    return np.logical_or.accumulate(by_year) | (float(funding.opening[0]) >= A_CENT)


def _ending(found: Answers) -> Iterator[Concern]:
    if found.cliff is not None:
        names = tuple(name or "prepayments" for name, fall in found.cliff.falls if fall > A_CENT)
        yield Concern("cliff", (found.cliff.year,), (found.cliff.size,), names)
    restore = found.base_to_restore
    yield from _concern("base_to_restore", found, restore > A_CENT, restore)


def _structural_gap(found: Answers) -> Iterator[Concern]:
    gap = -found.structural_balance
    yield from _concern("structural_gap", found, gap > A_CENT, gap)


def _votes(comparison: Comparison) -> Iterator[Concern]:
    names = comparison.votes_counted
    projection = comparison.main.projection
    received = sum(
        (
            projection.funding.received[place, :, 0]
            for place, fund in enumerate(projection.funds)
            if fund.name in names
        ),
        np.zeros(len(projection.years)),
    )
    yield from _concern("vote", comparison.main, received > A_CENT, received, names)


def _concern(
    kind: ConcernKind, found: Answers, holds: Bools, amounts: Floats, names: tuple[str, ...] = ()
) -> Iterator[Concern]:
    """A concern of the years in which it holds; none if it never does."""
    places = np.flatnonzero(holds).tolist()
    if places:
        years = tuple(found.years[place] for place in places)
        yield Concern(kind, years, tuple(float(amounts[place]) for place in places), names)
