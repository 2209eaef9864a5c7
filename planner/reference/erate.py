"""E-Rate's published numbers: the discount matrix and the Category Two cycles.

E-Rate *funding year 2026* runs from July 1, 2026 to June 30, 2027, which most districts call
fiscal year 2027. A cycle is five funding years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from planner.arrays import Floats
from planner.reference.facts import fact_on
from planner.reference.tables import reference_table

CYCLE_YEARS = 5
FUNDING_YEAR_START_MONTH = 7

Months = TypeVar("Months", int, Floats)


@dataclass(frozen=True)
class DiscountBand:
    """Discounts from a lunch percentage up, for one kind of locale."""

    lunch_percent_from: int
    locale: str
    category_one: float
    category_two: float


@dataclass(frozen=True)
class Cycle:
    """A five-year Category Two cycle.

    Attributes
    ----------
    first_funding_year, last_funding_year : int
        E-Rate funding years, each named for the calendar year in which it starts.
    per_student : float
        Budget before the discount [USD per student for five years].
    floor_per_school : float
        Minimum budget before the discount [USD per school for five years].
    published : bool
        False for a cycle the FCC has not set yet: the latest published figures are used.
    """

    first_funding_year: int
    last_funding_year: int
    per_student: float
    floor_per_school: float
    published: bool
    source: str

    @property
    def school_by_school_most_schools(self) -> float:
        """Schools up to which a district may calculate each school's budget alone [schools]."""
        day = date(self.first_funding_year, FUNDING_YEAR_START_MONTH, 1)
        return fact_on("erate_c2_school_by_school_most_schools", day).value


def funding_year_of(month: Months) -> Months:
    """E-Rate funding year that a month edge is in [funding year].

    Parameters
    ----------
    month : int or ndarray
        Month edge, as of ``planner.fiscal`` [months].

    Examples
    --------
    June 2026 belongs to funding year 2025, July to 2026:

    >>> funding_year_of(2026 * 12 + 5), funding_year_of(2026 * 12 + 6)
    (2025, 2026)
    """
    return (month - (FUNDING_YEAR_START_MONTH - 1)) // 12


def cep_multiplier(day: date) -> float:
    """Students that each directly certified one of a CEP school counts for, up to all of them.

    Parameters
    ----------
    day : date
        Day the discount is asked for [date].

    Examples
    --------
    >>> cep_multiplier(date(2026, 7, 1))
    1.6
    """
    return fact_on("cep_multiplier", day).value


@cache
def discount_bands(locale: str) -> tuple[DiscountBand, ...]:
    """Bands of the discount matrix for one kind of locale, from the lowest percentage up."""
    bands = [
        DiscountBand(
            int(row["lunch_percent_from"]),
            row["locale"],
            float(row["category_one"]),
            float(row["category_two"]),
        )
        for row in reference_table("erate_discount")
        if row["locale"] == locale
    ]
    return tuple(sorted(bands, key=lambda band: band.lunch_percent_from))


@cache
def _published_cycles() -> tuple[Cycle, ...]:
    return tuple(
        Cycle(
            int(row["first_funding_year"]),
            int(row["last_funding_year"]),
            float(row["per_student"]),
            float(row["floor_per_school"]),
            row["status"] == "published",
            row["source"],
        )
        for row in reference_table("erate_cycles")
    )


def cycle_of(funding_year: int) -> Cycle:
    """Category Two cycle that a funding year belongs to.

    Cycles the FCC has not set yet use the latest published figures and say so. Years before
    the first packaged cycle are refused.

    Raises
    ------
    ValueError
        If the funding year is before the first packaged cycle.

    Examples
    --------
    >>> cycle_of(2026).per_student
    201.57
    >>> cycle_of(2031).published
    False
    """
    cycles = _published_cycles()
    for cycle in cycles:
        if cycle.first_funding_year <= funding_year <= cycle.last_funding_year:
            return cycle
    last = cycles[-1]
    if funding_year < cycles[0].first_funding_year:
        msg = f"E-Rate Category Two: no packaged figures for funding year {funding_year}"
        raise ValueError(msg)
    later = (funding_year - last.first_funding_year) // CYCLE_YEARS
    first = last.first_funding_year + later * CYCLE_YEARS
    return Cycle(
        first,
        first + CYCLE_YEARS - 1,
        last.per_student,
        last.floor_per_school,
        published=False,
        source=f"not yet set by the FCC: figures of {last.first_funding_year} are used (ours)",
    )
