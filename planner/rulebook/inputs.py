"""The tables as they read in each fiscal year, after a scenario's changes.

Every fiscal year gets its own copy of all the tables. A change without ``from_year`` is made in
every copy, one with ``from_year`` in the copies of that year and later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

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
#: Amounts that a cell is the sum of, each with the year in whose dollars it is.
Parts = list[tuple[Any, int | None]]

FOREVER = float("inf")


@dataclass
class Tables:
    """All tables of a plan as they read in one fiscal year, and the public figures.

    ``stated`` has the amounts of each cell that was changed by the year in whose dollars they
    are; None for those of its row. ``support_ends`` is by model of device.
    """

    district: Cells
    rows: dict[str, list[Cells]]
    drivers: dict[str, float]
    facts: Cells
    support_ends: Cells
    stated: dict[tuple[str, int, str], Parts] = field(default_factory=dict)


def tables_of(plan: Cells, scenario: Cells, facts: Cells, year: int) -> Tables:
    """The tables of a plan in a fiscal year, before any change."""
    drivers = {}
    for name in facts["drivers"]:
        value = driver(plan, facts, name, year)
        if value is not None:  # without a value, students follow the forecast from history
            drivers[name] = value
    return Tables(
        district=dict(plan["district"]),
        rows={table: [dict(row) for row in rows] for table, rows in plan["rows"].items()},
        drivers=drivers,
        facts=facts,
        support_ends={**plan["support_ends"], **scenario["support_ends"]},
    )


def make(tables: Tables, change: Cells) -> None:
    """Make one change in a year's copy of the tables."""
    table, column = change["table"], change["field"]
    if table == "district":
        tables.district[column] = changed(tables.district[column], change)
    elif table == "assumptions":
        for name in tables.facts["drivers"]:
            if change["row"] in ("all", name):
                tables.drivers[name] = changed(tables.drivers.get(name), change)
    else:
        for number, cells in enumerate(tables.rows[table]):
            if change["row"] in ("all", cells["key"]):
                parts = parts_of(tables, table, number, column)
                tables.stated[table, number, column] = changed_parts(parts, change)
                cells[column] = changed(cells[column], change)


def parts_of(tables: Tables, table: str, number: int, column: str) -> Parts:
    """What a cell is the sum of: amounts and the years in whose dollars they are."""
    whole: Parts = [(tables.rows[table][number][column], None)]
    return tables.stated.get((table, number, column), whole)


def changed(old: Any, change: Cells) -> Any:  # noqa: ANN401  a cell may hold anything
    """A cell after one change."""
    new = change["value"]
    if change["how"] == "add":
        return old + new
    if change["how"] == "multiply":
        return old * new
    return new


def changed_parts(parts: Parts, change: Cells) -> Parts:
    """The parts of a cell after one change: what is set or added is in dollars of its own year."""
    new = change["value"]
    year = change["from_year"] if change["stated_in"] is None else change["stated_in"]
    if change["how"] == "add":
        return [*parts, (new, year or None)]
    if change["how"] == "multiply":
        return [(amount * new, stated) for amount, stated in parts]
    return [(new, year or None)]


def driver(plan: Cells, facts: Cells, name: str, year: int) -> float | None:
    """What assumptions.csv says of a driver in a year; the default where it says nothing.

    Only enrollment growth may have neither.
    """
    value: float | None = None
    latest: float | None = None
    for row in plan["assumptions"]:
        begins = -FOREVER if row["from_year"] is None else row["from_year"]
        if row["name"] != name or not row["active"] or row["value"] is None or begins > year:
            continue
        if latest is None or begins >= latest:
            latest, value = begins, row["value"]
    default: float | None = facts["drivers"][name]
    return default if value is None else value


def tables_by_year(plan: Cells, scenario: Cells, facts: Cells) -> dict[int, Tables]:
    """The tables of every fiscal year of the plan, with the scenario's changes made."""
    every_year = {}
    first = plan["district"]["first_year"]
    for year in range(first, first + plan["district"]["years"]):
        tables = tables_of(plan, scenario, facts, year)
        for change in scenario["changes"]:  # words and choices make another plan
            if not change["numeric"]:
                make(tables, change)
        look_up(tables)
        for source in tables.rows["funding"]:
            source["active"] = source["active"] and not vote_is_left_out(source, plan)
        for change in [*plan["changes"], *scenario["changes"]]:
            since = change["from_year"]
            if change["numeric"] and (since is None or since <= year):
                make(tables, change)
        every_year[year] = tables
    return every_year


def look_up(tables: Tables) -> None:
    """Give each source what is usual for its kind, and each row of cost its account.

    A row of cost also has which kinds of money may pay it, by the public rules.
    """
    for source in tables.rows["funding"]:
        source["rule"] = tables.facts["funding_rules"][source["kind"]]
    for table in COST_TABLES:
        for row in tables.rows[table]:
            row["account"] = tables.facts["accounts"][row["category"]]
            row["rulings"] = tables.facts["eligibility"][row["category"]]


def vote_is_left_out(source: Cells, plan: Cells) -> bool:
    """Whether a levy needs a vote that is still to come, and the district does not count on it."""
    if source["kind"] not in ("local_levy", "capital_levy"):
        return False
    if source["voted"]:
        return bool(source["voted"] == "not_yet_left_out")
    if source["renewal_probability"] is not None:
        return True
    first = first_month_covered(source["start_date"])
    district = plan["district"]
    opening = months_of(district["first_year"], district["fiscal_year_start_month"])[0]
    return first is not None and first > opening


def price_index(
    tables: dict[int, Tables], table: str, number: int, column: str, driver_name: str
) -> dict[int, float]:
    """A row's price in every year over that of the first: its own growth, or a driver's."""
    found = {}
    index = 1.0
    for place, (year, now) in enumerate(tables.items()):
        if place > 0:
            own = now.rows[table][number][column]
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
    table, number, column = cell
    first, last = min(tables), max(tables)
    amount_then = 0.0
    for amount, stated in parts_of(tables[year], table, number, column):
        since = year_it_states(tables, table, number, year) if stated is None else stated
        amount_then += amount * index[year] / index[min(max(since, first), last)]
    return amount_then


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
