"""The verdict on every row of cost: kept, in part, or not funded, when, and on which money."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from planner.analysis.keep.who_pays import WhoPays, who_pays
from planner.projection.expenses.cost_rows import CostRow
from planner.projection.project import Projection
from planner.projection.yearly_totals import A_CENT

#: What of a row is paid in a year.
FULL, PART, NOTHING = "full", "part", "nothing"
#: Kinds of verdict, the best first. ``kept``: in full in every year on recurring money;
#: ``leaning``: in full in every year, other money helps; ``restored``: short in some years, in
#: full again to the end; ``in_part``: in part at the end; ``ends``: paid at first, nothing at
#: the end; ``not_funded``: never paid.
Kind = Literal["kept", "leaning", "restored", "in_part", "ends", "not_funded"]
KINDS: tuple[Kind, ...] = ("kept", "leaning", "restored", "in_part", "ends", "not_funded")
#: Money that a row leans on where recurring money does not pay all of it.
OTHER_MONEY = ("one_time", "reserve", "prepaid")


@dataclass(frozen=True)
class Run:
    """Years on end in which the same of a row is paid.

    Attributes
    ----------
    state : str
        ``full``, ``part`` or ``nothing``.
    first, last : int
        Fiscal years.
    years : int
        How many of the row's years these are.
    """

    state: str
    first: int
    last: int
    years: int


@dataclass(frozen=True)
class Verdict:
    """What becomes of one row of cost.

    Attributes
    ----------
    line : CostRow
        The row.
    place : int
        Its place in the arrays of ``WhoPays``.
    states : tuple of (int, str)
        Its years, and what of it is paid in each. A year in which it is in use but nothing is
        due counts as the year before.
    leaning : tuple of (int, tuple of str)
        Years in which money other than recurring pays some of it, and which.
    due : tuple of int
        Years in which something is due.
    yearly : float
        Sustainable annual cost of its first year; of a one-time cost, all of it [USD].
    unfunded : float
        What is unfunded over the plan [USD].
    plan_ends : int
        Last fiscal year of the plan.
    """

    line: CostRow
    place: int
    states: tuple[tuple[int, str], ...]
    leaning: tuple[tuple[int, tuple[str, ...]], ...]
    due: tuple[int, ...]
    yearly: float
    unfunded: float
    plan_ends: int

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its years, gathered where the same is paid on end."""
        grouped = itertools.groupby(self.states, key=lambda of_year: of_year[1])
        return tuple(_run(state, [year for year, _ in years]) for state, years in grouped)

    @property
    def kind(self) -> Kind:
        """Which of ``KINDS`` it is; of a one-time cost kept, in part or not funded."""
        states = [run.state for run in self.runs]
        if states == [FULL]:
            return "leaning" if self.leaning and self.line.recurring else "kept"
        if states == [NOTHING]:
            return "not_funded"
        if not self.line.recurring or states[-1] == PART:
            return "in_part"
        return "restored" if states[-1] == FULL else "ends"

    @property
    def severity(self) -> int:
        """How bad it is: 0 where the row is kept, more where less is paid."""
        return KINDS.index(self.kind)

    @property
    def first_short(self) -> int | None:
        """First fiscal year in which not all of it is paid."""
        return next((run.first for run in self.runs if run.state != FULL), None)


@dataclass(frozen=True)
class Kept:
    """What one scenario keeps.

    Attributes
    ----------
    pays : WhoPays
        Who pays every row.
    verdicts : tuple of Verdict
        Rows that cost something, in the order of the budget.
    """

    pays: WhoPays
    verdicts: tuple[Verdict, ...]

    @property
    def without_cost(self) -> int:
        """How many rows cost nothing in any year [rows]."""
        return len(self.pays.lines) - len(self.verdicts)

    @property
    def priorities(self) -> tuple[int, ...]:
        """Priorities that rows have, the first to be kept first."""
        return tuple(sorted({verdict.line.priority for verdict in self.verdicts}))


def kept(projection: Projection, case: int = 0) -> Kept:
    """What becomes of every row of cost.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Returns
    -------
    Kept
        A verdict for each row that costs something.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = kept(project(read_plan(example("prairie-view"))))
    >>> all((verdict.first_short is None) == (verdict.unfunded < 1) for verdict in found.verdicts)
    True
    """
    return kept_rows(who_pays(projection, case))


def kept_rows(pays: WhoPays) -> Kept:
    """What becomes of every row of cost, from who pays it."""
    some = [place for place, need in enumerate(pays.need) if (need > A_CENT).any()]
    return Kept(pays, tuple(_verdict(pays, place) for place in some))


def _verdict(pays: WhoPays, place: int) -> Verdict:
    line, need = pays.lines[place], pays.need[place]
    due = [t for t in range(len(pays.years)) if need[t] > A_CENT]
    money = {kind: getattr(pays, kind)[place] for kind in OTHER_MONEY}
    leaning = [(t, tuple(kind for kind, paid in money.items() if paid[t] > A_CENT)) for t in due]
    yearly = [float(cost) for cost in pays.sustained[place] if cost > A_CENT]
    return Verdict(
        line=line,
        place=place,
        states=tuple(_states(pays, place)),
        leaning=tuple((pays.years[t], kinds) for t, kinds in leaning if kinds),
        due=tuple(pays.years[t] for t in due),
        yearly=yearly[0] if line.recurring and yearly else float(need.sum()),
        unfunded=float(pays.unfunded[place].sum()),
        plan_ends=pays.years[-1],
    )


def _states(pays: WhoPays, place: int) -> Iterator[tuple[int, str]]:
    """Years that count, and what is paid in each.

    Devices are bought in some years and used in all: a year without a purchase is as good as the
    purchases before it.
    """
    state = ""
    years = zip(
        pays.years,
        pays.need[place],
        pays.unfunded[place],
        pays.sustained[place],
        strict=True,
    )
    for year, need, unfunded, sustained in years:
        if need > A_CENT:
            state = FULL
            if unfunded > A_CENT:
                state = PART if need - unfunded > A_CENT else NOTHING
            yield year, state
        elif sustained > A_CENT and state:
            yield year, state


def _run(state: str, years: list[int]) -> Run:
    return Run(state, years[0], years[-1], len(years))
