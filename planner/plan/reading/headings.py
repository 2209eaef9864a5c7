"""What people call the columns and settings of a table: field names or plain words."""

from __future__ import annotations

from functools import cache

from planner.plan.reading.records import plain
from planner.plan.tables import TABLES, Table

FORM_COLUMNS = ("setting", "value", "source", "note")
#: Columns that only help the person who types; they are not read.
NOT_READ = ("unit", "what to type")


#: Headings of workbooks that were made before the heading was reworded, in plain form.
_FORMER_HEADINGS = {
    "least number": "minimum_units",
    "whole allocation": "allocation",
    "taking part": "uptake_rate",
    "not paid": "unpaid_rate",
    "pays at most": "cost_share_rate",
    "infrastructure at most": "infrastructure_limit_rate",
    "carry at most": "carry_limit_rate",
    "done again": "redone_rate",
    "source of money": "name",
}


def columns_read(table: Table) -> tuple[str, ...]:
    """Names of the columns that are read.

    >>> columns_read(TABLES["district"])
    ('setting', 'value', 'source', 'note')
    """
    return FORM_COLUMNS if table.shape == "form" else tuple(table.columns)


def heading(table: Table, column: str) -> str:
    """Heading of a column in plain words.

    >>> heading(TABLES["devices"], "unit_price"), heading(TABLES["district"], "what to type")
    ('Price', 'What to type')
    """
    if table.shape != "form" and column in table.columns:
        return table.columns[column].label
    known = column in (*FORM_COLUMNS, *NOT_READ)
    return column.capitalize() if known else column


@cache
def column_names(table: str) -> dict[str, str]:
    """Heading in plain form -> the column it means.

    >>> column_names("devices")["price"], column_names("devices")["unit price"]
    ('unit_price', 'unit_price')
    """
    names = (*columns_read(TABLES[table]), *NOT_READ)
    former = {said: name for said, name in _FORMER_HEADINGS.items() if name in names}
    found = {**former, **{plain(heading(TABLES[table], name)): name for name in names}}
    return {**found, **{plain(name): name for name in names}}


def column_called(table: str, typed: str) -> str:
    """Column or setting that a person names by its name or by its heading.

    >>> column_called("devices", "In the plan"), column_called("district", "Staff headcount")
    ('active', 'staff')
    """
    columns = TABLES[table].columns
    if typed in columns:
        return typed
    known = setting_names if TABLES[table].shape == "form" else column_names
    return known(table).get(plain(typed), typed.lower())


@cache
def setting_names(table: str) -> dict[str, str]:
    """Setting in plain form -> its name.

    >>> setting_names("district")["district name"], setting_names("district")["first year"]
    ('name', 'first_year')
    """
    columns = TABLES[table].columns
    found = {plain(column.label): name for name, column in columns.items()}
    return {**found, **{plain(name): name for name in columns}}


#: Words in a heading that point to one person: a plan holds no personal data.
_PERSONAL = (
    *("first name", "last name", "full name", "middle name", "surname", "student name"),
    *("employee name", "teacher name", "staff name", "user name", "username", "parent name"),
    *("e mail", "email", "student id", "student number", "employee id", "employee number"),
    *("ssn", "social security", "date of birth", "birth date", "birthdate", "dob", "phone"),
    *("home address", "serial", "asset tag", "asset id", "mac address", "annotated user"),
)


def is_personal(typed: str) -> bool:
    """Whether a heading looks like that of personal data.

    >>> [is_personal(h) for h in ("Student_ID", "E-mail address", "Students", "Price")]
    [True, True, False, False]
    """
    words = f" {plain(typed)} "
    return any(f" {word} " in words or f" {word}s " in words for word in _PERSONAL)
