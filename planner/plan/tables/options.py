"""Options: choices that the district could make, each with who feels it and what it costs them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import CALENDAR, Row

REVERSIBLE = ("yes", "partly", "no")


class OptionRow(Row):
    """One choice, made by one scenario."""

    name: Annotated[
        str,
        Column(
            "Option",
            "text",
            "Unique in the table; excludes and needs use it. No plus sign, comma or semicolon",
            example="stretch-laptops",
        ),
        Field(min_length=1, max_length=60, pattern=r"^[^+,;]+$"),
    ]
    title: Annotated[
        str,
        Column(
            "Title",
            "text",
            "What the board page calls it",
            example="Laptops are used a year longer",
            blank_means="the title of the scenario",
        ),
    ] = ""
    scenario: Annotated[
        str,
        Column(
            "Scenario",
            "text",
            "The scenario in scenarios.csv that makes the change",
            example="levy-fails",
        ),
        Field(min_length=1),
    ]
    earliest_year: Annotated[
        int | None,
        Column(
            "Earliest year",
            "fiscal_year",
            "First fiscal year it can apply to; changes without their own year begin then",
            blank_means="the first year of the plan",
        ),
        CALENDAR,
    ] = None
    felt_by: Annotated[
        str,
        Column("Felt by", "text", "Who is affected", example="students and teachers"),
        Field(min_length=1, max_length=200),
    ]
    reversible: Annotated[
        str,
        Column(
            "Reversible",
            "choice",
            "Whether it can be undone: yes, partly, no",
            example="yes",
            choices=REVERSIBLE,
        ),
    ]
    service_points: Annotated[
        float,
        Column(
            "Service lost",
            "number",
            "How much service is lost, in the district's own judgment; negative if it improves",
            "points",
            "3",
        ),
        Field(ge=-1000, le=1000),
    ]
    excludes: Annotated[
        tuple[str, ...],
        Column(
            "Excludes",
            "list",
            "Options that cannot be taken together with it",
            blank_means="none",
        ),
    ] = ()
    needs: Annotated[
        tuple[str, ...],
        Column(
            "Needs",
            "list",
            "Options that must be taken with it",
            blank_means="none",
        ),
    ] = ()
    recommended: Annotated[
        bool,
        Column(
            "Recommended",
            "yes_no",
            "yes if staff recommends it to the board; several may be marked if they can be taken "
            "together",
            example="yes",
            blank_means="no",
        ),
    ] = False
    decide_by: Annotated[
        date | None,
        Column(
            "Decide by",
            "day",
            "Last day on which the board can vote on it",
            blank_means="the day of the decision that it answers",
        ),
    ] = None
