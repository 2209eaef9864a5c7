"""Services paid yearly: software licenses and cybersecurity."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.cycle import DollarsOf, ErateFiled
from planner.plan.tables.row import CALENDAR, GROWTH, BudgetRow
from planner.reference.accounts import categories_in


class ContractRow(BudgetRow):
    """A service paid yearly: a license or a security contract."""

    basis: Annotated[
        str,
        Column(
            "Paid per",
            "choice",
            "What the price is for",
            example="student",
            choices=("student", "staff", "device", "unit", "flat"),
        ),
    ]
    serves: Annotated[
        str,
        Column(
            "For whom",
            "text",
            "A grade band (per student) or a fleet (per device)",
            blank_means="all of them",
        ),
    ] = ""
    units: Annotated[
        float | None,
        Column(
            "Number",
            "number",
            "How many, if it is paid per unit",
            "units",
            blank_means="not paid per unit",
        ),
        Field(ge=0),
    ] = None
    minimum_units: Annotated[
        float,
        Column(
            "Minimum number",
            "number",
            "Smallest number that the contract bills",
            "units",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    price: Annotated[
        float,
        Column(
            "Price",
            "money",
            "Yearly price in the first year, unless dollars_of says otherwise",
            "USD per year",
            "12.50",
            grows_with="contract",
        ),
        Field(ge=0),
    ]
    escalator_rate: Annotated[
        float,
        Column(
            "Increase inside the term",
            "rate",
            "As written in the contract",
            "share per year",
            "3%",
            blank_means="0%",
        ),
        GROWTH,
    ] = 0.0
    term_years: Annotated[
        int,
        Column(
            "Term", "number", "Years from one renewal to the next", "years", "1", blank_means="1"
        ),
        Field(ge=1, le=20),
    ] = 1
    next_renewal: Annotated[
        int | None,
        Column(
            "Next renewal",
            "fiscal_year",
            "First fiscal year at the renewed price",
            example="FY2028",
            blank_means="the second year, for a term of one year",
        ),
        CALENDAR,
    ] = None
    notice_days: Annotated[
        float | None,
        Column(
            "Notice",
            "number",
            "Days before the new term by which the vendor must know that it is not renewed",
            "days",
            "90",
            blank_means="not known: the day before the new term is shown",
        ),
        Field(ge=0, le=730),
    ] = None
    decide_by: Annotated[
        date | None,
        Column(
            "Decide by",
            "day",
            "Last day on which the board can vote on the next renewal",
            blank_means="the day before the new term, less the notice",
        ),
    ] = None
    renewal_increase_rate: Annotated[
        float | None,
        Column(
            "Increase at renewal",
            "rate",
            "Change in price at each renewal",
            "share",
            blank_means="as in assumptions, license_ or security_price_growth_rate",
            slider=(0.0, 0.2, 0.005),
        ),
        # A vendor may triple a price once; a growth of every year beyond 100% is a typing error.
        Field(ge=-0.5, le=10),
    ] = None
    prepaid_until: Annotated[
        date | None,
        Column(
            "Prepaid until",
            "end_date",
            "Last day already paid for, for example with relief funds",
            blank_means="nothing prepaid",
        ),
    ] = None
    start_date: Annotated[
        date | None, Column("Starts", "start_date", "First day", blank_means="already running")
    ] = None
    end_date: Annotated[
        date | None, Column("Ends", "end_date", "Last day", blank_means="continues")
    ] = None
    dollars_of: DollarsOf = ""
    recurring: Annotated[
        str,
        Column(
            "Recurring",
            "choice",
            "no for a one-time cost",
            choices=("yes", "no"),
            blank_means="yes",
        ),
    ] = "yes"
    erate_filed: ErateFiled = "yes"

    liability: Annotated[
        str,
        Column(
            "Reported as",
            "choice",
            "What a long contract is in the financial statements: a subscription conveys the right "
            "to use software (GASB 96), a lease that to use equipment or fiber (GASB 87)",
            choices=("subscription", "lease", "none"),
            blank_means="as usual for the kind: software is a subscription, internet and other "
            "services are none",
        ),
    ] = ""


class LicenseRow(ContractRow):
    """A software license or another subscription."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="instructional_software",
            choices=categories_in("licenses"),
        ),
    ]
    units_used: Annotated[
        float | None,
        Column(
            "Number used",
            "number",
            "How many of the billed units are in use",
            "units",
            "310",
            blank_means="not known, so unused units are not reported",
        ),
        Field(ge=0),
    ] = None


class SecurityRow(ContractRow):
    """A cybersecurity service, including insurance."""

    category: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of cost it is",
            example="monitoring",
            choices=categories_in("security"),
        ),
    ]
    delivery: Annotated[
        str,
        Column(
            "Who does it",
            "choice",
            "in_house, outsourced, or a consortium that several districts share",
            choices=("in_house", "outsourced", "consortium"),
            blank_means="not said",
        ),
    ] = ""
    consortium_share_rate: Annotated[
        float,
        Column(
            "Our share of the price",
            "rate",
            "If a consortium buys: the district's share of the full price",
            "share",
            "20%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    deductible: Annotated[
        float | None,
        Column(
            "Deductible",
            "money",
            "Insurance: what the district pays of each loss before the insurer pays",
            "USD per loss",
            "25000",
            blank_means="not insurance, or not known",
        ),
        Field(ge=0),
    ] = None
    coverage_limit: Annotated[
        float | None,
        Column(
            "Limit",
            "money",
            "Insurance: the most that the insurer pays for each loss",
            "USD per loss",
            "1000000",
            blank_means="no limit, or not known",
        ),
        Field(ge=0),
    ] = None
