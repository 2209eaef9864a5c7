"""Columns for what comes every few years, and for what has a first and a last day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import CALENDAR, GROWTH

EveryYears = Annotated[
    int,
    Column(
        "Every",
        "number",
        "Years from one time to the next",
        "years",
        "1",
        blank_means="1: every year",
    ),
    Field(ge=1, le=20),
]
NextYear = Annotated[
    int | None,
    Column(
        "Next in",
        "fiscal_year",
        "First fiscal year in which it is due",
        example="FY2028",
        blank_means="the first year of the plan",
    ),
    CALENDAR,
]
PriceGrowth = Annotated[
    float | None,
    Column(
        "Price growth",
        "rate",
        "Yearly change in prices; hourly pay follows the raises",
        "share per year",
        blank_means="as in assumptions, general_inflation_rate",
    ),
    GROWTH,
]
FirstDay = Annotated[
    date | None, Column("Starts", "start_date", "First day", blank_means="already running")
]
LastDay = Annotated[date | None, Column("Ends", "end_date", "Last day", blank_means="continues")]
DollarsOf = Annotated[
    str,
    Column(
        "Dollars of",
        "choice",
        "Year whose dollars the amounts are: first_year for a price of today, start_year for a "
        "price of the year in which it starts",
        choices=("first_year", "start_year"),
        blank_means="first_year",
    ),
]

ErateFiled = Annotated[
    str,
    Column(
        "E-Rate requested",
        "choice",
        "no if the district does not ask E-Rate for its discount on this cost",
        choices=("yes", "no"),
        blank_means="yes, where E-Rate pays for this kind of cost",
    ),
]
