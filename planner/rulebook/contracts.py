"""Licenses and security: units, price by year, months billed and months prepaid."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.rulebook.inputs import Cells, Tables, in_dollars_of
from planner.rulebook.months import (
    first_month_covered,
    last_month_covered,
    months_covered,
    months_of,
)
from planner.rulebook.people import students_in
from planner.rulebook.sums import total

#: Driver of the increase at renewal, by table.
RENEWAL_DRIVER = {
    "licenses": "license_price_growth_rate",
    "security": "security_price_growth_rate",
}


@dataclass
class ContractYears:
    """One contract, year by year."""

    cost: dict[int, float] = field(default_factory=dict)
    prepaid: dict[int, float] = field(default_factory=dict)
    unused: dict[int, float] = field(default_factory=dict)
    whole_year: dict[int, float] = field(default_factory=dict)


def units(
    row: Cells,
    tables: Tables,
    by_row: list[float],
    staff: float,
    devices: dict[str, dict[int, float]],
    year: int,
) -> float:
    """Units billed in a year, never fewer than the contract's least number."""
    if row["basis"] == "student":
        number = students_in(tables, by_row, row["serves"])
    elif row["basis"] == "staff":
        number = staff
    elif row["basis"] == "device":
        number = total(n[year] for fleet, n in devices.items() if row["serves"] in ("", fleet))
    elif row["basis"] == "unit":
        number = row["units"]
    else:
        number = 1.0
    return max(number, float(row["minimum_units"]))


def renews(row: Cells, year: int, first_year: int) -> bool:
    """Whether the contract has a renewed price in a year."""
    first_renewal = row["next_renewal"]
    if first_renewal is None:
        first_renewal = first_year + 1
    return bool(year >= first_renewal and (year - first_renewal) % row["term_years"] == 0)


def increase(table: str, row: Cells, tables: Tables, year: int, first_year: int) -> float:
    """Increase in price from the year before to this year."""
    if not renews(row, year, first_year):
        return float(row["escalator_rate"])
    if row["renewal_increase_rate"] is None:
        return tables.drivers[RENEWAL_DRIVER[table]]
    return float(row["renewal_increase_rate"])


def contract_index(table: str, number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """A contract's price in every year over that of the first."""
    found = {}
    index = 1.0
    for year, now in tables.items():
        if year > now.first_year:
            index *= 1 + increase(table, now.rows[table][number], now, year, now.first_year)
        found[year] = index
    return found


def months_billed_and_prepaid(row: Cells, months: list[int]) -> tuple[int, int]:
    """Months of a year in which the contract runs: those to pay, and those paid already."""
    first, last = first_month_covered(row["start_date"]), last_month_covered(row["end_date"])
    paid_to = last_month_covered(row["prepaid_until"])
    running = months_covered(months, first, last)
    if paid_to is None:
        return running, 0
    prepaid = months_covered(months, first, paid_to if last is None else min(last, paid_to))
    return running - prepaid, prepaid


def contract_years(
    table: str,
    number: int,
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    staff: dict[int, float],
    in_service: dict[str, dict[int, float]],
) -> ContractYears:
    """One contract through all years."""
    result = ContractYears()
    index = contract_index(table, number, tables)
    for year, now in tables.items():
        row = now.rows[table][number]
        months = months_of(year, now.district["fiscal_year_start_month"])
        billed, prepaid = months_billed_and_prepaid(row, months)
        number_billed = units(row, now, students[year], staff[year], in_service, year)
        price = in_dollars_of(tables, (table, number, "price"), year, index)
        price *= 1.0 if row["active"] else 0.0
        if row.get("delivery") == "consortium":
            price *= row["consortium_share_rate"]
        result.whole_year[year] = number_billed * price
        result.cost[year] = result.whole_year[year] * billed / 12
        result.prepaid[year] = result.whole_year[year] * prepaid / 12
        used = row.get("units_used")
        not_used = 0.0 if used is None else max(number_billed - used, 0.0)
        result.unused[year] = not_used * price * billed / 12
    return result
