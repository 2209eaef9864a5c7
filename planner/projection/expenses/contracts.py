"""Contracts in a plan: licenses, network services and security, billed by the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Floats, Places, sum_of_rows
from planner.costs.managed_security import security_cost
from planner.costs.software_licenses import billed_units, license_cost
from planner.fiscal import share_of_year
from planner.plan.plan import Plan
from planner.plan.tables.contracts import ContractRow
from planner.projection.expenses.amounts import ONE, Amounts, cells_of, kinds_of
from planner.projection.expenses.cost_rows import CostRow, TableCost, paid_as_it_comes
from planner.projection.expenses.fleets import Fleets
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.dollars import contract_index
from planner.projection.inputs.people import People

#: Formula of the cost, by table.
_FORMULAS = {"licenses": license_cost, "security": security_cost}
#: Contracts that count nobody: so many units, or one price for all.
_BY_ROW = ("unit", "flat")
#: What the price index of a contract goes by.
_PRICED_BY = ("escalator_rate", "renewal_increase_rate", "term_years", "next_renewal")


@dataclass(frozen=True)
class Billing:
    """What a table's contracts bill.

    Attributes
    ----------
    count, index : ndarray, shape (kind, year, case)
        What is counted, 1 for a contract by the unit or flat, and the index of the price.
    kind : ndarray of int, shape (row,)
        Which of them a contract goes by.
    own_units, own_price, own_billed, own_prepaid : ndarray, shape (row, year or 1, case or 1)
        Units for each that is counted; price of one in the first year [USD per unit]; share of
        the year that is billed, and that is prepaid [share].
    """

    count: Floats
    index: Floats
    kind: Places
    own_units: Floats
    own_price: Floats
    own_billed: Floats
    own_prepaid: Floats

    @property
    def units(self) -> Floats:
        """Units billed, none for a contract left out, shape (row, year, case) [units]."""
        return np.asarray(self.own_units * self.count[self.kind])

    @property
    def price(self) -> Floats:
        """Price of a unit in the year, shape (row, year, case) [USD per unit]."""
        price = self.own_price * self.index[self.kind]
        return np.broadcast_to(price, self.units.shape)

    @property
    def billed(self) -> Floats:
        """Share of the year that is billed, shape (row, year, case) [share]."""
        return np.broadcast_to(self.own_billed, self.units.shape)


def contract_of(plan: Plan, line: CostRow) -> ContractRow | None:
    """The contract that a row of cost is; None for rows of other tables."""
    rows = {"licenses": plan.licenses, "security": plan.security}.get(line.table, ())
    return next((row for row in rows if row.name == line.name), None)


def contracts(
    inputs: Inputs, people: People, fleets: Fleets, table: str
) -> tuple[TableCost, Billing]:
    """What the contracts of one table cost, and what they bill.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    people : People
        Headcounts.
    fleets : Fleets
        Devices in service, spares included.
    table : str
        ``licenses`` or ``security``.
    """
    billing = _billing(inputs, people, fleets, table)
    # Units x price x index x share of the year: a row's own part, and what its kind shares.
    formula, one = _FORMULAS[table], ONE
    shared = formula(billing.count, one, billing.index, one)
    own = formula(billing.own_units, billing.own_price, one, billing.own_billed)
    cost = Amounts(own, shared, billing.kind)
    if not billing.own_prepaid.any():
        return paid_as_it_comes(cost), billing
    ahead = formula(billing.own_units, billing.own_price, one, billing.own_prepaid)
    return TableCost(cost, cost.with_own(ahead), cost.with_own(own + ahead)), billing


def _billing(inputs: Inputs, people: People, fleets: Fleets, table: str) -> Billing:
    """Units, prices and shares of the year of every contract, and the kinds it has."""
    rows = _rows(inputs, table)
    by_row = np.array([row.basis in _BY_ROW for row in rows], dtype=bool)[:, None, None]
    kind, first = kinds_of(_shared_cells(inputs, table, rows))
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    runs = share_of_year(starts, ends, inputs.year_starts)
    unpaid_from = np.maximum(starts, inputs.of(table, "prepaid_until"))
    billed = share_of_year(unpaid_from, ends, inputs.year_starts)
    flat = np.array([row.basis == "flat" for row in rows], dtype=bool)[:, None, None]
    typed = np.where(flat, 1.0, inputs.of(table, "units"))
    minimum = inputs.of(table, "minimum_units")
    return Billing(
        count=_counted(inputs, people, fleets, table, first),
        index=contract_index(inputs, table, first),
        kind=kind,
        own_units=np.where(by_row, billed_units(typed, minimum), 1.0) * inputs.of(table, "active"),
        own_price=inputs.of(table, "price") * _our_share(inputs, table),
        own_billed=billed,
        own_prepaid=runs - billed,
    )


def _rows(inputs: Inputs, table: str) -> tuple[ContractRow, ...]:
    return inputs.plan.licenses if table == "licenses" else inputs.plan.security


def _shared_cells(
    inputs: Inputs, table: str, rows: tuple[ContractRow, ...]
) -> list[tuple[object, ...]]:
    """What two contracts must share so that count and price index are those of both."""
    cells = cells_of([inputs.of(table, field) for field in (*_PRICED_BY, "minimum_units")])
    return [
        (*own, *(("", "") if row.basis in _BY_ROW else (row.basis, row.serves)))
        for own, row in zip(cells, rows, strict=True)
    ]


def _our_share(inputs: Inputs, table: str) -> Floats:
    """Share of the price that the district pays: less than all if a consortium buys."""
    if table != "security":
        return np.ones((1, 1, 1))
    bought = np.array([row.delivery == "consortium" for row in inputs.plan.security], dtype=bool)
    return np.where(bought[:, None, None], inputs.of(table, "consortium_share_rate"), 1.0)


def _counted(inputs: Inputs, people: People, fleets: Fleets, table: str, first: Places) -> Floats:
    """What every kind of contract counts, shape (kind, year, case)."""
    rows, minimum = _rows(inputs, table), inputs.of(table, "minimum_units")
    counted = np.ones((len(first), len(inputs.years), inputs.cases))
    for kind, place in enumerate(first):
        row = rows[place]
        if row.basis not in _BY_ROW:
            units = _headcount(people, row.basis, row.serves, fleets)
            counted[kind] = billed_units(units, minimum[place])
    return counted


def _headcount(people: People, basis: str, serves: str, fleets: Fleets) -> Floats:
    """Students, staff or devices, shape (year, case)."""
    if basis == "student":
        return people.group(serves)
    if basis == "staff":
        return people.staff
    named = people.inputs.plan.devices
    chosen = np.array([not serves or fleet.name == serves for fleet in named], bool)
    return sum_of_rows(fleets.in_service[chosen])
