"""Rows that differ only in name and price, as one row: the same totals from a shorter plan.

Ten thousand draws ask for totals, and the totals of fifty licenses that grow alike are those of
one license with the sum of their prices. Plan in, plan out: the engine does not know. A total is
then added up in another order, so that it is the same but for rounding in the last digits; single
rows can no longer be told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.plan.plan import Plan
from planner.plan.tables import TABLES
from planner.plan.tables.row import Row
from planner.projection.variations import Variation

#: What names or explains a row and changes no total.
_WORDS = ("name", "source", "note", "file", "row", "units_used")


@dataclass(frozen=True)
class _Rule:
    """How rows of a table become one.

    Attributes
    ----------
    added : tuple of str
        Columns that are added up.
    averaged : tuple of str
        Columns of which the mean holds.
    weight : str
        Column by which the mean is weighted; rows count alike if blank.
    equal : tuple of str
        Columns that are added up and must be the same in all rows.
    """

    added: tuple[str, ...] = ()
    averaged: tuple[str, ...] = ()
    weight: str = ""
    equal: tuple[str, ...] = ()


_RULES = {
    "devices": _Rule(
        averaged=("unit_price", "setup_per_unit", "management_license"),
        equal=("units_per_person", "fixed_units", "yearly_cap"),
    ),
    "licenses": _Rule(added=("price",)),
    "security": _Rule(added=("price",)),
    "staffing": _Rule(added=("fte", "outsourced_price"), averaged=("salary",), weight="fte"),
}


def merged_rows(plan: Plan, variations: Sequence[Variation]) -> Plan:
    """The plan with rows that are alike as one row.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    variations : sequence of Variation
        What will differ between cases: rows that they name stay by themselves.

    Returns
    -------
    Plan
        A plan with the same totals of money, positions and devices by kind of cost, source and
        year. A merged row has the name of its first.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> plan = read_plan(example("prairie-view"))
    >>> first = plan.licenses[0]
    >>> dear = first.model_copy(update={"name": "Another", "price": 2 * first.price})
    >>> merged = merged_rows(replace(plan, licenses=(first, dear)), [])
    >>> [round(row.price / first.price, 9) for row in merged.licenses]
    [3.0]
    """
    named = _named(plan, variations)
    tables: dict[str, tuple[Row, ...]] = {}
    for table, rule in _RULES.items():
        if not any(_breaks(rule, table, variation) for variation in variations):
            tables.update(_merged(plan, table, rule, named))
    shorter: Any = tables
    return replace(plan, **shorter)


def _named(plan: Plan, variations: Sequence[Variation]) -> set[str]:
    """Rows that something else in the plan or a variation calls by name."""
    lots = {lot.key: lot.name for lot in plan.inventory}
    return {
        *(name for fund in plan.funding for name in fund.pays_for),
        *(row.fleet for row in plan.repair),
        *(row.serves for row in (*plan.licenses, *plan.security) if row.basis == "device"),
        *(lots.get(variation.row, variation.row) for variation in variations),
    }


def _breaks(rule: _Rule, table: str, variation: Variation) -> bool:
    """Whether a variation of all rows is not the same to a sum as to its parts."""
    if variation.row != "all" or variation.how == "multiply":
        return False
    if table == "devices" and (variation.table, variation.field) == ("inventory", "units"):
        return True
    return variation.table == table and variation.field in (*rule.added, *rule.equal)


def _merged(plan: Plan, table: str, rule: _Rule, named: set[str]) -> dict[str, tuple[Row, ...]]:
    """Rows of a table, those that are alike as one; fleets with their inventory."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for place, row in enumerate(plan.rows(table)):
        alone = row.name in named or bool(getattr(row, "trade_in", None))
        key = (place,) if alone else _likeness(plan, table, rule, row)
        groups.setdefault(key, []).append(row)
    merged = tuple(_one_row(rule, rows) for rows in groups.values())
    if table != "devices":
        return {table: merged}
    fleets = {rows[0].name: len(rows) for rows in groups.values()}
    lots = tuple(
        lot.model_copy(update={"units": lot.units * fleets[lot.name]})
        for lot in plan.inventory
        if lot.name in fleets
    )
    return {table: merged, "inventory": lots}


def _likeness(plan: Plan, table: str, rule: _Rule, row: Row) -> tuple[Any, ...]:
    """What rows must have in common to become one."""
    free = {*_WORDS, *rule.added, *rule.averaged}
    cells = [getattr(row, field) for field in TABLES[table].columns if field not in free]
    blank = [getattr(row, field) is None for field in (*rule.added, *rule.averaged)]
    stock = [
        (lot.bought, lot.units, lot.model, lot.support_ends, lot.active)
        for lot in (plan.inventory if table == "devices" else ())
        if lot.name == row.name
    ]
    return (*cells, *blank, *sorted(stock, key=repr))


def _one_row(rule: _Rule, rows: list[Row]) -> Row:
    """One row for several that are alike."""
    if len(rows) == 1:
        return rows[0]
    cells = {
        field: sum(_cells(rows, field))
        for field in (*rule.added, *rule.equal)
        if getattr(rows[0], field) is not None
    }
    weights = list(_cells(rows, rule.weight)) if rule.weight else [1.0] * len(rows)
    for field in rule.averaged:
        if getattr(rows[0], field) is not None and sum(weights) > 0:
            total = sum(w * cell for w, cell in zip(weights, _cells(rows, field), strict=True))
            cells[field] = total / sum(weights)
    return rows[0].model_copy(update=cells)


def _cells(rows: list[Row], field: str) -> Iterable[float]:
    return (float(getattr(row, field)) for row in rows)
