"""By when a decision is due: a day that the district typed, or one that follows from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from planner.plan.tables import District, FundingRow
from planner.plan.tables.contracts import ContractRow
from planner.plan.tables.options import OptionRow

#: Where a day comes from; the last two have none.
Reason = Literal[
    "typed",  # in decide_by of its row
    "adoption",  # the budget's adoption, as typed
    "before_year",  # the last day before the fiscal year begins
    "before_start",  # the day before the money starts
    "ends",  # the last day of the money
    "notice",  # the day before the new term, less the days of notice
    "before_term",  # the day before the new term
    "adopted",  # no day: the budget of that year is adopted already
    "not_given",  # no day follows from the plan
]
_HALF_A_YEAR = 183


@dataclass(frozen=True)
class Due:
    """By when a decision is due.

    Attributes
    ----------
    day : date or None
        The day; None where no day follows from the plan.
    reason : Reason
        Where the day comes from.
    cell : str
        Cell in which the district may type the day.
    year : int
        Fiscal year that must be decided before it begins, or the year of a new term; 0 for none.
    """

    day: date | None
    reason: Reason
    cell: str
    year: int = 0


def first_day(district: District, year: int) -> date:
    """First day of a fiscal year.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> first_day(read_plan(example("prairie-view")).district, 2028)
    datetime.date(2027, 7, 1)
    """
    month = district.fiscal_year_start_month
    return date(year if month == 1 else year - 1, month, 1)


def budget_due(district: District, year: int, *, may_wait: bool = False) -> Due:
    """When the budget of a fiscal year is adopted.

    A typed day is that of the budget whose year begins nearest to it; later budgets are adopted
    on the same day of later years, and those before it have been adopted.

    Parameters
    ----------
    district : District
        The district and its settings.
    year : int
        First fiscal year that the decision matters in.
    may_wait : bool
        Whether the next budget is soon enough where that of the year has been adopted.
    """
    cell, typed = "budget_adoption in the table district", district.budget_adoption
    if typed is None:
        return Due(first_day(district, year) - timedelta(days=1), "before_year", cell, year)
    adopted = next(
        budget
        for budget in range(typed.year - 1, typed.year + 3)
        if first_day(district, budget) > typed - timedelta(days=_HALF_A_YEAR)
    )
    if year < adopted and not may_wait:
        return Due(None, "adopted", cell, year)
    year = max(year, adopted)
    day = 28 if (typed.month, typed.day) == (2, 29) else typed.day
    return Due(typed.replace(year=typed.year + year - adopted, day=day), "adoption", cell, year)


def money_due(fund: FundingRow, *, starts: bool) -> Due:
    """When it is decided whether money comes, or what replaces it.

    Parameters
    ----------
    fund : FundingRow
        The source.
    starts : bool
        Whether it is still to come, or comes now and ends.
    """
    cell = f'decide_by of "{fund.name}" in the table funding'
    if fund.decide_by is not None:
        return Due(fund.decide_by, "typed", cell)
    if starts and fund.start_date is not None:
        return Due(fund.start_date - timedelta(days=1), "before_start", cell)
    if not starts and fund.end_date is not None:
        return Due(fund.end_date, "ends", cell)
    return Due(None, "not_given", cell)


def renewal_due(district: District, contract: ContractRow, table: str, year: int) -> Due:
    """When a contract that is renewed in a fiscal year can still be ended.

    Parameters
    ----------
    district : District
        The district and its settings.
    contract : ContractRow
        The contract.
    table : str
        Its table.
    year : int
        First fiscal year of the new term.
    """
    row = f'of "{contract.name}" in the table {table}'
    if contract.decide_by is not None:
        return Due(contract.decide_by, "typed", f"decide_by {row}")
    cell = f"notice_days {row}"
    last = first_day(district, year) - timedelta(days=1)
    if contract.notice_days is None:
        return Due(last, "before_term", cell, year)
    return Due(last - timedelta(days=int(contract.notice_days)), "notice", cell, year)


def option_due(district: District, option: OptionRow, year: int) -> Due:
    """When an option is voted on: the day typed, or with the budget of its first fiscal year.

    Parameters
    ----------
    district : District
        The district and its settings.
    option : OptionRow
        The option.
    year : int
        First fiscal year that it applies to.
    """
    if option.decide_by is not None:
        return Due(option.decide_by, "typed", f'decide_by of "{option.name}" in the table options')
    return budget_due(district, year)
