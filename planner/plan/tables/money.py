"""What every funding source says: how much, until when, for what, and what is left over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import GROWTH, BookedRow
from planner.reference.accounts import funding_rules


class MoneyRow(BookedRow):
    """Columns that every kind of funding may use."""

    kind: Annotated[
        str,
        Column(
            "Kind",
            "choice",
            "What kind of money it is",
            example="general_fund",
            choices=tuple(funding_rules()),
        ),
    ]
    amount: Annotated[
        float | None,
        Column(
            "Amount",
            "money",
            "For technology: a full year's amount, or the total award",
            "USD",
            "1200000",
            blank_means="calculated: E-Rate, fees, aid per student, reimbursements",
            grows_with="revenue",
        ),
        Field(ge=0),
    ] = None
    award: Annotated[
        str,
        Column(
            "Amount is",
            "choice",
            "yearly; once for an award spent over its life; two_years for an allotment paid in "
            "full every second year",
            choices=("yearly", "once", "two_years"),
            blank_means="as usual for the kind",
        ),
    ] = ""
    growth_rate: Annotated[
        float | None,
        Column(
            "Growth",
            "rate",
            "Yearly change in the amount",
            "share per year",
            blank_means="general fund: as in assumptions; others: 0%",
        ),
        GROWTH,
    ] = None
    recurring: Annotated[
        str,
        Column(
            "Recurring",
            "choice",
            "yes if it can be expected year after year",
            choices=("yes", "no"),
            blank_means="as usual for the kind",
        ),
    ] = ""
    start_date: Annotated[
        date | None, Column("Starts", "start_date", "First day", blank_means="already available")
    ] = None
    end_date: Annotated[
        date | None, Column("Ends", "end_date", "Last day it can be spent", blank_means="continues")
    ] = None
    dollars_of: Annotated[
        str,
        Column(
            "Dollars of",
            "choice",
            "Year whose dollars the amounts are: start_year for what a ballot or an award names, "
            "first_year for what the source would provide today",
            choices=("first_year", "start_year"),
            blank_means="start_year",
        ),
    ] = ""
    pays_for: Annotated[
        tuple[str, ...],
        Column(
            "May pay",
            "list",
            "Budget lines, kinds of cost or row names, separated by semicolons",
            example="device_refresh; software_licenses",
            blank_means="everything its kind may pay for without a condition; a grant must say",
        ),
    ] = ()
    unspent: Annotated[
        str,
        Column(
            "Unspent money",
            "choice",
            "lapse at the end of the year, carry until the source ends, keep until it is spent, "
            "or add to the technology reserve",
            choices=("lapse", "carry", "keep", "reserve"),
            blank_means="as usual for the kind",
        ),
    ] = ""
    board_action: Annotated[
        str,
        Column(
            "Board action",
            "text",
            "For general fund money that adds to the technology reserve: the resolution and date "
            "that commit unspent money to technology (GASB 54)",
            blank_means="none",
        ),
    ] = ""
    opening_balance: Annotated[
        float,
        Column(
            "Left at the start",
            "money",
            "Money of earlier years that is still there on the first day of the plan, for a source "
            "that carries or keeps what it does not spend",
            "USD",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    carry_limit_rate: Annotated[
        float | None,
        Column(
            "Carryover limit",
            "rate",
            "Share of the year's amount that may be carried over",
            "share",
            blank_means="as usual for the kind: 15% for Title I-A, no limit for others",
        ),
        Field(ge=0, le=1),
    ] = None
    order: Annotated[
        float | None,
        Column("Order", "number", "Lower pays first", blank_means="as usual for the kind"),
    ] = None
    displaced_base: Annotated[
        float,
        Column(
            "Base budget it replaced",
            "money",
            "Yearly local budget that was cut while this money paid, to be restored when it ends",
            "USD per year",
            blank_means="0",
        ),
        Field(ge=0),
    ] = 0.0
    decide_by: Annotated[
        date | None,
        Column(
            "Decided on",
            "day",
            "Day on which it is decided whether the money comes, or goes on: the election, the "
            "award, or the board's vote",
            blank_means="the day before the money starts, or its last day",
        ),
    ] = None
