"""Long contracts as accounting reports them: a liability and an asset, next to the cash plan.

GASB 96 treats a subscription of more than twelve months like a lease (GASB 87): what is still
owed in the term is a liability at its present value, and what was prepaid is an asset. Only a
contract that conveys control counts, of software or of equipment: internet access, monitoring and
other services are neither, unless their row says so. The plan's money is not changed by it.
Stated for the contracts and the leases of devices that run when the plan starts, and for devices
leased in its first year, at the district's own borrowing rate; no liability is stated without one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats
from planner.costs.leases import lease_payments
from planner.costs.subscription_liability import Schedule, disclosure
from planner.plan.tables.contracts import ContractRow
from planner.projection.expenses.contracts import contract_of
from planner.projection.expenses.existing_leases import existing_leases
from planner.projection.project import Projection
from planner.reference.accounts import accounts

#: Standard by what a contract is reported as.
_STANDARDS = {"subscription": "GASB 96", "lease": "GASB 87"}


@dataclass(frozen=True)
class LongContract:
    """A contract as accounting states it.

    Attributes
    ----------
    name : str
        The contract or the fleet.
    standard : str
        ``GASB 96`` for subscriptions, ``GASB 87`` for leases.
    years_left : float
        Years to the end of the term or, where nothing is left to pay, of what was prepaid [years].
    payments : ndarray, shape (year of the term,)
        What is still to pay in the term, at the start of each year [USD].
    prepaid : float
        What was paid before the plan starts for the time after, at the first year's price [USD].
    schedule : Schedule
        Liability and asset, year by year.
    """

    name: str
    standard: str
    years_left: float
    payments: Floats
    prepaid: float
    schedule: Schedule


def long_contracts(projection: Projection, case: int = 0) -> tuple[LongContract, ...]:
    """Liability and asset of every contract of more than a year, at the start of the plan.

    Without a borrowing rate, only contracts on which nothing is left to pay.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> all(c.standard for c in long_contracts(project(read_plan(example("prairie-view")))))
    True
    """
    rate = projection.plan.district.borrowing_rate
    kinds = (_contracts, _running_leases, _leases)
    stated = [contract for of in kinds for contract in of(projection, case, rate or 0.0)]
    return tuple(
        contract
        for contract in stated
        if contract.schedule.asset_opening[0] > 0
        and (rate is not None or not contract.payments.any())
    )


def _contracts(projection: Projection, case: int, rate: float) -> Iterator[LongContract]:
    """Subscriptions and leases among the contracts: payments left in the term, and prepayments."""
    for number, line in enumerate(projection.lines):
        row = contract_of(projection.plan, line)
        if row is None:
            continue
        standard = _STANDARDS.get(row.liability or accounts()[line.category].liability)
        if standard is None:
            continue
        renewal = row.next_renewal if row.term_years > 1 and row.next_renewal else 0
        left = [t for t, year in enumerate(projection.years) if year < renewal]
        payments = np.asarray(projection.expenses.cost[number, left, case])
        months = _months_prepaid(projection, line.table, row, case)
        if row.term_years < 2 and months <= 12:  # a year's subscription, paid on its usual day
            months = 0.0
        years = float(len(left)) if payments.any() else months / 12.0
        if not years:
            continue
        # The price of the first year: what was paid is not known, and may be of years before.
        ahead = float(projection.expenses.prepaid[number, 0, case]) * max(months / 12.0, 1.0)
        prepaid = ahead if months else 0.0
        yield _stated(line.name, standard, years, payments, prepaid, rate)


def _stated(
    name: str, standard: str, years: float, payments: Floats, prepaid: float, rate: float
) -> LongContract:
    """A contract with its schedule, year by year until nothing is left of it."""
    count = math.ceil(years)
    each = np.zeros(count)
    each[: len(payments)] = payments[:count]
    last = years - (count - 1)
    schedule = disclosure(each, rate, in_advance=True, prepaid=prepaid, last_period=last)
    return LongContract(name, standard, years, each, prepaid, schedule)


def _months_prepaid(projection: Projection, table: str, row: ContractRow, case: int) -> float:
    """Months from the plan's start that a contract which runs by then is prepaid for [months]."""
    inputs = projection.inputs
    place = projection.plan.rows(table).index(row)
    begins, paid_until, ends = (
        _first_year(projection, table, place, case, field)
        for field in ("start_date", "prepaid_until", "end_date")
    )
    first = float(inputs.year_starts[0, 0, 0])
    return max(min(paid_until, ends) - first, 0.0) if begins <= first else 0.0


def _running_leases(projection: Projection, case: int, rate: float) -> Iterator[LongContract]:
    """Payments and buyouts that are left of leases of devices which run when the plan starts."""
    for number, lot in enumerate(projection.plan.inventory):
        left, payment, buyout, active = (
            _first_year(projection, "inventory", number, case, field)
            for field in ("lease_payments_left", "lease_payment", "lease_buyout", "active")
        )
        if np.isnan(left) or not active:
            continue
        after = [buyout] if buyout > 0 else []
        owed = np.array([*[np.nan_to_num(payment)] * int(left), *after], dtype=np.float64)
        if owed.size:
            yield _stated(lot.key, "GASB 87", float(owed.size), owed, 0.0, rate)


def _first_year(projection: Projection, table: str, row: int, case: int, field: str) -> float:
    """A cell as it is in the first year of the plan."""
    inputs = projection.inputs
    return float(np.broadcast_to(inputs.of(table, field)[row, 0], (inputs.cases,))[case])


def _leases(projection: Projection, case: int, rate: float) -> Iterator[LongContract]:
    """Payments of the devices leased in the first year, to the end of their lease."""
    running = existing_leases(projection.inputs)
    already = np.zeros(len(projection.plan.devices))
    if running is not None:
        already = np.broadcast_to(running.due[:, 0], (len(already), projection.inputs.cases))[
            :, case
        ]
    for number, fleet in enumerate(projection.plan.devices):
        if fleet.replacement != "lease" or fleet.lease_years is None:
            continue
        # The first year shows only the first payment; the others are the same.
        first = float(projection.expenses.cost[number, 0, case]) - already[number]
        terms = (np.array(x, dtype=np.float64) for x in (0.0, fleet.lease_years, 0.0))
        financed = np.zeros((1, fleet.lease_years, 1))
        financed[0, 0] = first * fleet.lease_years
        payments = lease_payments(financed, *terms)[0, :, 0]
        yield _stated(fleet.name, "GASB 87", float(fleet.lease_years), payments, 0.0, rate)
