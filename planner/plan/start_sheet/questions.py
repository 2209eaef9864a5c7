"""The fifteen questions of the Start sheet, enough for a first chart.

Asked once, before a district has typed any table. A business officer knows each answer or finds it
in the budget within minutes. Left out is what a first chart does not need: schools, grades,
individual contracts, grants, E-Rate; the tables ask for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column, Kind


@dataclass(frozen=True)
class Question:
    """One question of the Start sheet.

    Attributes
    ----------
    ask : str
        The question in plain words, as the sheet shows it.
    column : Column
        How the answer is read, its unit, and what to type.
    required : bool
        Whether the first chart needs an answer.
    companion : str
        Question that must be answered if this one is, and vice versa.
    """

    ask: str
    column: Column
    required: bool = True
    companion: str = ""


def _setting(name: str) -> Column:
    return TABLES["district"].columns[name]


_MONEY: Kind = "money"
_RATE: Kind = "rate"
_LEAVES_OUT = "left out of the first chart"

#: Name -> question, in the order of the sheet.
QUESTIONS: dict[str, Question] = {
    "name": Question("What is the district called?", _setting("name")),
    "first_year": Question("What is the first fiscal year of the plan?", _setting("first_year")),
    "students": Question(
        "How many students does the district have?",
        Column("Students", "number", "Headcount in the first year", "students", "4,800"),
    ),
    "enrollment_growth_rate": Question(
        "By how much will the number of students change in a year?",
        DRIVERS["enrollment_growth_rate"],
    ),
    "staff": Question("How many people work for the district?", _setting("staff")),
    "device_price": Question(
        "What does one student device cost?",
        Column(
            "Price of a student device",
            _MONEY,
            "With case, set-up and management license; one device for each student is assumed",
            "USD per device",
            "390",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
        companion="device_loss_rate",
    ),
    "device_loss_rate": Question(
        "What share of the student devices is lost or broken beyond repair in a year?",
        Column(
            "Loss",
            _RATE,
            "Needed with the price of a device; there is no public figure, so use your records",
            "share per year",
            "4%",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
        companion="device_price",
    ),
    "licenses": Question(
        "What do all software licenses and subscriptions cost in a year?",
        Column(
            "Software licenses",
            _MONEY,
            "Yearly total in the first year, before any discount",
            "USD per year",
            "310,000",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
    ),
    "security": Question(
        "What do all cybersecurity services cost in a year?",
        Column(
            "Cybersecurity services",
            _MONEY,
            "Yearly total in the first year, cyber insurance included",
            "USD per year",
            "95,000",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
    ),
    "fte": Question(
        "How many technology positions are there?",
        Column(
            "Technology positions",
            "number",
            "Full-time equivalents",
            "FTE",
            "6.5",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
        companion="pay_and_benefits",
    ),
    "pay_and_benefits": Question(
        "What does one full-time technology position cost in a year?",
        Column(
            "Pay and benefits",
            _MONEY,
            "Salary and benefits together, on average; needed with the positions",
            "USD per FTE",
            "98,000",
            blank_means=_LEAVES_OUT,
        ),
        required=False,
        companion="fte",
    ),
    "allocation": Question(
        "How much of the general fund goes to technology in a year?",
        Column(
            "Technology allocation of the general fund",
            _MONEY,
            "In the first year; 0 if none",
            "USD per year",
            "1,450,000",
        ),
    ),
    "reserve": Question(
        "How much money is set aside for technology now?", _setting("reserve_opening_balance")
    ),
    "price_growth_rate": Question(
        "By how much will technology prices rise in a year?",
        Column(
            "Growth of technology prices",
            _RATE,
            "The same rate for devices, licenses and cybersecurity",
            "share per year",
            "4%",
        ),
    ),
    "allocation_growth_rate": Question(
        "By how much will the technology allocation rise in a year?",
        DRIVERS["general_fund_growth_rate"],
    ),
}
