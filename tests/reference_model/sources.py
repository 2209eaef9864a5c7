"""Sources of money: what comes in, how long, in which order they pay, what they may pay."""

from __future__ import annotations

from planner.reference.accounts import accounts, funding_rules
from tests.reference_model.inputs import Cells, Tables
from tests.reference_model.months import (
    first_month_covered,
    last_month_covered,
    months_of,
    share_covered,
)

FOREVER = float("inf")


def usual(row: Cells, field: str) -> str:
    """What the row says, or what is usual for its kind of money."""
    if row[field]:
        return str(row[field])
    if field == "unspent" and row["kind"] == "grant" and usual(row, "award") == "yearly":
        return "lapse"
    return str(getattr(funding_rules()[row["kind"]], field))


def received(number: int, tables: dict[int, Tables]) -> dict[int, float]:
    """New money of a source in every year (E-Rate excepted)."""
    found = {}
    first_year = min(tables)
    index = 1.0
    for year, now in tables.items():
        row = now.rows["funding"][number]
        months = months_of(year, now.district["fiscal_year_start_month"])
        first = first_month_covered(row["start_date"])
        last = last_month_covered(row["end_date"])
        if year > first_year:
            index *= 1 + growth(row, now)
        if not row["active"] or row["amount"] is None:
            found[year] = 0.0
        elif usual(row, "award") == "yearly":
            found[year] = row["amount"] * index * share_covered(months, first, last)
        else:
            opening = months_of(first_year, now.district["fiscal_year_start_month"])[0]
            begins = opening if first is None else max(first, opening)
            ended_before = last is not None and last < begins
            found[year] = row["amount"] if begins in months and not ended_before else 0.0
    return found


def growth(row: Cells, tables: Tables) -> float:
    """Growth of a source's amount against the year before."""
    if row["growth_rate"] is not None:
        return float(row["growth_rate"])
    name = funding_rules()[row["kind"]].growth_driver
    return tables.drivers[name] if name else 0.0


def presence(row: Cells, months: list[int]) -> float:
    """Share of a year in which a source may pay; money that keeps stays after its end."""
    last = last_month_covered(row["end_date"])
    if usual(row, "unspent") == "keep":
        last = None
    return share_covered(months, first_month_covered(row["start_date"]), last)


def has_ended(row: Cells, months: list[int]) -> bool:
    """Whether a source ends in a year or before."""
    last = last_month_covered(row["end_date"])
    return last is not None and last <= months[-1]


def in_order(tables: Tables) -> list[int]:
    """Places of the sources in the order in which they pay."""

    def rank(number: int) -> tuple[float, float, int]:
        row = tables.rows["funding"][number]
        order = row["order"]
        if order is None:
            order = funding_rules()[row["kind"]].order
        last = last_month_covered(row["end_date"])
        return order, FOREVER if last is None else last, number

    return sorted(range(len(tables.rows["funding"])), key=rank)


def may_pay(row: Cells, cost_row: Cells) -> bool:
    """Whether a source may pay a row of cost."""
    wanted = row["pays_for"]
    names = (cost_row["name"], cost_row["category"], accounts()[cost_row["category"]].line)
    return not wanted or "all" in wanted or any(name in wanted for name in names)
