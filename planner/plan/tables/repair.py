"""Who repairs the devices, how often, and at what price."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.cycle import DollarsOf, FirstDay, LastDay, PriceGrowth
from planner.plan.tables.row import BudgetRow, Share
from planner.reference.accounts import categories_in


class RepairRow(BudgetRow):
    """Repairs of one fleet's devices, or of all devices, by one kind of repairer."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            choices=categories_in("repair"),
            blank_means="device_repair",
        ),
    ] = "device_repair"
    fleet: Annotated[
        str,
        Column("Fleet", "text", "Name of the fleet in table devices", blank_means="all of them"),
    ] = ""
    repair_rate: Annotated[
        float | None,
        Column(
            "Repairs",
            "rate",
            "Repairs in a year as a share of the devices in service; no public default, use "
            "your records",
            "repairs per device",
            "10%",
            blank_means="given by age in the next column; one of the two is needed",
            slider=(0.0, 0.5, 0.01),
        ),
        Field(ge=0, le=1),
    ] = None
    repair_by_age: Annotated[
        tuple[Share, ...],
        Column(
            "Repairs by age",
            "rates",
            "Repairs in the first year of use, the second and so on, separated by semicolons; "
            "the last one applies to all later years",
            "repairs per device",
            "6%; 8%; 12%",
            blank_means="the same at every age",
        ),
    ] = ()
    share_rate: Annotated[
        float,
        Column(
            "Share of the repairs",
            "rate",
            "Share of the fleet's repairs in this row, if several rows share them",
            "share",
            "60%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    who: Annotated[
        str,
        Column(
            "Who repairs",
            "choice",
            "a vendor, our own staff (paid in staffing), a paid student crew, or a protection "
            "plan with a yearly price for each device",
            example="vendor",
            choices=("vendor", "staff", "student_crew", "protection_plan"),
        ),
    ]
    price_per_repair: Annotated[
        float,
        Column(
            "Price of a repair",
            "money",
            "What a vendor charges, or what the district still pays under a protection plan; for a "
            "student crew, the price of a repair that a vendor must redo",
            "USD per repair",
            "99",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    parts_per_repair: Annotated[
        float,
        Column(
            "Parts",
            "money",
            "Parts for one repair, if the price does not include them",
            "USD per repair",
            "40",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    hours_per_repair: Annotated[
        float,
        Column(
            "Hours",
            "number",
            "Hours of work for one repair, by our own staff or a student crew",
            "hours",
            "1",
            blank_means="0",
        ),
        Field(ge=0, le=40),
    ] = 0.0
    hourly_wage: Annotated[
        float,
        Column(
            "Hourly wage",
            "money",
            "Of a student crew; our own staff are paid in staffing",
            "USD per hour",
            "10",
            blank_means="0",
            grows_with="wages",
        ),
        Field(ge=0),
    ] = 0.0
    redone_rate: Annotated[
        float,
        Column(
            "Redone",
            "rate",
            "Quality check: share of a student crew's repairs that a vendor must redo",
            "share of repairs",
            "5%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    price_per_device: Annotated[
        float,
        Column(
            "Price of the plan",
            "money",
            "Protection plan: yearly price for each device in service",
            "USD per device",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    price_growth_rate: PriceGrowth = None
    start_date: FirstDay = None
    end_date: LastDay = None
    dollars_of: DollarsOf = ""
