"""The only place that words an input error.

A problem says where (file, row as the spreadsheet shows it, column), what was typed, and what
to type instead. All problems of a plan are reported at once, in row order. Codes that start
with P stop the plan; codes that start with W warn and never block.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

#: Code -> sentence. The facts in braces are filled in by whoever finds the problem.
SENTENCES: dict[str, str] = {
    "P01": "there is no folder {value}. Start one with: planner new {value}",
    "P02": "the table is missing. Copy it from the blank templates: planner new DIR",
    "P03": "the file cannot be read as a table: {reason}.",
    "P04": "the table is empty. Its first row must hold the column names: {expected}.",
    "P05": "there is no column of that name.{nearest} Columns are: {expected}.",
    "P06": "the column is missing. Add a column {value} to the first row.",
    "P07": '"{value}" stands in a column without a name. Name the column or empty the cell.',
    "P08": "there is no setting of that name.{nearest} Settings are: {expected}.",
    "P09": '"{value}" stands twice, first in row {first}. Give each row a name of its own.',
    "P10": "the cell is blank. What to type: {help}.",
    "P11": '"{value}" is not a number. Use digits, for example {example}.',
    "P12": '"{value}" is not a rate. Type a percentage such as 3% or a decimal such as 0.03.',
    "P13": (
        'does "{value}" mean {value}%? Type it with a percent sign. The most allowed is {limit}.'
    ),
    "P14": '"{value}" is not a date. Type month/day/year, for example 6/30/2027.',
    "P15": '"{value}" is not a fiscal year. Type the year it ends, for example FY2027.',
    "P16": '"{value}" is not one of: {expected}.{nearest}',
    "P17": '"{value}" is neither yes nor no. Type yes or no.',
    "P18": '"{value}" is too small. The least allowed is {limit}.',
    "P19": '"{value}" is too large. The most allowed is {limit}.',
    "P20": '"{value}" is not a whole number. Type for example {example}.',
    "P21": '"{value}" is too long or holds a character that is not allowed. {help}.',
    "P22": "two columns have this name. Rename one or take it out.",
    "P23": (
        '"{value}" stands twice for the same years, first in row {first}. Take one out, or '
        "give it a from_year."
    ),
    "P24": (
        '"{value}" stands under source, as if a comma had cut a number in two. Put a number '
        "with commas in quotation marks."
    ),
    "P30": 'there is no fleet "{value}" in devices.csv.{nearest}',
    "P31": (
        '"{value}" is not students, staff, nobody, or a band of grades in enrollment.csv.{nearest}'
    ),
    "P32": "the price is per unit, but the number is blank. Type how many in column units.",
    "P33": (
        "a term of {value} years needs the next renewal. Type the first fiscal year at the new "
        "price in column next_renewal."
    ),
    "P34": "it ends ({value}) before it starts ({start}). Check both dates.",
    "P35": (
        "bought in {value}, after the first year {first}. Later purchases are computed; leave "
        "the row out."
    ),
    "P36": (
        '"{value}" is not a budget line, a kind of cost or a row name that money could '
        "pay.{nearest}"
    ),
    "P37": (
        "a {kind} must say what it may pay. Type budget lines or kinds of cost, for example "
        "device_refresh; software_licenses."
    ),
    "P38": "the amount is blank. Type the yearly amount for technology, or the award.",
    "P39": "E-Rate is computed from lunch share, locale and eligible cost. Leave {value} blank.",
    "P40": "the plan has E-Rate, but {value} is blank. Type it in district.csv.",
    "P41": (
        "{value} is needed from the first year on and has no public default. Type it in a row "
        "{value}, for example 3%."
    ),
    "P42": (
        "E-Rate Category Two figures are packaged from {first} on. Leave E-Rate out, or start "
        "the plan later."
    ),
    "P43": (
        '"{value}" is not a band of grades in enrollment.csv. Leave it blank for all '
        "students.{nearest}"
    ),
    "P44": (
        '"{value}" is how the page calls the reserve or cost that nobody pays. Give the source '
        "another name; the reserve itself stands in district.csv."
    ),
    "P45": "neither {value} nor {other} is given. Type one of the two.",
    "P46": "both {value} and {other} are given. Leave one of the two blank.",
    "P47": "{value} is needed, because {why}. Type it in column {value}.",
    "P48": (
        '{fund} may not pay "{value}" ({why}). Take it out, or say yes in eligibility.csv if the '
        "district may."
    ),
    "P49": 'there is no source of money "{value}" in funding.csv.{nearest}',
    "P50": 'there is no row "{value}" in {table}.csv.{nearest}',
    "P51": 'there is no column "{value}" in {table}.csv that a scenario could change.{nearest}',
    "P52": "{how} works on numbers; {value} in {table}.csv is not one. Use set.",
    "P53": (
        'row "{value}" of {table}.csv leaves {column} blank, so there is nothing to {how}. Use set.'
    ),
    "P54": "from_year works on numbers and dates only. Leave it blank for {value}.",
    "P55": 'there is no scenario "{value}".{nearest} Scenarios are: {expected}.',
    "P56": "the scenario includes itself through {value}. Take one include out.",
    "P57": "the change makes {column} of {row} {result}, but {rule}.",
    "P58": '"base" is the plan as typed and cannot be changed. Give the scenario another name.',
    "P59": (
        "to include another scenario type table scenarios and how include, and leave field, "
        "value and from_year blank."
    ),
    "P60": "with this change, {problem}",
    "P61": "{value} is for money of kind {kind}. Leave it blank, or change the kind.",
    "P62": 'there is no service "{value}" in security.csv.{nearest}',
    "P63": (
        '"{value}" is not teachers, staff, students, nobody, or a band of grades in '
        "enrollment.csv.{nearest}"
    ),
    "P64": (
        "a forecast needs a grade in one past year and the next grade in the year after. Type "
        "at least two years before the plan starts."
    ),
    "P65": "the low end {value} is above the high end {limit}. Exchange them.",
    "P66": "{value} is blank, so there is nothing to {how}. Use set.",
    "P67": (
        "grade {value} is not counted in {year}, the latest past year. Add a row for it, with 0 "
        "students if it has none."
    ),
    "W01": (
        "a benefits load of {value} looks like the share of total compensation. As a load on "
        "salary, {value} of compensation is {load}."
    ),
    "W02": "growth of {value} a year is unusual. Check that it is meant.",
    "W03": (
        "the fleet counts {value} devices for {people} people. Check units and devices per person."
    ),
    "W04": "the money ends {value}, before the plan starts. It pays nothing.",
    "W05": "E-Rate pays nothing: no row has a kind that is eligible.",
    "W06": (
        "E-Rate budgets from funding year {value} on are not set yet; the latest published "
        "figures stand in."
    ),
    "W07": (
        "this file is not a table of the plan and was not read.{nearest} Tables are: {expected}."
    ),
    "W08": "the plan counts no students. What is counted by the student costs nothing.",
    "W09": "{value} is after the last year of the plan, {last}. The row changes nothing.",
    "W10": (
        '"{value}" looks like the sum of other rows and would count them twice. If so, delete '
        "the row."
    ),
    "W11": '"{value}" is not used, because the price goes by: {basis}. Leave the cell blank.',
    "W12": (
        '"{value}" looks like a date that the spreadsheet made of a band of grades. Type for '
        "example grades 6-8."
    ),
    "W13": (
        'no Chromebook model "{value}" is in the list of August 2026, so the end of its updates '
        "is not known.{nearest} Type support_ends if you know it."
    ),
    "W14": (
        'updates of "{value}" end {first} or {latest}, depending on the very model; the earlier '
        "date is used. Type support_ends if you know it."
    ),
    "W15": "the shares of this fleet's repairs add up to {value}. Check that no repair is twice.",
    "W16": "{value} is blank, so these repairs cost nothing. Check that it is meant.",
    "W17": "{value} are in use, but {limit} are billed. Check both numbers.",
    "W18": (
        "the bond is paid back over {value} years, and {row} lasts {life}. Many states bar that; "
        "ask bond counsel."
    ),
    "W19": (
        "the pilot pays the E-Rate discount of each bill and the district the rest. Type the "
        "discount, for example 80%."
    ),
    "W20": "waived and unpaid fees add up to {value}, so nobody pays. Check both rates.",
    "W21": (
        "{value} of Title IV-A is more than technology may have of the allocation; {limit} is "
        "counted. From $30,000 on at least 20% each must go to well-rounded and to safe and "
        "healthy purposes."
    ),
}

#: The longest piece of what was typed that a sentence repeats [characters].
_LONGEST = 80


def nearest(value: str, known: Iterable[str]) -> str:
    """Suggestion of the nearest known name, or nothing.

    >>> nearest("stafing", ["staffing", "devices"])
    ' Did you mean "staffing"?'
    """
    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(value.strip().lower(), by_lower, n=1, cutoff=0.6)
    return f' Did you mean "{by_lower[close[0]]}"?' if close else ""


def _printable(text: str) -> str:
    """What was typed, safe to print: no control characters, and not a page of it."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


