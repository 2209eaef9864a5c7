"""What technology actually cost in the base year, and what the general ledger says about it.

Both tables are optional, and neither enters the projection: they are compared with each other
before the plan is carried forward. They are typed when the base year is over and the auditors are
closing it. Left out is who paid: that belongs in funding.csv.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import CALENDAR, Row
from planner.reference.accounts import accounts


class BaseYearRow(Row):
    """What both tables say: how much, for what, in which year."""

    category: Annotated[
        str,
        Column(
            "Kind of cost",
            "choice",
            "The kind of cost; several rows of one kind are added up",
            example="instructional_software",
            choices=tuple(accounts()),
        ),
    ]
    amount: Annotated[
        float,
        Column(
            "Amount",
            "money",
            "What was spent in the year, to the cent; a credit is negative",
            "USD",
            "41200",
        ),
    ]
    fiscal_year: Annotated[
        int | None,
        Column(
            "Fiscal year",
            "fiscal_year",
            "The base year: the last closed year",
            example="FY2026",
            blank_means="the year before the plan's first year",
        ),
        CALENDAR,
    ] = None

    @property
    def key(self) -> str:
        """Name, kind of cost and year together: one name may appear with several kinds."""
        year = f"FY{self.fiscal_year}" if self.fiscal_year else ""
        return " ".join(part for part in (self.name, self.category, year) if part)

    def year(self, first_year: int) -> int:
        """Fiscal year of the row in a plan that starts in ``first_year``."""
        return self.fiscal_year or first_year - 1


class ActualRow(BaseYearRow):
    """One thing that the district paid for in the base year."""

    name: Annotated[
        str,
        Column("What it was", "text", "The product, contract or position that was paid for"),
        Field(min_length=1, max_length=120),
    ]


class LedgerRow(BaseYearRow):
    """One account of the general ledger."""

    name: Annotated[
        str,
        Column("Account", "text", "The account number or name in the ledger"),
        Field(min_length=1, max_length=120),
    ]
    category: Annotated[
        str,
        Column(
            "Kind of cost",
            "choice",
            "The kind of cost in the account; several accounts of one kind are added up",
            example="instructional_software",
            choices=tuple(accounts()),
            blank_means="part of a total for all technology, including the kinds that are named",
        ),
    ] = ""
