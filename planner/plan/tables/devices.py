"""Fleets of devices, and what is in service today."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.columns import Column
from planner.plan.tables.row import GROWTH, Row
from planner.reference.accounts import categories_of
from planner.reference.defaults import default_value


class DeviceRow(Row):
    """A fleet: the devices of one kind that serve one group of people."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="student_devices",
            choices=categories_of("device_refresh"),
        ),
    ]
    serves: Annotated[
        str,
        Column(
            "Serves",
            "text",
            "students, staff, nobody (a fixed number), or a band of grades",
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
            "Fixed number", "number", "Devices beside those per person", "devices", blank_means="0"
        ),
        Field(ge=0),
    ] = 0.0
    spares_rate: Annotated[
        float,
        Column(
            "Spares",
            "rate",
            "Loaners kept beside those in use",
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
            "Price", "money", "What one device costs in the first year", "USD per device", "350"
        ),
        Field(ge=0),
    ]
    setup_per_unit: Annotated[
        float,
        Column(
            "Set-up",
            "money",
            "Management license, case and set-up paid with each purchase",
            "USD per device",
            "38",
            blank_means="0",
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
        float,
        Column(
            "Loss",
            "rate",
            "Devices lost or broken beyond repair in a year; no public default, use your records",
            "share per year",
            "4%",
            slider=(0.0, 0.2, 0.005),
        ),
        Field(ge=0, le=0.9),
    ]
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


class InventoryRow(Row):
    """Devices of one fleet in service, bought in one fiscal year."""

    name: Annotated[
        str,
        Column("Fleet", "text", "The fleet's name in devices"),
        Field(min_length=1, max_length=120),
    ]
    bought: Annotated[
        int,
        Column(
            "Bought in",
            "fiscal_year",
            "Fiscal year of purchase; the first year for orders already placed",
            example="FY2024",
        ),
        Field(ge=1990, le=2100),
    ]
    units: Annotated[
        float, Column("Devices", "number", "In service now", "devices", "400"), Field(ge=0)
    ]
    support_ends: Annotated[
        date | None,
        Column(
            "Support ends",
            "end_date",
            "When updates stop (Chromebooks: automatic updates)",
            blank_means="not before the end of its useful life",
        ),
    ] = None

    @property
    def key(self) -> str:
        """Fleet and year of purchase together."""
        return f"{self.name} FY{self.bought}"
