"""Licenses that nobody uses, and when contracts come up for renewal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.plan.tables.contracts import ContractRow
from planner.projection.expenses.contracts import contract_of
from planner.projection.project import Projection


@dataclass(frozen=True)
class UnusedLicense:
    """A product of which more is billed than used.

    Attributes
    ----------
    name : str
        The product.
    billed : ndarray, shape (year,)
        Units billed [units].
    used : ndarray, shape (year,)
        Units in use [units].
    cost : ndarray, shape (year,)
        Price of the units that nobody uses [USD].
    """

    name: str
    billed: Floats
    used: Floats
    cost: Floats


@dataclass(frozen=True)
class Renewal:
    """A contract that is renewed in a year.

    Attributes
    ----------
    year : int
        Fiscal year of the renewal.
    name, table : str
        Which contract.
    term_years : int
        Years that the new term lasts.
    cost : float
        What the contract costs in that year [USD].
    """

    year: int
    name: str
    table: str
    term_years: int
    cost: float


def unused_licenses(projection: Projection, case: int = 0) -> tuple[UnusedLicense, ...]:
    """Products with more billed than used, the most expensive first.

    Only products whose number in use was typed are looked at.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = unused_licenses(project(read_plan(example("prairie-view"))))
    >>> all(product.cost.max() > 0 for product in found)
    True
    """
    billing = projection.expenses.billing["licenses"]
    used = np.broadcast_to(projection.inputs.of("licenses", "units_used"), billing.units.shape)
    found = []
    for place, row in enumerate(projection.plan.licenses):
        in_use = used[place, :, case]
        if np.isnan(in_use).any():
            continue
        units = billing.units[place, :, case]
        paid = billing.price[place, :, case] * billing.billed[place, :, case]
        idle = np.maximum(units - in_use, 0.0) * paid
        if idle.max() > 0:
            found.append(UnusedLicense(row.name, units, in_use, idle))
    return tuple(sorted(found, key=lambda product: -float(product.cost.sum())))


def renewal_calendar(projection: Projection, case: int = 0) -> tuple[Renewal, ...]:
    """Contracts with a term of more than a year, in the years in which they are renewed.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> renewal_calendar(project(read_plan(example("prairie-view"))))[0].year >= 2027
    True
    """
    found: list[Renewal] = []
    for number, line in enumerate(projection.lines):
        contract = contract_of(projection.plan, line)
        if contract is None or contract.term_years < 2 or contract.next_renewal is None:
            continue
        expenses = projection.expenses
        cost = (expenses.cost + expenses.prepaid)[number, :, case]
        found += _renewals(contract, line.table, projection.years, cost)
    return tuple(sorted(found, key=lambda renewal: (renewal.year, -renewal.cost)))


def _renewals(
    contract: ContractRow, table: str, years: tuple[int, ...], cost: Floats
) -> Iterator[Renewal]:
    """Years of the plan in which a contract is renewed, at its cost in those years."""
    term, first = contract.term_years, contract.next_renewal or 0
    for year, of_year in zip(years, cost.tolist(), strict=True):
        if year >= first and (year - first) % term == 0 and of_year > 0:
            yield Renewal(year, contract.name, table, term, of_year)
