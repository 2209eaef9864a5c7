"""E-Rate at a glance: discounts, Category Two budgets by cycle, and what E-Rate provides.

Nothing is calculated a second time: discounts and budgets are those the projection used, and what
E-Rate provides is what its sources received.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.fiscal import first_month
from planner.projection.funding.erate_support import (
    DISCOUNTED,
    ErateTerms,
    erate_terms,
    locale_of,
)
from planner.projection.funding.settle import paying_orders
from planner.projection.project import Projection
from planner.reference.erate import FUNDING_YEAR_START_MONTH


@dataclass(frozen=True)
class CycleUse:
    """A five-year Category Two budget, in the years of the plan that touch its cycle.

    Attributes
    ----------
    first_funding_year, last_funding_year : int
        Funding years of the cycle, each named for the calendar year in which it starts.
    published : bool
        False where the budget uses the figures of an earlier cycle.
    last_fiscal_year : int
        The district's fiscal year in which it ends, also beyond the plan.
    years : tuple of int
        Fiscal years of the plan that lie in the cycle, at least in part.
    used_before : float
        Used before the plan starts [USD].
    in_force, used, above : ndarray, shape (year of the cycle,)
        Budget, eligible cost under it, and eligible cost above it, which gets no discount [USD].
    """

    first_funding_year: int
    last_funding_year: int
    published: bool
    last_fiscal_year: int
    years: tuple[int, ...]
    used_before: float
    in_force: Floats
    used: Floats
    above: Floats

    @property
    def budget(self) -> float:
        """Budget of the cycle at its largest; it never falls within a cycle [USD]."""
        return float(self.in_force[-1])

    @property
    def open_to_plan(self) -> float:
        """What of the budget the plan can still use [USD]."""
        return max(self.budget - self.used_before, 0.0)


@dataclass(frozen=True)
class ErateOverview:
    """E-Rate in a plan, shape (year,) where nothing else is said.

    Attributes
    ----------
    lunch_share : ndarray
        Share of students who count for the discount [share].
    is_typed : bool
        Whether the district typed that share; otherwise it is calculated from the schools.
    locale : str
        ``urban`` or ``rural``.
    part : ndarray
        Part of today's rules that the plan assumes [share].
    discount, eligible, earned : mapping of str to ndarray
        By category: the discount [share], eligible cost, and the discount on it while E-Rate may
        pay and the bill is not paid already [USD].
    refunded_later, refunds : ndarray
        Of the year's discount what comes as a refund in the next year, and refunds that come in
        this one [USD].
    received : ndarray
        What E-Rate provides [USD].
    cycles : tuple of CycleUse
        Category Two budgets, the first cycle first.
    """

    lunch_share: Floats
    is_typed: bool
    locale: str
    part: Floats
    discount: Mapping[str, Floats]
    eligible: Mapping[str, Floats]
    earned: Mapping[str, Floats]
    refunded_later: Floats
    refunds: Floats
    received: Floats
    cycles: tuple[CycleUse, ...]


def erate_overview(projection: Projection, case: int = 0) -> ErateOverview | None:
    """E-Rate's discounts, budgets and money in one case; none without E-Rate in the plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> projection = project(read_plan(example("prairie-view")))
    >>> found = erate_overview(projection)
    >>> bool(np.allclose(found.received, projection.funding.received[0, :, 0]))
    True
    >>> erate_overview(project(read_plan(example("altoona-wi")))) is None
    True
    """
    terms = erate_terms(projection.inputs, projection.expenses, projection.people)
    sources = [s for s, fund in enumerate(projection.funds) if fund.kind == "erate"]
    pays = projection.money.terms.share[sources, :, case]
    if terms is None or not pays.any():
        return None
    eligible = {name: _eligible(projection, name, case) for name in DISCOUNTED}
    each = [_of_source(projection, source, case) for source in sources]
    return ErateOverview(
        lunch_share=_of_case(terms.lunch_share, projection, case),
        is_typed=projection.plan.district.lunch_rate is not None,
        locale=locale_of(projection.plan),
        part=_of_case(projection.inputs.drivers["erate_share"], projection, case),
        discount={n: _of_case(terms.discounts[n], projection, case) for n in DISCOUNTED},
        eligible=eligible,
        earned={n: np.sum([of.earned[n] for of in each], axis=0) for n in DISCOUNTED},
        refunded_later=np.sum([of.refunded_later for of in each], axis=0),
        refunds=np.sum([of.refunds for of in each], axis=0),
        received=projection.funding.received[sources, :, case].sum(axis=0),
        cycles=_cycles(projection, terms, case),
    )


@dataclass(frozen=True)
class _OfSource:
    """One E-Rate source: its discounts by category, and their refunds [USD]."""

    earned: Mapping[str, Floats]
    refunded_later: Floats
    refunds: Floats


def _of_source(projection: Projection, source: int, case: int) -> _OfSource:
    """Discounts of a source: its share of each bill, as far as no source before it paid it."""
    terms, funding = projection.money.terms, projection.funding
    order = paying_orders(terms)[:, case].tolist()
    before = order[: order.index(source)]
    paid = projection.by_line(funding.paid[before].sum(axis=0))[:, :, case]
    unpaid = projection.expenses.cost[:, :, case] - paid
    share = terms.share[source, :, case]
    earned = {}
    for name in DISCOUNTED:
        rows = _rows(projection, name)
        of_cost = _of_case(projection.erate_share.of_cost[name], projection, case)
        bills = projection.expenses.cost[rows, :, case]
        earned[name] = np.minimum(bills * of_cost * share, unpaid[rows]).sum(axis=0)
    total = np.sum(list(earned.values()), axis=0)
    later = total * terms.refunded[source, :, case]
    first = total * terms.refunded_before[source, :, case]
    return _OfSource(earned, later, first + np.concatenate([[0.0], later[:-1]]))


def _rows(projection: Projection, category: str) -> list[int]:
    return [k for k, line in enumerate(projection.lines) if line.erate_category == category]


def _eligible(projection: Projection, category: str, case: int) -> Floats:
    cost: Floats = projection.expenses.cost[_rows(projection, category), :, case]
    return np.asarray(cost.sum(axis=0))


def _of_case(array: Floats, projection: Projection, case: int) -> Floats:
    shape = len(projection.years), len(projection.scenarios)
    return np.asarray(np.broadcast_to(array, shape)[:, case])


def _cycles(projection: Projection, terms: ErateTerms, case: int) -> tuple[CycleUse, ...]:
    use, years = terms.budget_use, projection.years
    plan_starts = int(projection.inputs.year_starts[0, 0, 0])
    found = []
    for number, cycle in enumerate(terms.cycles):
        own = np.flatnonzero(terms.cycle_shares[number] > 0)
        last_month = first_month(cycle.last_funding_year + 2, FUNDING_YEAR_START_MONTH) - 1
        found.append(
            CycleUse(
                first_funding_year=cycle.first_funding_year,
                last_funding_year=cycle.last_funding_year,
                published=cycle.published,
                last_fiscal_year=years[0] + (last_month - plan_starts) // 12,
                years=tuple(years[t] for t in own),
                used_before=float(terms.used_before[case]) if number == 0 else 0.0,
                in_force=use.in_force[number, own, case],
                used=use.used[number, own, case],
                above=use.above[number, own, case],
            )
        )
    return tuple(found)
