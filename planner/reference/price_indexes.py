"""Price and wage indexes: what a price of one fiscal year is in the money of another.

Used to restate an old bill or to compare an assumption with what prices did. The years are July to
June, named for the year in which they end.

The information technology items (computers, software, IT commodities) are adjusted for quality:
a faster machine at the same price counts as a price drop. They fall while bills rise, and are not
price indexes for licenses or devices. For those use the district's own bills, or all items.
Regions, and months within a year, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from planner.reference.facts import Fact
from planner.reference.tables import reference_table

QUALITY_ADJUSTED = (
    "Information and information processing",
    "Education and communication commodities",
    "Telephone services",
    "IT hardware and services",
    "Computers, peripherals",
    "Computer software and accessories",
    "Internet services",
    "IT commodities",
)


@dataclass(frozen=True)
class EmploymentCostChange:
    """How much more schools paid for the same work than a year before.

    Attributes
    ----------
    period_end : date
        Last day of the twelve months.
    wages, compensation : float
        Change of wages alone, and of wages with benefits [share per year].
    """

    period_end: date
    wages: float
    compensation: float
    source: str


@cache
def _index_rows() -> dict[str, dict[int, dict[str, str]]]:
    found: dict[str, dict[int, dict[str, str]]] = {}
    for row in reference_table("cpi_u"):
        found.setdefault(row["item"], {})[int(row["fiscal_year"])] = row
    return found


@cache
def index_items() -> tuple[str, ...]:
    """Items with a price index.

    >>> index_items()[0]
    'All items'
    """
    return tuple(_index_rows())


def _index_row(item: str, fiscal_year: int) -> dict[str, str]:
    """Row of one item and fiscal year, or a sentence saying which there are."""
    if item not in _index_rows():
        msg = f"there is no price index for {item!r}. There are: {'; '.join(index_items())}"
        raise ValueError(msg)
    years = _index_rows()[item]
    if fiscal_year not in years:
        span = f"{min(years)} to {max(years)}"
        msg = f"{item}: no price index for fiscal year {fiscal_year}, only {span}"
        raise ValueError(msg)
    return years[fiscal_year]


def index_change(item: str, fiscal_year: int) -> Fact:
    """What prices of an item rose from the fiscal year before.

    Parameters
    ----------
    item : str
        Item of the consumer price index, such as ``All items`` [name].
    fiscal_year : int
        Year from July to June, named for its end [fiscal year].

    Returns
    -------
    Fact
        The change, with the days of the year and the series [share per year].

    Raises
    ------
    ValueError
        If the item or the year is not in the table, or the item starts with that year.

    Examples
    --------
    >>> index_change("All items", 2025).value
    0.0264
    """
    row = _index_row(item, fiscal_year)
    if not row["change"]:
        msg = f"{item}: the price index starts with fiscal year {fiscal_year}"
        raise ValueError(msg)
    adjusted = item in QUALITY_ADJUSTED
    return Fact(
        name=f"cpi_u_change: {item}",
        value=float(row["change"]),
        unit="share per year",
        starts=date(fiscal_year - 1, 7, 1),
        ends=date(fiscal_year, 6, 30),
        verified=True,
        source=f"{row['source']} ({row['series_id']})",
        note="Adjusted for quality: not a price index for licenses or devices" if adjusted else "",
    )


def reprice(amount: float, item: str, from_year: int, to_year: int) -> float:
    """What an amount of one fiscal year is in the prices of another.

    The information technology items are adjusted for quality and fall while bills rise: they
    understate what a license or a device costs today.

    Parameters
    ----------
    amount : float
        Amount in the prices of the first year [USD].
    item : str
        Item of the consumer price index, such as ``All items`` [name].
    from_year : int
        Year the amount was paid in, July to June [fiscal year].
    to_year : int
        Year whose prices are wanted [fiscal year].

    Returns
    -------
    float
        The amount in the prices of the second year [USD].

    Raises
    ------
    ValueError
        If the item or a year is not in the table.

    Examples
    --------
    >>> reprice(1000.0, "All items", 2025, 2025)
    1000.0
    >>> round(reprice(1000.0, "All items", 2020, 2025))
    1235
    """
    before = float(_index_row(item, from_year)["index"])
    after = float(_index_row(item, to_year)["index"])
    return amount * (after / before)


@cache
def employment_cost_changes() -> tuple[EmploymentCostChange, ...]:
    """Published changes of the Employment Cost Index for schools, the oldest first.

    >>> employment_cost_changes()[-1].wages
    0.036
    """
    return tuple(
        EmploymentCostChange(
            date.fromisoformat(row["period_end"]),
            float(row["wages_change"]),
            float(row["compensation_change"]),
            row["source"],
        )
        for row in reference_table("eci")
    )
