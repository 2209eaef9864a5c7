"""The verdict on every row of cost: kept, in part, or not funded, when, and on which money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.analysis.figures import Figures, RowFigures
from planner.analysis.keep.who_pays import Paid, needed, who_pays
from planner.plan.cached import cached_while_used
from planner.projection.yearly_totals import A_CENT
from planner.rulebook.sums import total

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
    line : RowFigures
        The row.
    place : int
        Its place among the rows of the plan.
    states : list of tuple of (int, str)
        Its years, and what of it is paid in each. A year in which it is in use but nothing is
        due counts as the year before.
    runs : list of Run
        The same years, gathered where the same is paid on end.
    leaning : list of tuple of (int, list of str)
        Years in which money other than recurring pays some of it, and which.
    due : list of int
        Years in which something is due.
    kind : str
        Which of ``KINDS`` it is; of a one-time cost kept, in part or not funded.
    severity : int
        How bad it is: 0 where the row is kept, more where less is paid.
    first_short : int or None
        First fiscal year in which not all of it is paid.
    yearly : float
        Sustainable annual cost of its first year; of a one-time cost, all of it [USD].
    unfunded : float
        What is unfunded over the plan [USD].
    plan_ends : int
        Last fiscal year of the plan.
    """

    line: RowFigures
    place: int
    states: list[tuple[int, str]]
    runs: list[Run]
    leaning: list[tuple[int, list[str]]]
    due: list[int]
    kind: Kind
    severity: int
    first_short: int | None
    yearly: float
    unfunded: float
    plan_ends: int


@dataclass(frozen=True)
class Kept:
    """What one scenario keeps.

    Attributes
    ----------
    years : list of int
        Fiscal years of the plan.
    rows : list of RowFigures
        All rows of the plan, whether they cost something or not.
    verdicts : list of Verdict
        Rows that cost something, in the order of the budget.
    without_cost : int
        How many rows cost nothing in any year [rows].
    priorities : list of int
        Priorities that rows have, the first to be kept first.
    """

    years: list[int]
    rows: list[RowFigures]
    verdicts: list[Verdict]
    without_cost: int
    priorities: list[int]


@cached_while_used
def kept(found: Figures) -> Kept:
    """What becomes of every row of cost.

    Parameters
    ----------
    found : Figures
        What a scenario means.

    Returns
    -------
    Kept
        A verdict for each row that costs something.
    """
    return kept_rows(found.rows, found.years)


def kept_rows(rows: list[RowFigures], years: list[int]) -> Kept:
    """What becomes of some rows of cost, in the years of a plan.

    Examples
    --------
    >>> from planner.analysis.answers import answers
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> figures = answers(project(read_plan(example("prairie-view")))).figures
    >>> found = kept_rows(figures.rows, figures.years)
    >>> all((verdict.first_short is None) == (verdict.unfunded < 1) for verdict in found.verdicts)
    True
    """
    verdicts: list[Verdict] = []
    for place, row in enumerate(rows):
        paid = who_pays([row])
        need = needed(paid)
        if max(need) > A_CENT:
            verdicts.append(_verdict(place, row, years, paid, need))
    ranks = sorted(dict.fromkeys(verdict.line.priority for verdict in verdicts))
    return Kept(years, rows, verdicts, len(rows) - len(verdicts), ranks)


def _verdict(
    place: int, row: RowFigures, years: Sequence[int], paid: Paid, need: Sequence[float]
) -> Verdict:
    due = [number for number, amount in enumerate(need) if amount > A_CENT]
    other = [kind for kind in OTHER_MONEY if max(paid[kind]) > A_CENT]
    leaning = [
        (years[number], [kind for kind in other if paid[kind][number] > A_CENT])
        for number in due
        if any(paid[kind][number] > A_CENT for kind in other)
    ]
    yearly = [cost for cost in row.sustained_cost if cost > A_CENT]
    states = _states(row, need, years)
    runs = _runs(states)
    kind = _kind([run.state for run in runs], recurring=row.recurring, leans=len(leaning) > 0)
    short = [run.first for run in runs if run.state != FULL]
    return Verdict(
        line=row,
        place=place,
        states=states,
        runs=runs,
        leaning=leaning,
        due=[years[number] for number in due],
        kind=kind,
        severity=KINDS.index(kind),
        first_short=short[0] if short else None,
        yearly=yearly[0] if row.recurring and yearly else total(need),
        unfunded=total(row.unfunded),
        plan_ends=years[-1],
    )


def _states(row: RowFigures, need: Sequence[float], years: Sequence[int]) -> list[tuple[int, str]]:
    """Years that count, and what is paid in each.

    Devices are bought in some years and used in all: a year without a purchase is as good as the
    purchases before it.
    """
    states: list[tuple[int, str]] = []
    state = ""
    for place, year in enumerate(years):
        if need[place] > A_CENT:
            state = _state(need[place], row.unfunded[place])
        if state and (need[place] > A_CENT or row.sustained_cost[place] > A_CENT):
            states.append((year, state))
    return states


def _state(need: float, unfunded: float) -> str:
    """What of a year is paid."""
    if unfunded <= A_CENT:
        return FULL
    return PART if need - unfunded > A_CENT else NOTHING


def _runs(states: Sequence[tuple[int, str]]) -> list[Run]:
    runs: list[Run] = []
    begun = 0
    for place, (year, state) in enumerate(states):
        goes_on = place + 1 < len(states) and states[place + 1][1] == state
        if not goes_on:
            runs.append(Run(state, states[begun][0], year, place + 1 - begun))
            begun = place + 1
    return runs


def _kind(states: Sequence[str], *, recurring: bool, leans: bool) -> Kind:
    """The kind of verdict, from what is paid of a row in one run of years after the other."""
    if len(states) == 1 and states[0] == FULL:
        return "leaning" if leans and recurring else "kept"
    if len(states) == 1 and states[0] == NOTHING:
        return "not_funded"
    if not recurring or states[-1] == PART:
        return "in_part"
    return "restored" if states[-1] == FULL else "ends"