class Placed(Protocol):
    """Something that was typed in a row of a file."""

    file: str
    row: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or suspicious in the tables.

    Attributes
    ----------
    code : str
        Key of the sentence; see docs/problems.md.
    file : str
        Name of the table's file, such as ``devices.csv``.
    row : int
        Row as the spreadsheet shows it, 0 where the whole file is meant.
    column : str
        Column, or empty where the whole row is meant.
    facts : dict
        What the sentence names: the value typed, the limit, an example.
    """

    code: str
    file: str
    row: int = 0
    column: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the plan cannot be projected until it is mended."""
        return self.code.startswith("P")

    @property
    def message(self) -> str:
        """What is wrong and what to type instead."""
        value = _printable(self.facts.get("value", ""))
        return SENTENCES[self.code].format(**{**self.facts, "value": value})

    @property
    def where(self) -> str:
        """File, row and column."""
        parts = [self.file, f"row {self.row}" if self.row else "", _printable(self.column)]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        """Sentence as it is printed."""
        return f"{self.where}: {self.message}"


def at(row: Placed, code: str, column: str = "", /, **facts: str) -> Problem:
    """A problem of one row of a table."""
    return Problem(code, row.file, row.row, column, facts)


class PlanError(Exception):
    """The tables cannot be projected: every problem found, in row order.

    Attributes
    ----------
    problems : tuple of Problem
        All that is wrong, and the warnings found on the way.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
