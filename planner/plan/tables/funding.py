"""Sources of money for technology, including what only some kinds need."""

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
            "Total allocation",
            "money",
            "Federal titles: the district's total grant for a year; the amount is the part for "
            "technology",
            "USD",
            "100000",
            blank_means="not given: the rules that need it are not applied",
        ),
        Field(ge=0),
    ] = None
    follows_students: Annotated[
        bool,
        Column(
            "Follows students",
            "yes_no",
            "yes if the amount rises and falls with the number of students, in addition to its "
            "growth; type no if it is set without regard to students",
            example="no",
            blank_means="no",
        ),
    ] = False
    student_lag_years: Annotated[
        int,
        Column(
            "Student count is older by",
            "number",
            "For money that follows students: years between the count and the money; before the "
            "plan, the first year's count",
            "years",
            "1",
            blank_means="0: the students of the year itself",
        ),
        Field(ge=0, le=5),
    ] = 0
    hold_harmless_rate: Annotated[
        float,
        Column(
            "Hold harmless",
            "rate",
            "For money that follows students: fewest students counted, as a share of the first "
            "year's",
            "share of students",
            "95%",
            blank_means="no floor",
        ),
        Field(ge=0, le=1),
    ] = 0.0
    amount_per_student: Annotated[
        float | None,
        Column(
            "Amount per student",
            "money",
            "State aid per student, in the first year or the year it starts",
            "USD per student",
            "24.20",
            blank_means="not paid per student",
            grows_with="revenue",
        ),
        Field(ge=0),
    ] = None
    reimbursed_rate: Annotated[
        float | None,
        Column(
            "Paid a year later",
            "rate",
            "State aid that reimburses this share of what the district itself spent last year on "
            "the costs it is calculated on, up to the amount",
            "share of cost",
            "100%",
            blank_means="not a reimbursement",
        ),
        Field(ge=0, le=1),
    ] = None
    reimburses: Annotated[
        tuple[str, ...],
        Column(
            "Calculated on",
            "list",
            "Aid paid a year later: budget lines, kinds of cost or row names whose spending it "
            "reimburses, separated by semicolons, if they are not those it may pay for",
            blank_means="the costs it may pay for",
        ),
    ] = ()
    spent_before: Annotated[
        float | None,
        Column(
            "Spent the year before",
            "money",
            "The district's own spending on those costs in the year before the plan, without what "
            "E-Rate, grants, fees and other aid paid",
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
            "What a family pays per student and year, in the first year or the year it starts",
            "USD per student",
            "25",
            blank_means="not a fee",
            grows_with="revenue",
        ),
        Field(ge=0),
    ] = None
    serves: Annotated[
        str,
        Column(
            "Fee for",
            "text",
            "students, or a grade band",
            example="students",
            blank_means="students",
        ),
    ] = ""
    uptake_rate: Annotated[
        float,
        Column(
            "Participation",
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
            "Unpaid",
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
            "Months from the start of the year it is received until it lapses",
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
            "Months by which a year's money arrives late; that part is available in the next year. "
            "For E-Rate: months until its refund comes, if the district pays the bills in full",
            "months",
            "0",
            blank_means="0",
        ),
        Field(ge=0, le=12),
    ] = 0.0
    cost_share_rate: Annotated[
        float,
        Column(
            "Maximum share",
            "rate",
            "Largest share of each cost that it may pay, if the district must pay the rest",
            "share of cost",
            "60%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    infrastructure_limit_rate: Annotated[
        float | None,
        Column(
            "Infrastructure limit",
            "rate",
            "Share of the year's money that may go to devices, equipment, software and platforms",
            "share",
            "15%",
            blank_means="as usual for the kind: 15% for Title IV-A, no limit for others",
        ),
        Field(ge=0, le=1),
    ] = None
    purpose: Annotated[
        str,
        Column(
            "Purpose of Title IV-A",
            "choice",
            "Which of its three purposes the money is spent for; the limits on technology and "
            "on infrastructure are those of the technology part",
            choices=("technology", "well_rounded", "safe_and_healthy"),
            blank_means="technology",
        ),
    ] = ""
    bond_term_years: Annotated[
        float | None,
        Column(
            "Term of the bond",
            "number",
            "Years until the bond is repaid",
            "years",
            "5",
            blank_means="not a bond, or not known",
        ),
        Field(ge=1, le=40),
    ] = None
    collection_rate: Annotated[
        float,
        Column(
            "Collected",
            "rate",
            "For a levy: share of what is levied that taxpayers pay in time",
            "share",
            "98%",
            blank_means="100%",
        ),
        Field(ge=0, le=1),
    ] = 1.0
    first_half_rate: Annotated[
        float | None,
        Column(
            "Comes in the first half",
            "rate",
            "For a levy that is collected by calendar year: share of a year's levy that comes "
            "from January to June",
            "share",
            "55%",
            blank_means="the same amount every month",
        ),
        Field(ge=0, le=1),
    ] = None
    voted: Annotated[
        str,
        Column(
            "Vote",
            "choice",
            "Levies: passed, or not yet passed and left out of the plan or counted",
            choices=("passed", "not_yet_left_out", "not_yet_counted"),
            blank_means="passed, for a levy that is collected when the plan starts and has no "
            "chance of approval; otherwise not yet, left out",
        ),
    ] = ""
    renewal_probability: Annotated[
        float | None,
        Column(
            "Chance of approval",
            "rate",
            "For a levy that needs a vote: the district's own estimate",
            "share",
            "70%",
            blank_means="not given",
        ),
        Field(ge=0, le=1),
    ] = None

    @property
    def for_technology(self) -> bool:
        """Whether it is money for technology as such, and not for another purpose of its grant."""
        return self.purpose in ("", "technology")
