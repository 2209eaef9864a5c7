"""Scenarios: named lists of changes to the plan's inputs, one change per row."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.roster import CHANGED_TABLES
from planner.plan.tables.row import CALENDAR, Row

CHANGES = ("set", "add", "multiply", "include")


class ScenarioRow(Row):
    """One change that a scenario makes."""

    name: Annotated[
        str,
        Column(
            "Scenario",
            "text",
            "Several rows with one name make one scenario. No plus sign, comma or semicolon",
            example="levy-fails",
        ),
        Field(min_length=1, max_length=60, pattern=r"^[^+,;]+$"),
    ]
    title: Annotated[
        str,
        Column(
            "Title",
            "text",
            "What the board page calls it; once is enough",
            example="Levy fails",
            blank_means="the scenario's name",
        ),
    ] = ""
    choice: Annotated[
        bool,
        Column(
            "Choice",
            "yes_no",
            "yes if the district can choose it, such as a longer device life",
            blank_means="no: it may happen",
        ),
    ] = False
    compared: Annotated[
        bool,
        Column(
            "Compared",
            "yes_no",
            "no keeps it off the board page, for a scenario that is only used by an option",
            blank_means="yes",
        ),
    ] = True
    table: Annotated[
        str,
        Column(
            "Table",
            "choice",
            "Table to change; scenarios to include another scenario",
            example="funding",
            choices=CHANGED_TABLES,
        ),
    ]
    changes: Annotated[
        str,
        Column(
            "Row",
            "text",
            "Name of the row to change, or all; or of the scenario to include",
            example="Technology levy",
            blank_means="the district, which has no rows",
        ),
    ] = ""
    field: Annotated[
        str,
        Column(
            "Column",
            "text",
            "Column to change, by its name or its heading",
            example="end_date",
            blank_means="value, for an assumption",
        ),
    ] = ""
    how: Annotated[
        str,
        Column(
            "How",
            "choice",
            "set, add, multiply; include another scenario",
            choices=CHANGES,
            blank_means="set; include, if the table is scenarios",
        ),
    ] = "set"
    value: Annotated[
        str,
        Column(
            "Value",
            "text",
            "The new value, or what to add or multiply by",
            example="6/30/2028",
            blank_means="no value; only an include has none",
        ),
    ] = ""
    from_year: Annotated[
        int | None,
        Column(
            "From year", "fiscal_year", "First fiscal year it applies to", blank_means="every year"
        ),
        CALENDAR,
    ] = None
