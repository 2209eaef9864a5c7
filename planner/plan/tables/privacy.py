"""Data privacy: agreements, seals, vetting of tools, and the officer's share of time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.cycle import (
    DollarsOf,
    EveryYears,
    FirstDay,
    LastDay,
    NextYear,
    PriceGrowth,
)
from planner.plan.tables.row import BudgetRow
from planner.reference.accounts import categories_in
from planner.reference.defaults import default_value


class PrivacyRow(BudgetRow):
    """One part of the data privacy program."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="tool_vetting",
            choices=categories_in("privacy"),
        ),
    ]
    units: Annotated[
        float,
        Column(
            "Number",
            "number",
            "How many agreements, seals or tools in a year; 1 for a flat price",
            "units",
            "1",
            blank_means="1",
        ),
        Field(ge=0),
    ] = 1.0
    price: Annotated[
        float,
        Column(
            "Price",
            "money",
            "Price of one",
            "USD per unit",
            "0",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    hours_per_unit: Annotated[
        float,
        Column(
            "Paid hours",
            "number",
            "Paid hours for each one, if they are paid on top of a salary",
            "hours per unit",
            "2",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    hourly_cost: Annotated[
        float,
        Column(
            "Pay per hour",
            "money",
            "Pay for one of those hours, including benefits",
            "USD per hour",
            "45",
            blank_means="0",
            grows_with="wages",
        ),
        Field(ge=0),
    ] = 0.0
    fte: Annotated[
        float,
        Column(
            "FTE",
            "number",
            "Share of a position, if it is not in staffing already",
            "FTE",
            "0.25",
            blank_means="0",
            slider=(0.0, 2.0, 0.05),
        ),
        Field(ge=0),
    ] = 0.0
    salary: Annotated[
        float,
        Column(
            "Salary",
            "money",
            "Of one full-time position in the first year",
            "USD",
            "84000",
            blank_means="0; needed if there is FTE",
            grows_with="wages",
        ),
        Field(ge=0),
    ] = 0.0
    benefits_rate: Annotated[
        float,
        Column(
            "Benefits load",
            "rate",
            "Health insurance, pension and payroll taxes; not paid leave, which the salary pays",
            "share of salary",
            "43%",
            public_default="benefits_rate",
        ),
        Field(ge=0, le=2),
    ] = default_value("benefits_rate")
    every_years: EveryYears = 1
    next_year: NextYear = None
    price_growth_rate: PriceGrowth = None
    start_date: FirstDay = None
    end_date: LastDay = None
    dollars_of: DollarsOf = ""
