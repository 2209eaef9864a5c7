"""What every row of the plan costs, year by year and case by case.

Reads like a budget: devices, licenses, security, staff. Each function gathers a table's inputs
and calls the formulas in ``costs``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.costs.device_refresh import (
    Lots,
    refresh_cost,
    refresh_units,
    sustainable_units,
    units_needed,
)
from planner.costs.escalation import contract_price_index, price_index
from planner.costs.managed_security import security_cost
from planner.costs.software_licenses import billed_units, license_cost
from planner.costs.staffing import position_cost
from planner.fiscal import Floats, share_of_year
from planner.plan.plan import Plan
from planner.plan.tables.contracts import ContractRow
from planner.projection.cases import Inputs
from planner.projection.people import People, contract_units
from planner.reference.accounts import accounts


@dataclass(frozen=True)
class Line:
    """One row of cost: what it is and where it was typed."""

    name: str
    table: str
    line: str
    category: str
    recurring: bool
    file: str
    row: int


@dataclass(frozen=True)
class Fleets:
    """Devices of every fleet, shape (fleet, year, case) each."""

    needed: Floats
    bought: Floats
    in_service: Floats


@dataclass(frozen=True)
class Expenses:
    """Cost of every row.

    Attributes
    ----------
    lines : tuple of Line
        What each row of the arrays is.
    cost : ndarray, shape (line, year, case)
        What is paid in the year [USD].
    prepaid : ndarray, shape (line, year, case)
        What would be paid had it not been prepaid [USD].
    sustained : ndarray, shape (line, year, case)
        Yearly cost of keeping it up: refresh at its sustainable annual cost, contracts with
        the prepaid part, nothing for one-time rows [USD].
    fleets : Fleets
        Devices behind the refresh.
    """

    lines: tuple[Line, ...]
    cost: Floats
    prepaid: Floats
    sustained: Floats
    fleets: Fleets


def project_expenses(inputs: Inputs, people: People) -> Expenses:
    """Cost of every row of the plan."""
    shape = (len(inputs.years), inputs.cases)
    fleets = project_fleets(inputs, people)
    parts = [
        _devices(inputs, fleets),
        _contracts(inputs, people, fleets, "licenses", "license_price_growth_rate", license_cost),
        _contracts(inputs, people, fleets, "security", "security_price_growth_rate", security_cost),
        _staffing(inputs),
    ]
    stacked = [
        np.concatenate([np.broadcast_to(a, (a.shape[0], *shape)) for a in arrays])
        for arrays in zip(*parts, strict=True)
    ]
    lines = plan_lines(inputs.plan)
    recurring = np.array([line.recurring for line in lines], dtype=np.float64)[:, None, None]
    cost, prepaid, sustained = stacked
    return Expenses(lines, cost, prepaid, sustained * recurring, fleets)


def plan_lines(plan: Plan) -> tuple[Line, ...]:
    """Rows of cost in the order of the arrays: devices, licenses, security, staffing."""
    return tuple(
        Line(
            name=row.name,
            table=table,
            line=accounts()[row.category].line,
            category=row.category,
            recurring=not isinstance(row, ContractRow) or row.recurring == "yes",
            file=row.file,
            row=row.row,
        )
        for table, rows in (
            ("devices", plan.devices),
            ("licenses", plan.licenses),
            ("security", plan.security),
            ("staffing", plan.staffing),
        )
        for row in rows
    )


def project_fleets(inputs: Inputs, people: People) -> Fleets:
    """Devices needed, bought and in service."""
    rows = inputs.plan.devices
    shape = (len(rows), len(inputs.years), inputs.cases)
    served = np.array([people.group(row.serves) for row in rows]).reshape(shape)
    active = inputs.of("devices", "active")
    needed = np.broadcast_to(
        active
        * units_needed(
            served,
            inputs.of("devices", "units_per_person"),
            inputs.of("devices", "fixed_units"),
            inputs.of("devices", "spares_rate"),
        ),
        shape,
    )
    bought, in_service = refresh_units(
        needed,
        np.broadcast_to(inputs.of("devices", "useful_life_years"), shape),
        np.broadcast_to(inputs.of("devices", "loss_rate"), shape),
        _lots(inputs),
        inputs.years,
    )
    return Fleets(needed, bought * active, in_service * active)


def _lots(inputs: Inputs) -> Lots:
    """Inventory of the first year; what is counted then does not vary by year."""
    fleets = [row.name for row in inputs.plan.devices]
    lots = inputs.plan.inventory
    shape = (len(lots), inputs.cases)
    start = inputs.year_starts[0, 0, 0]

    def first(field: str) -> Floats:
        return np.broadcast_to(inputs.of("inventory", field)[:, 0], shape)

    # The fiscal year whose end the support no longer reaches: there the device must go.
    whole_years = np.floor((first("support_ends") - start) / 12.0)
    return Lots(
        fleet=np.array([fleets.index(lot.name) for lot in lots], dtype=np.intp),
        units=first("units") * first("active"),
        bought=first("bought"),
        support_ends=inputs.years[0] + whole_years,
    )


def _devices(inputs: Inputs, fleets: Fleets) -> tuple[Floats, Floats, Floats]:
    growth = inputs.or_driver("devices", "price_growth_rate", "device_price_growth_rate")
    price = inputs.of("devices", "unit_price")
    setup = inputs.of("devices", "setup_per_unit")
    index = price_index(growth)
    level = sustainable_units(
        fleets.needed,
        inputs.of("devices", "useful_life_years"),
        inputs.of("devices", "loss_rate"),
    )
    cost = refresh_cost(fleets.bought, price, setup, index)
    return cost, np.zeros_like(cost), refresh_cost(level, price, setup, index)


def _contracts(
    inputs: Inputs,
    people: People,
    fleets: Fleets,
    table: str,
    driver: str,
    formula: Callable[[Floats, Floats, Floats, Floats], Floats],
) -> tuple[Floats, Floats, Floats]:
    rows = inputs.plan.licenses if table == "licenses" else inputs.plan.security
    shape = (len(rows), len(inputs.years), inputs.cases)
    counted = np.array(
        [
            contract_units(people, row, place, table, fleets.in_service)
            for place, row in enumerate(rows)
        ]
    ).reshape(shape)
    index = contract_price_index(
        inputs.of(table, "escalator_rate"),
        inputs.or_driver(table, "renewal_increase_rate", driver),
        inputs.of(table, "term_years"),
        inputs.of(table, "next_renewal"),
        inputs.years,
    )
    units = billed_units(counted, inputs.of(table, "minimum_units")) * inputs.of(table, "active")
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    runs = share_of_year(starts, ends, inputs.year_starts)
    unpaid_from = np.maximum(starts, inputs.of(table, "prepaid_until"))
    billed = share_of_year(unpaid_from, ends, inputs.year_starts)
    price = inputs.of(table, "price")
    cost = formula(units, price, index, billed)
    prepaid = formula(units, price, index, runs - billed)
    return cost, prepaid, cost + prepaid


def _staffing(inputs: Inputs) -> tuple[Floats, Floats, Floats]:
    table = "staffing"
    share = share_of_year(
        inputs.of(table, "start_date"), inputs.of(table, "end_date"), inputs.year_starts
    )
    cost = position_cost(
        inputs.of(table, "fte") * inputs.of(table, "active"),
        inputs.of(table, "salary"),
        price_index(inputs.or_driver(table, "raise_rate", "wage_growth_rate")),
        inputs.of(table, "benefits_rate"),
        inputs.of(table, "vacancy_rate"),
        share,
    )
    return cost, np.zeros_like(cost), cost
