"""Devices in service, by fleet and year of purchase."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import Row
from planner.reference.chromebooks import support_end


class InventoryRow(Row):
    """Devices of one fleet in service, bought in one fiscal year."""

    name: Annotated[
        str,
        Column("Fleet", "text", "Name of the fleet in table devices"),
        Field(min_length=1, max_length=120),
    ]
    bought: Annotated[
        int,
        Column(
            "Bought in",
            "fiscal_year",
            "Fiscal year of purchase; the plan's first year for orders already placed",
            example="FY2024",
        ),
        Field(ge=1990, le=2100),
    ]
    units: Annotated[
        float, Column("Devices", "number", "In service now", "devices", "400"), Field(ge=0)
    ]
    model: Annotated[
        str,
        Column(
            "Model",
            "text",
            "Chromebook model, to look up when its updates end",
            example="Dell Chromebook 3110",
            blank_means="not looked up",
        ),
    ] = ""
    support_ends: Annotated[
        date | None,
        Column(
            "Support ends",
            "end_date",
            "When updates stop (Chromebooks: automatic updates)",
            blank_means="looked up by model; without one, not before its useful life ends",
        ),
    ] = None

    lease_payment: Annotated[
        float | None,
        Column(
            "Lease payment",
            "money",
            "Yearly payment for all of these devices, of a lease or a financed purchase that runs "
            "when the plan starts",
            "USD per year",
            blank_means="not leased",
        ),
        Field(ge=0),
    ] = None
    lease_payments_left: Annotated[
        int | None,
        Column(
            "Payments left",
            "number",
            "Yearly payments of the lease still to make, the first in the plan's first year; 0 if "
            "all are made",
            "payments",
            blank_means="not leased",
        ),
        Field(ge=0, le=40),
    ] = None
    lease_buyout: Annotated[
        float | None,
        Column(
            "Buyout of the lease",
            "money",
            "Paid to keep all of these devices, in the year after the last payment",
            "USD",
            blank_means="none: no lease, or the devices are returned",
        ),
        Field(ge=0),
    ] = None

    @property
    def key(self) -> str:
        """Fleet and year of purchase together."""
        return f"{self.name} FY{self.bought}"

    @property
    def unique_key(self) -> str:
        """Devices of one year may be of several models, each with its end of support."""
        return " ".join(filter(None, (self.key, self.model, str(self.support_ends or ""))))

    def cell(self, field: str) -> Any:  # noqa: ANN401  a cell may hold anything
        """The end of support is looked up by model if it is not typed."""
        if field == "support_ends" and self.support_ends is None and self.model:
            return found.ends if (found := support_end(self.model)) else None
        return super().cell(field)
