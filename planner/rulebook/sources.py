"""Sources of money: what is usual for them, how long they pay and in which order."""

from __future__ import annotations

from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.months import first_month_covered, last_month_covered

FOREVER = float("inf")


def usual(row: Cells, field: str) -> str:
    """What the row says in words, or what is usual for its kind of money."""
    if row[field]:
        return str(row[field])
    if field == "unspent" and row["kind"] == "grant" and usual(row, "award") == "yearly":
        return "lapse"
    return str(row["rule"][field])


def usual_number(row: Cells, field: str) -> float:
    """A limit or a number of months: the row's own, the kind's, or none."""
    number = row[field]
    if number is None and field == "infrastructure_limit_rate" and is_for_another_purpose(row):
        return FOREVER
    if number is None:
        number = row["rule"][field]
    return FOREVER if number is None else float(number)


def is_for_another_purpose(row: Cells) -> bool:
    """Whether Title IV-A money is for a well-rounded education or for safe and healthy students."""
    return row["purpose"] in ("well_rounded", "safe_and_healthy")


def delay(row: Cells) -> float:
    """Months by which money comes late: only what comes by the year can."""
    by_person = row["fee_per_person"] is not None or row["amount_per_student"] is not None
    by_the_year = by_person or usual(row, "award") == "yearly"
    if row["reimbursed_rate"] is not None or not by_the_year:
        return 0.0
    return float(row["receipt_delay_months"])


def last_month(row: Cells) -> float:
    """Last month in which a source is there to be spent: late money is spent later."""
    last = last_month_covered(row["end_date"])
    return FOREVER if last is None else last + delay(row)


def presence(row: Cells, months: list[int]) -> float:
    """Share of a year in which a source may pay; money that keeps stays after its end."""
    first = first_month_covered(row["start_date"])
    begins = months[0] if first is None else max(first, months[0])
    ends = FOREVER if usual(row, "unspent") == "keep" else last_month(row) + 1
    return max(min(ends, months[-1] + 1) - begins, 0.0) / 12


def has_ended(row: Cells, months: list[int]) -> bool:
    """Whether a source ends in a year or before."""
    return last_month(row) <= months[-1]


def in_order(tables: Tables) -> list[int]:
    """Places of the sources in the order in which they pay."""

    def rank(number: int) -> tuple[float, float, int]:
        row = tables.rows["funding"][number]
        order = row["order"]
        if order is None:
            order = row["rule"]["order"]
        last = last_month_covered(row["end_date"])
        return order, FOREVER if last is None else last, number

    return sorted(range(len(tables.rows["funding"])), key=rank)
