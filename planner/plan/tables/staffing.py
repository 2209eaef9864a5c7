"""Technology positions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.columns import Column
from planner.plan.tables.row import GROWTH, Row
from planner.reference.accounts import categories_of
from planner.reference.defaults import default_value


class StaffingRow(Row):
    """A position, or several alike."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="technology_staff",
            blank_means="technology_staff",
            choices=categories_of("staffing"),
        ),
    ] = "technology_staff"
    fte: Annotated[
        float,
        Column("FTE", "number", "Full-time equivalents", "FTE", "1", slider=(0, 20, 0.5)),
        Field(ge=0),
    ]
    salary: Annotated[
        float,
        Column("Salary", "money", "Of one full-time position in the first year", "USD", "62000"),
        Field(ge=0),
    ]
    benefits_rate: Annotated[
        float,
        Column(
            "Benefits load",
            "rate",
            "Benefits as a share of salary, not of total compensation: 38% of total is 61%",
            "share of salary",
            "61%",
            public_default="benefits_rate",
        ),
        Field(ge=0, le=2),
    ] = default_value("benefits_rate")
    raise_rate: Annotated[
        float | None,
        Column(
            "Raise",
            "rate",
            "Yearly raise",
            "share per year",
            blank_means="as in assumptions, wage_growth_rate",
        ),
        GROWTH,
    ] = None
    vacancy_rate: Annotated[
        float,
        Column(
            "Vacant", "rate", "Share of the year nobody is paid", "share", "0%", blank_means="0%"
        ),
        Field(ge=0, le=1),
    ] = 0.0
    start_date: Annotated[
        date | None, Column("Starts", "start_date", "First day", blank_means="already employed")
    ] = None
    end_date: Annotated[
        date | None, Column("Ends", "end_date", "Last day", blank_means="goes on")
    ] = None
