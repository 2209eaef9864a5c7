"""Changes of the plan itself from a year on: what is not the same in every year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.roster import DATED_TABLES
from planner.plan.tables.row import CALENDAR, Row


class ChangeRow(Row):
    """One number or date of a row that is another one from a year on, in every scenario."""

    name: Annotated[
        str,
        Column(
            "Change",
            "text",
            "What changes, in a few words",
            example="Carts instead of take-home",
            blank_means="not named",
        ),
        Field(max_length=120),
    ] = ""
    table: Annotated[
        str,
        Column("Table", "choice", "Table to change", example="devices", choices=DATED_TABLES),
    ]
    changes: Annotated[
        str,
        Column(
            "Row",
            "text",
            "Name of the row to change, or all",
            example="all",
            blank_means="the district, which has no rows",
        ),
    ] = ""
    field: Annotated[
        str,
        Column("Column", "text", "Column to change", example="units_per_person"),
    ]
    how: Annotated[
        str,
        Column(
            "How",
            "choice",
            "set, add, multiply",
            choices=("set", "add", "multiply"),
            blank_means="set",
        ),
    ] = "set"
    value: Annotated[
        str,
        Column("Value", "text", "The new value, or what to add or multiply by", example="0.5"),
    ]
    from_year: Annotated[
        int,
        Column(
            "From year",
            "fiscal_year",
            "First fiscal year it applies to; an amount is in dollars of that year",
            example="FY2029",
        ),
        CALENDAR,
    ]

    @property
    def key(self) -> str:
        """Which cell it changes, and since when."""
        return " ".join(filter(None, (self.table, self.changes, self.field, f"FY{self.from_year}")))
