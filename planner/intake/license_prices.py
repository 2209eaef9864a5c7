"""What a license costs in a year, and for how many years it runs, from the columns of a list.

A heading alone says too little: "Total" next to "Avail" counts seats, a total next to a term of
three years may be for the term, and a price that is billed monthly is due twelve times. Where two
readings are possible, the import asks which heading says what is meant.
"""

from __future__ import annotations

import re

from planner.intake.exports import Export, ExportRow
from planner.intake.intake import dollars
from planner.plan.problems.problem import Problem
from planner.reference.exports import plain_heading

#: How far seats times price may differ from the total without a warning [share].
_ROUNDING = 0.01
_LONGEST_TERM = 20
#: From here on a term without a unit may be months as well as years.
_MAY_BE_MONTHS = 6
_MONTHS_A_YEAR = 12
#: Columns of money.
MONEY = ("unit_price", "yearly_total", "term_total", "total", "price")
#: Text that means a cell has no number.
_NO_NUMBER = ("", "n/a", "-", "unlimited", "site")
_TERM = re.compile(r"^(\d+)[- ]*(years?|yrs?|y|months?|mos?|m)\.?$", re.IGNORECASE)
_YEARLY = re.compile(r"annual|year|\bper yr\b", re.IGNORECASE)
_MONTHLY = re.compile("month", re.IGNORECASE)
#: How often a price is due in a year, by what a billing cycle is called.
_TIMES_A_YEAR = {
    "annual": 1, "annually": 1, "yearly": 1, "year": 1, "everyyear": 1, "peryear": 1, "12months": 1,
    "monthly": 12, "month": 12, "permonth": 12, "everymonth": 12, "1month": 12,
    "quarterly": 4, "quarter": 4, "3months": 4,
    "semiannual": 2, "semiannually": 2, "halfyearly": 2, "6months": 2,
}  # fmt: skip


def number(export: Export, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
    """Number in a cell; None if it is blank or says that there is none."""
    if row[field].lower() in _NO_NUMBER:
        return None
    return export.number(row, field, problems)


def amount(export: Export, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
    """Amount in a cell, below zero for a credit; None as for numbers."""
    if row[field].lower() in _NO_NUMBER:
        return None
    return export.amount(row, field, problems)


def total_counts_seats(export: Export) -> bool:
    """Whether "Total" is the number of seats: it is next to the seats that are left."""
    headings = export.headings
    return (
        "units" not in headings
        and "available" in headings
        and plain_heading(headings.get("total", ("",))[0]) == "total"
    )


def seats(
    export: Export, row: ExportRow, problems: list[Problem]
) -> tuple[float | None, float | None]:
    """Seats bought and seats in use, which may be given as the seats that are left."""
    field = "total" if total_counts_seats(export) else "units"
    units = _seats(export, row, field, problems)
    used = _seats(export, row, "units_used", problems)
    left = number(export, row, "available", problems)
    if used is None and units is not None and left is not None and left <= units:
        used = units - left
    return units, used


def _seats(export: Export, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
    """Number of seats, which are never fractions; None as for other numbers."""
    if row[field].lower() in _NO_NUMBER:
        return None
    return export.whole_number(row, field, problems)


def prices(
    export: Export,
    row: ExportRow,
    units: float | None,
    term: int | None,
    problems: list[Problem],
) -> tuple[float | None, float | None]:
    """Price per seat, and what all seats cost in a year, below zero for a credit [USD]."""
    times = _times_a_year(export, row, problems)
    unit_price = _of_a_year(export, row, "unit_price", term, times, problems)
    total = amount(export, row, "yearly_total", problems)
    for_term = amount(export, row, "term_total", problems)
    if total is None and for_term is not None:
        if term is None:
            problems.append(export.problem("P161", row.number, "term_total"))
        total = for_term / (term or 1)
    if total is None and not total_counts_seats(export):
        total = _of_a_year(export, row, "total", term, times, problems)
    if unit_price is None and total is None:
        total = _plain_price(export, row, units, term, times, problems)
    credit = -min(unit_price or 0.0, total or 0.0)
    if credit > 0 and (units or unit_price):
        field = next(name for name in MONEY if row[name])
        facts = {"value": dollars(credit)}
        problems.append(export.problem("P127", row.number, field, **facts))
        return None, None
    if unit_price is not None and total is not None and units is not None:
        expected = unit_price * units
        if abs(expected - total) > max(1.0, _ROUNDING * total):
            facts = {"value": dollars(expected), "total": dollars(total)}
            problems.append(export.problem("W44", row.number, "total", **facts))
    return unit_price, total


def _plain_price(
    export: Export,
    row: ExportRow,
    units: float | None,
    term: int | None,
    times: int | None,
    problems: list[Problem],
) -> float | None:
    """A column named only "Price": asked about where there are several seats [USD a year]."""
    price = amount(export, row, "price", problems)
    if price is None:
        return None
    if units is None or units == 1 or price <= 0:
        return _of_a_year(export, row, "price", term, times, problems)
    heading = export.headings["price"][0]
    facts = {"value": heading, "one": f"{heading} per seat", "all": f"Annual {heading}"}
    if _MONTHLY.search(heading):
        facts |= {"one": "Monthly price per seat", "all": "Total monthly cost"}
    problems.append(export.problem("P89", row.number, "price", **facts))
    return None


def _of_a_year(
    export: Export,
    row: ExportRow,
    field: str,
    term: int | None,
    times: int | None,
    problems: list[Problem],
) -> float | None:
    """A price as it is due in a year; asked about if it may be for a term of several years."""
    price = amount(export, row, field, problems)
    if price is None:
        return None
    heading = export.headings[field][0]
    if _YEARLY.search(heading):
        return price
    if _MONTHLY.search(heading):
        return price * _MONTHS_A_YEAR
    by_the_year = row["yearly_total"] or row["term_total"]
    if (term or 1) > 1 and not by_the_year and (times is None or field == "total"):
        facts = {
            "value": dollars(price),
            "years": str(term),
            "one": "Annual price per seat" if field == "unit_price" else "Annual cost",
        }
        problems.append(export.problem("P160", row.number, field, **facts))
    return price * (times or 1)


def _times_a_year(export: Export, row: ExportRow, problems: list[Problem]) -> int | None:
    """How often the price is due in a year; None if the list does not say."""
    if not row["billing"]:
        return None
    times = _TIMES_A_YEAR.get(plain_heading(row["billing"]))
    if times is None:
        problems.append(export.problem("P162", row.number, "billing"))
    return times


def term_years(export: Export, row: ExportRow, problems: list[Problem]) -> int | None:
    """Term of the contract [years]."""
    typed = _TERM.match(row["term_years"])
    if typed:
        term: float | None = float(typed[1])
        unit = typed[2].lower()
    else:
        term = number(export, row, "term_years", problems)
        unit = plain_heading(export.headings.get("term_years", ("",))[0])
    if term is None:
        return None
    in_months = "mo" in unit or unit == "m"
    in_years = "y" in unit
    if not in_months and not in_years and term >= _MAY_BE_MONTHS:
        facts = {"value": f"{term:g}"}
        problems.append(export.problem("P163", row.number, "term_years", **facts))
        return None
    years = term / _MONTHS_A_YEAR if in_months else term
    if not (years.is_integer() and 1 <= years <= _LONGEST_TERM):
        problems.append(export.problem("P85", row.number, "term_years"))
        return None
    return int(years)
