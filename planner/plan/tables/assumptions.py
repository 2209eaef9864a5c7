"""The assumptions that many lines share: prices, raises, enrollment, revenue."""

from __future__ import annotations

from typing import Annotated

from planner.plan.tables.column import Column
from planner.plan.tables.row import CALENDAR, GROWTH, Row


def _driver(
    label: str, help_text: str, example: str, default: str = "", blank_means: str = ""
) -> Column:
    return Column(
        label,
        "rate",
        help_text,
        "share per year",
        example,
        public_default=default,
        blank_means=blank_means,
        slider=(-0.05, 0.15, 0.005),
    )


#: The drivers: year paths that many lines share. The names are those of assumptions.csv.
DRIVERS: dict[str, Column] = {
    "enrollment_growth_rate": _driver(
        "Enrollment growth", "Change in students from one year to the next", "-1%"
    ),
    "staff_growth_rate": _driver(
        "Staff growth",
        "Change in headcount from one year to the next",
        "0%",
        blank_means="headcount does not change",
    ),
    "device_price_growth_rate": _driver(
        "Device price growth", "Yearly change in device prices", "4%"
    ),
    "license_price_growth_rate": _driver(
        "License price growth", "Yearly change at renewal, unless the row says otherwise", "5%"
    ),
    "security_price_growth_rate": _driver(
        "Security price growth", "Yearly change at renewal, unless the row says otherwise", "6%"
    ),
    "wage_growth_rate": _driver(
        "Raises", "Yearly raise, unless the row says otherwise", "3.5%", "wage_growth_rate"
    ),
    "health_insurance_growth_rate": _driver(
        "Health insurance growth",
        "Yearly change in benefits that staffing has in dollars",
        "9%",
        blank_means="needed only if staffing has benefits in dollars without a growth of their own",
    ),
    "general_inflation_rate": _driver(
        "Other prices",
        "Yearly change in the prices of repair, training, privacy, network and contractors",
        "3%",
        "general_inflation_rate",
    ),
    "general_fund_growth_rate": _driver(
        "General fund growth", "Yearly change in the technology allocation", "2%"
    ),
    "breakage_change_rate": Column(
        "Change in breakage",
        "rate",
        "20% if devices are lost and broken 20% more often than tables devices and repair say",
        "share",
        "0%",
        blank_means="as tables devices and repair say",
        slider=(-0.5, 1.0, 0.05),
    ),
    "erate_share": Column(
        "E-Rate as a share of today's rules",
        "rate",
        "100% if the program continues unchanged, 0% if it ends",
        "share",
        "100%",
        blank_means="the program continues unchanged",
        slider=(0.0, 1.0, 0.05),
    ),
}

#: E-Rate may shrink to nothing, not below.
LEAST_ERATE_SHARE = 0.0

#: What a blank driver means, where that is not a public default.
NEUTRAL_DRIVERS = {
    "staff_growth_rate": 0.0,
    "health_insurance_growth_rate": 0.0,
    "erate_share": 1.0,
    "breakage_change_rate": 0.0,
}


class AssumptionRow(Row):
    """One driver, from one year on."""

    name: Annotated[
        str, Column("Assumption", "choice", "One of the listed assumptions", choices=tuple(DRIVERS))
    ]
    value: Annotated[
        float | None,
        Column(
            "Value",
            "rate",
            "For example 3% or 0.03",
            "share per year",
            "3%",
            blank_means="the public figure or no change, if the assumption has one",
        ),
        GROWTH,
    ] = None
    from_year: Annotated[
        int | None,
        Column(
            "From year", "fiscal_year", "First fiscal year it applies to", blank_means="every year"
        ),
        CALENDAR,
    ] = None
