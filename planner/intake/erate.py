"""USAC's figures for a Category Two budget as a setting of the district.

Imported before the E-Rate filing window opens, from the C2 Budget Tool in USAC's open data. In the
row for this district and for the cycle in which the plan starts, the funded amount becomes the
budget already used; it is before the discount, as in the plan. Not imported are the budget itself,
which the plan calculates from its own students, and what is still pending.
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
    first_few,
    not_too_many,
    number_text,
    source_of,
)
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.reference.erate import cycle_of, funding_year_of

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
        The plan, for the district's name and first year.
    options : Options
        Billed entity number, if the name does not identify the row.

    Returns
    -------
    Intake
        With a question if no row fits, or more than one.
    """
    problems: list[Problem] = []
    summary = [f"Read {count_of(len(export.rows), 'USAC row')}."]
    funding_year = _funding_year(plan)
    try:
        cycle = cycle_of(funding_year)
    except ValueError:
        facts = {"first": "funding year 2021"}
        return _intake(export, (), summary, [Problem("P42", export.file, facts=facts)])
    label = f"FY{cycle.first_funding_year}-{cycle.last_funding_year}"
    rows = [row for row in export.rows if _is_of(row, cycle.first_funding_year)]
    rows = _entity(rows, plan, options)
    entities = list(dict.fromkeys(_named(row) for row in rows))
    if len(rows) != 1 or _is_another(rows[0], plan, options):
        facts = {"cycle": label, "value": first_few(entities, _MOST_NAMED) or "none"}
        return _intake(export, (), summary, [Problem("P88", export.file, facts=facts)])
    (row,) = rows
    used = _used(export, row, problems)
    if used is None:
        return _intake(export, (), summary, problems)
    summary += _summary(export, row, label, used, plan)
    source = source_of(f"USAC C2 Budget Tool, cycle {label}, export", options.as_of or export.as_of)
    cells = {"setting": _SETTING, "value": number_text(used), "source": source}
    return _intake(export, (cells,), summary, problems)


def _intake(
    export: Export, rows: tuple[dict[str, str], ...], summary: list[str], problems: list[Problem]
) -> Intake:
    return Intake(
        "erate", export.file, "district", rows, (("setting",),), summary=tuple(summary),
        problems=not_too_many(problems),
    )  # fmt: skip


def _funding_year(plan: Plan) -> int:
    """E-Rate funding year in which the plan's first year starts."""
    month = first_month(plan.district.first_year, plan.district.fiscal_year_start_month)
    return funding_year_of(month)


def _is_of(row: ExportRow, first_funding_year: int) -> bool:
    """Whether a row belongs to the cycle, as one without a cycle does."""
    match = _CYCLE.search(row["cycle"])
    return match is None or int(match[1]) == first_funding_year


def _entity(rows: list[ExportRow], plan: Plan, options: Options) -> list[ExportRow]:
    """Rows of the applicant by number or by name; otherwise all rows.

    Where a number was typed and no row has any, each row may be the applicant's.
    """
    if options.entity and any(row["entity"] for row in rows):
        wanted = options.entity.lstrip("0")
        return [row for row in rows if row["entity"].lstrip("0") == wanted]
    name = _plain(plan.district.name)
    by_name = [row for row in rows if _plain(row["entity_name"]) == name]
    return by_name or rows


def _is_another(row: ExportRow, plan: Plan, options: Options) -> bool:
    """Whether a row may be another applicant's: it has neither the number nor the name."""
    if options.entity and (row["entity"] or not row["entity_name"]):
        return False
    return _plain(row["entity_name"]) != _plain(plan.district.name)


def _named(row: ExportRow) -> str:
    """Number and name of an applicant, or the one that the row has."""
    number, name = row["entity"], row["entity_name"]
    return f"{number} ({name})" if number and name else number or name or "one without either"


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]+", " ", name.lower()).strip()


def _used(export: Export, row: ExportRow, problems: list[Problem]) -> float | None:
    """What was funded, or the part of the budget that is no longer available."""
    used = export.number(row, "used", problems)
    if used is not None or problems:
        return used
    budget = export.number(row, "budget", problems)
    left = export.number(row, "available", problems)
    pending = export.number(row, "pending", problems) or 0.0
    if budget is None or left is None or budget - left - pending < 0:
        problems.append(export.problem("P85", row.number, "used"))
        return None
    return budget - left - pending


def _summary(export: Export, row: ExportRow, label: str, used: float, plan: Plan) -> list[str]:
    summary = [
        f"Cycle {label}: {dollars(used)} of the Category Two budget is used, before the discount."
    ]
    ignored: list[Problem] = []
    pending = export.number(row, "pending", ignored)
    if pending:
        summary.append(f"{dollars(pending)} is still pending and is not counted.")
    students = export.number(row, "students", ignored)
    counted = sum(school.students for school in plan.enrollment if school.active)
    if students is not None and students != counted:
        summary.append(f"USAC counts {students:,.0f} students; the plan counts {counted:,.0f}.")
    summary.append("If any of it was funded for years in this plan, subtract that part.")
    return summary
