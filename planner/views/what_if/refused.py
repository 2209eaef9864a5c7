"""What the plan's tables would refuse of changes that are made together.

Each lever stays within the bounds of its column; a lever and an option that move the same number,
such as a useful life, may go beyond them together. The page itself runs ``refused``
(``planner/twin``), so it stays within what can be translated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import Column, show_limit
from planner.plan.what_if.changes import ALL, Change, cell_bounds
from planner.rulebook.inputs import Cells, Tables, tables_by_year
from planner.rulebook.plan_data import Data
from planner.views.questions.goal_seek import in_sentence
from planner.views.what_if.typed_number import shown_number

_KINDS = ("number", "money", "rate")


def bounds_of_changes(changes: Iterable[Change]) -> Data:
    """Least and most of every number that some changes may move, by ``table/row/column``.

    Parameters
    ----------
    changes : iterable of Change
        All changes that the page may make.

    Returns
    -------
    dict
        What the number is called, its kind, its bounds, and these as they are typed; the row is
        blank but for assumptions.
    """
    found: Data = {}
    for change in changes:
        rows = [change.row] if change.row != ALL else list(DRIVERS)
        for row in rows if change.table == "assumptions" else [""]:
            column = DRIVERS[row] if row else TABLES[change.table].columns[change.field]
            key = f"{change.table}/{row}/{change.field}"
            if column.kind in _KINDS and key not in found:
                least, most = cell_bounds(change.table, row, change.field)
                found[key] = _bounds(column, least, most, driver=bool(row))
    return found


def _bounds(column: Column, low: float | None, high: float | None, *, driver: bool) -> Data:
    return {
        "label": in_sentence(column.label),
        "driver": driver,
        "kind": column.kind,
        "how": "set",
        "low": low,
        "high": high,
        "low_shown": show_limit(column, low),
        "high_shown": show_limit(column, high),
    }


def refused(plan: Cells, scenario: Cells, facts: Cells, bounds: Cells) -> str:
    """Why the tables would refuse the changes of a scenario together; empty if they would not.

    Parameters
    ----------
    plan, scenario, facts : dict
        As ``planner.rulebook.plan_data`` makes them.
    bounds : dict
        As :func:`bounds_of_changes` makes it.
    """
    for now in tables_by_year(plan, scenario, facts).values():
        for change in scenario["changes"]:
            for row, value in cells_of(now, change):
                name = row if change["table"] == "assumptions" else ""
                bound = bounds.get(f"{change['table']}/{name}/{change['field']}", None)
                said = "" if bound is None or value is None else _beyond(bound, row, value)
                if said:
                    return said
    return ""


def cells_of(tables: Tables, change: Cells) -> list[tuple[str, Any]]:
    """The cells that a change moves, with their rows, as they are in a year."""
    table, field = change["table"], change["field"]
    if table == "district":
        return [("", tables.district[field])]
    if table == "assumptions":
        return [
            (name, value)
            for name, value in tables.drivers.items()
            if change["row"] in ("all", name)
        ]
    return [
        (row["key"], row[field])
        for row in tables.rows[table]
        if change["row"] in ("all", row["key"])
    ]


def _beyond(bound: Cells, row: str, value: float) -> str:
    """What is wrong with a number beyond its bounds."""
    of_row = f" of {row}" if row and not bound["driver"] else ""
    shown = f"Together these changes make the {bound['label']}{of_row}"
    if bound["low"] is not None and value < bound["low"] - 1e-9:
        return f"{shown} {shown_number(bound, value)}, but the minimum is {bound['low_shown']}."
    if bound["high"] is not None and value > bound["high"] + 1e-9:
        return f"{shown} {shown_number(bound, value)}, but the maximum is {bound['high_shown']}."
    return ""
