"""E-Rate in a plan: revenue that needs a cost.

Costs are computed first; their eligible dollars come here and the discount goes back, as a
share of each eligible row's cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People
from planner.reference.accounts import accounts
from planner.reference.erate import (
    Cycle,
    cep_multiplier,
    cycle_of,
    discount_bands,
    funding_year_of,
)
from planner.revenue.erate import (
    category_two_allowed,
    category_two_budget,
    discount_rate,
    eligible_rate,
    is_rural,
)


def erate_share_of_cost(inputs: Inputs, expenses: Expenses, people: People) -> Mapping[str, Floats]:
    """Share of cost that E-Rate pays while it runs, by category, shape (year, case or 1) each.

    Category One gets the discount; Category Two the discount on what fits under the budget.
    Without E-Rate in the plan there is no category.
    """
    if not any(row.kind == "erate" for row in inputs.plan.funding):
        return {}
    twos = [accounts()[x.category].erate_category == "category_two" for x in expenses.lines]
    eligible = expenses.cost_of(np.array([twos], dtype=bool))[0]
    allowed = _allowed(inputs, people, eligible)
    with np.errstate(invalid="ignore", divide="ignore"):
        fits = np.where(eligible > 0, allowed / eligible, 0.0)
    lunch, part = lunch_share(inputs, people), inputs.drivers["erate_share"]
    return {
        "category_one": _discount(inputs, lunch, "category_one") * part,
        "category_two": _discount(inputs, lunch, "category_two") * fits * part,
    }


def _discount(inputs: Inputs, lunch: Floats, category: str) -> Floats:
    bands = discount_bands(locale_of(inputs.plan))
    return discount_rate(
        lunch,
        [band.lunch_percent_from for band in bands],
        [getattr(band, category) for band in bands],
    )


def lunch_share(inputs: Inputs, people: People) -> Floats:
    """District-wide share of students who count, typed or calculated from the schools.

    Shape (year or 1, case or 1).
    """
    typed = inputs.district["lunch_rate"]
    if not np.isnan(typed).any():
        return typed
    shape = people.by_row.shape
    calculated = eligible_rate(
        people.by_row,
        np.broadcast_to(inputs.of("enrollment", "lunch_rate"), shape),
        np.broadcast_to(inputs.of("enrollment", "direct_certified_rate"), shape),
        np.array(cep_multiplier(date(inputs.plan.years[0] - 1, 7, 1))),
    )
    return np.where(np.isnan(typed), calculated, typed)


def locale_of(plan: Plan) -> str:
    """Urban or rural: as typed, or by the schools, of which more than half must be rural."""
    if plan.district.locale:
        return plan.district.locale
    schools: dict[str, bool] = {}
    for row in plan.enrollment:
        if row.active:
            name = row.school or row.name
            schools[name] = schools.get(name, False) or row.rural == "yes"
    flags = np.array(list(schools.values()), dtype=np.float64)
    return "rural" if is_rural(flags, np.ones_like(flags)) > 0 else "urban"


def _allowed(inputs: Inputs, people: People, eligible: Floats) -> Floats:
    """Eligible Category Two cost under the budgets, shape (year, case)."""
    cycles, shares = _cycle_shares(inputs)
    schools = people.by_school()
    open_schools = np.broadcast_to(people.schools(), schools.shape[1:])
    budgets = np.zeros((len(cycles), *schools.shape[1:]))
    for cycle, share, budget in zip(cycles, shares, budgets, strict=True):
        own = np.flatnonzero(share > 0)  # a budget is asked for in the years of its cycle only
        each_alone = open_schools[own] <= cycle.school_by_school_most_schools
        terms = cycle.per_student, cycle.floor_per_school, each_alone
        budget[own] = category_two_budget(schools[:, own], *terms)
    used = np.broadcast_to(inputs.district["category_two_used"][0], (inputs.cases,))
    return category_two_allowed(eligible, budgets, shares, used)


def _cycle_shares(inputs: Inputs) -> tuple[list[Cycle], Floats]:
    """Cycles the plan touches, and the share of each fiscal year in each of them."""
    months = inputs.year_starts[0, :, 0][:, None] + np.arange(12)
    funding_years = funding_year_of(months)
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
