"""Sources of money for technology, with what some kinds of them ask beside the rest."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.money import MoneyRow


class FundingRow(MoneyRow):
    """A source of money for technology."""

    allocation: Annotated[
        float | None,
        Column(
            "Whole allocation",
            "money",
            "Federal titles: the district's whole grant of a year, of which the amount is for "
            "technology",
            "USD",
            "100000",
            blank_means="not said: the rules that go by it are not applied",
        ),
        Field(ge=0),
    ] = None
    amount_per_student: Annotated[
        float | None,
        Column(
            "Amount per student",
            "money",
            "State aid by the student, in the first year",
            "USD per student",
            "24.20",
            blank_means="not paid by the student",
        ),
        Field(ge=0),
    ] = None
    reimbursed_rate: Annotated[
        float | None,
        Column(
            "Paid a year later",
            "rate",
            "State aid that pays back this share of what was spent the year before on the costs "
            "it may pay, up to the amount",
            "share of cost",
            "100%",
            blank_means="not paid by what was spent",
        ),
        Field(ge=0, le=1),
    ] = None
    spent_before: Annotated[
        float | None,
        Column(
            "Spent the year before",
            "money",
            "What was spent on those costs in the year before the plan",
            "USD",
            "180000",
            blank_means="needed only for aid paid a year later",
        ),
        Field(ge=0),
    ] = None
    fee_per_person: Annotated[
        float | None,
        Column(
            "Fee",
            "money",
            "What a family pays in a year for one student, in the first year",
            "USD per student",
            "25",
            blank_means="not a fee",
        ),
        Field(ge=0),
    ] = None
    serves: Annotated[
        str,
        Column(
            "Fee for",
            "text",
            "students, or a band of grades",
            example="students",
            blank_means="students",
        ),
    ] = ""
    uptake_rate: Annotated[
        float,
        Column(
            "Taking part",
            "rate",
            "Share of those students who are in the program",
            "share",
            "90%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    waived_rate: Annotated[
        float,
        Column(
            "Waived",
            "rate",
            "Share of those in the program whose fee is waived",
            "share",
            "32%",
            blank_means="0%",
            slider=(0.0, 0.8, 0.01),
        ),
        Field(ge=0, le=1),
    ] = 0.0
    unpaid_rate: Annotated[
        float,
        Column(
            "Not paid",
            "rate",
            "Share of those in the program who do not pay",
            "share",
            "8%",
            blank_means="0%",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    available_months: Annotated[
        float | None,
        Column(
            "Months it can be spent",
            "number",
            "Months from the start of the year it comes in until it lapses",
            "months",
            "27",
            blank_means="as usual for the kind: 27 for federal formula grants, no limit for others",
        ),
        Field(ge=12, le=120),
    ] = None
    receipt_delay_months: Annotated[
        float,
        Column(
            "Paid late by",
            "number",
            "Months by which a year's money comes late; that part is there in the next year",
            "months",
            "0",
            blank_means="0",
        ),
        Field(ge=0, le=12),
    ] = 0.0
    cost_share_rate: Annotated[
        float,
        Column(
            "Pays at most",
            "rate",
            "Share of each cost that it may pay, where the district must pay the rest",
            "share of cost",
            "60%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    infrastructure_limit_rate: Annotated[
        float | None,
        Column(
            "Infrastructure at most",
            "rate",
            "Share of the year's money that may go to devices, equipment, software and platforms",
            "share",
            "15%",
            blank_means="as usual for the kind: 15% for Title IV-A, no limit for others",
        ),
        Field(ge=0, le=1),
    ] = None
    bond_term_years: Annotated[
        float | None,
        Column(
            "Term of the bond",
            "number",
            "Years until the bond is paid back",
            "years",
            "5",
            blank_means="not a bond, or not known",
        ),
        Field(ge=1, le=40),
    ] = None
    renewal_probability: Annotated[
        float | None,
        Column(
            "Chance of approval",
            "rate",
            "For a levy that needs a vote: the district's own estimate",
            "share",
            "70%",
            blank_means="not said",
        ),
        Field(ge=0, le=1),
    ] = None
