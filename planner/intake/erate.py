"""USAC's figures of a Category Two budget as a setting of the district.

Taken before the E-Rate window opens, from the C2 Budget Tool of USAC's open data. Of the row of
this district and of the cycle in which the plan starts, what was funded becomes the budget
already used; it is stated before the discount, as the plan wants it. Left out are the budget
itself, which the plan reckons from its own students, and what is still pending.
"""

from __future__ import annotations

import re

from planner.fiscal import first_month
from planner.intake.exports import Export, ExportRow
from planner.intake.intake import (
    Intake,
    Options,
    count_of,
    dollars,
    not_too_many,
    shown_number,
    source_of,
)
from planner.plan.cells.read_cell import CellError, read_number
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.reference.erate import FUNDING_YEAR_START_MONTH, cycle_of

_CYCLE = re.compile(r"(\d{4})\D+(\d{4}|\d{2})\b")
_MOST_NAMED = 8
_SETTING = "category_two_used"


def read_erate(export: Export, plan: Plan, options: Options) -> Intake:
    """The Category Two budget already used, from USAC's figures.

    Parameters
    ----------
    export : Export
        Rows of the C2 Budget Tool, of one applicant or of many.
    plan : Plan
        The plan; the district's name and its first year are asked.
    options : Options
        Billed entity number, where the name does not find the row.

    Returns
    -------
    Intake
        With a question where no row, or more than one, is meant.
    """
    problems: list[Problem] = []
    told = [f"{count_of(len(export.rows), 'row')} of USAC's figures read."]
    funding_year = _funding_year(plan)
    try:
        cycle = cycle_of(funding_year)
    except ValueError:
        facts = {"first": "funding year 2021"}
        return _intake(export, (), told, [Problem("P42", export.file, facts=facts)])
    label = f"FY{cycle.first_funding_year}-{cycle.last_funding_year}"
    rows = [row for row in export.rows if _is_of(row, cycle.first_funding_year)]
    rows = _entity(rows, plan, options)
    entities = list(dict.fromkeys(row["entity"] or row["entity_name"] for row in rows))
    if len(rows) != 1:
        facts = {"cycle": label, "value": _named(entities) or "none"}
        return _intake(export, (), told, [Problem("P88", export.file, facts=facts)])
    (row,) = rows
    used = _used(export, row, problems)
    if used is None:
        return _intake(export, (), told, problems)
    told += _told(export, row, label, used, plan)
    source = source_of(f"USAC C2 Budget Tool, cycle {label}, export", options.as_of or export.as_of)
    cells = {"setting": _SETTING, "value": shown_number(used), "source": source}
    return _intake(export, (cells,), told, problems)


def _intake(
    export: Export, rows: tuple[dict[str, str], ...], told: list[str], problems: list[Problem]
) -> Intake:
    return Intake(
        "erate", export.file, "district", rows, (("setting",),), told=tuple(told),
        problems=not_too_many(problems),
    )  # fmt: skip


def _funding_year(plan: Plan) -> int:
    """E-Rate funding year in which the plan's first year starts."""
    month = first_month(plan.district.first_year, plan.district.fiscal_year_start_month)
    return (month - (FUNDING_YEAR_START_MONTH - 1)) // 12


def _is_of(row: ExportRow, first_funding_year: int) -> bool:
    """Whether a row is of the cycle; one that names none is."""
    match = _CYCLE.search(row["cycle"])
    return match is None or int(match[1]) == first_funding_year


def _entity(rows: list[ExportRow], plan: Plan, options: Options) -> list[ExportRow]:
    """Rows of the applicant: by number, by name, or the only one."""
    if options.entity:
        return [row for row in rows if row["entity"].lstrip("0") == options.entity.lstrip("0")]
    name = _plain(plan.district.name)
    by_name = [row for row in rows if _plain(row["entity_name"]) == name]
    return by_name or rows


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]+", " ", name.lower()).strip()


def _named(entities: list[str]) -> str:
    named = ", ".join(entities[:_MOST_NAMED])
    more = len(entities) - _MOST_NAMED
    return named + (f" and {count_of(more, 'other')}" if more > 0 else "")


def _number(export: Export, row: ExportRow, field: str, problems: list[Problem]) -> float | None:
    if not row[field]:
        return None
    try:
        found = read_number(row[field])
    except CellError:
        found = -1.0
    if found < 0:
        problems.append(export.problem("P85", row.number, field))
        return None
    return found


def _used(export: Export, row: ExportRow, problems: list[Problem]) -> float | None:
    """What was funded, or what the budget no longer has."""
    used = _number(export, row, "used", problems)
    if used is not None or problems:
        return used
    budget = _number(export, row, "budget", problems)
    left = _number(export, row, "available", problems)
    pending = _number(export, row, "pending", problems) or 0.0
    if budget is None or left is None or budget - left - pending < 0:
        problems.append(export.problem("P85", row.number, "used"))
        return None
    return budget - left - pending


def _told(export: Export, row: ExportRow, label: str, used: float, plan: Plan) -> list[str]:
    told = [
        f"Cycle {label}: {dollars(used)} of the Category Two budget are used, before the discount."
    ]
    ignored: list[Problem] = []
    pending = _number(export, row, "pending", ignored)
    if pending:
        told.append(f"{dollars(pending)} are still pending and not counted.")
    students = _number(export, row, "students", ignored)
    counted = sum(school.students for school in plan.enrollment if school.active)
    if students is not None and students != counted:
        told.append(f"USAC counts {students:,.0f} students, the plan {counted:,.0f}.")
    told.append("If part of it was funded for the plan's own years, take that part off.")
    return told
