"""Students by grade in past years, from which the years ahead are forecast."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.row import CALENDAR, Row

GRADES = ("PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
BIRTHS = "births"


class HistoryRow(Row):
    """Students of one grade in one year."""

    name: Annotated[
        str,
        Column(
            "Grade",
            "choice",
            "PK, K, 1 to 12; births for the children who enter kindergarten five years later",
            example="K",
            choices=("pk", "k", *GRADES[2:], BIRTHS),
        ),
    ]
    fiscal_year: Annotated[
        int,
        Column(
            "Fiscal year",
            "fiscal_year",
            "A past year, or the first year of the plan once every grade is counted; a later year "
            "sets what is expected then. For births, the calendar year",
            example="FY2026",
        ),
        CALENDAR,
    ]
    students: Annotated[
        float,
        Column("Students", "number", "Headcount of the grade", "students", "640"),
        Field(ge=0),
    ]

    @property
    def key(self) -> str:
        """Grade and year together."""
        return f"{self.name} FY{self.fiscal_year}"
