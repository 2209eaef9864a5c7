"""What every row of every table has."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from planner.plan.tables.column import Column

#: Bounds of every yearly growth rate: beyond them it is a typing error.
GROWTH = Field(ge=-0.5, le=1.0)
#: Fiscal years that a plan can name.
CALENDAR = Field(ge=1990, le=2100)


#: Losses and repairs in a year: one rate, or one for each year of age.
Share = Annotated[float, Field(ge=0, le=1)]


class Row(BaseModel):
    """What every row of every table has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[
        str,
        Column("Name", "text", "Unique in the table; scenarios and the board page use it"),
        Field(min_length=1, max_length=120),
    ]
    active: Annotated[
        bool,
        Column("In the plan", "yes_no", "no leaves the row out", blank_means="yes"),
    ] = True
    source: Annotated[
        str,
        Column("Source", "text", "Where the figures come from", blank_means="no source named"),
    ] = ""
    note: Annotated[
        str, Column("Note", "text", "Anything the board should know", blank_means="no note")
    ] = ""
    file: str = Field(default="", exclude=True)
    row: int = Field(default=0, exclude=True)

    @property
    def key(self) -> str:
        """How scenarios name the row."""
        return self.name

    @property
    def unique_key(self) -> str:
        """What may appear only once in a table."""
        return self.key

    def cell(self, field: str) -> Any:  # noqa: ANN401  a cell may hold anything
        """What a column says about the row, or what a public list says if it is blank."""
        return getattr(self, field)


class BookedRow(Row):
    """A row that the district books: cost, or money that pays for it.

    The codes are carried to the ledger and to the page; nothing is calculated with them.
    """

    fund_code: Annotated[
        str,
        Column(
            "Fund",
            "text",
            "The fund in the district's own accounts",
            example="001",
            blank_means="no fund named",
        ),
        Field(max_length=40),
    ] = ""
    account_code: Annotated[
        str,
        Column(
            "Account",
            "text",
            "The account in the district's own chart of accounts",
            example="001-2230-516",
            blank_means="no account named",
        ),
        Field(max_length=80),
    ] = ""


class BudgetRow(BookedRow):
    """A row of cost: how soon it is paid when money falls short, and what paid for it first."""

    priority: Annotated[
        str,
        Column(
            "Priority",
            "choice",
            "What is kept first when money falls short; a lower number is paid before a higher one",
            example="1",
            choices=("1", "2", "3", "4", "5", "6", "7", "8", "9"),
            labels=(
                "1 must keep",
                "2 should keep",
                "3 could go",
                "4 could go before 3",
                "5 could go before 4",
                "6 could go before 5",
                "7 could go before 6",
                "8 could go before 7",
                "9 first to go",
            ),
            blank_means="2 should keep",
        ),
    ] = "2"
    began_on: Annotated[
        str,
        Column(
            "First paid with",
            "choice",
            "What paid for it first, if that was one-time money",
            choices=("esser", "other_one_time"),
            labels=("ESSER", "Other one-time money"),
            blank_means="recurring money, or not known",
        ),
    ] = ""
