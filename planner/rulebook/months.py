"""Which months a fiscal year has, and which of them a pair of dates covers.

A month is one number: 12 x calendar year + month - 1, so that the next month is one more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.rulebook.inputs import Cells, Tables


def months_of(fiscal_year: int, start_month: int) -> list[int]:
    """The twelve months of a fiscal year, which is named for the calendar year it ends in."""
    calendar_year = fiscal_year if start_month == 1 else fiscal_year - 1
    first = 12 * calendar_year + start_month - 1
    return [first + later for later in range(12)]


def first_month_covered(day: Cells | None) -> int | None:
    """First month of a period that starts on a day: this one up to the 15th, else the next."""
    if day is None:
        return None
    this_month = 12 * day["year"] + day["month"] - 1
    return int(this_month if day["day"] <= 15 else this_month + 1)


def last_month_covered(day: Cells | None) -> int | None:
    """Last month of a period that ends on a day: this one from the 15th on, else the one before."""
    if day is None:
        return None
    this_month = 12 * day["year"] + day["month"] - 1
    return int(this_month if day["day"] >= 15 else this_month - 1)


def months_covered(months: list[int], first: int | None, last: int | None) -> int:
    """How many of a year's months a period covers; None leaves that end open."""
    begins = months[0] if first is None else max(first, months[0])
    ends = months[-1] if last is None else min(last, months[-1])
    return max(ends - begins + 1, 0)


def covers(month: int, first: int | None, last: int | None) -> bool:
    """Whether a period covers a month; None leaves that end open."""
    if first is not None and month < first:
        return False
    return last is None or month <= last


def share_covered(months: list[int], first: int | None, last: int | None) -> float:
    """Share of a year's months that a period covers."""
    return months_covered(months, first, last) / 12


def share_between(row: Cells, tables: Tables, year: int) -> float:
    """Share of a fiscal year between a row's start and end."""
    return share_covered(
        months_of(year, tables.district["fiscal_year_start_month"]),
        first_month_covered(row["start_date"]),
        last_month_covered(row["end_date"]),
    )


def cycle_first_year(first_month: int, length: int, known_first: int) -> int:
    """First E-Rate funding year of the cycle that a month belongs to.

    A funding year runs from July to June and is named for the year in which it starts.
    """
    calendar_year = first_month // 12
    funding_year = calendar_year if first_month % 12 >= 6 else calendar_year - 1
    return known_first + (funding_year - known_first) // length * length
