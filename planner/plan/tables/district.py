"""The district itself, one setting a row."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from planner.plan.tables.column import Column

LONGEST_HORIZON = 30
#: Settings that say which months and years the plan is about.
CALENDAR_SETTINGS = ("first_year", "years", "fiscal_year_start_month")


class District(BaseModel):
    """The district: who it is, its fiscal year, its technology reserve, its E-Rate facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[
        str,
        Column(
            "District name", "text", "As it should appear on the board page", example="My district"
        ),
        Field(min_length=1, max_length=120),
    ]
    state: Annotated[
        str,
        Column("State", "text", "Two letters", example="OH", blank_means="not shown"),
        Field(max_length=2),
    ] = ""
    nces_id: Annotated[
        str,
        Column(
            "NCES district number",
            "text",
            "Seven digits",
            example="3900000",
            blank_means="not shown",
        ),
    ] = ""
    first_year: Annotated[
        int,
        Column(
            "First fiscal year",
            "fiscal_year",
            "The year of the prices and amounts, named for the year in which it ends",
            example="FY2027",
        ),
        Field(ge=2000, le=2100),
    ]
    years: Annotated[
        int,
        Column(
            "Years to plan",
            "number",
            "GFOA recommends at least five",
            "years",
            "5",
            blank_means="5",
        ),
        Field(ge=1, le=LONGEST_HORIZON),
    ] = 5
    fiscal_year_start_month: Annotated[
        int,
        Column(
            "Month the fiscal year starts",
            "number",
            "7 for July",
            "month",
            "7",
            blank_means="7",
        ),
        Field(ge=1, le=12),
    ] = 7
    staff: Annotated[
        float,
        Column("Staff headcount", "number", "All employees who use technology", "people", "620"),
        Field(ge=0),
    ]
    teachers: Annotated[
        float | None,
        Column(
            "Teachers",
            "number",
            "Teachers among the staff",
            "people",
            "410",
            blank_means="needed only if training serves teachers",
        ),
        Field(ge=0),
    ] = None
    staff_follow_students: Annotated[
        bool,
        Column(
            "Staff follow students",
            "yes_no",
            "yes keeps the first year's number of students per employee; staff growth is added",
            blank_means="no",
        ),
    ] = False
    reserve_opening_balance: Annotated[
        float,
        Column(
            "Technology reserve at the start",
            "money",
            "Money set aside for technology on the first day of the first year; 0 if none",
            "USD",
            "500000",
        ),
        Field(ge=0),
    ]
    reserve_policy_rate: Annotated[
        float,
        Column(
            "Reserve policy",
            "rate",
            "Minimum reserve the board wants, as a share of the year's technology cost; 0 if none",
            "share of the year's cost",
            "10%",
            slider=(0.0, 0.5, 0.01),
        ),
        Field(ge=0, le=5),
    ]
    reserve_class: Annotated[
        str,
        Column(
            "Class of the reserve",
            "choice",
            "How the technology reserve is classified in fund balance (GASB 54): committed by the "
            "board's formal action, assigned to a purpose, or restricted from outside",
            choices=("committed", "assigned", "restricted"),
            blank_means="not shown",
        ),
    ] = ""
    reserve_interest_rate: Annotated[
        float,
        Column(
            "Interest on the reserve",
            "rate",
            "Yearly interest that stays with technology, on the balance at the start of the year",
            "share per year",
            "3%",
            blank_means="no interest",
        ),
        Field(ge=0, le=0.2),
    ] = 0.0
    lunch_rate: Annotated[
        float | None,
        Column(
            "Students eligible for free or reduced-price lunch",
            "rate",
            "District-wide share, as used for E-Rate",
            "share of students",
            "48%",
            blank_means="calculated from the schools in enrollment; needed only for E-Rate",
        ),
        Field(ge=0, le=1),
    ] = None
    locale: Annotated[
        str,
        Column(
            "E-Rate locale",
            "choice",
            "rural if more than half of the schools are rural",
            example="urban",
            choices=("urban", "rural"),
            blank_means="calculated from the schools in enrollment; needed only for E-Rate",
        ),
    ] = ""
    category_two_used: Annotated[
        float,
        Column(
            "Category Two budget already used",
            "money",
            "Used in the current five-year cycle before the plan's first year, before the discount",
            "USD",
            "0",
            blank_means="nothing used yet",
        ),
        Field(ge=0),
    ] = 0.0
    borrowing_rate: Annotated[
        float | None,
        Column(
            "Borrowing rate",
            "rate",
            "Interest the district would pay on a loan, to report long contracts as a liability "
            "(GASB 87 and 96)",
            "share per year",
            "4%",
            blank_means="no liability is reported",
        ),
        Field(ge=0, le=0.5),
    ] = None
    general_fund_total: Annotated[
        float | None,
        Column(
            "General fund, total",
            "money",
            "All general fund spending of the first year, to show what share of it technology is; "
            "it grows with the general fund",
            "USD",
            "98000000",
            blank_means="the share is not shown",
        ),
        Field(gt=0),
    ] = None
    taxable_value: Annotated[
        float | None,
        Column(
            "Taxable value of the district",
            "money",
            "The value on which property taxes are levied, as the county certifies it, to show "
            "levies in mills",
            "USD",
            "1500000000",
            blank_means="levies are shown in dollars only",
        ),
        Field(gt=0),
    ] = None
    home_assessment_rate: Annotated[
        float | None,
        Column(
            "Share of a home's value that is taxed",
            "rate",
            "Assessed value as a share of market value, by state law, to show what a levy costs "
            "a homeowner",
            "share of market value",
            "35%",
            blank_means="the cost to a homeowner is not shown",
        ),
        Field(gt=0, le=1),
    ] = None
    budget_adoption: Annotated[
        date | None,
        Column(
            "Budget adoption",
            "day",
            "Day on which the board adopts the next budget",
            example="6/14/2027",
            blank_means="the last day before the fiscal year begins",
        ),
    ] = None
