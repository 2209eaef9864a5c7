"""Devices of an export as rows of the inventory: by fleet, year bought, model and end of support.

The inventory wants what is in service when the plan's first year starts, so devices bought later
are left out: the plan computes those. Left out as well are devices whose year nobody knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.fiscal import fiscal_year_label
from planner.intake.exports import Export
from planner.intake.intake import Intake, Options, Owned, count_of, not_too_many, source_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, nearest
from planner.plan.tables.column import show_day

_MATCH_BY = (
    ("name", "bought", "model", "support_ends"),
    ("name", "bought", "model"),
    ("name", "bought"),
)
_OLDEST_YEAR = 1990
_MOST_UNITS_NAMED = 5


@dataclass(frozen=True)
class Lot:
    """Devices that are one row of the inventory."""

    fleet: str
    bought: int
    model: str = ""
    support_ends: date | None = None

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Place among the rows."""
        return (self.fleet, self.bought, self.model.lower(), str(self.support_ends or ""))


@dataclass
class Fleets:
    """Which fleet a device belongs to, by what the person says and by what the plan holds."""

    fleets: tuple[str, ...]
    units: tuple[tuple[str, str], ...] = ()
    usual: str = ""
    known: dict[str, str] = field(default_factory=dict)
    without: Counter[str] = field(default_factory=Counter)

    def of(self, unit: str) -> str:
        """Fleet of a unit; nothing where none is meant."""
        if unit not in self.known:
            self.known[unit] = self._look_up(unit)
        return self.known[unit]

    def _look_up(self, unit: str) -> str:
        path = _path(unit)
        fitting = [
            (len(_path(name)), fleet)
            for name, fleet in self.units
            if path == _path(name) or path.startswith(f"{_path(name)}/") or not _path(name)
        ]
        if fitting:
            return max(fitting)[1]
        by_name = {fleet.lower(): fleet for fleet in self.fleets}
        return by_name.get(unit.lower(), self.usual)


def _path(unit: str) -> str:
    return unit.strip().strip("/").lower()


def fleets_of(plan: Plan, options: Options) -> tuple[Fleets, list[Problem]]:
    """Fleets that the devices may belong to, and names that are no fleet's."""
    names = tuple(row.name for row in plan.devices)
    by_lower = {name.lower(): name for name in names}
    problems = [
        Problem("P30", option, facts={"value": fleet, "nearest": nearest(fleet, names)})
        for option, fleet in (
            ("--fleet", options.fleet),
            *(("--unit", f) for _, f in options.units),
        )
        if fleet and fleet.lower() not in by_lower
    ]
    units = tuple((unit, by_lower.get(fleet.lower(), fleet)) for unit, fleet in options.units)
    students = [row.name for row in plan.devices if row.category == "student_devices"]
    usual = by_lower.get(options.fleet.lower(), "")
    if not usual and not units and len(students) == 1:
        usual = students[0]
    return Fleets(names, units, usual), problems


def inventory_of(
    kind: str,
    export: Export,
    lots: Mapping[Lot, int],
    plan: Plan,
    options: Options,
    fleets: Fleets,
    told: Iterable[str],
    problems: Iterable[Problem],
) -> Intake:
    """Rows of the inventory for devices that were counted.

    Parameters
    ----------
    kind : str
        Kind of export, for what is told and for the source.
    export : Export
        The export.
    lots : mapping of Lot to int
        Devices by lot.
    plan : Plan
        The plan that they go into.
    options : Options
        What the person says.
    fleets : Fleets
        Fleets that were asked, with the units that are in none.
    told, problems : iterable
        What was counted and found so far.

    Returns
    -------
    Intake
    """
    sentences, found = list(told), list(problems)
    first = plan.district.first_year
    late = sum(count for lot, count in lots.items() if lot.bought > first)
    if late:
        facts = {"value": count_of(late, "device"), "first": fiscal_year_label(first)}
        found.append(Problem("W42", export.file, facts=facts))
    kept = {lot: count for lot, count in lots.items() if lot.bought <= first}
    source = source_of(_SOURCES[kind], options.as_of or export.as_of)
    rows = tuple(_row(lot, kept[lot], source) for lot in sorted(kept, key=lambda lot: lot.order))
    if fleets.without:
        found.append(_without_a_fleet(export, fleets, bool(lots)))
    for name in dict.fromkeys(lot.fleet for lot in sorted(kept, key=lambda lot: lot.order)):
        count = sum(units for lot, units in kept.items() if lot.fleet == name)
        sentences.append(f"{count_of(count, 'device')} in fleet {name}.")
    if not rows and not any(problem.blocks for problem in found):
        found.append(Problem("W40", export.file))
    names = frozenset(row["name"].lower() for row in rows)
    years = frozenset(fiscal_year_label(year).lower() for year in range(_OLDEST_YEAR, first))
    owned = Owned({"name": names, "bought": years}) if rows else Owned()
    return Intake(
        kind, export.file, "inventory", rows, _MATCH_BY, owned, tuple(sentences),
        not_too_many(found),
    )  # fmt: skip


_SOURCES = {"chromebooks": "Chromebook export", "assets": "Asset list"}


def _row(lot: Lot, count: int, source: str) -> dict[str, str]:
    return {
        "name": lot.fleet,
        "bought": fiscal_year_label(lot.bought),
        "units": str(count),
        "model": lot.model,
        "support_ends": show_day(lot.support_ends) if lot.support_ends else "",
        "source": source,
    }


def _without_a_fleet(export: Export, fleets: Fleets, some_have: bool) -> Problem:
    """Devices of units that belong to no fleet: a question where that is all of them."""
    counted = fleets.without.most_common(_MOST_UNITS_NAMED)
    named = ", ".join(f"{unit or '(blank)'} {count:,}" for unit, count in counted)
    more = len(fleets.without) - len(counted)
    units = named + (f" and {count_of(more, 'other')}" if more > 0 else "")
    if some_have:
        count = count_of(sum(fleets.without.values()), "device")
        return Problem("W43", export.file, facts={"value": count, "units": units})
    example = fleets.fleets[0] if fleets.fleets else "Chromebooks"
    known = ", ".join(fleets.fleets) or "none yet"
    facts = {"example": example, "expected": known, "units": units}
    return Problem("P86", export.file, facts=facts)
