"""Which tables a plan has, in the order of the workbook, and what each is for.

What a table is *for* is said here once. Which tables cost money, which a scenario may change and
which look back at the base year all follow from it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Role = Literal[
    "settings",  # the district itself
    "people",  # headcounts that the plan projects
    "history",  # headcounts of past years
    "cost",  # rows that cost money, in the order of the budget
    "stock",  # devices already in service
    "risk",  # what insurance and monitoring are for; never in the budget
    "money",  # sources of money
    "eligibility",  # what a source may pay for
    "drivers",  # growth of prices, pay and enrollment
    "changes",  # what is another number from a year on
    "scenarios",
    "options",
    "ranges",
    "office",  # what the district tells its office; no number depends on it
    "base_year",  # what the base year actually cost; never projected
]


class Entry(NamedTuple):
    """One table of the roster.

    Attributes
    ----------
    name : str
        Also the name of its file, ``<name>.csv``.
    role : str
        What the table is for.
    about : str
        What it holds, in a few words.
    required : bool
        Whether a plan without the file is refused.
    """

    name: str
    role: Role
    about: str
    required: bool = False


ROSTER = (
    Entry("district", "settings", "the district, one setting per row", required=True),
    Entry("enrollment", "people", "students by school and grades", required=True),
    Entry("history", "history", "students by grade in past years"),
    Entry("devices", "cost", "fleets of devices"),
    Entry("inventory", "stock", "devices in service, by year bought"),
    Entry("repair", "cost", "repair of devices, and who does it"),
    Entry("licenses", "cost", "software and other subscriptions"),
    Entry("security", "cost", "cybersecurity services"),
    Entry("staffing", "cost", "technology positions"),
    Entry("training", "cost", "training of teachers, staff, students"),
    Entry("privacy", "cost", "the data privacy program"),
    Entry("network", "cost", "network equipment and its replacement"),
    Entry("incidents", "risk", "cyber incidents, outside the budget"),
    Entry("funding", "money", "sources of money", required=True),
    Entry("eligibility", "eligibility", "what a source may pay for, where the usual rule is wrong"),
    Entry("assumptions", "drivers", "growth of prices, pay, enrollment", required=True),
    Entry("changes", "changes", "what changes in the plan itself from a year on"),
    Entry("scenarios", "scenarios", "what if: changes to the tables above"),
    Entry("options", "options", "choices that the district could make"),
    Entry("ranges", "ranges", "uncertain inputs, and how far each could be off"),
    Entry("explanations", "office", "why the district does not meet what its office asks"),
    Entry("actuals", "base_year", "what the base year actually cost"),
    Entry("ledger", "base_year", "what the general ledger says about that year"),
)


def tables_for(*roles: Role) -> tuple[str, ...]:
    """Tables with one of some roles, in the order of the workbook.

    Parameters
    ----------
    *roles : str
        What the tables are for.

    Examples
    --------
    >>> tables_for("people", "money")
    ('enrollment', 'funding')
    """
    return tuple(entry.name for entry in ROSTER if entry.role in roles)


#: Tables with one item per row: all except the district's settings.
ROW_TABLES = tuple(entry.name for entry in ROSTER if entry.role != "settings")

#: Tables whose rows cost money, in the order of the budget.
COST_TABLES = tables_for("cost")

#: Tables that are only read by people: no number depends on them.
OFFICE_TABLES = tables_for("office")

#: Tables that look back: they are compared with each other and never projected.
BASE_YEAR_TABLES = tables_for("base_year")

#: Tables with one item per row that the projection calculates with.
PROJECTED_TABLES = tables_for("people", "stock", "cost", "money")

#: Tables whose cells may be uncertain: everything that the projection calculates with.
UNCERTAIN_TABLES = tables_for("settings", "people", "cost", "stock", "money", "drivers")

#: Tables of which a cell may be another one from a year on.
DATED_TABLES = tables_for("settings", "people", "cost", "money")

#: Tables that a scenario may change. Changing ``scenarios`` includes another scenario.
CHANGED_TABLES = tables_for(
    "settings", "people", "cost", "stock", "money", "eligibility", "drivers", "scenarios"
)
