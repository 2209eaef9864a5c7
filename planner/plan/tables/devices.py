"""Fleets of devices."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import GROWTH, BudgetRow
from planner.reference.accounts import categories_in
from planner.reference.defaults import default_value


class DeviceRow(BudgetRow):
    """A fleet: the devices of one kind that serve one group of people."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="student_devices",
            choices=categories_in("devices"),
        ),
    ]
    serves: Annotated[
        str,
        Column(
            "Serves",
            "text",
            "students, staff, nobody (a fixed number), or a grade band",
            example="students",
            blank_means="students",
        ),
    ] = "students"
    units_per_person: Annotated[
        float,
        Column("Devices per person", "number", "1 for one-to-one", "devices", "1", blank_means="1"),
        Field(ge=0, le=10),
    ] = 1.0
    fixed_units: Annotated[
        float,
        Column(
            "Fixed number",
            "number",
            "Devices on top of those per person",
            "devices",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    spares_rate: Annotated[
        float,
        Column(
            "Spares",
            "rate",
            "Loaners kept in addition to those in use",
            "share of devices in use",
            "5%",
            public_default="spares_rate",
            slider=(0.0, 0.2, 0.01),
        ),
        Field(ge=0, le=1),
    ] = default_value("spares_rate")
    unit_price: Annotated[
        float,
        Column(
            "Price",
            "money",
            "What one device costs in the first year",
            "USD per device",
            "350",
            grows_with="own prices",
        ),
        Field(ge=0),
    ]
    setup_per_unit: Annotated[
        float,
        Column(
            "Set-up",
            "money",
            "Case, delivery and set-up paid once with each purchase",
            "USD per device",
            "38",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    management_license: Annotated[
        float,
        Column(
            "Management license",
            "money",
            "License paid once with each purchase, for the life of the device",
            "USD per device",
            "38",
            blank_means="0",
            grows_with="own prices",
        ),
        Field(ge=0),
    ] = 0.0
    useful_life_years: Annotated[
        int,
        Column(
            "Useful life",
            "number",
            "Years a device is used before it is replaced",
            "years",
            "5",
            public_default="useful_life_years",
            slider=(3, 8, 1),
        ),
        Field(ge=1, le=20),
    ] = int(default_value("useful_life_years"))
    loss_rate: Annotated[
        float | None,
        Column(
            "Loss",
            "rate",
            "Devices lost or broken beyond repair in a year; no public default, use your records",
            "share per year",
            "4%",
            blank_means="given by age in the next column; one of the two is needed",
            slider=(0.0, 0.2, 0.005),
        ),
        Field(ge=0, le=0.9),
    ] = None
    loss_by_age: Annotated[
        tuple[Annotated[float, Field(ge=0, le=0.9)], ...],
        Column(
            "Loss by age",
            "rates",
            "Loss in the first year of use, the second and so on, separated by semicolons; the "
            "last one applies to all later years",
            "share per year",
            "3%; 5%; 8%",
            blank_means="the same at every age",
        ),
    ] = ()
    replacement: Annotated[
        str,
        Column(
            "Replacement",
            "choice",
            "as_due buys what is due; even buys the same number every year; capped buys no more "
            "than the cap; lease replaces what is due and pays over the lease term",
            choices=("as_due", "even", "capped", "lease"),
            blank_means="as_due",
        ),
    ] = "as_due"
    yearly_cap: Annotated[
        float | None,
        Column(
            "Yearly cap",
            "number",
            "Most devices bought in a year, if replacement is capped",
            "devices",
            "800",
            blank_means="needed only if replacement is capped",
        ),
        Field(ge=0),
    ] = None
    deferred_years: Annotated[
        int,
        Column(
            "Deferred",
            "number",
            "Years a device is kept beyond its useful life before it is replaced",
            "years",
            "0",
            blank_means="0",
            slider=(0, 3, 1),
        ),
        Field(ge=0, le=10),
    ] = 0
    support_years: Annotated[
        float | None,
        Column(
            "Support of new devices",
            "number",
            "Fiscal years of updates left in a device when it is bought; fewer for an older model",
            "years",
            "8",
            blank_means="longer than its useful life",
        ),
        Field(ge=1, le=20),
    ] = None
    trade_in: Annotated[
        float,
        Column(
            "Trade-in",
            "money",
            "Trade-in value of one device when it is retired, credited to the year's purchase",
            "USD per device",
            "15",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    lease_years: Annotated[
        int | None,
        Column(
            "Lease term",
            "number",
            "Number of yearly lease payments, the first at delivery",
            "years",
            "4",
            blank_means="needed only if replacement is lease",
        ),
        Field(ge=1, le=10),
    ] = None
    lease_rate: Annotated[
        float | None,
        Column(
            "Lease interest",
            "rate",
            "Yearly interest on the lease; 0% if the payments add up to the price",
            "share per year",
            "4%",
            blank_means="needed only if replacement is lease",
        ),
        Field(ge=0, le=0.5),
    ] = None
    lease_buyout_rate: Annotated[
        float,
        Column(
            "Lease buyout",
            "rate",
            "Share of the price paid at the end of the lease to keep the devices",
            "share of price",
            "0%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    price_growth_rate: Annotated[
        float | None,
        Column(
            "Price growth",
            "rate",
            "Yearly change in its price",
            "share per year",
            blank_means="as in assumptions, device_price_growth_rate",
        ),
        GROWTH,
    ] = None
