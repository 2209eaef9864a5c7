"""Contracts in a plan: licenses, network services and security, billed by the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.costs.escalation import contract_price_index
from planner.costs.managed_security import security_cost
from planner.costs.software_licenses import billed_units, license_cost
from planner.fiscal import Floats, share_of_year
from planner.plan.tables.contracts import ContractRow
from planner.projection.cases import Inputs
from planner.projection.lines import Part
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
    formula = _FORMULAS[table]
    cost = formula(units, price, index, billed)
    prepaid = formula(units, price, index, runs - billed)
    shape = units.shape
    billing = Billing(
        units,
        np.broadcast_to(price * index, shape),
        np.broadcast_to(billed, shape),
        np.broadcast_to(runs - billed, shape),
    )
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
    shape = (len(rows), len(inputs.years), inputs.cases)
    counted = np.array(
        [_counted(people, row, k, table, in_service) for k, row in enumerate(rows)]
    ).reshape(shape)
    return billed_units(counted, inputs.of(table, "minimum_units")) * inputs.of(table, "active")


def _counted(
    people: People, row: ContractRow, place: int, table: str, in_service: Floats
) -> Floats:
    """What one contract counts, shape (year, case)."""
    if row.basis == "student":
        return people.group(row.serves)
    if row.basis == "staff":
        return people.staff
    if row.basis == "device":
        fleets = people.inputs.plan.devices
        chosen = np.array([not row.serves or fleet.name == row.serves for fleet in fleets], bool)
        return np.asarray(in_service[chosen].sum(axis=0))
    if row.basis == "unit":
        return np.broadcast_to(people.inputs.of(table, "units")[place], people.students.shape)
    return np.ones_like(people.students)
