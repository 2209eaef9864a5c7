"""E-Rate in a plan: revenue that needs a cost.

Costs are computed first; their eligible dollars come here and the discount goes back, as a
share of each eligible row's cost.
"""

from __future__ import annotations

import numpy as np

from planner.fiscal import Floats
from planner.projection.cases import Inputs
from planner.projection.expenses import Expenses
from planner.projection.people import People
from planner.reference.accounts import accounts
from planner.reference.erate import (
    FUNDING_YEAR_START_MONTH,
    MOST_SCHOOLS_FOR_SCHOOL_BY_SCHOOL,
    Cycle,
    cycle_of,
    discount_bands,
)
from planner.revenue.erate import category_two_allowed, category_two_budget, discount_rate


def erate_share_of_cost(inputs: Inputs, expenses: Expenses, people: People) -> Floats:
    """Share of each row's cost that E-Rate pays while it runs, shape (line, year, case).

    Category One gets the discount; Category Two the discount on what fits under the budget.
    """
    category = np.array([accounts()[line.category].erate_category for line in expenses.lines])
    ones, twos = category == "category_one", category == "category_two"
    eligible = expenses.cost[twos].sum(axis=0)
    allowed = _allowed(inputs, people, eligible)
    with np.errstate(invalid="ignore", divide="ignore"):
        fits = np.where(eligible > 0, allowed / eligible, 0.0)
    share = np.zeros_like(expenses.cost)
    share[ones] = _discount(inputs, "category_one")
    share[twos] = _discount(inputs, "category_two") * fits
    return share * inputs.drivers["erate_share"]


def _discount(inputs: Inputs, category: str) -> Floats:
    bands = discount_bands(inputs.plan.district.locale)
    return discount_rate(
        inputs.district["lunch_rate"],
        [band.lunch_percent_from for band in bands],
        [getattr(band, category) for band in bands],
    )


def _allowed(inputs: Inputs, people: People, eligible: Floats) -> Floats:
    """Eligible Category Two cost under the budgets, shape (year, case)."""
    cycles, shares = _cycle_shares(inputs)
    schools = people.by_school()
    small = people.schools() <= MOST_SCHOOLS_FOR_SCHOOL_BY_SCHOOL
    budgets = np.array(
        [category_two_budget(schools, c.per_student, c.floor_per_school, small) for c in cycles]
    )
    used = np.broadcast_to(inputs.district["category_two_used"][0], (inputs.cases,))
    return category_two_allowed(eligible, budgets, shares, used)


def _cycle_shares(inputs: Inputs) -> tuple[list[Cycle], Floats]:
    """Cycles the plan touches, and the share of each fiscal year in each of them."""
    months = inputs.year_starts[0, :, 0][:, None] + np.arange(12)
    funding_years = (months - (FUNDING_YEAR_START_MONTH - 1)) // 12
    cycles = list(dict.fromkeys(cycle_of(int(y)) for y in np.unique(funding_years)))
    shares = np.array(
        [
            ((funding_years >= c.first_funding_year) & (funding_years <= c.last_funding_year)).mean(
                axis=1
            )
            for c in cycles
        ]
    )
    return cycles, shares
