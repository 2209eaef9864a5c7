"""Devices of an export as rows of the inventory: by fleet, year bought, model and end of support.

The inventory holds what is in service when the plan's first year starts, so devices bought later
are skipped: the plan calculates those. Devices with no known purchase year are skipped too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.fiscal import fiscal_year_label
from planner.intake.exports import Export
from planner.intake.intake import (
    Intake,
    Options,
    Owned,
    count_of,
    first_few,
    not_too_many,
    source_of,
)
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, nearest
from planner.plan.tables.column import show_day

_SOURCES = {"chromebooks": "Chromebook export", "assets": "Asset list"}
_MATCH_BY = (
    ("name", "bought", "model", "support_ends"),
    ("name", "bought", "model"),
    ("name", "bought"),
)
_OLDEST_YEAR = 1990
_MOST_UNITS_NAMED = 5
_OF_STUDENTS = frozenset(("student", "device", "computer"))


@dataclass(frozen=True)
class DeviceGroup:
    """Devices that are one row of the inventory."""

    fleet: str
    bought: int
    model: str = ""
    support_ends: date | None = None

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key of the row."""
        return (self.fleet, self.bought, self.model.lower(), str(self.support_ends or ""))


@dataclass
class Fleets:
    """Which fleet a device belongs to, by the options and by the plan's fleets.

    Attributes
    ----------
    names : tuple of str
        Fleets of the plan.
    by_unit : tuple of (str, str)
        Organizational unit or kind of asset, and its fleet.
    default : str
        Fleet of every other device; blank if there is none.
    default_typed : bool
        Whether it was typed along with the export, not concluded from the plan.
    unassigned : Counter
        Devices without a fleet, by unit.
    """

    names: tuple[str, ...]
    by_unit: tuple[tuple[str, str], ...] = ()
    default: str = ""
    default_typed: bool = False
    unassigned: Counter[str] = field(default_factory=Counter)

    def of(self, unit: str) -> str:
        """Fleet of a unit; blank if it has none."""
        path = _path(unit)
        fitting = [
            (len(_path(name)), fleet)
            for name, fleet in self.by_unit
            if path == _path(name) or path.startswith(f"{_path(name)}/") or not _path(name)
        ]
        if fitting:
            return max(fitting)[1]
        by_name = {fleet.lower(): fleet for fleet in self.names}
        return by_name.get(unit.lower(), self.default)

    def of_kind(self, kind: str) -> str:
        """Fleet of a kind of asset; the only fleet of students takes what has its name alone."""
        fleet = self.of(kind)
        if fleet and fleet == self.default and not self.default_typed:
            words, known = _words(kind), _words(fleet)
            of_students = "student" in words and words <= _OF_STUDENTS
            return fleet if words and (words <= known or of_students) else ""
        return fleet

    def may_be_of(self, model: str) -> bool:
        """Whether a model shares a word with the fleet that is taken for granted.

        >>> Fleets((), default="Chromebooks").may_be_of("HP Chromebook 11")
        True
        """
        return self.default_typed or bool(_words(model) & _words(self.default))


def _words(name: str) -> frozenset[str]:
    """Words of a name, in the singular."""
    return frozenset(word.removesuffix("s") for word in re.findall("[a-z0-9]+", name.lower()))


def _path(unit: str) -> str:
    return unit.strip().strip("/").lower()


def fleets_of(plan: Plan, options: Options) -> tuple[Fleets, list[Problem]]:
    """Fleets that the devices may belong to, and a problem for each name that is no fleet."""
    names = tuple(row.name for row in plan.devices)
    by_lower = {name.lower(): name for name in names}
    typed = [("--fleet", options.fleet), *(("--unit", fleet) for _, fleet in options.units)]
    problems = [
        Problem("P30", option, facts={"value": fleet, "nearest": nearest(fleet, names)})
        for option, fleet in typed
        if fleet and fleet.lower() not in by_lower
    ]
    by_unit = tuple((unit, by_lower.get(fleet.lower(), fleet)) for unit, fleet in options.units)
    students = [row.name for row in plan.devices if row.category == "student_devices"]
    default = by_lower.get(options.fleet.lower(), "")
    if not default and not by_unit and len(students) == 1:
        default = students[0]
    return Fleets(names, by_unit, default, bool(options.fleet)), problems


def inventory_intake(
    kind: str,
    export: Export,
    groups: Mapping[DeviceGroup, int],
    plan: Plan,
    options: Options,
    fleets: Fleets,
    summary: Iterable[str],
    problems: Iterable[Problem],
) -> Intake:
    """Rows of the inventory for devices that were counted.

    Parameters
    ----------
    kind : str
        Kind of export.
    export : Export
        The export.
    groups : mapping of DeviceGroup to int
        Number of devices in each group.
    plan : Plan
        The plan that they go into.
    options : Options
        What was typed along with the export.
    fleets : Fleets
        Fleets, with the units that belong to none.
    summary, problems : iterable
        What was counted and found so far.

    Returns
    -------
    Intake
    """
    sentences, found = list(summary), list(problems)
    first = plan.district.first_year
    late = sum(count for group, count in groups.items() if group.bought > first)
    if late:
        facts = {"value": count_of(late, "device"), "first": fiscal_year_label(first)}
        found.append(Problem("W42", export.file, facts=facts))
    kept = sorted((g for g in groups if g.bought <= first), key=lambda group: group.order)
    source = source_of(_SOURCES[kind], options.as_of or export.as_of)
    rows = tuple(_row(group, groups[group], source) for group in kept)
    if fleets.unassigned:
        found.append(_unassigned(export, fleets, some_have_a_fleet=bool(groups)))
    for name in dict.fromkeys(group.fleet for group in kept):
        count = sum(groups[group] for group in kept if group.fleet == name)
        sentences.append(f"Fleet {name}: {count_of(count, 'device')}.")
    if not rows and not any(problem.blocks for problem in found):
        found.append(Problem("W40", export.file))
    names = frozenset(row["name"].lower() for row in rows)
    years = frozenset(fiscal_year_label(year).lower() for year in range(_OLDEST_YEAR, first))
    owned = Owned({"name": names, "bought": years})
    return Intake(
        kind, export.file, "inventory", rows, _MATCH_BY, owned, tuple(sentences),
        not_too_many(found),
    )  # fmt: skip


def _row(group: DeviceGroup, count: int, source: str) -> dict[str, str]:
    return {
        "name": group.fleet,
        "bought": fiscal_year_label(group.bought),
        "units": str(count),
        "model": group.model,
        "support_ends": show_day(group.support_ends) if group.support_ends else "",
        "source": source,
    }


def _unassigned(export: Export, fleets: Fleets, *, some_have_a_fleet: bool) -> Problem:
    """Devices of units without a fleet: a warning, or a question if no device has one."""
    counted = [f"{unit or '(blank)'} {n:,}" for unit, n in fleets.unassigned.most_common()]
    units = first_few(counted, _MOST_UNITS_NAMED)
    if some_have_a_fleet:
        count = count_of(sum(fleets.unassigned.values()), "device")
        return Problem("W43", export.file, facts={"value": count, "units": units})
    example = fleets.names[0] if fleets.names else "Chromebooks"
    known = ", ".join(fleets.names) or "none yet"
    facts = {"example": example, "expected": known, "units": units}
    return Problem("P86", export.file, facts=facts)
