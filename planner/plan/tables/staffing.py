"""Technology positions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.cycle import DollarsOf
from planner.plan.tables.row import GROWTH, BudgetRow
from planner.reference.accounts import categories_in
from planner.reference.defaults import default_value


class StaffingRow(BudgetRow):
    """A position, or several of the same kind."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="technology_staff",
            blank_means="technology_staff",
            choices=categories_in("staffing"),
        ),
    ] = "technology_staff"
    fte: Annotated[
        float,
        Column("FTE", "number", "Full-time equivalents", "FTE", "1", slider=(0, 20, 0.5)),
        Field(ge=0),
    ]
    salary: Annotated[
        float,
        Column(
            "Salary",
            "money",
            "Of one full-time position in the first year, unless dollars_of says otherwise",
            "USD",
            "62000",
            grows_with="salary",
        ),
        Field(ge=0),
    ]
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
    benefits_per_fte: Annotated[
        float,
        Column(
            "Benefits in dollars",
            "money",
            "What is paid in dollars for each full-time position, such as health insurance; the "
            "load is then pension and payroll taxes alone",
            "USD per FTE",
            blank_means="0: the load is all of the benefits",
            grows_with="insurance",
        ),
        Field(ge=0),
    ] = 0.0
    benefits_growth_rate: Annotated[
        float | None,
        Column(
            "Growth of benefits in dollars",
            "rate",
            "Yearly change in the benefits in dollars",
            "share per year",
            blank_means="as in assumptions, health_insurance_growth_rate",
        ),
        GROWTH,
    ] = None
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
    step_rate: Annotated[
        float,
        Column(
            "Step",
            "rate",
            "Yearly step on the salary schedule, on top of the raise",
            "share per year",
            "2%",
            blank_means="0%",
        ),
        Field(ge=0, le=0.5),
    ] = 0.0
    steps_left: Annotated[
        int,
        Column(
            "Steps left",
            "number",
            "Yearly steps until the top of the schedule",
            "steps",
            "5",
            blank_means="0",
        ),
        Field(ge=0, le=40),
    ] = 0
    vacancy_rate: Annotated[
        float,
        Column(
            "Vacant",
            "rate",
            "Share of the year in which nobody is paid",
            "share",
            "0%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    turnover_rate: Annotated[
        float,
        Column(
            "Turnover",
            "rate",
            "Share of the people who leave in a year",
            "share per year",
            "10%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    turnover_cost_rate: Annotated[
        float,
        Column(
            "Cost of turnover",
            "rate",
            "Cost of hiring and training a replacement; no public default was found",
            "share of salary",
            "10%",
            blank_means="0%",
        ),
        Field(ge=0, le=3),
    ] = 0.0
    delivery: Annotated[
        str,
        Column(
            "Who does it",
            "choice",
            "own, or outsourced to a contractor at the price in the next column",
            choices=("own", "outsourced"),
            blank_means="own",
        ),
    ] = "own"
    outsourced_price: Annotated[
        float | None,
        Column(
            "Outsourced price",
            "money",
            "Yearly price of a contractor for all of the work, in the first year",
            "USD per year",
            "95000",
            blank_means="needed only if it is outsourced",
            grows_with="other prices",
        ),
        Field(ge=0),
    ] = None
    start_date: Annotated[
        date | None, Column("Starts", "start_date", "First day", blank_means="already employed")
    ] = None
    end_date: Annotated[
        date | None, Column("Ends", "end_date", "Last day", blank_means="continues")
    ] = None
    dollars_of: DollarsOf = ""
