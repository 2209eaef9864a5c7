"""Who pays rows of cost, by kind of money: recurring, one-time, the reserve, an earlier year.

A source is recurring or one-time as a whole, as its row in the funding table says. A levy that
comes up for a vote is recurring money; that it may end is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.figures import RowFigures, sum_by_year

#: Kinds of money that pay a row, in the order they are told; the last of them nobody pays.
PAYERS = ("recurring", "one_time", "reserve", "prepaid", "unfunded")
#: What each of them pays of something, by year [USD].
Paid = dict[str, list[float]]


def who_pays(rows: Sequence[RowFigures]) -> Paid:
    """Who pays some rows of cost together, by kind of money and year.

    Parameters
    ----------
    rows : sequence of RowFigures
        At least one.

    Returns
    -------
    dict of str to list of float
        What each of ``PAYERS`` pays; what is prepaid would be due had it not been paid in an
        earlier year [USD].

    Examples
    --------
    >>> from planner.analysis.answers import answers
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = answers(project(read_plan(example("prairie-view")))).figures
    >>> who_pays(found.rows)["unfunded"] == found.unfunded
    True
    """
    each = [_who_pays_one(row) for row in rows]
    if len(each) == 1:
        return each[0]
    years = len(rows[0].cost)
    return {payer: sum_by_year([paid[payer] for paid in each], years) for payer in PAYERS}


def needed(paid: Paid) -> list[float]:
    """What each year asks for, paid or not: its cost, and what was prepaid for it [USD].

    >>> needed({payer: [8.0, 1.0] for payer in PAYERS})
    [40.0, 5.0]
    """
    return sum_by_year([paid[payer] for payer in PAYERS], len(paid["unfunded"]))


def _who_pays_one(row: RowFigures) -> Paid:
    return {
        "recurring": row.paid_by_recurring,
        "one_time": row.paid_by_one_time,
        "reserve": row.paid_by_reserve,
        "prepaid": row.prepaid,
        "unfunded": row.unfunded,
    }
