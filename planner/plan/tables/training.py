"""Training: of teachers, other staff and students, and phishing exercises."""

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


class TrainingRow(BudgetRow):
    """One kind of training."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="teacher_training",
            choices=categories_in("training"),
        ),
    ]
    serves: Annotated[
        str,
        Column(
            "For whom",
            "text",
            "teachers, staff, students, a grade band, or nobody for a flat price only",
            example="teachers",
        ),
    ]
    share_trained_rate: Annotated[
        float,
        Column(
            "Share trained",
            "rate",
            "Share of those people who are trained each time",
            "share of people",
            "50%",
            blank_means="100%",
            slider=(0.0, 1.0, 0.05),
        ),
        Field(ge=0, le=1),
    ] = 1.0
    price_per_person: Annotated[
        float,
        Column(
            "Price per person",
            "money",
            "What a course or an exercise costs for one person",
            "USD per person",
            "120",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    hours: Annotated[
        float,
        Column(
            "Paid hours",
            "number",
            "Paid hours per person, if the time is paid",
            "hours per person",
            "6",
            blank_means="0",
        ),
        Field(ge=0, le=500),
    ] = 0.0
    hourly_rate: Annotated[
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
    flat_price: Annotated[
        float,
        Column(
            "Flat price",
            "money",
            "One price for all, in addition to the price per person",
            "USD",
            "8000",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    every_years: EveryYears = 1
    next_year: NextYear = None
    price_growth_rate: PriceGrowth = None
    start_date: FirstDay = None
    end_date: LastDay = None
    dollars_of: DollarsOf = ""
