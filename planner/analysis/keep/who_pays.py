"""Who pays every row of cost, by kind of money: recurring, one-time, the reserve, an earlier year.

A source is recurring or one-time as a whole, as its row in the funding table says. A levy that
comes up for a vote is recurring money; that it may end is told elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.projection.expenses.cost_rows import CostRow
from planner.projection.project import Projection
from planner.projection.yearly_totals import paid_one_time

#: Kinds of money that pay a row, in the order they are told; the last of them nobody pays.
PAYERS = ("recurring", "one_time", "reserve", "prepaid", "unfunded")


@dataclass(frozen=True)
class WhoPays:
    """Who pays every row of cost in every year.

    Arrays have the shape (line, year) [USD]. The first five add up to ``need``.

    Attributes
    ----------
    lines : tuple of CostRow
        Rows of cost, in the order of the arrays.
    years : tuple of int
        Fiscal years.
    recurring : ndarray
        Paid by sources of recurring money.
    one_time : ndarray
        Paid by sources of one-time money.
    reserve : ndarray
        Paid by the technology reserve.
    prepaid : ndarray
        What would be due had it not been paid in an earlier year.
    unfunded : ndarray
        Cost that no source can pay.
    sustained : ndarray
        Sustainable annual cost: what it takes a year to keep the row up.
    """

    lines: tuple[CostRow, ...]
    years: tuple[int, ...]
    recurring: Floats
    one_time: Floats
    reserve: Floats
    prepaid: Floats
    unfunded: Floats
    sustained: Floats

    @property
    def need(self) -> Floats:
        """What the year asks for: its cost, and what was prepaid for it [USD]."""
        return np.asarray(sum(getattr(self, payer) for payer in PAYERS))


def who_pays(projection: Projection, case: int = 0) -> WhoPays:
    """Who pays every row of cost, year by year, for one case of a projection.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Returns
    -------
    WhoPays
        Amounts by kind of money.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = who_pays(project(read_plan(example("prairie-view"))))
    >>> found.need.shape == (len(found.lines), len(found.years))
    True
    """
    funding, expenses = projection.funding, projection.expenses
    recurring = np.array([fund.recurring for fund in projection.funds], dtype=bool)

    def of_case(of_pools: Floats) -> Floats:
        return projection.by_line(of_pools)[:, :, case]

    return WhoPays(
        lines=projection.lines,
        years=projection.years,
        recurring=of_case(np.asarray(funding.paid[recurring].sum(axis=0))),
        one_time=of_case(paid_one_time(projection)),
        reserve=of_case(funding.reserve_paid),
        prepaid=expenses.prepaid[:, :, case],
        unfunded=of_case(funding.unfunded),
        sustained=expenses.sustained[:, :, case],
    )
