"""What falls and what comes back under another scenario, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from planner.analysis.effect import A_DOLLAR
from planner.analysis.figures import Figures
from planner.analysis.keep.verdict import Kept, Verdict, kept
from planner.rulebook.sums import total


@dataclass(frozen=True)
class RowChange:
    """One row of cost in two scenarios.

    Attributes
    ----------
    before, after : Verdict
        In the main scenario, and in the other one.
    more_unfunded : float
        How much more of it is unfunded over the plan; less than nothing if less is [USD].
    """

    before: Verdict
    after: Verdict
    more_unfunded: float


@dataclass(frozen=True)
class KeepChange:
    """What another scenario keeps against the main one.

    Attributes
    ----------
    scenario, title : str
        Name and title of the other scenario.
    falls : list of RowChange
        Rows of which more is unfunded, and whose verdict is another one; those to be kept first
        come first, then the largest amounts.
    comes_back : list of RowChange
        Rows of which less is unfunded, and whose verdict is another one.
    left_out : list of Verdict
        Rows that cost nothing in the other scenario, or end earlier in it.
    added : list of Verdict
        Rows that cost something only in the other scenario.
    more_unfunded : float
        How much more is unfunded over the plan, all rows together [USD].
    """

    scenario: str
    title: str
    falls: list[RowChange]
    comes_back: list[RowChange]
    left_out: list[Verdict]
    added: list[Verdict]
    more_unfunded: float


def keep_change(main: Figures, other: Figures) -> KeepChange:
    """What falls and what comes back in another scenario.

    Parameters
    ----------
    main, other : Figures
        The main scenario, and the one that is compared with it.

    Returns
    -------
    KeepChange
        Rows whose verdict is another one.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> both = compare(read_plan(example("prairie-view")), ["base", "levy-fails"])
    >>> found = keep_change(both.main.figures, both.others[0].figures)
    >>> found.more_unfunded > 0, found.comes_back
    (True, [])
    """
    return kept_change(kept(main), kept(other), other.scenario, other.title)


def kept_change(one: Kept, two: Kept, scenario: str, title: str) -> KeepChange:
    """What falls and what comes back, from what two scenarios keep.

    Parameters
    ----------
    one, two : Kept
        Of the main scenario, and of the other one.
    scenario, title : str
        Name and title of the other one.
    """
    before, after = _by_name(one), _by_name(two)
    goes_on = [key for key in before if key in after and not _ends_earlier(before[key], after[key])]
    stays = dict.fromkeys(goes_on)
    changes = [
        RowChange(before[key], after[key], after[key].unfunded - before[key].unfunded)
        for key in goes_on
        if before[key].states != after[key].states
    ]
    by_rank = sorted(changes, key=lambda row: (row.before.line.priority, -abs(row.more_unfunded)))
    return KeepChange(
        scenario=scenario,
        title=title,
        falls=[row for row in by_rank if row.more_unfunded > A_DOLLAR],
        comes_back=[row for row in by_rank if row.more_unfunded < -A_DOLLAR],
        left_out=[before[key] for key in before if key not in stays],
        added=[after[key] for key in after if key not in before],
        more_unfunded=_unfunded(two) - _unfunded(one),
    )


def keeps_the_same(change: KeepChange) -> bool:
    """Whether no row falls, comes back, is left out or is added."""
    return not (change.falls or change.comes_back or change.left_out or change.added)


def _ends_earlier(before: Verdict, after: Verdict) -> bool:
    return after.states[-1][0] < before.states[-1][0]


def _by_name(found: Kept) -> dict[str, Verdict]:
    """Verdicts by table and name: a name is typed once in a table."""
    return {f"{verdict.line.table}/{verdict.line.name}": verdict for verdict in found.verdicts}


def _unfunded(found: Kept) -> float:
    return total(verdict.unfunded for verdict in found.verdicts)
