"""Contracts in a plan: licenses, network services and security, billed by the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.case_axis import sum_of_rows
from planner.costs.escalation import contract_price_index
from planner.costs.managed_security import security_cost
from planner.costs.software_licenses import billed_units, license_cost
from planner.fiscal import Floats, share_of_year
from planner.plan.tables.contracts import ContractRow
from planner.projection.cases import Inputs
from planner.projection.lines import Part, paid_as_it_comes
from planner.projection.people import People

#: Assumption on the increase at renewal, and formula of the cost, by table.
_DRIVERS = {
    "licenses": "license_price_growth_rate",
    "security": "security_price_growth_rate",
}
_FORMULAS = {"licenses": license_cost, "security": security_cost}


@dataclass(frozen=True)
class Billing:
    """What a table's contracts bill, shape (row, year, case) each.

    Attributes
    ----------
    units : ndarray
        Units billed; none for a contract that is left out [units].
    price : ndarray
        Price of a unit in the year [USD per unit].
    billed, prepaid : ndarray
        Share of the year that is billed, and that is prepaid [share].
    """

    units: Floats
    price: Floats
    billed: Floats
    prepaid: Floats


def contracts(
    inputs: Inputs, people: People, in_service: Floats, table: str
) -> tuple[Part, Billing]:
    """What the contracts of one table cost, and what they bill.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    people : People
        Headcounts.
    in_service : ndarray, shape (fleet, year, case)
        Devices in service, spares included.
    table : str
        ``licenses`` or ``security``.
    """
    units = _units(inputs, people, in_service, table)
    index = contract_price_index(
        inputs.of(table, "escalator_rate"),
        inputs.or_driver(table, "renewal_increase_rate", _DRIVERS[table]),
        inputs.of(table, "term_years"),
        inputs.of(table, "next_renewal"),
        inputs.years,
    )
    price = inputs.of(table, "price") * _our_share(inputs, table)
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    runs = share_of_year(starts, ends, inputs.year_starts)
    unpaid_from = np.maximum(starts, inputs.of(table, "prepaid_until"))
    billed = share_of_year(unpaid_from, ends, inputs.year_starts)
    ahead = runs - billed
    formula = _FORMULAS[table]
    cost = formula(units, price, index, billed)
    of_year = (price * index, billed, ahead)
    billing = Billing(units, *(np.broadcast_to(array, units.shape) for array in of_year))
    if not ahead.any():
        return paid_as_it_comes(cost), billing
    prepaid = formula(units, price, index, ahead)
    return Part(cost, prepaid, cost + prepaid), billing


def _our_share(inputs: Inputs, table: str) -> Floats:
    """Share of the price that the district pays: less than all where a consortium buys."""
    if table != "security":
        return np.ones((1, 1, 1))
    bought = np.array([row.delivery == "consortium" for row in inputs.plan.security], dtype=bool)
    return np.where(bought[:, None, None], inputs.of(table, "consortium_share_rate"), 1.0)


def _units(inputs: Inputs, people: People, in_service: Floats, table: str) -> Floats:
    """Units billed by every contract."""
    rows: tuple[ContractRow, ...] = (
        inputs.plan.licenses if table == "licenses" else inputs.plan.security
    )
    counted = np.empty((len(rows), len(inputs.years), inputs.cases))
    alike: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        alike.setdefault((row.basis, row.serves), []).append(place)
    for (basis, serves), places in alike.items():
        if basis == "unit":
            counted[places] = inputs.of(table, "units")[places]
        else:
            counted[places] = _counted(people, basis, serves, in_service)
    return billed_units(counted, inputs.of(table, "minimum_units")) * inputs.of(table, "active")


def _counted(people: People, basis: str, serves: str, in_service: Floats) -> Floats:
    """What a contract counts that has no number of units, shape (year or 1, case or 1)."""
    if basis == "student":
        return people.group(serves)
    if basis == "staff":
        return people.staff
    if basis == "device":
        fleets = people.inputs.plan.devices
        chosen = np.array([not serves or fleet.name == serves for fleet in fleets], bool)
        return sum_of_rows(in_service[chosen])
    return np.ones((1, 1))
