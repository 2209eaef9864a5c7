"""A new version of the public defaults, weighed before it is taken: what it would change.

Only cells that a district left blank follow a default. The plan is carried forward with the old
figures and with the new ones, and nothing is written.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from planner.analysis.answers import Answers, answers
from planner.analysis.completeness import completeness
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.tables import DRIVERS, AssumptionRow
from planner.plan.tables.column import columns_of
from planner.plan.tables.roster import BASE_YEAR_TABLES, ROW_TABLES
from planner.projection.project import project
from planner.reference.defaults import Default, defaults

_NEEDED = ("name", "value", "unit", "as_of", "source")
#: Tables whose rows follow no default.
_WITHOUT = ("scenarios", "ranges", "options", *BASE_YEAR_TABLES)


@dataclass(frozen=True)
class ChangedDefault:
    """One public figure that is not what it was.

    Attributes
    ----------
    name : str
        Name of the default.
    old, new : Default or None
        The packaged figure and the one of the new version; None if there is none. A default
        that is missing from the new version stays as it is.
    cells : tuple of str
        Blank cells of the plan that follow it: file, row and column.
    """

    name: str
    old: Default | None
    new: Default | None
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Refresh:
    """What a new version of the defaults would do to a plan.

    Attributes
    ----------
    changed : tuple of ChangedDefault
        Figures, sources or dates that differ.
    before, after : Answers
        The plan with the packaged defaults and with the new ones.
    """

    changed: tuple[ChangedDefault, ...]
    before: Answers
    after: Answers


def defaults_in(text: str, file: str) -> dict[str, Default]:
    r"""Defaults of a table that has the columns of ``planner/reference/defaults.csv``.

    Parameters
    ----------
    text : str
        Content of the file.
    file : str
        Its name, for messages about what to fix.

    Raises
    ------
    PlanError
        If a column is missing or a value is not a number.

    Examples
    --------
    >>> text = "name,value,unit,as_of,source\nspares_rate,0.04,share,2026-05,A survey\n"
    >>> defaults_in(text, "new.csv")["spares_rate"].value
    0.04
    """
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    names = rows.fieldnames or ()
    problems = [
        Problem("P06", file, 1, name, {"value": name}) for name in _NEEDED if name not in names
    ]
    found = {}
    for number, row in enumerate(rows if not problems else (), start=2):
        cells = [(row[name] or "").strip() for name in _NEEDED]
        name, typed, unit, as_of, source = cells
        try:
            found[name] = Default(name, float(typed), unit, as_of, source)
        except ValueError:
            facts = {"value": typed, "example": "0.03"}
            problems.append(Problem("P11", file, number, "value", facts))
    if problems:
        raise PlanError(problems)
    return found


def refresh_of(plan: Plan, new: Mapping[str, Default]) -> Refresh:
    """What new defaults would change in a plan.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    new : mapping of str to Default
        The new version, see ``defaults_in``.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> refresh_of(read_plan(example("prairie-view")), defaults()).changed
    ()
    """
    old = defaults()
    used: dict[str, list[str]] = {}
    for one in completeness(plan).defaults:
        used.setdefault(one.default.name, []).append(f"{one.where}, {one.label}")
    changed = tuple(
        ChangedDefault(name, old.get(name), new.get(name), tuple(used.get(name, ())))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )
    values = {c.name: c.new.value for c in changed if c.new is not None and c.old is not None}
    after = answers(project(with_defaults(plan, values)))
    return Refresh(changed, answers(project(plan)), after)


def with_defaults(plan: Plan, values: Mapping[str, float]) -> Plan:
    """The plan with other figures in the blank cells that follow a default."""
    tables: dict[str, Any] = {
        table: tuple(_filled(row, values) for row in plan.rows(table))
        for table in ROW_TABLES
        if table not in _WITHOUT
    }
    tables["assumptions"] = (*tables["assumptions"], *_drivers(plan, values))
    tables["district"] = _filled(plan.district, values)
    return replace(plan, **tables)


def _filled(row: BaseModel, values: Mapping[str, float]) -> BaseModel:
    cells: dict[str, Any] = {}
    for field, column in columns_of(type(row)).items():
        if column.public_default in values and field not in row.model_fields_set:
            value = values[column.public_default]
            cells[field] = int(value) if value.is_integer() else value
    return row.model_copy(update=cells) if cells else row


def _drivers(plan: Plan, values: Mapping[str, float]) -> Iterator[AssumptionRow]:
    """Assumptions that nobody typed from the first year on, as the new figures have them."""
    for name, column in DRIVERS.items():
        rows = [row for row in plan.assumptions if row.name == name and row.active]
        begins = [row.from_year or 0 for row in rows if row.value is not None]
        if column.public_default in values and all(begin > plan.years[0] for begin in begins):
            cells = {"name": name, "value": values[column.public_default]}
            yield AssumptionRow.model_validate(cells)
