"""The tables as they read in each fiscal year, after a scenario's changes.

Every fiscal year gets its own copy of all the tables. A change without ``from_year`` is made in
every copy, one with ``from_year`` in the copies of that year and later.
"""

from __future__ import annotations

from typing import Any

from planner.plan.plan import Plan
from planner.plan.tables.assumptions import DRIVERS, NEUTRAL_DRIVERS
from planner.plan.what_if.changes import base_changes
from planner.plan.what_if.scenarios import Change, Scenario
from planner.rulebook.months import first_month_covered, months_of

ROW_TABLES = (
    "enrollment",
    "devices",
    "inventory",
    "repair",
    "licenses",
    "security",
    "staffing",
    "training",
    "privacy",
    "network",
    "incidents",
    "funding",
    "eligibility",
)
#: Rows that cost money, in the order of the budget.
COST_TABLES = (
    "devices",
    "repair",
    "licenses",
    "security",
    "staffing",
    "training",
    "privacy",
    "network",
)

Cells = dict[str, Any]


class Tables:
    """All tables of a plan as they read in one fiscal year."""

    def __init__(self, plan: Plan, year: int) -> None:
        self.district: Cells = dict(plan.district)
        self.rows: dict[str, list[Cells]] = {
            table: [{**dict(row), "key": row.key} for row in plan.rows(table)]
            for table in ROW_TABLES
        }
        #: Amounts of each cell by the year in whose dollars they are; None for those of its row.
        self.stated: dict[tuple[str, int, str], list[tuple[Any, int | None]]] = {}
        self.drivers: dict[str, float] = {}
        for name in DRIVERS:
            value = driver(plan, name, year)
            if value is not None:  # without a value, students follow the forecast from history
                self.drivers[name] = value

    def make(self, change: Change) -> None:
        """Make one change in this year's copy."""
        if change.table == "district":
            self.district[change.field] = changed(self.district[change.field], change)
        elif change.table == "assumptions":
            for name in DRIVERS:
                if change.row in ("all", name):
                    self.drivers[name] = changed(self.drivers.get(name), change)
        else:
            for number, cells in enumerate(self.rows[change.table]):
                if change.row in ("all", cells["key"]):
                    parts = self.parts(change.table, number, change.field)
                    cell = change.table, number, change.field
                    self.stated[cell] = changed_parts(parts, change)
                    cells[change.field] = changed(cells[change.field], change)

    def parts(self, table: str, number: int, field: str) -> list[tuple[Any, int | None]]:
        """What a cell is the sum of: amounts and the years in whose dollars they are."""
        whole: list[tuple[Any, int | None]] = [(self.rows[table][number][field], None)]
        return self.stated.get((table, number, field), whole)


def changed(old: Any, change: Change) -> Any:  # noqa: ANN401  a cell may hold anything
    """A cell after one change."""
    new: Any = change.value
    if change.how == "add":
        return old + new
    if change.how == "multiply":
        return old * new
    return new


def changed_parts(
    parts: list[tuple[Any, int | None]], change: Change
) -> list[tuple[Any, int | None]]:
    """The parts of a cell after one change: what is set or added is in dollars of its own year."""
    new: Any = change.value
    year = change.from_year if change.stated_in is None else change.stated_in
    if change.how == "add":
        return [*parts, (new, year or None)]
    if change.how == "multiply":
        return [(amount * new, stated) for amount, stated in parts]
    return [(new, year or None)]


def driver(plan: Plan, name: str, year: int) -> float | None:
    """What assumptions.csv says of a driver in a year; the default where it says nothing.

    Only enrollment growth may have neither.
    """
    value: float | None = None
    latest: float | None = None
    for row in plan.assumptions:
        begins = float("-inf") if row.from_year is None else row.from_year
        if row.name != name or not row.active or row.value is None or begins > year:
            continue
        if latest is None or begins >= latest:
            latest, value = begins, row.value
    if value is not None:
        return value
    default = DRIVERS[name].default
    return NEUTRAL_DRIVERS.get(name) if default is None else default.value


def tables_by_year(plan: Plan, scenario: Scenario) -> dict[int, Tables]:
    """The tables of every fiscal year of the plan, with the scenario's changes made."""
    every_year = {}
    first = plan.district.first_year
    for year in range(first, first + plan.district.years):
        tables = Tables(plan, year)
        for change in scenario.changes:  # words and choices make another plan
            if not change.numeric:
                tables.make(change)
        for source in tables.rows["funding"]:
            source["active"] = source["active"] and not vote_is_left_out(source, plan)
        for change in (*base_changes(plan), *scenario.changes):
            if change.numeric and (change.from_year is None or change.from_year <= year):
                tables.make(change)
        every_year[year] = tables
    return every_year


def vote_is_left_out(source: Cells, plan: Plan) -> bool:
    """Whether a levy needs a vote that is still to come, and the district does not count on it."""
    if source["kind"] not in ("local_levy", "capital_levy"):
        return False
    if source["voted"]:
        return bool(source["voted"] == "not_yet_left_out")
    if source["renewal_probability"] is not None:
        return True
    first = first_month_covered(source["start_date"])
    district = plan.district
    opening = months_of(district.first_year, district.fiscal_year_start_month)[0]
    return first is not None and first > opening


def price_index(
    tables: dict[int, Tables], table: str, number: int, field: str, driver_name: str
) -> dict[int, float]:
    """A row's price in every year over that of the first: its own growth, or a driver's."""
    found = {}
    index = 1.0
    for place, (year, now) in enumerate(tables.items()):
        if place > 0:
            own = now.rows[table][number][field]
            index *= 1 + (now.drivers[driver_name] if own is None else own)
        found[year] = index
    return found


def driver_index(tables: dict[int, Tables], name: str) -> dict[int, float]:
    """A price in every year over that of the first, where it grows by a driver alone."""
    found = {}
    index = 1.0
    for place, (year, now) in enumerate(tables.items()):
        if place > 0:
            index *= 1 + now.drivers[name]
        found[year] = index
    return found


def in_dollars_of(
    tables: dict[int, Tables], cell: tuple[str, int, str], year: int, index: dict[int, float]
) -> float:
    """An amount as it is in a year: each part of it grown from the year whose dollars it is in."""
    table, number, field = cell
    first, last = min(tables), max(tables)
    total = 0.0
    for amount, stated in tables[year].parts(table, number, field):
        since = year_it_states(tables, table, number, year) if stated is None else stated
        total += amount * index[year] / index[min(max(since, first), last)]
    return total


def year_it_states(tables: dict[int, Tables], table: str, number: int, year: int) -> int:
    """The year in whose dollars a row states its amounts."""
    first = min(tables)
    row = tables[year].rows[table][number]
    usual = "start_year" if table == "funding" else "first_year"
    start = first_month_covered(row.get("start_date"))
    if (row.get("dollars_of") or usual) == "first_year" or start is None:
        return first
    opening = months_of(first, tables[first].district["fiscal_year_start_month"])[0]
    return first + (start - opening) // 12
