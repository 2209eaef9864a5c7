"""Training: of teachers, other staff and students, and phishing exercises."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.columns import Column
from planner.plan.tables.row import CALENDAR, GROWTH, Row
from planner.reference.accounts import categories_in


class TrainingRow(Row):
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
            "teachers, staff, students, a band of grades, or nobody for a flat price alone",
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
        ),
        Field(ge=0),
    ] = 0.0
    hours: Annotated[
        float,
        Column(
            "Paid hours",
            "number",
            "Hours that are paid for one person, where pay is owed for the time",
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
            "Pay for one of those hours, benefits included",
            "USD per hour",
            "45",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    flat_price: Annotated[
        float,
        Column(
            "Flat price",
            "money",
            "Price of the whole, beside what is paid by the person",
            "USD",
            "8000",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    every_years: Annotated[
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
    ] = 1
    next_year: Annotated[
        int | None,
        Column(
            "Next in",
            "fiscal_year",
            "First fiscal year in which it falls",
            example="FY2028",
            blank_means="the first year of the plan",
        ),
        CALENDAR,
    ] = None
    price_growth_rate: Annotated[
        float | None,
        Column(
            "Price growth",
            "rate",
            "Yearly change in prices; pay by the hour follows the raises",
            "share per year",
            blank_means="as in assumptions, general_inflation_rate",
        ),
        GROWTH,
    ] = None
    start_date: Annotated[
        date | None, Column("Starts", "start_date", "First day", blank_means="already running")
    ] = None
    end_date: Annotated[
        date | None, Column("Ends", "end_date", "Last day", blank_means="goes on")
    ] = None
