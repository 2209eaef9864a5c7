"""What began on relief money: rows of cost that ESSER or other one-time money started.

Relief money ended, and what it started goes on: this follows its rows to who pays them now, and
to the year from which nobody does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.analysis.answers import Answers
from planner.analysis.keep.verdict import Verdict, kept
from planner.analysis.keep.who_pays import who_pays
from planner.arrays import Floats
from planner.projection.project import Projection
from planner.projection.yearly_totals import A_CENT

#: What a row may have begun on, besides recurring money.
ORIGINS = ("esser", "other_one_time")
#: Tables whose rows are products and services that are bought year by year.
_PRODUCTS = ("licenses", "security", "privacy")


@dataclass(frozen=True)
class BeganOnRelief:
    """Rows of cost that began on relief money, and who pays them now.

    Attributes
    ----------
    rows : tuple of Verdict
        The rows, and what becomes of each, in the order of the budget.
    origins : tuple of str
        What each of them began on, one of ``ORIGINS``.
    all_rows : int
        How many rows of the plan cost something [rows].
    year : int
        The fiscal year meant by *now*: the first of the plan in which one of them costs something.
    paid_now : dict of str to ndarray, shape (row,) each
        Who pays each row in that year, by kind of money, unfunded last [USD].
    sources_now : tuple of (str, float)
        Sources that pay in that year, the largest first [USD].
    unfunded : ndarray, shape (row, year)
        What nobody pays, in every year of the plan [USD].
    years : tuple of int
        Fiscal years of the plan.
    positions : tuple of (str, float)
        Positions of the district's own among them, and how large each is in that year [FTE].
    products : tuple of str
        Products and services among them.
    """

    rows: tuple[Verdict, ...]
    origins: tuple[str, ...]
    all_rows: int
    year: int
    paid_now: dict[str, Floats]
    sources_now: tuple[tuple[str, float], ...]
    unfunded: Floats
    years: tuple[int, ...]
    positions: tuple[tuple[str, float], ...]
    products: tuple[str, ...]

    @property
    def yearly(self) -> float:
        """Sustainable annual cost of the rows that recur [USD]."""
        return sum(row.yearly for row in self.rows if row.line.recurring)

    @property
    def need_now(self) -> Floats:
        """What each row asks for in the year meant by *now*, shape (row,) [USD]."""
        return np.asarray(sum(self.paid_now.values()))

    @property
    def first_unfunded(self) -> int | None:
        """First fiscal year in which nobody pays some of it."""
        short = (self.unfunded > A_CENT).any(axis=0)
        return self.years[int(np.argmax(short))] if short.any() else None


def began_on_relief(main: Answers) -> BeganOnRelief | None:
    """Rows that began on relief money, and who pays them; none where no row says so.

    Parameters
    ----------
    main : Answers
        The answers of one scenario.

    Returns
    -------
    BeganOnRelief or None
        The rows, their payers, and what is not covered.

    Examples
    --------
    >>> from planner.analysis.answers import answers
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> began_on_relief(answers(project(read_plan(example("altoona-wi"))))) is None
    True
    """
    projection, found = main.projection, kept(main.figures)
    began_on = [line.began_on for line in projection.lines]
    rows = tuple(verdict for verdict in found.verdicts if began_on[verdict.place] in ORIGINS)
    if not rows:
        return None
    paid = [who_pays([row.line]) for row in rows]
    now = min(main.years.index(row.due[0]) for row in rows)
    return BeganOnRelief(
        rows=rows,
        origins=tuple(began_on[row.place] for row in rows),
        all_rows=len(found.verdicts),
        year=main.years[now],
        paid_now={kind: np.array([by[kind][now] for by in paid]) for kind in paid[0]},
        sources_now=_sources(projection, [row.place for row in rows], now),
        unfunded=np.array([row.line.unfunded for row in rows]),
        years=main.years,
        positions=_positions(projection, rows, now),
        products=tuple(row.line.name for row in rows if row.line.table in _PRODUCTS),
    )


def _sources(projection: Projection, places: list[int], year: int) -> tuple[tuple[str, float], ...]:
    paid = projection.by_line(projection.funding.paid)[:, places, year, 0].sum(axis=1)
    named = zip((fund.name for fund in projection.funds), paid.tolist(), strict=True)
    return tuple(sorted(((n, x) for n, x in named if x > A_CENT), key=lambda pair: -pair[1]))


def _positions(
    projection: Projection, rows: tuple[Verdict, ...], year: int
) -> tuple[tuple[str, float], ...]:
    """Positions of the district's own; what a contractor does is left out."""
    staffing = projection.plan.staffing
    shape = len(staffing), len(projection.years), len(projection.scenarios)
    fte = np.broadcast_to(projection.inputs.of("staffing", "fte"), shape)
    first = next((k for k, line in enumerate(projection.lines) if line.table == "staffing"), 0)
    own = [(row.line.name, row.place - first) for row in rows if row.line.table == "staffing"]
    return tuple(
        (name, float(fte[place, year, 0]))
        for name, place in own
        if staffing[place].delivery == "own"
    )
