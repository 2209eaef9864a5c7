"""Rows of cost of which it is typed who pays them, for cases of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planner.analysis.figures import RowFigures
from planner.analysis.keep.verdict import Kept, kept_rows


def paid_rows(rows: Sequence[Mapping[str, Any]]) -> list[RowFigures]:
    """Some rows, by year.

    Each row has amounts by year for some of ``recurring``, ``one_time``, ``reserve``, ``prepaid``
    and ``unfunded``; ``name``, ``priority`` and ``once`` if wanted; and ``sustained`` where a row
    is in use in a year without a bill.
    """
    years = max(len(of_kind) for row in rows for of_kind in row.values() if type(of_kind) is list)
    return [_row(number, row, years) for number, row in enumerate(rows)]


def kept_of(rows: Sequence[Mapping[str, Any]]) -> Kept:
    """What becomes of such rows, from FY2027 on."""
    found = paid_rows(rows)
    return kept_rows(found, [2027 + place for place in range(len(found[0].cost))])


def _row(number: int, row: Mapping[str, Any], years: int) -> RowFigures:
    def amounts(name: str) -> list[float]:
        return [float(amount) for amount in row.get(name, [0.0] * years)]

    kinds = [amounts(name) for name in ("recurring", "one_time", "reserve", "unfunded", "prepaid")]
    *paid, prepaid = kinds
    return RowFigures(
        table="licenses",
        name=row.get("name", f"Row {number + 1}"),
        line="software",
        priority=row.get("priority", 2),
        recurring=not row.get("once", False),
        cost=[sum(of_year) for of_year in zip(*paid, strict=True)],
        sustained_cost=amounts("sustained")
        if "sustained" in row
        else [sum(of_year) for of_year in zip(*kinds, strict=True)],
        prepaid=prepaid,
        paid_by_recurring=paid[0],
        paid_by_one_time=paid[1],
        paid_by_reserve=paid[2],
        unfunded=paid[3],
    )
