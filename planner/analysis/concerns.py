"""What should worry a board in a plan, worst first: the one order in which everything is said.

The answer, the key figures and the decisions follow it: cost that nobody pays this year or next
comes before a reserve that runs out, and that before a gap that only opens in some years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.analysis.figures import BoardFigures, Figures, cliff, sum_by_year
from planner.plan.cached import cached_while_used
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total

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
    years : list of int
        Fiscal years in which it holds.
    amounts : list of float
        For each of them: what is unfunded, missing from policy, counted on, no longer covered,
        to be restored, or the gap [USD].
    names : list of str
        Sources that it is about; none where it is about the plan.
    first, last : int
        First and last fiscal year in which it holds.
    total : float
        All years together [USD].
    unbroken : bool
        Whether it holds in every year from the first through the last.
    """

    kind: ConcernKind
    years: list[int]
    amounts: list[float]
    names: list[str]
    first: int
    last: int
    total: float
    unbroken: bool


def concerns(board: BoardFigures) -> list[Concern]:
    """What should worry a board in the main scenario, worst first; nothing if the plan is sound.

    Parameters
    ----------
    board : BoardFigures
        The scenario that a page is about, and the votes that it counts on.

    Returns
    -------
    list of Concern
        At most one of each kind, in the order of ``ConcernKind``.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> board = compare(read_plan(example("altoona-wi"))).figures
    >>> [concern.kind for concern in concerns(board)]
    ['cliff', 'structural_gap']
    """
    found = board.main
    received = sum_by_year(
        [source.revenue for source in found.sources if source.name in board.votes],
        len(found.years),
    )
    return _worst_first(found, _concern("vote", found, _some(received), received, board.votes))


@cached_while_used
def concerns_of(found: Figures) -> list[Concern]:
    """What should worry a board in one scenario, votes aside, worst first."""
    return _worst_first(found, [])


def _worst_first(found: Figures, votes: list[Concern]) -> list[Concern]:
    gap = [-balance for balance in found.structural_balance]
    restore, unfunded, soon = found.base_to_restore, found.unfunded, _unfunded_soon(found)
    later = [amount > A_CENT and not soon[place] for place, amount in enumerate(unfunded)]
    return [
        *_concern("unfunded_soon", found, soon, unfunded),
        *_reserve(found),
        *votes,
        *_cliff(found),
        *_concern("base_to_restore", found, _some(restore), restore),
        *_concern("structural_gap", found, _some(gap), gap),
        *_concern("unfunded_later", found, later, unfunded),
    ]


def _some(amounts: list[float]) -> list[bool]:
    """In which years an amount is more than nothing."""
    return [amount > A_CENT for amount in amounts]


def _unfunded_soon(found: Figures) -> list[bool]:
    """Years without money from this year or next on, until it comes again."""
    missing = _some(found.unfunded)
    goes_on = any(missing[:SOON_YEARS])
    soon = []
    for place, is_short in enumerate(missing):
        goes_on = goes_on and (is_short or place < missing.index(True))
        soon.append(goes_on and is_short)
    return soon


def _reserve(found: Figures) -> list[Concern]:
    """A reserve that is spent to the end, and one below the board's policy.

    A reserve that never held money is not used up.
    """
    pairs = zip(found.reserve_policy, found.reserve, strict=True)
    missing = [policy - balance for policy, balance in pairs]
    held = reserve_held_money(found)
    empty = [held[place] and balance < A_CENT for place, balance in enumerate(found.reserve)]
    return [
        *_concern("reserve_used_up", found, empty, missing),
        *_concern("below_policy", found, _some(missing), missing),
    ]


@cached_while_used
def reserve_held_money(found: Figures) -> list[bool]:
    """Whether the technology reserve has held money by each year."""
    drawn = sum_by_year([row.paid_by_reserve for row in found.rows], len(found.years))
    by_year = []
    so_far = found.opening >= A_CENT
    for place, balance in enumerate(found.reserve):
        so_far = so_far or drawn[place] >= A_CENT or balance >= A_CENT
        by_year.append(so_far)
    return by_year


def _cliff(found: Figures) -> list[Concern]:
    """Money that ends, in the year in which it covers less by most."""
    largest = cliff(found)
    if largest is None:
        return []
    names = [name or "prepayments" for name, fall in largest.falls if fall > A_CENT]
    return [_made("cliff", [largest.year], [largest.size], names)]


def _concern(
    kind: ConcernKind,
    found: Figures,
    holds: list[bool],
    amounts: list[float],
    names: list[str] | None = None,
) -> list[Concern]:
    """A concern of the years in which it holds; none if it never does."""
    places = [place for place, it_holds in enumerate(holds) if it_holds]
    if not places:
        return []
    years = [found.years[place] for place in places]
    return [_made(kind, years, [amounts[place] for place in places], names or [])]


def _made(kind: ConcernKind, years: list[int], amounts: list[float], names: list[str]) -> Concern:
    first, last = years[0], years[-1]
    unbroken = len(years) == last - first + 1
    return Concern(kind, years, amounts, names, first, last, total(amounts), unbroken)
