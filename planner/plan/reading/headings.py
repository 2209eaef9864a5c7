"""How people call the columns and settings of a table: by field name or in plain words."""

from __future__ import annotations

from functools import cache

from planner.plan.reading.records import plain
from planner.plan.tables import TABLES, Table

FORM_COLUMNS = ("setting", "value", "source", "note")
#: Columns that a table may carry for the eye; they are not read.
FOR_THE_EYE = ("unit", "what to type")


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
    known = column in (*FORM_COLUMNS, *FOR_THE_EYE)
    return column.capitalize() if known else column


@cache
def column_names(table: str) -> dict[str, str]:
    """What a heading may say, plain -> the column it means.

    >>> column_names("devices")["price"], column_names("devices")["unit price"]
    ('unit_price', 'unit_price')
    """
    names = (*columns_read(TABLES[table]), *FOR_THE_EYE)
    found = {plain(heading(TABLES[table], name)): name for name in names}
    return {**found, **{plain(name): name for name in names}}


@cache
def setting_names(table: str) -> dict[str, str]:
    """What a setting may be called, plain -> its name.

    >>> setting_names("district")["district name"], setting_names("district")["first year"]
    ('name', 'first_year')
    """
    columns = TABLES[table].columns
    found = {plain(column.label): name for name, column in columns.items()}
    return {**found, **{plain(name): name for name in columns}}


#: Words in a heading that speak of one person: a plan holds no personal data.
_OF_A_PERSON = (
    *("first name", "last name", "full name", "middle name", "surname", "student name"),
    *("employee name", "teacher name", "staff name", "user name", "username", "parent name"),
    *("e mail", "email", "student id", "student number", "employee id", "employee number"),
    *("ssn", "social security", "date of birth", "birth date", "birthdate", "dob", "phone"),
    *("home address", "serial", "asset tag", "asset id", "mac address", "annotated user"),
)


def speaks_of_a_person(typed: str) -> bool:
    """Whether a heading looks like that of personal data.

    >>> [speaks_of_a_person(h) for h in ("Student_ID", "E-mail address", "Students", "Price")]
    [True, True, False, False]
    """
    words = f" {plain(typed)} "
    return any(f" {word} " in words or f" {word}s " in words for word in _OF_A_PERSON)
