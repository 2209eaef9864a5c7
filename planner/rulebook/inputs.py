"""The tables as they read in each fiscal year, after a scenario's changes.

Every fiscal year has its own tables. A change without ``from_year`` is made in those of every year,
one with ``from_year`` in those of that year and later; a row that no change touches is one and the
same in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    A row that was changed says under ``stated`` what each changed cell is the sum of: amounts by
    the year in whose dollars they are, None for that of its row. ``support_ends`` is by model of
    device.
    """

    district: Cells
    rows: dict[str, list[Cells]]
    drivers: dict[str, float]
    facts: Cells
    support_ends: Cells
    first_year: int
    last_year: int


def tables_of(plan: Cells, scenario: Cells, facts: Cells, year: int) -> Tables:
    """The tables of a plan in a fiscal year, before any change."""
    first = plan["district"]["first_year"]
    return Tables(
        district=plan["district"],
        rows={table: [dict(row) for row in rows] for table, rows in plan["rows"].items()},
        drivers=drivers_of(plan, facts, year),
        facts=facts,
        support_ends={**plan["support_ends"], **scenario["support_ends"]},
        first_year=first,
        last_year=first + plan["district"]["years"] - 1,
    )


def drivers_of(plan: Cells, facts: Cells, year: int) -> dict[str, float]:
    """The drivers of a fiscal year before any change.

    Without a value of enrollment growth, students follow the forecast from history.
    """
    values = {name: driver(plan, facts, name, year) for name in facts["drivers"]}
    return {name: value for name, value in values.items() if value is not None}


def make(tables: Tables, change: Cells) -> None:
    """Make one change in a year's tables; rows that it changes become rows of that year alone."""
    table, column = change["table"], change["field"]
    if table == "district":
        district = tables.district
        tables.district = {**district, column: changed(district[column], change)}
    elif table == "assumptions":
        for name in tables.facts["drivers"]:
            if change["row"] in ("all", name):
                tables.drivers[name] = changed(tables.drivers.get(name), change)
    else:
        tables.rows[table] = [
            with_change(cells, change) if change["row"] in ("all", cells["key"]) else cells
            for cells in tables.rows[table]
        ]


def with_change(cells: Cells, change: Cells) -> Cells:
    """A row after one change of one of its cells."""
    column = change["field"]
    stated = {**cells.get("stated", {}), column: changed_parts(parts_of(cells, column), change)}
    return {**cells, column: changed(cells[column], change), "stated": stated}


def parts_of(cells: Cells, column: str) -> Parts:
    """What a cell is the sum of: amounts and the years in whose dollars they are."""
    whole: Parts = [(cells[column], None)]
    if "stated" not in cells:
        return whole
    parts: Parts = cells["stated"].get(column, whole)
    return parts


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
    typed = with_words(plan, scenario, facts)
    numbers = [change for change in [*plan["changes"], *scenario["changes"]] if change["numeric"]]
    every_year = {}
    for year in range(typed.first_year, typed.last_year + 1):
        tables = replace(typed, rows=dict(typed.rows), drivers=drivers_of(plan, facts, year))
        for change in numbers:
            since = change["from_year"]
            if since is None or since <= year:
                make(tables, change)
        every_year[year] = tables
    return every_year


def with_words(plan: Cells, scenario: Cells, facts: Cells) -> Tables:
    """The tables of the first year with changed words and choices: they make another plan."""
    tables = tables_of(plan, scenario, facts, plan["district"]["first_year"])
    for change in scenario["changes"]:
        if not change["numeric"]:
            make(tables, change)
    look_up(tables)
    for source in tables.rows["funding"]:
        source["active"] = source["active"] and not vote_is_left_out(source, plan)
    return tables


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
    now = tables[year]
    first, last = now.first_year, now.last_year
    amount_then = 0.0
    for amount, stated in parts_of(now.rows[table][number], column):
        since = year_it_states(tables, table, number, year) if stated is None else stated
        amount_then += amount * index[year] / index[min(max(since, first), last)]
    return amount_then


def year_it_states(tables: dict[int, Tables], table: str, number: int, year: int) -> int:
    """The year in whose dollars a row states its amounts."""
    now = tables[year]
    row, first = now.rows[table][number], now.first_year
    usual = "start_year" if table == "funding" else "first_year"
    start = first_month_covered(row.get("start_date"))
    if (row.get("dollars_of") or usual) == "first_year" or start is None:
        return first
    opening = months_of(first, tables[first].district["fiscal_year_start_month"])[0]
    return first + (start - opening) // 12
