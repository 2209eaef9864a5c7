"""The totals of every case of a projection by year: the amounts that a board's answers are made of.

A board page, a draw, a set of options and a district of a state all take these amounts from here,
each for as many cases as it has. Rows of cost are added up without being laid out one by one,
which is what makes ten thousand draws of a long plan affordable.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Bools, Floats, sum_of_rows
from planner.projection.project import Projection

#: Less than this is rounding, not money [USD].
A_CENT = 0.005


def yearly_totals(projection: Projection) -> dict[str, Floats]:
    """What a board asks of every case, by year.

    Parameters
    ----------
    projection : Projection
        One case or many.

    Returns
    -------
    dict of str to ndarray, shape (year, case)
        ``cost``, ``sustained_cost``, ``recurring_revenue``, ``structural_balance``,
        ``unfunded``, ``reserve`` and ``reserve_policy``, as in ``Answers`` [USD].

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> totals = yearly_totals(project(read_plan(example("prairie-view"))))
    >>> totals["cost"].shape == totals["structural_balance"].shape == (8, 1)
    True
    """
    funding = projection.funding
    sustained, structural = projection.expenses.sustained_total, projection.structural.balance
    return {
        "cost": funding.cost,
        "sustained_cost": sustained,
        "recurring_revenue": sustained + structural,
        "structural_balance": structural,
        "unfunded": sum_of_rows(funding.unfunded),
        "reserve": funding.reserve,
        "reserve_policy": projection.reserve_policy,
    }


def paid_one_time(projection: Projection) -> Floats:
    """What one-time sources, the reserve aside, pay of every pool, shape (pool, year, case) [USD].

    Recurring cost that is paid with it goes unfunded when the sources end, unless replaced.
    """
    one_time = np.array([not fund.recurring for fund in projection.funds], dtype=bool)
    return np.asarray(projection.funding.paid[one_time].sum(axis=0))


def one_time_support(projection: Projection) -> Floats:
    """Recurring cost paid by one-time sources and prepayments, shape (year, case) [USD].

    The sum of what a board page lists row by row as ``Answers.recurring_on_one_time_by_row``, but
    for the reserve.
    """
    expenses, funding = projection.expenses, projection.funding
    recurring, paid = expenses.recurring, paid_one_time(projection)
    in_pool: Bools = funding.pool_of_line == np.arange(len(funding.pool_cost))[:, None]
    support: Floats = expenses.prepaid_of(recurring[None])[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        for pool, of_recurring in enumerate(expenses.cost_of(in_pool & recurring)):
            cost = funding.pool_cost[pool]
            support += np.where(cost > 0, paid[pool] * of_recurring / cost, 0.0)
    return support
