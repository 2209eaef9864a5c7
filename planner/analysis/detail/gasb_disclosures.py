"""Long contracts as accounting reports them: a liability and an asset, next to the cash plan.

GASB 96 treats a subscription of more than twelve months like a lease (GASB 87): what is still
owed in the term is a liability at its present value. The plan's money is not changed by it.
Stated for the contracts that run when the plan starts, and for devices leased in its first
year, at the district's own borrowing rate; nothing is stated without one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.costs.leases import lease_payments
from planner.costs.subscription_liability import Schedule, disclosure
from planner.projection.expenses.contracts import contract_of
from planner.projection.project import Projection


@dataclass(frozen=True)
class LongContract:
    """A contract as accounting states it.

    Attributes
    ----------
    name : str
        The contract or the fleet.
    standard : str
        ``GASB 96`` for subscriptions, ``GASB 87`` for leases.
    payments : ndarray, shape (year of the term,)
        What is still to pay in the term, at the start of each year [USD].
    schedule : Schedule
        Liability and asset, year by year.
    """

    name: str
    standard: str
    payments: Floats
    schedule: Schedule


def long_contracts(projection: Projection, case: int = 0) -> tuple[LongContract, ...]:
    """Liability and asset of every contract of more than a year, at the start of the plan.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> all(c.standard for c in long_contracts(project(read_plan(example("prairie-view")))))
    True
    """
    rate = projection.plan.district.borrowing_rate
    if rate is None:
        return ()
    owed = [*_subscriptions(projection, case), *_leases(projection, case)]
    return tuple(
        LongContract(name, standard, payments, disclosure(payments, rate, in_advance=True))
        for name, standard, payments in owed
        if payments.size and payments.sum() > 0
    )


def _subscriptions(projection: Projection, case: int) -> list[tuple[str, str, Floats]]:
    """Payments that are left in the term of each contract."""
    found = []
    for number, line in enumerate(projection.lines):
        row = contract_of(projection.plan, line)
        if row is None or row.term_years < 2 or row.next_renewal is None:
            continue
        left = [t for t, year in enumerate(projection.years) if year < row.next_renewal]
        payments = projection.expenses.cost[number, left, case]
        found.append((line.name, "GASB 96", np.asarray(payments)))
    return found


def _leases(projection: Projection, case: int) -> list[tuple[str, str, Floats]]:
    """Payments of the devices leased in the first year, to the end of their lease."""
    found = []
    for number, fleet in enumerate(projection.plan.devices):
        if fleet.replacement != "lease" or fleet.lease_years is None:
            continue
        # The first year shows only the first payment; the others are the same.
        first = float(projection.expenses.cost[number, 0, case])
        terms = (np.array(x, dtype=np.float64) for x in (0.0, fleet.lease_years, 0.0))
        financed = np.zeros((1, fleet.lease_years, 1))
        financed[0, 0] = first * fleet.lease_years
        found.append((fleet.name, "GASB 87", lease_payments(financed, *terms)[0, :, 0]))
    return found
