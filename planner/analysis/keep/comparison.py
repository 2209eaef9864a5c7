"""What falls and what comes back under another scenario, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from planner.analysis.answers import Answers
from planner.analysis.effect import A_DOLLAR
from planner.analysis.keep.verdict import Kept, Verdict, kept


@dataclass(frozen=True)
class RowChange:
    """One row of cost in two scenarios.

    Attributes
    ----------
    before, after : Verdict
        In the main scenario, and in the other one.
    """

    before: Verdict
    after: Verdict

    @property
    def more_unfunded(self) -> float:
        """How much more of it is unfunded over the plan; less than nothing if less is [USD]."""
        return self.after.unfunded - self.before.unfunded

    @property
    def same_verdict(self) -> bool:
        """Whether it is paid, in part or not, in the same years."""
        return self.before.states == self.after.states


@dataclass(frozen=True)
class KeepChange:
    """What another scenario keeps against the main one.

    Attributes
    ----------
    scenario, title : str
        Name and title of the other scenario.
    falls : tuple of RowChange
        Rows of which more is unfunded, and whose verdict is another one; those to be kept first
        come first, then the largest amounts.
    comes_back : tuple of RowChange
        Rows of which less is unfunded, and whose verdict is another one.
    left_out : tuple of Verdict
        Rows that cost nothing in the other scenario, or end earlier in it.
    added : tuple of Verdict
        Rows that cost something only in the other scenario.
    more_unfunded : float
        How much more is unfunded over the plan, all rows together [USD].
    """

    scenario: str
    title: str
    falls: tuple[RowChange, ...]
    comes_back: tuple[RowChange, ...]
    left_out: tuple[Verdict, ...]
    added: tuple[Verdict, ...]
    more_unfunded: float

    @property
    def keeps_the_same(self) -> bool:
        """Whether no row falls, comes back, is left out or is added."""
        return not (self.falls or self.comes_back or self.left_out or self.added)


def keep_change(main: Answers, other: Answers) -> KeepChange:
    """What falls and what comes back in another scenario.

    Parameters
    ----------
    main, other : Answers
        The main scenario, and the one that is held against it.

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
    >>> found = keep_change(both.main, both.others[0])
    >>> found.more_unfunded > 0, found.comes_back
    (True, ())
    """
    before, after = kept(main.projection), kept(other.projection)
    return kept_change(before, after, other.scenario, other.title)


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
    goes_on = [key for key in before if key in after and not _ends_earlier(before, after, key)]
    changes = [RowChange(before[key], after[key]) for key in goes_on]
    other_verdict = [change for change in changes if not change.same_verdict]
    other_verdict.sort(key=lambda c: (c.before.line.priority, -abs(c.more_unfunded)))
    return KeepChange(
        scenario=scenario,
        title=title,
        falls=tuple(c for c in other_verdict if c.more_unfunded > A_DOLLAR),
        comes_back=tuple(c for c in other_verdict if c.more_unfunded < -A_DOLLAR),
        left_out=tuple(before[key] for key in before if key not in goes_on),
        added=tuple(after[key] for key in after if key not in before),
        more_unfunded=_unfunded(two) - _unfunded(one),
    )


_Rows = dict[tuple[str, str], Verdict]


def _ends_earlier(before: _Rows, after: _Rows, key: tuple[str, str]) -> bool:
    return after[key].states[-1][0] < before[key].states[-1][0]


def _by_name(found: Kept) -> _Rows:
    """Verdicts by table and name: a name is typed once in a table."""
    return {(verdict.line.table, verdict.line.name): verdict for verdict in found.verdicts}


def _unfunded(found: Kept) -> float:
    return sum(verdict.unfunded for verdict in found.verdicts)
