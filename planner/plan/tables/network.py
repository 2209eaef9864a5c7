"""Network equipment: what is installed, and when it is replaced.

Internet access, network licenses and maintenance contracts are billed yearly: they belong in
licenses.csv.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.cycle import ErateFiled
from planner.plan.tables.row import CALENDAR, GROWTH, BudgetRow
from planner.reference.accounts import categories_in
from planner.reference.defaults import default_value


class NetworkRow(BudgetRow):
    """Network equipment of one kind."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="access_points",
            choices=categories_in("network"),
        ),
    ]
    units: Annotated[
        float,
        Column("Number", "number", "How many are installed", "units", "420"),
        Field(ge=0),
    ]
    unit_price: Annotated[
        float,
        Column(
            "Price",
            "money",
            "What one costs in the first year",
            "USD per unit",
            "700",
            grows_with="own prices",
        ),
        Field(ge=0),
    ]
    installation_per_unit: Annotated[
        float,
        Column(
            "Installation",
            "money",
            "Paid once with each replacement",
            "USD per unit",
            "120",
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
            "Years from one replacement to the next",
            "years",
            "7",
            public_default="network_life_years",
            slider=(4, 20, 1),
        ),
        Field(ge=1, le=40),
    ] = int(default_value("network_life_years"))
    replacement: Annotated[
        str,
        Column(
            "Replacement",
            "choice",
            "as_due replaces all of it in the year it is due; even replaces a share every year",
            choices=("as_due", "even"),
            blank_means="as_due",
        ),
    ] = "as_due"
    next_replacement: Annotated[
        int | None,
        Column(
            "Next replacement",
            "fiscal_year",
            "Fiscal year in which all of it is next replaced",
            example="FY2029",
            blank_means="needed unless replacement is even",
        ),
        CALENDAR,
    ] = None
    maintenance_rate: Annotated[
        float,
        Column(
            "Maintenance",
            "rate",
            "Yearly maintenance paid for it, as a share of the price",
            "share of price",
            "5%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    erate_filed: ErateFiled = "yes"
    price_growth_rate: Annotated[
        float | None,
        Column(
            "Price growth",
            "rate",
            "Yearly change in its price",
            "share per year",
            blank_means="as in assumptions, general_inflation_rate",
        ),
        GROWTH,
    ] = None
