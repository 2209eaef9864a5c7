"""Students, by school and grade band."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import GROWTH, Row


class EnrollmentRow(Row):
    """Students of one school, or of one grade band in it, in the first year."""

    school: Annotated[
        str, Column("School", "text", "Building", blank_means="the same as the name")
    ] = ""
    grades: Annotated[
        str,
        Column(
            "Grades",
            "text",
            "Grade band that fleets and licenses can serve",
            example="K-5",
            blank_means="no grade band",
        ),
    ] = ""
    students: Annotated[
        float,
        Column("Students", "number", "Headcount in the first year", "students", "450"),
        Field(ge=0),
    ]
    growth_rate: Annotated[
        float | None,
        Column(
            "Growth",
            "rate",
            "Yearly change",
            "share per year",
            blank_means="as in assumptions, enrollment_growth_rate",
        ),
        GROWTH,
    ] = None
    lunch_rate: Annotated[
        float | None,
        Column(
            "Free or reduced-price lunch",
            "rate",
            "Share of the school's students who are eligible",
            "share of students",
            "48%",
            blank_means="as in the district's settings",
        ),
        Field(ge=0, le=1),
    ] = None
    direct_certified_rate: Annotated[
        float | None,
        Column(
            "Directly certified (CEP)",
            "rate",
            "For a school in the Community Eligibility Provision: share of students who are "
            "directly certified; 1.6 times that counts for E-Rate",
            "share of students",
            "45%",
            blank_means="not a CEP school",
        ),
        Field(ge=0, le=1),
    ] = None
    rural: Annotated[
        str,
        Column(
            "Rural school",
            "choice",
            "As E-Rate counts it",
            choices=("yes", "no"),
            blank_means="not said",
        ),
    ] = ""
