"""Cyber incidents: how often, how bad. They are reported outside the budget, never in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import Row


class IncidentRow(Row):
    """One kind of incident, each figure as a range from low to high."""

    per_year_low: Annotated[
        float,
        Column(
            "Incidents a year, low",
            "number",
            "How many such incidents a district like this has in a year, low estimate",
            "per year",
            "0.02",
        ),
        Field(ge=0, le=100),
    ]
    per_year_high: Annotated[
        float,
        Column("Incidents a year, high", "number", "The same, high estimate", "per year", "0.10"),
        Field(ge=0, le=100),
    ]
    loss_low: Annotated[
        float,
        Column("Loss, low", "money", "What one costs the district, low estimate", "USD", "50000"),
        Field(ge=0),
    ]
    loss_high: Annotated[
        float,
        Column("Loss, high", "money", "The same, high estimate", "USD", "1000000"),
        Field(ge=0),
    ]
    days_low: Annotated[
        float,
        Column(
            "School days lost, low",
            "number",
            "Days of learning lost, low estimate",
            "days",
            "3",
            blank_means="0",
        ),
        Field(ge=0, le=200),
    ] = 0.0
    days_high: Annotated[
        float,
        Column(
            "School days lost, high",
            "number",
            "The same, high estimate",
            "days",
            "15",
            blank_means="0",
        ),
        Field(ge=0, le=200),
    ] = 0.0
    recovery_months_low: Annotated[
        float,
        Column(
            "Months to recover, low",
            "number",
            "Months until all systems work again, low estimate",
            "months",
            "2",
            blank_means="0",
        ),
        Field(ge=0, le=60),
    ] = 0.0
    recovery_months_high: Annotated[
        float,
        Column(
            "Months to recover, high",
            "number",
            "The same, high estimate",
            "months",
            "9",
            blank_means="0",
        ),
        Field(ge=0, le=60),
    ] = 0.0
    insurance: Annotated[
        str,
        Column(
            "Insurance",
            "text",
            "Name of the insurance in table security, with its deductible and limit",
            blank_means="not insured",
        ),
    ] = ""
    contract: Annotated[
        str,
        Column(
            "Contract",
            "text",
            "Name in table security of the service that is bought to prevent it",
            blank_means="not compared with a contract",
        ),
    ] = ""
