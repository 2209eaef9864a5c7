"""Ranges: how low and how high an uncertain input may be, instead of one number.

A row names a cell as a row of ``scenarios`` does and gives its low and its high end. Ranges are
the district's own judgment; the current plan is projected without them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.tables.column import Column
from planner.plan.tables.roster import UNCERTAIN_TABLES
from planner.plan.tables.row import CALENDAR, Row

#: How likely the values between the low and the high end are.
SHAPES = ("triangular", "pert", "normal", "lognormal", "uniform", "yes_no")
YES_NO = "yes_no"

#: Which of the cells ``low``, ``likely``, ``high``, ``chance`` and ``value`` a shape needs.
CELLS_OF_SHAPE = {
    "triangular": ("low", "likely", "high"),
    "pert": ("low", "likely", "high"),
    "normal": ("low", "high"),
    "lognormal": ("low", "high"),
    "uniform": ("low", "high"),
    YES_NO: ("chance", "value"),
}


class RangeRow(Row):
    """One uncertain input."""

    name: Annotated[
        str,
        Column("Name", "text", "Unique in the table; moves_with uses it", example="Raises"),
        Field(min_length=1, max_length=120),
    ]
    table: Annotated[
        str,
        Column(
            "Table",
            "choice",
            "Table of the uncertain cell",
            example="assumptions",
            choices=UNCERTAIN_TABLES,
        ),
    ]
    changes: Annotated[
        str,
        Column(
            "Row",
            "text",
            "Name of the row, or all",
            example="wage_growth_rate",
            blank_means="the district, which has no rows",
        ),
    ] = ""
    field: Annotated[
        str,
        Column("Column", "text", "The uncertain column", blank_means="value, for an assumption"),
    ] = ""
    how: Annotated[
        str,
        Column(
            "How",
            "choice",
            "set the cell to what is drawn, add it, or multiply by it",
            example="add",
            choices=("set", "add", "multiply"),
            blank_means="set",
        ),
    ] = "set"
    shape: Annotated[
        str,
        Column(
            "Shape",
            "choice",
            "triangular, pert and uniform end at low and high; normal and lognormal have 5% below "
            "low and 5% above high; yes_no happens or does not",
            example="triangular",
            choices=SHAPES,
        ),
    ]
    low: Annotated[
        str,
        Column("Low", "text", "The low end", example="-1%", blank_means="none, for yes_no"),
    ] = ""
    likely: Annotated[
        str,
        Column(
            "Likely",
            "text",
            "The most likely value, for triangular and pert",
            example="0%",
            blank_means="none, for the other shapes",
        ),
    ] = ""
    high: Annotated[
        str,
        Column("High", "text", "The high end", example="1.5%", blank_means="none, for yes_no"),
    ] = ""
    chance: Annotated[
        float | None,
        Column(
            "Chance",
            "rate",
            "For yes_no: the chance that it happens",
            "share",
            blank_means="none, for the other shapes",
        ),
        Field(ge=0, le=1),
    ] = None
    value: Annotated[
        str,
        Column(
            "Value",
            "text",
            "For yes_no: the value, or what is added or multiplied by, if it happens",
            blank_means="none, for the other shapes",
        ),
    ] = ""
    every_year: Annotated[
        bool,
        Column(
            "Every year",
            "yes_no",
            "yes draws again for each year, no draws once for all years",
            example="yes",
            blank_means="no",
        ),
    ] = False
    from_year: Annotated[
        int | None,
        Column(
            "From year", "fiscal_year", "First fiscal year it applies to", blank_means="every year"
        ),
        CALENDAR,
    ] = None
    moves_with: Annotated[
        str,
        Column(
            "Moves with",
            "text",
            "Name of the range that it tends to rise and fall with",
            blank_means="drawn independently",
        ),
    ] = ""
    correlation: Annotated[
        float | None,
        Column(
            "Correlation",
            "number",
            "How closely, as a rank correlation: 1 together, -1 in opposite directions",
            blank_means="none, if it is drawn independently",
        ),
        Field(ge=-1, le=1),
    ] = None
    year_correlation: Annotated[
        float | None,
        Column(
            "Years together",
            "number",
            "With every_year: how closely the years of one future agree, as a rank correlation: 0 "
            "each year by itself, 1 as one draw for all years",
            blank_means="0, each year by itself",
        ),
        Field(ge=0, le=1),
    ] = None
