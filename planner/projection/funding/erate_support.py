"""E-Rate in a plan: revenue that needs a cost.

Costs are computed first; their eligible dollars come here and the discount goes back, as a
share of each eligible row's cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from planner.arrays import Bools, Floats, Places, sum_of_rows, taken_cases
from planner.plan.plan import Plan
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People
from planner.reference.erate import (
    CYCLE_YEARS,
    Cycle,
    cep_multiplier,
    cycle_of,
    discount_bands,
    funding_year_of,
)
from planner.revenue.erate import (
    BudgetUse,
    category_two_budget,
    category_two_sustained,
    category_two_use,
    discount_rate,
    eligible_rate,
    is_rural,
)

#: Categories of cost that E-Rate gives a discount on.
DISCOUNTED = ("category_one", "category_two")


@dataclass(frozen=True)
class ErateShare:
    """Share that E-Rate pays while it runs, by category, shape (year, case or 1) each.

    Without E-Rate in the plan there is no category.

    Attributes
    ----------
    of_cost : mapping of str to ndarray
        Of the year's cost: Category Two by what is left of the five-year budget [share].
    of_sustained : mapping of str to ndarray
        Of sustained cost: Category Two by a fifth of the budget [share].
    """

    of_cost: Mapping[str, Floats]
    of_sustained: Mapping[str, Floats]

    def spread(self, each: Places) -> ErateShare:
        """The same for many cases, each of which costs as much as one of these."""
        return ErateShare(
            *(
                {name: taken_cases(share, each) for name, share in shares.items()}
                for shares in (self.of_cost, self.of_sustained)
            )
        )


@dataclass(frozen=True)
class ErateTerms:
    """What E-Rate's share of cost follows from; the case axis comes last.

    Attributes
    ----------
    lunch_share : ndarray, shape (year or 1, case or 1)
        District-wide share of students who count for the discount [share].
    discounts : mapping of str to ndarray, shape (year, case or 1) each
        Discount by category, at the part of today's rules that the plan assumes [share].
    cycles : list of Cycle
        Category Two cycles that the plan touches.
    cycle_shares : ndarray, shape (cycle, year)
        Share of each fiscal year that lies in each cycle [share].
    budgets : ndarray, shape (cycle, year, case)
        Category Two budget of each cycle with the year's students [USD].
    eligible, sustained : ndarray, shape (year, case)
        Category Two cost, and sustained Category Two cost, of each year [USD].
    used_before : ndarray, shape (case,)
        Budget of the first cycle used before the plan starts [USD].
    """

    lunch_share: Floats
    discounts: Mapping[str, Floats]
    cycles: list[Cycle]
    cycle_shares: Floats
    budgets: Floats
    eligible: Floats
    sustained: Floats
    used_before: Floats

    @property
    def budget_use(self) -> BudgetUse:
        """How the Category Two budgets are used, year by year."""
        return category_two_use(self.eligible, self.budgets, self.cycle_shares, self.used_before)


def erate_terms(inputs: Inputs, expenses: Expenses, people: People) -> ErateTerms | None:
    """Discounts and Category Two budgets of a plan; none without E-Rate."""
    if not any(row.kind == "erate" for row in inputs.plan.funding):
        return None
    lunch, part = lunch_share(inputs, people), inputs.drivers["erate_share"]
    twos = _category_two(expenses)
    cycles, shares = _cycle_shares(inputs)
    return ErateTerms(
        lunch_share=lunch,
        discounts={name: _discount(inputs, lunch, name) * part for name in DISCOUNTED},
        cycles=cycles,
        cycle_shares=shares,
        budgets=_budgets(people, cycles, shares),
        eligible=expenses.cost_of(twos)[0],
        sustained=expenses.sustained_of(twos)[0],
        used_before=np.broadcast_to(inputs.district["category_two_used"][0], (inputs.cases,)),
    )


def erate_share_of_cost(inputs: Inputs, expenses: Expenses, people: People) -> ErateShare:
    """What E-Rate pays of cost, and of sustained cost.

    Category One gets the discount; Category Two the discount on what fits under the budget.
    """
    terms = erate_terms(inputs, expenses, people)
    if terms is None:
        return ErateShare({}, {})
    one, two = (terms.discounts[name] for name in DISCOUNTED)
    fits = sum_of_rows(terms.budget_use.used)
    fits_on_average = category_two_sustained(
        terms.sustained, terms.budgets, terms.cycle_shares, CYCLE_YEARS
    )
    return ErateShare(
        {"category_one": one, "category_two": two * _part_of(fits, terms.eligible)},
        {"category_one": one, "category_two": two * _part_of(fits_on_average, terms.sustained)},
    )


def _category_two(expenses: Expenses) -> Bools:
    """Rows of cost that are eligible for Category Two, shape (1, line)."""
    twos = [x.erate_category == "category_two" for x in expenses.lines]
    return np.array([twos], dtype=bool)


def _part_of(fits: Floats, eligible: Floats) -> Floats:
    """Share of eligible cost that fits under the budgets; none where nothing is eligible."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(eligible > 0, fits / eligible, 0.0)


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


def _budgets(people: People, cycles: list[Cycle], shares: Floats) -> Floats:
    """Category Two budget of each cycle with each year's students, shape (cycle, year, case)."""
    schools = people.by_school()
    open_schools = np.broadcast_to(people.schools(), schools.shape[1:])
    budgets = np.zeros((len(cycles), *schools.shape[1:]))
    for cycle, share, budget in zip(cycles, shares, budgets, strict=True):
        own = np.flatnonzero(share > 0)  # a budget is asked for in the years of its cycle only
        each_alone = open_schools[own] <= cycle.school_by_school_most_schools
        terms = cycle.per_student, cycle.floor_per_school, each_alone
        budget[own] = category_two_budget(schools[:, own], *terms)
    return budgets


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
